//! What a first guess at every line tells of each, for article/context.py, which says what it is.

const array = @import("array.zig");
const Scratch = @import("scratch.zig").Scratch;
const Paths = @import("paths.zig").Paths;
const line_table = @import("line_table.zig");
const numbers = @import("numbers.zig");
const at = numbers.at;
const real = numbers.real;
const one_if = numbers.one_if;
const or_one = numbers.or_one;
const Sheet = line_table.Sheet;

const steps = 4; // lines before and after whose guesses are looked at
const widths = [_]usize{ 4, 12 }; // lines on each side over which they are averaged
const sure_from = 0.6; // chance and characters of a line that is surely of the article
const long_from = 60;
const parts_count = 4; // numbers that the first look's guess is the sum of; the last is what words speak for

const Guessed = struct {
    paths: Paths,
    rows: []const i64, // of lines
    lines: line_table.Lines,
    under: []const f64,
    among: []const f64,
    guesses: []const f64,
    words: []const f64,
    chance: []const f64,
    hoped: []f64, // characters of each line, as far as it is likely
    wanted: []const i64, // lines that are told of
    logs: numbers.Logs,

    fn length(self: *const Guessed, line: usize) f64 {
        return real(self.lines.lengths[line]);
    }

    fn beside(self: *const Guessed, values: []const f64, line: usize, step: isize) f64 {
        const place = @as(isize, @intCast(line)) + step;
        return if (place < 0 or place >= @as(isize, @intCast(self.rows.len))) line_table.nobody else values[@intCast(place)];
    }
};

/// Write all numbers of the lines `wanted`, a row of so many for each: those of `table`, the parts of the first look's
/// guess, the guess, and what the guesses at all lines tell of it. Return how many they are.
export fn row_numbers(
    grid: [*]i64,
    grid_rows: isize,
    line_rows: [*]const i64,
    line_grid: [*]i64,
    count: isize,
    under: [*]const f64,
    among: [*]const f64,
    table: [*]const f32,
    table_width: isize,
    parts: [*]const f64,
    guesses: [*]const f64,
    chance: [*]const f64,
    wanted: [*]const i64,
    wanted_count: isize,
    logs: [*]const f64,
    logs_known: isize,
    rows: [*]f32,
    width: isize,
    room: [*]u64,
    room_size: isize,
) isize {
    var scratch = Scratch.of(room, room_size);
    const spoken = array.of(f64, parts, parts_count * count);
    const page = Guessed{
        .paths = Paths.of(array.to(i64, grid, Paths.room(grid_rows)), at(grid_rows)),
        .rows = array.of(i64, line_rows, count),
        .lines = line_table.Lines.of(line_grid, count),
        .under = array.of(f64, under, 2 * grid_rows),
        .among = array.of(f64, among, 2 * grid_rows),
        .guesses = array.of(f64, guesses, count),
        .words = spoken[(parts_count - 1) * at(count) ..],
        .chance = array.of(f64, chance, count),
        .hoped = scratch.take(f64, at(count)),
        .wanted = array.of(i64, wanted, wanted_count),
        .logs = .{ .known = array.of(f64, logs, logs_known) },
    };
    for (page.hoped, page.chance, 0..) |*hoped, one, line| hoped.* = one * page.length(line);
    var sheet = Sheet{ .cells = array.to(f32, rows, wanted_count * width), .width = at(width) };
    tell_known(&page, &sheet, array.of(f32, table, count * table_width), spoken);
    tell_elements(&page, &sheet, scratch);
    tell_alike(&page, &sheet, scratch);
    tell_beside(&page, &sheet);
    tell_windows(&page, &sheet, scratch);
    tell_headings(&page, &sheet);
    tell_page(&page, &sheet, scratch);
    return @intCast(sheet.taken);
}

/// Tell what was known before, and the guess, first as the last of its parts.
fn tell_known(page: *const Guessed, sheet: *Sheet, table: []const f32, parts: []const f64) void {
    const count = page.rows.len;
    const width = table.len / count;
    const known = sheet.take(width);
    const column = sheet.take(parts_count + 2);
    for (page.wanted, 0..) |number, place| {
        const line = at(number);
        @memcpy(sheet.cells[place * sheet.width + known ..][0..width], table[line * width ..][0..width]);
        for (0..parts_count) |part| sheet.put(place, column + part, .{parts[part * count + line]});
        sheet.put(place, column + parts_count, .{ page.guesses[line], page.guesses[line] });
    }
}

