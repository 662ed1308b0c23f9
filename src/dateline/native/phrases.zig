//! Which lists of phrases lines may have a phrase of: by how they begin, and by stems inside them.

const array = @import("array.zig");

const skipped = 4; // characters before a line's first phrase, none of a word
const looked_at = 1_000; // characters of a line in which stems are looked for
const end_of_line = '\n';
const no_letter: u8 = 0; // class of what no phrase has, and no word

/// Reads a text, a state at a time. A state is where its row begins: which state follows by the class of a character,
/// and last what is told of it, a bit a list. The first is where it begins, and ends up with what it does not know.
const Reader = struct {
    rows: []const u32,
    told: usize, // the place in a row

    fn of(rows: [*]const u32, size: isize, width: isize) Reader {
        return .{ .rows = array.of(u32, rows, size), .told = @intCast(width - 1) };
    }

    fn step(self: Reader, state: usize, class: u8) usize {
        return self.rows[state + class];
    }

    fn tells(self: Reader, state: usize) u32 {
        return self.rows[state + self.told];
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
        var told = begin(text[at..], class_of, heads);
        var state: usize = 0;
        const start = at;
        while (at < text.len and text[at] != end_of_line) : (at += 1) {
            if (at - start >= looked_at) continue;
            state = inside.step(state, class_of.of(text[at]));
            told |= inside.tells(state);
        }
        at = @min(at + 1, text.len);
        mark.* = told;
    }
    return lines;
}

/// Return which lists a line may begin with a phrase of, signs before it aside.
fn begin(line: []const u32, class_of: Classes, heads: Reader) u32 {
    var told: u32 = 0;
    for (0..@min(skipped + 1, line.len)) |start| {
        var state: usize = 0;
        for (line[start..]) |code| {
            state = heads.step(state, class_of.of(code));
            if (state == 0) break;
            told |= heads.tells(state);
        }
        if (line[start] == end_of_line or class_of.of(line[start]) >= class_of.words) break;
    }
    return told;
}
