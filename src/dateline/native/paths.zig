//! The elements that lie on the paths of a page's lines, for article/paths.py.

const array = @import("array.zig");
const Scratch = @import("scratch.zig").Scratch;
const numbers = @import("numbers.zig");
const same_names = @import("same_names.zig");
const at = numbers.at;

const likely_share = 0.6; // of what is counted around it that makes an element the likely place of the article
const likely_lines = 3; // fewer lines make none

/// Rows, one an element, in document order; row 0 is above all. The fields are those of paths.py.
pub const Paths = struct {
    parents: []i64,
    last: []i64,
    depths: []i64,
    own: []i64,
    levels: []i64,
    around: []i64,
    named: []i64,
    alike: []i64,

    /// Return the rows that lie in a grid, a field behind the other.
    pub fn of(grid: []i64, count: usize) Paths {
        var paths: Paths = undefined;
        inline for (@typeInfo(Paths).@"struct".fields, 0..) |field, place| {
            @field(paths, field.name) = grid[place * count ..][0..count];
        }
        return paths;
    }

    /// Return how many numbers the grid of so many rows has.
    pub fn room(count: isize) isize {
        return count * @as(isize, @typeInfo(Paths).@"struct".fields.len);
    }

    /// Make of a value of each line, added up by rows, that of all lines under each row.
    pub fn gather(self: Paths, by_row: []const f64, under: []f64, scratch: []f64) void {
        scratch[0] = 0;
        var sum: f64 = 0;
        for (by_row, scratch[1..][0..by_row.len]) |value, *before| {
            sum += value;
            before.* = sum;
        }
        for (self.last, under, 0..) |last, *value, row| value.* = scratch[at(last) + 1] - scratch[row];
    }

    /// Return the row of the deepest element that holds most of an amount.
    pub fn likely(self: Paths, amount: []const f64, pieces: []const f64) usize {
        var best: usize = 0;
        for (self.parents[1..], 1..) |parent, row| {
            const above = amount[at(parent)];
            const holds = amount[row] >= likely_share * above and above > 0 and pieces[row] >= likely_lines;
            if (at(parent) == best and holds) best = row;
        }
        return best;
    }

    /// Write for each row its nearest ancestor, or itself, that is `best` or around it.
    pub fn meeting(self: Paths, best: usize, met: []i64) void {
        @memset(met, -1);
        var row = best;
        while (row > 0) : (row = at(self.parents[row])) met[row] = @intCast(row);
        met[0] = 0;
        for (met[1..], self.parents[1..]) |*found, parent| {
            if (found.* < 0) found.* = met[at(parent)];
        }
    }

    /// Write for each row the one right under `best` that it is or lies in, or 0 where it is not under it.
    pub fn branches(self: Paths, best: usize, found: []i64) void {
        found[0] = 0;
        for (self.parents[1..], 1..) |parent, row| {
            found[row] = if (at(parent) == best) @intCast(row) else found[at(parent)];
        }
    }

    /// Return how deep the innermost element is that holds the rows of two lines, the second right behind the first.
    pub fn shared_depth(self: Paths, first: i64, second: i64) i64 {
        var row = second;
        while (row > first) row = self.parents[at(row)];
        return self.depths[at(row)];
    }
};

/// Write the rows of a page's paths into `grid`, all fields but alike; return how many there are.
///
/// Elements are given by parent, last descendant, tag and shape, lines by their block. kinds: three tables by tag, of
/// own, levels and around. line_rows: of each line its row. different: how many shapes there are, and behind that
/// which; `named` counts them from 1. There is room for all elements and one more, and for all shapes and one more.
export fn page_paths(
    element_parents: [*]const i64,
    element_lasts: [*]const i64,
    element_tags: [*]const u8,
    element_shapes: [*]const i64,
    elements: isize,
    line_blocks: [*]const i64,
    lines: isize,
    kind_tables: [*]const u8,
    known: isize,
    grid: [*]i64,
    line_rows: [*]i64,
    different: [*]i64,
    shape_count: isize,
    room: [*]u64,
    room_size: isize,
) isize {
    const lasts = array.of(i64, element_lasts, elements);
    const blocks = array.of(i64, line_blocks, lines);
    var scratch = Scratch.of(room, room_size);
    const rows = scratch.take(i64, lasts.len);
    const count = needed_rows(lasts, blocks, rows, scratch.filled(i64, lasts.len + 2, 0));
    const paths = Paths.of(array.to(i64, grid, Paths.room(elements + 1)), count);
    place_rows(paths, rows, array.of(i64, element_parents, elements), lasts);
    const tags = array.of(u8, element_tags, elements);
    const kinds = array.of(u8, kind_tables, 3 * known);
    tell_kinds(paths, rows, tags, kinds, at(known));
    const shapes = array.of(i64, element_shapes, elements);
    const numbered = scratch.filled(i64, at(shape_count), 0);
    number_shapes(paths, rows, shapes, array.to(i64, different, shape_count + 1), numbered);
    for (blocks, array.to(i64, line_rows, lines)) |block, *row| row.* = if (block < 0) 0 else row_of(rows[at(block)]);
    return @intCast(count);
}

