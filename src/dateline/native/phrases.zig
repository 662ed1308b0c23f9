//! Which lists of phrases lines may have a phrase of: by how they begin, and by stems inside them.

const std = @import("std");
const array = @import("array.zig");

const skipped = 4; // characters before a line's first phrase, none of a word
const looked_at = 1_000; // characters of a line in which stems are looked for
const end_of_line = '\n';
const no_letter: u8 = 0; // class of what no phrase has, and no word

/// Reads a text, a state at a time. A state is where its row begins: which state follows by the class of a character,
/// and last what is told of it, a bit a list. The first is where it begins, and ends up with what it does not know.
/// Where something is told of the state that follows, it is written with `tells` added.
const Reader = struct {
    rows: []const u32,
    told: usize, // the place in a row

    const tells: u32 = 1 << 31;

    fn of(rows: [*]const u32, size: isize, width: isize) Reader {
        return .{ .rows = array.of(u32, rows, size), .told = @intCast(width - 1) };
    }

    /// Return the state behind another, and add what is told of it.
    fn step(self: Reader, state: u32, class: u8, told: *u32) u32 {
        const next = self.rows[@as(usize, state) + class];
        if (next & tells == 0) return next;
        told.* |= self.rows[(next & ~tells) + self.told];
        return next & ~tells;
    }
};

/// The classes of code points; those from `words` on are of characters of words.
const Classes = struct {
    known: []const u8,
    words: u8,

    fn of(self: Classes, code: u32) u8 {
        return if (code < self.known.len) self.known[code] else no_letter;
    }
};

/// Write of each line, with a line break between two, which lists it may have a phrase of.
/// classes: of code points. width: of a row of the two readers. words: the first class of a word's characters. openings: reads the heads
/// of phrases that a line may begin with. stems: reads what may stand anywhere.
export fn phrase_marks(
    codes: [*]const u32,
    length: isize,
    classes: [*]const u8,
    known: isize,
    words: isize,
    width: isize,
    openings: [*]const u32,
    openings_size: isize,
    stems: [*]const u32,
    stems_size: isize,
    marks: [*]i64,
    lines: isize,
) isize {
    const text = array.of(u32, codes, length);
    const class_of = Classes{ .known = array.of(u8, classes, known), .words = @intCast(words) };
    const heads = Reader.of(openings, openings_size, width);
    const inside = Reader.of(stems, stems_size, width);
    var at: usize = 0;
    for (array.to(i64, marks, lines)) |*mark| {
        const end = std.mem.indexOfScalarPos(u32, text, at, end_of_line) orelse text.len;
        var told = begin(text[at..end], class_of, heads);
        var state: u32 = 0;
        for (text[at..@min(end, at + looked_at)]) |code| state = inside.step(state, class_of.of(code), &told);
        at = @min(end + 1, text.len);
        mark.* = told;
    }
    return lines;
}

/// Return which lists a line may begin with a phrase of, signs before it aside.
fn begin(line: []const u32, class_of: Classes, heads: Reader) u32 {
    var told: u32 = 0;
    for (0..@min(skipped + 1, line.len)) |start| {
        var state: u32 = 0;
        for (line[start..]) |code| {
            state = heads.step(state, class_of.of(code), &told);
            if (state == 0) break;
        }
        if (class_of.of(line[start]) >= class_of.words) break;
    }
    return told;
}
