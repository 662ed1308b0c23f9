//! Which lines of a page may name whom it credits: by their first words, and by what stands around them.
//!
//! Each look is a wide one: it may let a line through that names nobody, and turns none away that does. A character
//! that the tables do not reach may be anything but white space.

const std = @import("std");

const array = @import("array.zig");
const hashes = @import("word_tables.zig");

// What a character may be, a bit each.
const space: u8 = 1;
const word: u8 = 2; // of a word: \w
const other: u8 = 4; // not of one: \W
const opens: u8 = 8; // a letter but a to z: [^\W\d_a-z]
const goes_on: u8 = 16; // [^\sa-z\d_]
const hidden: u8 = 32; // taken out before a line is read
const capital: u8 = 64; // that a name begins with
const above: u8 = word | other | opens | goes_on | capital;

// What is told of a line, a bit each.
const near: i64 = 1; // it begins in one of the windows
const begins: i64 = 2; // with a label
const tells: i64 = 4; // who somebody is
const labelled: i64 = 8; // one of its text nodes may be a label
const under: i64 = 16; // a few words under a paragraph
const holds: i64 = 32; // a label's word, or what may hide one; told of lines that are near
const after: i64 = 64; // the line before may be a label and no more
const unclear: i64 = 128; // holds what is not read as it stands
const named: i64 = 256; // may hold a name, or what may hide one; told of lines that are near
const node_named: i64 = 512; // one of its text nodes may be one; the same

const short_line = 250; // characters up to which all of a line is looked at
const paragraph = 120; // characters from which a line is a paragraph
const longest_name = 60; // characters of a line that is a name
const longest_label = 40; // letters and digits of a text node that is a label
const most_words = 6; // of a name
const most_nodes = 12; // of a line that are looked at
const longest_word = 16; // letters of a label's first word

const Page = struct {
    codes: []const u32,
    kinds: []const u8,
    letters: []const u8, // of labels' words, by number; 0 is none
    labels: []const u32, // hashes, sorted
    verbs: []const u32,
    particles: []const u32, // small words in names, and titles before them

    fn kind(page: Page, place: usize) u8 {
        const code = page.codes[place];
        return if (code < page.kinds.len) page.kinds[code] else above;
    }

    fn is(page: Page, place: usize, one: u8) bool {
        return page.kind(place) & one != 0;
    }

    /// Return the first place of a kind, `end` where there is none.
    fn first(page: Page, start: usize, end: usize, one: u8) usize {
        var at = start;
        while (at < end and !page.is(at, one)) at += 1;
        return at;
    }

    /// Return the first place from `start` on that is white space, or is none.
    fn past(page: Page, start: usize, end: usize, blank: bool) usize {
        var at = start;
        while (at < end and page.is(at, space) == blank) at += 1;
        return at;
    }
};

/// Return whether the word that begins at `start` may be a label's first.
fn is_label_word(page: Page, start: usize, end: usize) bool {
    var hash: u32 = 0;
    var at = start;
    while (at < end and page.is(at, word)) : (at += 1) {
        if (page.is(at, other)) return true;
        const letter = page.letters[page.codes[at]];
        if (letter == 0 or at - start >= longest_word) return false;
        hash = hashes.with(hash, letter);
    }
    return hashes.hold(u32, page.labels, hash);
}

/// Return whether a text may begin with a label, marks before it or not.
fn begins_label(page: Page, start: usize, end: usize) bool {
    const at = page.first(start, end, word);
    return at < end and is_label_word(page, at, end);
}

/// Return whether a text may be a label and no more.
fn is_label(page: Page, start: usize, end: usize) bool {
    if (!begins_label(page, start, end)) return false;
    var many: usize = 0;
    for (start..end) |at| {
        if (page.kind(at) & (word | other) == word) many += 1;
        if (many > longest_label) return false;
    }
    return true;
}

/// Return whether any word of a text may be a label's first.
fn holds_label(page: Page, start: usize, end: usize) bool {
    var inside = false;
    for (start..end) |at| {
        const is_word = page.is(at, word);
        if (is_word and !inside and is_label_word(page, at, end)) return true;
        inside = is_word;
    }
    return false;
}