/// Write for each element its row, or for one that holds no line the last before it, less than 0; return the count.
fn needed_rows(lasts: []const i64, blocks: []const i64, rows: []i64, held: []i64) usize {
    for (blocks) |block| {
        if (block >= 0) held[at(block) + 1] += 1;
    }
    for (held[1..], 0..) |*sum, before| sum.* += held[before]; // lines before each element
    var count: i64 = 0;
    for (lasts, rows, 0..) |last, *row, element| {
        const is_needed = held[at(last) + 1] > held[element];
        if (is_needed) count += 1;
        row.* = if (is_needed) count else -1 - count;
    }
    return @intCast(count + 1);
}

fn row_of(number: i64) i64 {
    return if (number < 0) -1 - number else number;
}

fn place_rows(paths: Paths, rows: []const i64, parents: []const i64, lasts: []const i64) void {
    paths.parents[0] = 0;
    paths.depths[0] = 0;
    paths.last[0] = @as(i64, @intCast(paths.last.len)) - 1;
    for (rows, parents, lasts) |number, element, last| {
        if (number < 0) continue;
        const row = at(number);
        const parent = if (element < 0) 0 else row_of(rows[at(element)]);
        paths.parents[row] = parent;
        paths.depths[row] = paths.depths[at(parent)] + 1;
        paths.last[row] = row_of(rows[at(last)]);
    }
}

fn tell_kinds(paths: Paths, rows: []const i64, tags: []const u8, kinds: []const u8, known: usize) void {
    paths.own[0] = 0;
    paths.levels[0] = 0;
    paths.around[0] = 0;
    for (rows, tags) |number, tag| {
        if (number < 0) continue;
        const row = at(number);
        paths.own[row] = kinds[tag];
        paths.levels[row] = kinds[known + tag];
        const place = kinds[2 * known + tag];
        const bit = if (place > 0) @as(i64, 1) << @intCast(place - 1) else 0;
        paths.around[row] = paths.around[at(paths.parents[row])] | bit;
    }
}

fn number_shapes(paths: Paths, rows: []const i64, shapes: []const i64, different: []i64, numbered: []i64) void {
    paths.named[0] = 0;
    var count: usize = 0;
    for (rows, shapes) |number, shape| {
        if (number < 0) continue;
        const found = &numbered[at(shape)];
        if (found.* == 0) {
            count += 1;
            different[count] = shape;
            found.* = @intCast(count);
        }
        paths.named[at(number)] = found.*;
    }
    different[0] = @intCast(count);
}

/// Write into a grid the same number for rows with the same name whose parents have the same number; of row 0 it is 0.
///
/// name_ids: of each name that `named` counts its ids, flat, all below a limit; name_starts: where those of each begin.
/// Children of the first two levels are told apart by their own name alone. Rows with one number are looked at
/// together, so that each row is looked at once.
export fn number_alike(
    grid: [*]i64,
    rows: isize,
    name_ids: [*]const u16,
    ids: isize,
    name_starts: [*]const i64,
    different: isize,
    limit: isize,
    room: [*]u64,
    room_size: isize,
) isize {
    const count = at(rows);
    const paths = Paths.of(array.to(i64, grid, Paths.room(rows)), count);
    var scratch = Scratch.of(room, room_size);
    const names = scratch.take(i64, at(different));
    const starts = array.of(i64, name_starts, different);
    same_names.tell(array.of(u16, name_ids, ids), starts, at(limit), names, scratch);
    const children = Chains.of(&scratch, count);
    var row = count;
    while (row > 1) {
        row -= 1;
        const parent = paths.parents[row];
        children.add(if (paths.depths[at(parent)] > 1) at(parent) else 0, row);
    }
    const alike = Chains.of(&scratch, count);
    alike.add(0, 0);
    paths.alike[0] = 0;
    const latest = scratch.filled(i64, names.len, -1); // number in whose children a name was last seen
    const given = scratch.take(i64, names.len); // and the number that it has among them
    var many: usize = 1;
    for (0..count) |number| {
        if (number == many) break;
        var one = alike.first[number];
        while (one >= 0) : (one = alike.next[at(one)]) {
            var child = children.first[at(one)];
            while (child >= 0) : (child = children.next[at(child)]) {
                const name = at(names[at(paths.named[at(child)])]);
                if (latest[name] != number) {
                    latest[name] = @intCast(number);
                    given[name] = @intCast(many);
                    many += 1;
                }
                paths.alike[at(child)] = given[name];
                alike.add(at(given[name]), at(child));
            }
        }
    }
    return @intCast(many);
}

/// For each of some numbers a chain of rows.
const Chains = struct {
    first: []i64,
    next: []i64,

    fn of(scratch: *Scratch, count: usize) Chains {
        return .{ .first = scratch.filled(i64, count, -1), .next = scratch.filled(i64, count, -1) };
    }

    fn add(self: Chains, number: usize, row: usize) void {
        self.next[row] = self.first[number];
        self.first[number] = @intCast(row);
    }
};
