//! What forests of trees make of many lines at once.
//!
//! A tree has up to 32 leaves. Each of its splits looks at one number of a line and, where that is above a threshold,
//! rules out the leaves on its left; the first leaf that no split rules out is the line's. No split waits for another,
//! so that all lines of a block go through a tree together, a byte of the leaves that are left at a time.

const array = @import("array.zig");

const together = 32; // lines in a block
const Column = [together]f32; // a number of each line
const Ranks = [together]u8; // of how many of its thresholds it is not at most as large
const Bytes = @Vector(together, u8);
const Words = @Vector(together, u32);
const Floats = @Vector(together, f32);

/// Which number of a line a split looks at, up to which place among its thresholds it does nothing, and which of eight
/// leaves stay where the number is above that.
const Split = extern struct { number: u8, place: u8, stay: u8 };

const Forests = struct { ends: []const u32, bounds: []const u32, splits: []const Split, leaves: []const f32 };

/// Write for each of `count` lines the mean of what forests come to: sums of a leaf a tree, added in their order.
///
/// rows: `width` numbers of each line. thresholds: of each number, in rising order, at most 255; starts: where each
/// number's begin, and the end. ends: the trees before the end of each forest. splits: sorted by tree and by which eight
/// of its 32 leaves are meant; bounds: where those of each eight begin, and the end. leaves: 32 a tree. columns, ranks:
/// room for 32 times `width`.
export fn forest_means(rows: [*]const f32, count: isize, width: isize, thresholds: [*]const f32, starts: [*]const u32,
                       ends: [*]const u32, forests: isize, bounds: [*]const u32, splits: [*]const Split,
                       leaves: [*]const f32, columns: [*]Column, ranks: [*]Ranks, means: [*]f64) isize {
    const numbers = array.of(f32, rows, count * width);
    const wide: usize = @intCast(width);
    const told = array.to(f64, means, count);
    const begins = array.of(u32, starts, width + 1);
    const steps = array.of(f32, thresholds, begins[begins.len - 1]);
    const until = array.of(u32, ends, forests);
    const trees = until[until.len - 1];
    const edges = array.of(u32, bounds, 4 * @as(isize, trees) + 1);
    const all: Forests = .{ .ends = until, .bounds = edges, .splits = array.of(Split, splits, edges[edges.len - 1]),
                            .leaves = array.of(f32, leaves, 32 * @as(isize, trees)) };
    const values = array.to(Column, columns, width);
    const found = array.to(Ranks, ranks, width);
    var first: usize = 0;
    while (first < told.len) : (first += together) {
        const block = told[first..@min(first + together, told.len)];
        for (0..block.len) |line| {
            const row = numbers[(first + line) * wide ..][0..wide];
            for (values, row) |*column, number| column[line] = number;
        }
        for (found, values, 0..) |*rank, column, number| rank.* = ranked(column, steps[begins[number]..begins[number + 1]]);
        for (block, meant(all, found, block.len)[0..block.len]) |*mean, one| mean.* = one;
    }
    return count;
}

/// Return of how many thresholds each value is not at most as large.
fn ranked(values: Floats, thresholds: []const f32) Bytes {
    var above: Words = @splat(0);
    for (thresholds) |threshold| {
        const at_most = values <= @as(Floats, @splat(threshold));
        above +%= @select(u32, at_most, @as(Words, @splat(0)), @as(Words, @splat(1)));
    }
    return @truncate(above);
}

/// Return the mean of forests for a block of lines, of which so many are there.
fn meant(all: Forests, ranks: []const Ranks, many: usize) [together]f32 {
    var total: Floats = @splat(0);
    var tree: usize = 0;
    for (all.ends) |end| {
        var sums = [_]f32{0} ** together;
        while (tree < end) : (tree += 1) {
            const leaves = all.leaves[32 * tree ..][0..32];
            const left: [together]u32 = staying(all, tree, ranks);
            for (sums[0..many], left[0..many]) |*sum, leaf| sum.* += leaves[@ctz(leaf)];
        }
        total += sums;
    }
    return total / @as(Floats, @splat(@floatFromInt(all.ends.len)));
}

/// Return which leaves of a tree no split rules out, a bit each, the first the lowest.
fn staying(all: Forests, tree: usize, ranks: []const Ranks) Words {
    const every: Bytes = @splat(0xff);
    var words: Words = @splat(0);
    inline for (0..4) |eight| {
        var left = every;
        for (all.splits[all.bounds[4 * tree + eight]..all.bounds[4 * tree + eight + 1]]) |split| {
            const above = @as(Bytes, ranks[split.number]) > @as(Bytes, @splat(split.place));
            left &= @select(u8, above, @as(Bytes, @splat(split.stay)), every);
        }
        words |= @as(Words, left) << @splat(8 * eight);
    }
    return words;
}
