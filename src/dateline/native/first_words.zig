//! Which lines of a page begin with one of some words: a look at the first letters of each line.

const array = @import("array.zig");
const word_tables = @import("word_tables.zig");

/// What the table of first_words.py says of a code point that is no letter, and of one that tells nothing: it may stand
/// for others, or for none. All else is the letter's lower case.
const parts: u32 = 0;
const veiled: u32 = 0xffff_ffff;

const letters = 3; // of a word that are looked at
const bits = 21; // of one of them
const columns = 6; // of a line: see LineRows of markup.py

/// Write the places of the lines whose first letters may be one of `wanted`, in order; return how many there are.
/// `wanted` rises: the first letters of words, put together as `beginning` does. Only lines of `least` to `most` code
/// points count. `found` has room for all lines.
export fn lines_beginning(
    codes: [*]const u32,
    count: isize,
    folds: [*]const u32,
    known: isize,
    rows: [*]const i64,
    lines: isize,
    wanted: [*]const i64,
    words: isize,
    least: isize,
    most: isize,
    found: [*]i64,
) isize {
    const text = array.of(u32, codes, count);
    const table = array.of(u32, folds, known);
    const line_rows = array.of(i64, rows, lines * columns);
    const keys = array.of(i64, wanted, words);
    const places = array.to(i64, found, lines);
    var many: usize = 0;
    for (0..places.len) |line| {
        const row = line_rows[line * columns ..][0..columns];
        const start, const end = .{ row[1], row[2] };
        if (end - start < least or end - start > most) continue;
        const key = beginning(text[@intCast(start)..@intCast(end)], table);
        if (key == null or word_tables.hold(i64, keys, key.?)) {
            places[many] = @intCast(line);
            many += 1;
        }
    }
    return @intCast(many);
}

/// Return the first letters of a line's first word, the first of them in the lowest bits, 0 where it has no word; null
/// where they cannot be told.
fn beginning(line: []const u32, table: []const u32) ?i64 {
    var key: i64 = 0;
    var many: u6 = 0;
    for (line) |code| {
        const letter = if (code < table.len) table[code] else veiled;
        if (letter == veiled) return null;
        if (letter == parts) {
            if (many > 0) break;
            continue;
        }
        key |= @as(i64, letter) << (many * bits);
        many += 1;
        if (many == letters) break;
    }
    return key;
}