/// Return whether a verb stands at `start`, white space behind it.
fn is_verb(page: Page, start: usize, end: usize) bool {
    var hash: u32 = 0;
    var at = start;
    while (at < end and !page.is(at, space)) : (at += 1) {
        if (at - start >= longest_word) return false;
        hash = hashes.with(hash, page.codes[at]);
    }
    return at < end and hashes.hold(u32, page.verbs, hash);
}

/// Return whether a text may begin as "Ana Maria Ruiz is a ".
fn says_who(page: Page, start: usize, end: usize) bool {
    var at = page.past(start, end, true);
    if (at == end or !page.is(at, opens)) return false;
    for (1..5) |number| {
        at = page.past(page.past(at, end, false), end, true);
        if (at == end) return false;
        if (number > 1 and is_verb(page, at, end)) return true;
        if (!page.is(at, goes_on)) return false;
    }
    return false;
}

/// Return whether a text holds what is not read as it stands.
fn is_unclear(page: Page, start: usize, end: usize) bool {
    for (start..end) |at| if (page.codes[at] == '&' or page.is(at, hidden)) return true;
    return false;
}

/// Return whether what no white space parts may be a word of a name, with marks beside it.
fn is_of_name(page: Page, start: usize, end: usize) bool {
    var hash: u32 = 0;
    var marked = false;
    var lettered = false;
    for (start..end) |at| {
        const code = page.codes[at];
        const kind = page.kind(at);
        if (kind & capital != 0) return true;
        if (kind & other != 0) marked = true;
        if (kind & opens != 0 or (code >= 'a' and code <= 'z')) lettered = true;
        hash = hashes.with(hash, code);
    }
    return (marked and lettered) or hashes.hold(u32, page.particles, hash);
}

/// Return whether a text holds two words side by side that may be of a name.
fn holds_name(page: Page, start: usize, end: usize) bool {
    var before = false;
    var at = page.past(start, end, true);
    while (at < end) {
        const past = page.past(at, end, false);
        const one = is_of_name(page, at, past);
        if (one and before) return true;
        before = one;
        at = page.past(past, end, true);
    }
    return false;
}

/// Return whether a page may hold an entity: then lines that are not read as they stand may tell anything.
fn holds_entity(page: Page) bool {
    var at: usize = 0;
    while (std.mem.indexOfScalarPos(u32, page.codes, at, '&')) |place| {
        at = place + 1;
        if (at < page.codes.len and page.codes[at] == '#') return true;
        const begun = at;
        while (at < page.codes.len and page.is(at, word)) at += 1;
        if (at > begun and at < page.codes.len and page.codes[at] == ';') return true;
    }
    return false;
}

/// Return whether a text may be a name, with marks around it.
fn is_few_words(page: Page, start: usize, end: usize, clear: bool) bool {
    var at = page.past(start, end, true);
    if (at == end or (page.codes[at] >= 'a' and page.codes[at] <= 'z')) return false;
    var printed: usize = 0;
    var pieces: usize = 0;
    var words: usize = 0;
    while (at < end) {
        const past = page.past(at, end, false);
        printed += past - at;
        pieces += 1;
        if (clear and page.first(at, past, word) < past) {
            words += 1;
            if (words > most_words or !is_of_name(page, at, past)) return false;
        }
        if (clear and printed >= longest_name) return false;
        at = page.past(past, end, true);
    }
    return pieces > 1;
}

/// A line, as in LineRows of markup.py.
const Line = extern struct { block: i64, start: i64, end: i64, linked: i64, first: i64, past: i64 };

const Node = extern struct { start: i64, end: i64 };