/// What the lines under each row are, together, if they are as likely as guessed.
const Likely = struct {
    much: []const f64,
    pieces: []const f64,
    total: f64,
    chars: []const f64,
    lines: []const f64,

    fn of(page: *const Guessed, scratch: *Scratch) Likely {
        const rows = page.paths.parents.len;
        const much = scratch.take(f64, rows);
        const pieces = scratch.take(f64, rows);
        const by_row = scratch.filled(f64, 2 * rows, 0);
        const before = scratch.take(f64, rows + 1);
        for (page.rows, page.hoped, page.chance) |row, hoped, chance| {
            by_row[at(row)] += hoped;
            by_row[rows + at(row)] += chance;
        }
        page.paths.gather(by_row[0..rows], much, before);
        page.paths.gather(by_row[rows..], pieces, before);
        const total = or_one(much[0]);
        const lines = page.under[rows..];
        return .{ .much = much, .pieces = pieces, .total = total, .chars = page.under[0..rows], .lines = lines };
    }

    /// Return what share of a row is likely of the article, by characters.
    fn share(self: *const Likely, row: usize) f64 {
        return self.much[row] / @max(self.chars[row], 1);
    }

    /// Return what share of it is, by characters and by lines, and what part of the article that is.
    fn of_row(self: *const Likely, row: usize) [3]f64 {
        return .{ self.share(row), self.pieces[row] / @max(self.lines[row], 1), self.part(row) };
    }

    fn part(self: *const Likely, row: usize) f64 {
        return self.much[row] / self.total;
    }
};

/// Tell how likely the lines in the elements around a line are, and how it stands to the likely place of the article.
fn tell_elements(page: *const Guessed, sheet: *Sheet, borrowed: Scratch) void {
    var scratch = borrowed;
    const column = sheet.take(17);
    const paths = page.paths;
    const likely = Likely.of(page, &scratch);
    const best = paths.likely(likely.much, likely.lines);
    const met = scratch.take(i64, paths.parents.len);
    paths.meeting(best, met);
    const branches = scratch.take(i64, paths.parents.len);
    paths.branches(best, branches);
    const best_depth = or_one(real(paths.depths[best]));
    const total = page.logs.of(likely.total);
    for (page.wanted, 0..) |number, place| {
        const line = at(number);
        const row = at(page.rows[line]);
        const above = at(paths.parents[row]);
        var higher = above;
        for (0..3) |level| {
            sheet.put(place, column + 3 * level, likely.of_row(higher));
            higher = at(paths.parents[higher]);
        }
        const meets = at(met[row]);
        const branch = at(branches[row]);
        const deep = real(paths.depths[meets]);
        sheet.put(place, column + 9, .{
            (likely.much[above] - page.hoped[line]) / @max(likely.chars[above] - page.length(line), 1),
            deep / best_depth,
            one_if(meets == best),
            real(paths.depths[row]) - deep,
            likely.part(best),
            total,
            likely.share(branch) * one_if(branch > 0),
            likely.part(branch) * one_if(branch > 0),
        });
    }
}

/// Tell how likely the lines are, together, whose elements are named like this one's.
fn tell_alike(page: *const Guessed, sheet: *Sheet, borrowed: Scratch) void {
    var scratch = borrowed;
    const column = sheet.take(3);
    const total = or_one(numbers.sum_of(page.hoped));
    const groups = page.among.len / 2;
    const likely = scratch.filled(f64, groups, 0);
    const much = scratch.filled(f64, groups, 0);
    for (page.lines.alike, page.chance, page.hoped) |alike, chance, hoped| {
        likely[at(alike)] += chance;
        much[at(alike)] += hoped;
    }
    for (page.wanted, 0..) |line, place| {
        const alike = at(page.lines.alike[at(line)]);
        sheet.put(place, column, .{
            likely[alike] / @max(page.among[alike], 1),
            much[alike] / @max(page.among[groups + alike], 1),
            much[alike] / total,
        });
    }
}

