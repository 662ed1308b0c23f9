//! White space of lines, folded.

const array = @import("array.zig");

const is_space: u8 = 1;
const is_odd: u8 = 2; // not printed as it stands, or not for certain
const opens_mojibake: u8 = 4;
const closes_mojibake: u8 = 8;
const space: u32 = ' ';

const lanes = 8;
const Lanes = @Vector(lanes, u32);

/// Of a line: where in page text it stands as it was written, else -1, and how many runs it has then (none where
/// something in it is odd).
const Line = extern struct { stands: i64, runs: i64 };

/// A stretch of a line that stands in page text as it was written: its place in the line, in page text, its length.
const Run = extern struct { at: i64, place: i64, length: i64 };

/// Write lines without the white space at their ends, each that is inside them as one space, a line break between two;
/// return how many code points these are. A line lasts up to the next one's start, the last to the end of `codes`.
/// `kinds`: of each code point a byte; what lies behind it is odd. `folded` has room for as many code points as `codes`
/// has and for a break a line. `runs`: of the lines that do not stand as they are, one line's behind the other's; a line
/// that has more than are left of `room` is told to be odd.
export fn fold_lines(
    codes: [*]const u32,
    length: isize,
    starts: [*]const i64,
    lines: isize,
    kinds: [*]const u8,
    known: isize,
    folded: [*]u32,
    told: [*]Line,
    runs: [*]Run,
    room: isize,
) isize {
    const text = array.of(u32, codes, length);
    const firsts = array.of(i64, starts, lines);
    const out = array.to(u32, folded, length + lines);
    var left = array.to(Run, runs, room);
    var at: usize = 0;
    for (firsts, array.to(Line, told, lines), 0..) |first, *line, number| {
        const end = if (number + 1 < firsts.len) firsts[number + 1] else length;
        if (number > 0) {
            out[at] = '\n';
            at += 1;
        }
        var fold = Fold{
            .line = text[@intCast(first)..@intCast(end)],
            .kinds = array.of(u8, kinds, known),
            .out = out[at..],
            .start = first,
            .runs = left,
        };
        fold.all();
        line.* = .{ .stands = -1, .runs = 0 };
        if (!fold.odd and fold.many == 1) line.stands = left[0].place;
        if (!fold.odd and !fold.broken and fold.many > 1) {
            line.runs = @intCast(fold.many);
            left = left[fold.many..];
        }
        at += fold.length;
    }
    return @intCast(at);
}

/// One line on its way.
const Fold = struct {
    line: []const u32,
    kinds: []const u8,
    out: []u32,
    start: i64, // of the line in page text
    runs: []Run,
    at: usize = 0, // how much of it is read
    length: usize = 0, // how much of it is written
    many: usize = 0, // how many runs are
    spaces: usize = 0, // before the next character
    single: bool = false, // whether the last of these is " "
    last: u8 = 0, // the kind of the character before
    odd: bool = false,
    broken: bool = false, // whether white space goes on with mojibake, which counts where any is folded

    fn all(self: *Fold) void {
        var next: usize = 0; // where it is worth a try to take many at once
        while (self.at < self.line.len) {
            if (self.at >= next and self.spaces == 0 and self.length > 0) {
                if (self.plain()) continue;
                next = self.at + lanes / 2;
            }
            const code = self.line[self.at];
            const kind = if (code < self.kinds.len) self.kinds[code] else is_odd;
            const broken = self.last & opens_mojibake != 0 and kind & closes_mojibake != 0;
            if (kind & is_space != 0) {
                self.broken = self.broken or broken;
                self.spaces += 1;
                self.single = code == space;
            } else {
                self.odd = self.odd or broken or kind & is_odd != 0;
                self.write(code);
            }
            self.last = kind;
            self.at += 1;
        }
    }

    /// Write a character behind the white space before it.
    fn write(self: *Fold, code: u32) void {
        if (self.length > 0 and self.spaces > 0) {
            self.put(space);
            if (self.spaces == 1 and self.single) self.extend(1) else self.begin();
        } else if (self.length == 0) self.begin();
        self.put(code);
        self.extend(1);
        self.spaces = 0;
    }

    /// Write characters of ASCII with nothing but single spaces between them, if so many follow; return whether they do.
    fn plain(self: *Fold) bool {
        if (self.at + lanes > self.line.len) return false;
        const here: Lanes = self.line[self.at..][0..lanes].*;
        const one: Lanes = @splat(1);
        const none: Lanes = @splat(0);
        const blank = @select(u32, here == @as(Lanes, @splat(space)), one, none);
        const printed = @select(u32, here -% @as(Lanes, @splat(0x20)) < @as(Lanes, @splat(0x5f)), none, one);
        const escape = @select(u32, here == @as(Lanes, @splat('&')), one, none);
        const before = @shuffle(u32, blank, none, [lanes]i32{ -1, 0, 1, 2, 3, 4, 5, 6 });
        if (@reduce(.Or, printed | escape | (blank & before)) != 0 or blank[lanes - 1] != 0) return false;
        self.out[self.length..][0..lanes].* = here;
        self.length += lanes;
        self.extend(lanes);
        self.at += lanes;
        self.last = 0;
        return true;
    }

    fn put(self: *Fold, code: u32) void {
        self.out[self.length] = code;
        self.length += 1;
    }

    /// Begin a run with the character that comes next.
    fn begin(self: *Fold) void {
        self.many += 1;
        if (self.many > self.runs.len) {
            self.odd = true;
            self.many = 0;
        }
        if (self.many == 0) return;
        self.runs[self.many - 1] = .{ .at = @intCast(self.length), .place = self.start + @as(i64, @intCast(self.at)), .length = 0 };
    }

    fn extend(self: *Fold, by: i64) void {
        if (self.many > 0) self.runs[self.many - 1].length += by;
    }
};
