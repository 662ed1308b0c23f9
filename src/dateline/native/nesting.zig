//! What lies around each of a page's elements.

const array = @import("array.zig");

/// Write for each element the innermost of `those` that it is or lies in, else its root; behind them -1.
/// parents: of each element, earlier ones, or below 0. found: has room for one more than there are elements.
export fn nearest_around(parents: [*]const i64, count: isize, those: [*]const u8, found: [*]i64) isize {
    const nearest = array.to(i64, found, count + 1);
    for (array.of(i64, parents, count), array.of(u8, those, count), 0..) |parent, is_one, place| {
        nearest[place] = if (is_one != 0 or parent < 0) @intCast(place) else nearest[@intCast(parent)];
    }
    nearest[nearest.len - 1] = -1;
    return 0;
}

/// Write for each element the outermost of `those` that it is or lies in, else -1; behind them -1. As above.
export fn outermost_around(parents: [*]const i64, count: isize, those: [*]const u8, found: [*]i64) isize {
    const outermost = array.to(i64, found, count + 1);
    for (array.of(i64, parents, count), array.of(u8, those, count), 0..) |parent, is_one, place| {
        const around = if (parent < 0) -1 else outermost[@intCast(parent)];
        outermost[place] = if (around < 0 and is_one != 0) @intCast(place) else around;
    }
    outermost[outermost.len - 1] = -1;
    return 0;
}