/// Tell the guesses at the lines before and after, the nearest first.
fn tell_beside(page: *const Guessed, sheet: *Sheet) void {
    const column = sheet.take(2 * steps);
    for (page.wanted, 0..) |line, place| {
        inline for (1..steps + 1) |step| {
            sheet.put(place, column + 2 * (step - 1), .{
                page.beside(page.guesses, at(line), -@as(isize, step)),
                page.beside(page.guesses, at(line), step),
            });
        }
    }
}

/// Tell averages over the lines around each, weighted by their length.
fn tell_windows(page: *const Guessed, sheet: *Sheet, borrowed: Scratch) void {
    var scratch = borrowed;
    const column = sheet.take(4 * widths.len);
    const count = page.rows.len;
    const hoped = scratch.filled(f64, count + 1, 0); // sums before each line
    const length = scratch.filled(f64, count + 1, 0);
    const chance = scratch.filled(f64, count + 1, 0);
    for (0..count) |line| {
        hoped[line + 1] = hoped[line] + page.hoped[line];
        length[line + 1] = length[line] + page.length(line);
        chance[line + 1] = chance[line] + page.chance[line];
    }
    for (page.wanted, 0..) |number, place| {
        const line = at(number);
        const own = page.length(line);
        for (widths, 0..) |reach, width| {
            const first = line -| reach;
            const end = @min(line + reach + 1, count);
            sheet.put(place, column + 4 * width, .{
                (hoped[end] - hoped[first] - page.hoped[line]) / @max(length[end] - length[first] - own, 1),
                (chance[end] - chance[first]) / (real(end) - real(first)),
                (hoped[line] - hoped[first]) / @max(length[line] - length[first], 1),
                (hoped[end] - hoped[line + 1]) / @max(length[end] - length[line + 1], 1),
            });
        }
    }
}

/// Tell what words speak for, and the guess, at the last heading.
fn tell_headings(page: *const Guessed, sheet: *Sheet) void {
    const column = sheet.take(2);
    for (page.wanted, 0..) |line, place| {
        const heading = page.lines.headings[at(line)];
        if (heading < 0) sheet.put(place, column, .{ 0.0, 0.0 });
        if (heading >= 0) sheet.put(place, column, .{ page.words[at(heading)], page.guesses[at(heading)] });
    }
}

/// Tell how much of the article should be before each line, how far the nearest sure lines are, and what the words of
/// its neighbours speak for.
fn tell_page(page: *const Guessed, sheet: *Sheet, borrowed: Scratch) void {
    var scratch = borrowed;
    const column = sheet.take(6);
    const count = page.rows.len;
    const so_far = scratch.take(f64, count);
    const before = scratch.take(f64, count); // lines since the last sure one, as a logarithm
    const after = scratch.take(f64, count);
    var found: ?line_table.Stretch = null;
    for (0..count) |line| {
        so_far[line] = page.hoped[line] + if (line > 0) so_far[line - 1] else 0;
        before[line] = if (found) |known| page.logs.of(real(line) - real(known.last)) else 9;
        if (is_sure(page, line)) found = line_table.Stretch.upto(found, line);
    }
    var next: ?usize = null;
    for (0..count) |step| {
        const line = count - 1 - step;
        after[line] = if (next) |sure| page.logs.of(real(sure) - real(line)) else 9;
        if (is_sure(page, line)) next = line;
    }
    const sure = found orelse line_table.Stretch{ .first = 0, .last = count - 1 };
    const total = or_one(numbers.sum_of(page.hoped));
    for (page.wanted, 0..) |number, place| {
        const line = at(number);
        sheet.put(place, column, .{
            so_far[line] / total,
            before[line],
            after[line],
            numbers.within(sure.share(line), -1, 2),
            page.beside(page.words, line, -1),
            page.beside(page.words, line, 1),
        });
    }
}

fn is_sure(page: *const Guessed, line: usize) bool {
    return page.chance[line] > sure_from and page.length(line) > long_from;
}