const Lines = struct {
    rows: []const Line,
    nodes: []const Node,
    windows: []const i64, // first and last places, in turns
    unsure: bool, // whether the page may hold an entity

    fn is_paragraph(lines: Lines, place: usize) bool {
        return lines.rows[place].end - lines.rows[place].start >= paragraph;
    }

    fn is_near(lines: Lines, start: i64) bool {
        for (0..lines.windows.len / 2) |number| {
            if (lines.windows[2 * number] <= start and start <= lines.windows[2 * number + 1]) return true;
        }
        return false;
    }

    /// Return whether a text node of a line, with another behind it, may be a label and no more.
    fn has_label(lines: Lines, page: Page, place: usize) bool {
        const first: usize = @intCast(lines.rows[place].first);
        const last: usize = @intCast(lines.rows[place].past - 1);
        for (lines.nodes[first..@min(last, first + most_nodes - 1)]) |node| {
            if (is_label(page, @intCast(node.start), @intCast(node.end))) return true;
        }
        return false;
    }

    /// Return whether a text node of a line, with another beside it, may be a name.
    fn has_name(lines: Lines, page: Page, place: usize, clear: bool) bool {
        const first: usize = @intCast(lines.rows[place].first);
        const past: usize = @intCast(lines.rows[place].past);
        if (past - first < 2) return false;
        if (!clear) return true;
        for (lines.nodes[first..@min(past, first + most_nodes)]) |node| {
            if (holds_name(page, @intCast(node.start), @intCast(node.end))) return true;
        }
        return false;
    }
};

/// Return what may be told of a line, that before it being one that may be a label and no more, or not.
fn told_of(page: Page, lines: Lines, place: usize, behind_label: bool) i64 {
    const start: usize = @intCast(lines.rows[place].start);
    const end: usize = @intCast(lines.rows[place].end);
    var told: i64 = if (says_who(page, start, end)) tells else 0;
    if (end - start > short_line) return told;
    if (behind_label) told |= after;
    if (begins_label(page, start, end)) told |= begins;
    if (lines.has_label(page, place)) told |= labelled;
    if (lines.is_near(lines.rows[place].start)) told |= near;
    const below = place > 0 and lines.is_paragraph(place - 1);
    if (told == 0 and !below and !lines.unsure) return told;
    const clear = !is_unclear(page, start, end);
    if (!clear) told |= unclear;
    if (below and is_few_words(page, start, end, clear)) told |= under;
    if (told & near != 0) {
        if (!clear or holds_label(page, start, end)) told |= holds;
        if (!clear or holds_name(page, start, end)) told |= named;
        if (lines.has_name(page, place, clear)) told |= node_named;
    }
    return told;
}

/// Return whether a line that is looked at may be a label and no more.
fn may_be_label(page: Page, lines: Lines, place: usize, told: i64) bool {
    if (told & unclear != 0) return true;
    return told & begins != 0 and is_label(page, @intCast(lines.rows[place].start), @intCast(lines.rows[place].end));
}

/// Write the numbers of those lines that are to be looked at, each with what is told of it; return twice how many there
/// are, and one more where the page may hold an entity.
///
/// Of lines that only hold what is not read as it stands, those of such a page are looked at. `found` has room for twice
/// as many numbers as there are lines. No line is empty, and each has at least one text node.
export fn telling_lines(codes: [*]const u32, count: isize, kinds: [*]const u8, letters: [*]const u8, known: isize, labels: [*]const u32, label_count: isize, verbs: [*]const u32, verb_count: isize, particles: [*]const u32, particle_count: isize, rows: [*]const Line, line_count: isize, nodes: [*]const Node, node_count: isize, windows: [*]const i64, window_count: isize, found: [*]i64) isize {
    const page = Page{
        .codes = array.of(u32, codes, count),
        .kinds = array.of(u8, kinds, known),
        .letters = array.of(u8, letters, known),
        .labels = array.of(u32, labels, label_count),
        .verbs = array.of(u32, verbs, verb_count),
        .particles = array.of(u32, particles, particle_count),
    };
    const lines = Lines{
        .rows = array.of(Line, rows, line_count),
        .nodes = array.of(Node, nodes, node_count),
        .windows = array.of(i64, windows, 2 * window_count),
        .unsure = holds_entity(page),
    };
    const out = array.to(i64, found, 2 * line_count);
    const plain: i64 = if (lines.unsure) 0 else unclear;
    var many: usize = 0;
    var behind_label = false;
    for (0..lines.rows.len) |place| {
        const told = told_of(page, lines, place, behind_label);
        const looked_at = told & ~plain != 0;
        behind_label = looked_at and may_be_label(page, lines, place, told);
        if (looked_at) {
            out[2 * many] = @intCast(place);
            out[2 * many + 1] = told;
            many += 1;
        }
    }
    return @intCast(2 * many + @intFromBool(lines.unsure));
}
