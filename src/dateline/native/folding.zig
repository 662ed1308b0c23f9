//! White space of lines, folded.

const array = @import("array.zig");

const is_space: u8 = 1;
const is_odd: u8 = 2; // not printed as it stands, or not for certain
const opens_mojibake: u8 = 4;
const closes_mojibake: u8 = 8;
const space: u32 = ' ';

/// Write lines without the white space at their ends, each that is inside them as one space, a line break between two;
/// return how many code points these are. A line lasts up to the next one's start, the last to the end of `codes`.
/// `kinds`: of each code point a byte; what lies behind it is odd. `stands`: of each line where in `codes` it stands as
/// it was written, -1 where something in it was folded or is odd. `folded` has room for as many code points as `codes`
/// has and for a break a line.
export fn fold_lines(
    codes: [*]const u32,
    length: isize,
    starts: [*]const i64,
    lines: isize,
    kinds: [*]const u8,
    known: isize,
    folded: [*]u32,
    stands: [*]i64,
) isize {
    const text = array.of(u32, codes, length);
    const firsts = array.of(i64, starts, lines);
    const kind_of = array.of(u8, kinds, known);
    const out = array.to(u32, folded, length + lines);
    var at: usize = 0;
    for (firsts, array.to(i64, stands, lines), 0..) |first, *place, line| {
        const end = if (line + 1 < firsts.len) firsts[line + 1] else length;
        if (line > 0) {
            out[at] = '\n';
            at += 1;
        }
        const done = fold(text[@intCast(first)..@intCast(end)], kind_of, out[at..]);
        place.* = if (done.clean) first + @as(i64, @intCast(done.before)) else -1;
        at += done.length;
    }
    return @intCast(at);
}

/// What folding a line comes to: how much white space stands before it, its code points, whether none is odd or folded.
const Done = struct { before: usize = 0, length: usize = 0, clean: bool = true };

/// Write one line.
fn fold(line: []const u32, kind_of: []const u8, out: []u32) Done {
    var done = Done{};
    var spaces: usize = 0; // before this one
    var single = false; // whether the last of these is " "
    var last: u8 = 0;
    for (line) |code| {
        const kind = if (code < kind_of.len) kind_of[code] else is_odd;
        if (kind & is_space != 0) {
            spaces += 1;
            single = code == space;
        } else {
            if (done.length == 0) {
                done.before = spaces;
            } else if (spaces > 0) {
                done.clean = done.clean and spaces == 1 and single;
                out[done.length] = space;
                done.length += 1;
            }
            const broken = spaces == 0 and last & opens_mojibake != 0 and kind & closes_mojibake != 0;
            done.clean = done.clean and kind & is_odd == 0 and !broken;
            out[done.length] = code;
            done.length += 1;
            spaces = 0;
        }
        last = kind;
    }
    return done;
}
