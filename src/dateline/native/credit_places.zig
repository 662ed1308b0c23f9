//! Where a text may say whom it has its news from: words that report, words that follow somebody, brackets, credit lines.
//!
//! Each look is a wide one: the regular expressions of credits.py find nothing elsewhere, and not always something there.

const array = @import("array.zig");
const hashes = @import("word_tables.zig");

// Kinds of a character, a bit each; one that the table does not reach is of none.
const space: u8 = 1;
const letter: u8 = 2; // of a word: \w
const capital: u8 = 4; // that a name begins with
const ends: u8 = 8; // the last of what follows somebody
const nearly_ends: u8 = 16; // the one before it

// What may stand at a place, a bit each.
const says: u8 = 1; // white space before a verb
const follows: u8 = 2; // "according to"
const bracket: u8 = 4;
const source: u8 = 8; // the line break before "Source:"
const rights: u8 = 16; // that before "©"

const agency = 6; // letters of "agency", and of "newspaper", which may stand between a name and its verb
const newspaper = 9;
const most_marks = 3; // between a line break and the word that opens a credit line

const Text = struct {
    codes: []const u32,
    kinds: []const u8,
    marks: []u8,

    fn kind(text: Text, place: usize) u8 {
        const code = text.codes[place];
        return if (code < text.kinds.len) text.kinds[code] else 0;
    }

    fn is(text: Text, place: usize, one: u8) bool {
        return text.kind(place) & one != 0;
    }

    fn hash(text: Text, start: usize, end: usize) u32 {
        var sum: u32 = 0;
        for (text.codes[start..end]) |code| sum = hashes.with(sum, code);
        return sum;
    }

    /// Mark the line breaks from which a credit line's first word, at `start`, is near enough.
    fn mark_source(text: Text, start: usize) void {
        var at = start;
        while (at > 0 and start - at <= most_marks) {
            at -= 1;
            if (text.is(at, letter)) return;
            if (text.codes[at] == '\n') text.marks[at] |= source;
        }
    }

    /// Mark a line break behind which "©", "(c)" or "Copyright" may stand.
    fn mark_rights(text: Text, place: usize) void {
        for (place + 1..@min(place + 2 + most_marks, text.codes.len)) |at| {
            const code = text.codes[at];
            const copy = (code == 'c' or code == 'C') and at + 1 < text.codes.len and text.codes[at + 1] | 32 == 'o';
            if (code == 0xa9 or code == '(' or copy) text.marks[place] |= rights;
            if (code == '\n' or text.is(at, letter)) return;
        }
    }

    /// Mark where what follows somebody begins, given what it ends with, each after its length and how far inside it
    /// that begins.
    fn mark_following(text: Text, end: usize, endings: []const u32) void {
        if (end < 2 or !text.is(end - 1, ends) or !text.is(end - 2, nearly_ends)) return;
        var first: usize = 0;
        while (first + 1 < endings.len) {
            const past = first + 2 + endings[first];
            const ending = endings[first + 2 .. past];
            const before = endings[first + 1];
            if (ending.len + before <= end) {
                for (ending, text.codes[end - ending.len .. end]) |one, other| {
                    if (one != other) break;
                } else text.marks[end - ending.len - before] |= follows;
            }
            first = past;
        }
    }
};

const Words = struct {
    verbs: []const u32, // hashes, sorted
    sources: []const u32,
    endings: []const u32,
};

/// What stands between two stretches of white space.
const Piece = struct {
    start: usize = 0,
    kinds: u8 = 0, // of all its characters

    /// Return whether a piece may be a name's last word, or the word between a name and its verb.
    fn may_be_name(piece: Piece, text: Text, end: usize) bool {
        if (piece.kinds & capital != 0) return true;
        const last = text.codes[end - 1];
        const length = end - piece.start;
        return (length == agency and last == 'y') or (length == newspaper and last == 'r');
    }
};

/// Mark what may stand before a word: a verb behind a name, what opens a credit line.
fn look_at_word(text: Text, words: Words, start: usize, end: usize, behind_name: bool, opens: bool) void {
    const is_verb = behind_name and start > 0 and switch (text.codes[start - 1]) {
        ' ', '\n', '\t' => true,
        else => false,
    };
    if (!is_verb and !opens) return;
    const hash = text.hash(start, end);
    if (is_verb and hashes.hold(u32, words.verbs, hash)) text.marks[start - 1] |= says;
    if (opens and hashes.hold(u32, words.sources, hash)) text.mark_source(start);
}

fn look(text: Text, words: Words) void {
    const length = text.codes.len;
    var piece = Piece{};
    var name = false; // whether the piece before may be one
    var broken: usize = 0; // the last line break
    var place: usize = 0;
    while (place < length) {
        const kind = text.kind(place);
        if (kind & letter != 0) {
            const start = place;
            while (place < length) : (place += 1) {
                const one = text.kind(place);
                if (one & letter == 0) break;
                piece.kinds |= one;
            }
            look_at_word(text, words, start, place, name and start == piece.start, start - broken <= most_marks + 1);
            continue;
        }
        if (kind & space != 0) {
            if (place > piece.start) {
                text.mark_following(place, words.endings);
                name = piece.may_be_name(text, place);
            }
            piece = .{ .start = place + 1 };
            if (text.codes[place] == '\n') {
                broken = place;
                text.mark_rights(place);
            }
        } else if (text.codes[place] == '(' or text.codes[place] == '[') text.marks[place] |= bracket;
        place += 1;
    }
}

/// Write for each code point of a text what may stand there. The first is a line break, before the text itself.
///
/// verbs, sources: hashes of words, sorted. endings: as Text.mark_following takes them, each after its length.
export fn credit_places(codes: [*]const u32, count: isize, kinds: [*]const u8, known: isize, verbs: [*]const u32, verb_count: isize, sources: [*]const u32, source_count: isize, endings: [*]const u32, ending_count: isize, marks: [*]u8) isize {
    const text = Text{
        .codes = array.of(u32, codes, count),
        .kinds = array.of(u8, kinds, known),
        .marks = array.to(u8, marks, count),
    };
    look(text, .{
        .verbs = array.of(u32, verbs, verb_count),
        .sources = array.of(u32, sources, source_count),
        .endings = array.of(u32, endings, ending_count),
    });
    return count;
}
