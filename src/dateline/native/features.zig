//! What is known of each line of a page before any is weighed, for article/features.py, which says what it is.

const std = @import("std");
const array = @import("array.zig");
const Scratch = @import("scratch.zig").Scratch;
const Paths = @import("paths.zig").Paths;
const numbers = @import("numbers.zig");
const line_table = @import("line_table.zig");
const elements = @import("elements.zig");
const marks = @import("marks.zig");
const at = numbers.at;
const real = numbers.real;
const or_one = numbers.or_one;
const Lines = line_table.Lines;
const Sheet = line_table.Sheet;

const printed_rows = 15; // numbers of what is printed; the first four are looked at in neighbours too
const usual_length = 60; // of running text on a page without any
const running_from = 60; // characters from which a line without many links is running text
const linked_share = 0.4; // share of links from which it has many
const nobody = line_table.nobody;
const kinds_around = 12;

pub const Page = struct {
    paths: Paths,
    rows: []const i64, // of lines
    lines: Lines,
    printed: []const f64,
    running: []f64, // how long each line of running text is
    logs: numbers.Logs,

    pub fn count(self: *const Page) usize {
        return self.rows.len;
    }

    pub fn length(self: *const Page, line: usize) f64 {
        return real(self.lines.lengths[line]);
    }

    pub fn links(self: *const Page, line: usize) f64 {
        return real(@min(self.lines.links[line], self.lines.lengths[line]));
    }

    /// Return the own kind of a line that is so many on from another, and one of its first numbers.
    fn beside(self: *const Page, line: usize, step: isize, number: usize) f64 {
        const place = @as(isize, @intCast(line)) + step;
        if (place < 0 or place >= @as(isize, @intCast(self.count()))) return nobody;
        const other: usize = @intCast(place);
        if (number == 0) return real(self.paths.own[at(self.rows[other])]);
        return self.printed[(number - 1) * self.count() + other];
    }
};

/// Write what is known of each line into `table`, a row of so many numbers for each, and what it is made of: of each
/// line `alike` and `headings`; for each row of the paths the characters and lines under it (`under`), and for each
/// number of lines named alike how many they are and their characters (`among`). Return how many numbers a row has.
export fn line_numbers(
    grid: [*]i64,
    grid_rows: isize,
    line_rows: [*]const i64,
    line_grid: [*]i64,
    count: isize,
    printed: [*]const f64,
    codes: [*]const u32,
    code_count: isize,
    element_starts: [*]const i64,
    element_ends: [*]const i64,
    element_tags: [*]const u8,
    element_count: isize,
    marked: [*]const u8,
    known: isize,
    logs: [*]const f64,
    logs_known: isize,
    table: [*]f32,
    width: isize,
    under: [*]f64,
    among: [*]f64,
    room: [*]u64,
    room_size: isize,
) isize {
    var scratch = Scratch.of(room, room_size);
    const page = Page{
        .paths = Paths.of(array.to(i64, grid, Paths.room(grid_rows)), at(grid_rows)),
        .rows = array.of(i64, line_rows, count),
        .lines = Lines.of(line_grid, count),
        .printed = array.of(f64, printed, printed_rows * count),
        .running = scratch.take(f64, at(count)),
        .logs = .{ .known = array.of(f64, logs, logs_known) },
    };
    const marking = marks.Marking{
        .codes = array.of(u32, codes, code_count),
        .starts = array.of(i64, element_starts, element_count),
        .ends = array.of(i64, element_ends, element_count),
        .tags = array.of(u8, element_tags, element_count),
        .kinds = array.of(u8, marked, known),
    };
    var sheet = Sheet{ .cells = array.to(f32, table, count * width), .width = at(width) };
    tell_printed(&page, &sheet);
    tell_place(&page, &sheet, scratch);
    tell_alike(&page, &sheet, array.to(f64, among, 2 * grid_rows), scratch);
    marks.tell(&marking, page.lines, page.logs, &sheet, scratch);
    tell_steps(&page, &sheet);
    elements.tell(&page, &sheet, array.to(f64, under, 2 * grid_rows), scratch);
    tell_beside(&page, &sheet);
    return @intCast(sheet.taken);
}

/// Tell what is printed, the kind of the line's element, and the last heading at or before it.
fn tell_printed(page: *const Page, sheet: *Sheet) void {
    const column = sheet.take(printed_rows + 4);
    var heading: i64 = -1;
    var heading_level: f64 = -1;
    for (page.rows, 0..) |row, line| {
        for (0..printed_rows) |number| {
            sheet.put(line, column + number, .{page.printed[number * page.count() + line]});
        }
        const level = page.paths.levels[at(row)];
        if (level > 0) {
            heading = @intCast(line);
            heading_level = real(level);
        }
        page.lines.headings[line] = heading;
        const since: f64 = if (heading < 0) -1 else page.logs.of(real(line) - real(heading));
        sheet.put(line, column + printed_rows, .{ real(page.paths.own[at(row)]), real(level), heading_level, since });
    }
}

