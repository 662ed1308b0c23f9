//! What the elements around lines hold, and where the article likely is among them; see article/features.py.

const Scratch = @import("scratch.zig").Scratch;
const Paths = @import("paths.zig").Paths;
const numbers = @import("numbers.zig");
const line_table = @import("line_table.zig");
const Page = @import("features.zig").Page;
const at = numbers.at;
const real = numbers.real;
const one_if = numbers.one_if;
const or_one = numbers.or_one;
const Sheet = line_table.Sheet;

const figcaption = 6; // own kind of an element
const figcaption_rows = 4; // elements around a line in which a figcaption makes it a caption

/// What the lines under each row are, together.
const Sums = struct {
    chars: []f64,
    pieces: []f64,
    amount: []f64,
    linked: []f64,
};

fn sums_of(page: *const Page, under: []f64, scratch: *Scratch) Sums {
    const rows = under.len / 2;
    const sums = Sums{
        .chars = under[0..rows],
        .pieces = under[rows..],
        .amount = scratch.take(f64, rows),
        .linked = scratch.take(f64, rows),
    };
    const by_row = Sums{
        .chars = scratch.filled(f64, rows, 0),
        .pieces = scratch.filled(f64, rows, 0),
        .amount = scratch.filled(f64, rows, 0),
        .linked = scratch.filled(f64, rows, 0),
    };
    for (page.rows, page.running, 0..) |number, running, line| {
        const row = at(number);
        by_row.chars[row] += page.length(line);
        by_row.pieces[row] += 1;
        by_row.amount[row] += running;
        by_row.linked[row] += page.links(line);
    }
    const before = scratch.take(f64, rows + 1);
    inline for (@typeInfo(Sums).@"struct".fields) |field| {
        page.paths.gather(@field(by_row, field.name), @field(sums, field.name), before);
    }
    return sums;
}

/// Tell what the elements around lines hold, and how lines stand to the likely place of the article.
pub fn tell(page: *const Page, sheet: *Sheet, under: []f64, borrowed: Scratch) void {
    var scratch = borrowed;
    const column = sheet.take(18);
    const paths = page.paths;
    const sums = sums_of(page, under, &scratch);
    const best = paths.likely(sums.amount, sums.pieces);
    const met = scratch.take(i64, paths.parents.len);
    paths.meeting(best, met);
    const inside = line_table.Stretch.of(page.rows, met, @intCast(best));
    const total = or_one(sums.amount[0]);
    const best_depth = or_one(real(paths.depths[best]));
    for (page.rows, 0..) |number, line| {
        const row = at(number);
        const above = at(paths.parents[row]);
        const higher = at(paths.parents[above]);
        const meets = at(met[row]);
        const depth = real(paths.depths[row]);
        const deep = real(paths.depths[meets]);
        sheet.put(line, column, .{
            depth / 10,
            one_if(meets == best),
            deep / best_depth,
            (depth - deep) / 5,
            sums.amount[above] / total,
            sums.amount[higher] / total,
            sums.amount[row] / total,
            sums.linked[above] / @max(sums.chars[above], 1),
            sums.linked[higher] / @max(sums.chars[higher], 1),
            page.logs.of(sums.pieces[above]),
            page.logs.of(sums.chars[above] / @max(sums.pieces[above], 1)),
            page.logs.of(sums.amount[meets]),
            sums.amount[meets] / total,
            one_if(line < inside.first),
            one_if(line > inside.last),
            numbers.within(inside.share(line), -1, 1),
            sums.amount[best] / total,
            one_if(is_captioned(paths, row)),
        });
    }
}

fn is_captioned(paths: Paths, first: usize) bool {
    var row = first;
    for (0..figcaption_rows) |_| {
        if (paths.own[row] == figcaption) return true;
        row = at(paths.parents[row]);
    }
    return false;
}