/// Tell where lines stand in the page, and how long they are for it.
fn tell_place(page: *const Page, sheet: *Sheet, borrowed: Scratch) void {
    var scratch = borrowed;
    const column = sheet.take(8);
    const long = scratch.take(f64, page.count());
    var running: usize = 0;
    var sum: f64 = 0;
    var whole: f64 = 0;
    for (page.running, 0..) |*value, line| {
        const length = page.length(line);
        const runs = length >= running_from and page.links(line) < linked_share * length;
        value.* = if (runs) length else 0;
        whole += length;
        if (!runs) continue;
        sum += length;
        long[running] = length;
        running += 1;
    }
    const total = page.logs.of(or_one(sum));
    const usual = page.logs.of(middle(long[0..running]));
    const count = real(page.count());
    var so_far: f64 = 0;
    for (page.running, 0..) |value, line| {
        so_far += value;
        sheet.put(line, column, .{
            real(line) / count,
            page.logs.of(real(line)),
            page.logs.of(count - real(line)),
            page.logs.of(count),
            total,
            so_far / or_one(sum),
            page.printed[line] - usual,
            page.length(line) / whole,
        });
    }
}

/// Return the median of some lengths, which are sorted for it.
fn middle(lengths: []f64) f64 {
    if (lengths.len == 0) return usual_length;
    std.sort.heap(f64, lengths, {}, std.sort.asc(f64));
    return (lengths[(lengths.len - 1) / 2] + lengths[lengths.len / 2]) / 2;
}

/// Tell how often, and how long, the lines are whose elements are named like this one's; and its copies.
fn tell_alike(page: *const Page, sheet: *Sheet, among: []f64, borrowed: Scratch) void {
    var scratch = borrowed;
    const column = sheet.take(4);
    const many = among[0 .. among.len / 2];
    const long = among[among.len / 2 ..];
    const linked = scratch.filled(f64, many.len, 0);
    const copies = scratch.filled(f64, page.count(), 0);
    @memset(among, 0);
    for (page.rows, page.lines.copies, 0..) |row, first, line| {
        const alike = page.paths.alike[at(row)];
        page.lines.alike[line] = alike;
        many[at(alike)] += 1;
        long[at(alike)] += page.length(line);
        linked[at(alike)] += page.links(line);
        copies[at(first)] += 1;
    }
    for (page.lines.alike, page.lines.copies, 0..) |number, first, line| {
        const alike = at(number);
        sheet.put(line, column, .{
            page.logs.of(many[alike]),
            page.logs.of(long[alike] / @max(many[alike], 1)),
            linked[alike] / @max(long[alike], 1),
            page.logs.of(copies[at(first)] - 1),
        });
    }
}

/// Tell how many elements open and close between a line and the one before it, and the one after it.
fn tell_steps(page: *const Page, sheet: *Sheet) void {
    const column = sheet.take(4);
    const last = page.count() - 1;
    sheet.put(0, column, .{ 0.0, 0.0 });
    sheet.put(last, column + 2, .{ 9.0, 9.0 });
    for (1..page.count()) |line| {
        const before = page.rows[line - 1];
        const row = page.rows[line];
        const shared = page.paths.shared_depth(before, row);
        const opens = real(page.paths.depths[at(row)] - shared);
        const closes = real(page.paths.depths[at(before)] - shared);
        sheet.put(line - 1, column + 2, .{ opens, closes });
        sheet.put(line, column, .{ opens, closes });
    }
}

/// Tell the kinds of elements that neighbours stand in, those around the line, and how neighbours look.
fn tell_beside(page: *const Page, sheet: *Sheet) void {
    const column = sheet.take(4 + kinds_around + 12);
    for (page.rows, 0..) |row, line| {
        inline for (.{ -1, 1, -2, 2 }, 0..) |step, place| {
            sheet.put(line, column + place, .{page.beside(line, step, 0)});
        }
        for (0..kinds_around) |kind| {
            const bit = page.paths.around[at(row)] >> @intCast(kind) & 1;
            sheet.put(line, column + 4 + kind, .{real(bit)});
        }
        const printed = column + 4 + kinds_around;
        inline for (.{ -1, 1 }, 0..) |step, place| {
            for (0..4) |number| sheet.put(line, printed + 4 * place + number, .{page.beside(line, step, number + 1)});
        }
        inline for (.{ -2, 2 }, 4..) |step, place| {
            for (0..2) |number| sheet.put(line, printed + 2 * place + number, .{page.beside(line, step, number + 1)});
        }
    }
}
