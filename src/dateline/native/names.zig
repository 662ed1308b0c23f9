//! What names elements: the words of attributes that do, and the ids that these are hashed to, as names.py says.

const std = @import("std");
const array = @import("array.zig");
const Attributes = @import("attributes.zig").Attributes;
const characters = @import("characters.zig");
const escapes = @import("escapes.zig");
const hashes = @import("hashes.zig");

/// The attributes whose words name an element, in their order.
const naming = [_][]const u8{ "class", "id", "role", "itemprop", "data-testid", "data-component" };
const value_codes = 300; // code points of such an attribute
const style_codes = 500; // of a style
const most_words = 8; // of an attribute
const word_codes = 60;
const most_parts = 6; // of a word
const longest_escape = 6; // bytes that stand for a code point, at most
const Plain = [longest_escape * style_codes]u8; // room for the beginning of a value without escapes
const rows = 8_192; // of the table that ids are places in; 0 is none
const whole = naming.len; // the kind of a name that has no attribute around it; those below are of the attributes

const Told = struct {
    values: [naming.len][]const u8 = [_][]const u8{""} ** naming.len,
    hidden: bool = false,
    veiled: bool = false,
    style: []const u8 = "",

    fn of(tag: []const u8) Told {
        var told: Told = .{};
        var attributes: Attributes = .{ .tag = tag };
        while (attributes.next()) |one| {
            for (naming, &told.values) |name, *value| {
                if (std.mem.eql(u8, one.name, name)) value.* = one.value;
            }
            if (std.mem.eql(u8, one.name, "hidden")) told.hidden = true;
            if (std.mem.eql(u8, one.name, "aria-hidden")) told.veiled = std.mem.eql(u8, one.value, "true");
            if (std.mem.eql(u8, one.name, "style")) told.style = one.value;
        }
        return told;
    }
};

/// Words with a line break behind each, and their kinds.
const Words = struct {
    text: []u8,
    kinds: []u8,
    size: usize = 0,
    many: usize = 0,

    /// Add a word in pieces.
    fn add(self: *Words, kind: usize, pieces: []const []const u8) void {
        for (pieces) |piece| self.put(piece);
        self.end(kind);
    }

    fn put(self: *Words, piece: []const u8) void {
        @memcpy(self.text[self.size..][0..piece.len], piece);
        self.size += piece.len;
    }

    fn end(self: *Words, kind: usize) void {
        self.put("\n");
        self.kinds[self.many] = @intCast(kind);
        self.many += 1;
    }

    /// Add a word of an attribute, with a blank before each capital behind a small letter.
    fn add_parted(self: *Words, kind: usize, word: []const u8) void {
        const text = characters.head(word, word_codes);
        var begin: usize = 0;
        for (text[0..text.len -| 1], 1..) |byte, next| {
            if (std.ascii.isLower(byte) and std.ascii.isUpper(text[next])) {
                self.put(text[begin..next]);
                self.put(" ");
                begin = next;
            }
        }
        self.put(text[begin..]);
        self.end(kind);
    }
};

/// Write the words that name some elements into `words`, each with a line break behind it, and what kind each is; write
/// how many there are before and behind each element's; return how many bytes they are.
///
/// tags: start tags, UTF-8, with a NUL behind each, `count` of them. places: which of these, `many`, none twice. words:
/// room for `room` bytes, twice as many as in `tags` and 24 for each of these. kinds, bounds: room for 51 a place, and
/// for one more than there are.
export fn name_words(tags: [*]const u8, size: isize, count: isize, places: [*]const i64, many: isize, begins: [*]u64,
                     words: [*]u8, room: isize, kinds: [*]u8, bounds: [*]i64) isize {
    const text = array.of(u8, tags, size);
    const starts = array.to(u64, begins, count);
    var at: usize = 0;
    for (starts) |*start| {
        start.* = at;
        at = 1 + (std.mem.indexOfScalarPos(u8, text, @min(at, text.len), 0) orelse text.len);
    }
    var found: Words = .{ .text = array.to(u8, words, room), .kinds = array.to(u8, kinds, 51 * many) };
    const edges = array.to(i64, bounds, many + 1);
    var plain: Plain = undefined;
    for (array.of(i64, places, many), edges[0 .. edges.len - 1]) |place, *edge| {
        edge.* = @intCast(found.many);
        const rest = text[@min(starts[@intCast(place)], text.len)..];
        add_words(&found, rest[0 .. std.mem.indexOfScalar(u8, rest, 0) orelse rest.len], &plain);
    }
    edges[edges.len - 1] = @intCast(found.many);
    return @intCast(found.size);
}

/// Add the words that name an element: its tag's name, those of attributes, and of whether it is seen.
fn add_words(found: *Words, tag: []const u8, plain: *Plain) void {
    const told = Told.of(tag);
    found.add(whole, &.{ "<", tag[0 .. std.mem.indexOfScalar(u8, tag, ' ') orelse tag.len], ">" });
    for (told.values, 0..) |value, kind| {
        var rest = unescaped(value, value_codes, plain);
        for (0..most_words) |_| {
            const word = next_word(&rest);
            if (word.len == 0) break;
            found.add_parted(kind, word);
        }
    }
    if (told.hidden or told.veiled) found.add(whole, &.{"hidden"});
    if (hides(unescaped(told.style, style_codes, plain))) found.add(whole, &.{"style=none"});
}

/// Return a value's first code points without escapes.
fn unescaped(value: []const u8, most: usize, to: *Plain) []const u8 {
    return characters.head(escapes.undone(value[0..@min(value.len, longest_escape * most)], to), most);
}

/// Return the word that a text begins with, behind white space, and take it from there; empty where it has none.
fn next_word(rest: *[]const u8) []const u8 {
    var text = rest.*;
    while (text.len > 0) {
        const blank = characters.blank_at(text);
        if (blank == 0) break;
        text = text[blank..];
    }
    var end: usize = 0;
    while (end < text.len and (is_dark(text[end]) or characters.blank_at(text[end..]) == 0)) end += 1;
    rest.* = text[end..];
    return text[0..end];
}

/// Return whether no white space begins with a byte: told of most at a glance.
fn is_dark(byte: u8) bool {
    return byte > ' ' and byte < 0xc2;
}

/// Return whether a style hides its element.
fn hides(style: []const u8) bool {
    for (0..style.len) |at| {
        if (states(style[at..], "display", "none") or states(style[at..], "visibility", "hidden")) return true;
    }
    return false;
}

/// Return whether a text begins with a property that has a value, whatever its case.
fn states(text: []const u8, comptime property: []const u8, comptime value: []const u8) bool {
    var rest = after(text, property) orelse return false;
    rest = after(behind_blanks(rest), ":") orelse return false;
    return after(behind_blanks(rest), value) != null;
}

/// Return a text behind up to five white spaces.
fn behind_blanks(text: []const u8) []const u8 {
    var rest = text;
    for (0..5) |_| {
        if (rest.len == 0) break;
        rest = rest[characters.blank_at(rest)..];
    }
    return rest;
}

/// Return what stands behind a word, if a text begins with it in some case: İ and ı are an i, ſ is an s.
fn after(text: []const u8, comptime word: []const u8) ?[]const u8 {
    var rest = text;
    inline for (word) |wanted| {
        if (rest.len == 0) return null;
        const wide = rest.len > 1 and switch (wanted) {
            'i' => rest[0] == 0xc4 and (rest[1] == 0xb0 or rest[1] == 0xb1),
            's' => rest[0] == 0xc5 and rest[1] == 0xbf,
            else => false,
        };
        if (!wide and std.ascii.toLower(rest[0]) != wanted) return null;
        rest = rest[if (wide) 2 else 1..];
    }
    return rest;
}

const starts_of_kinds = blk: {
    @setEvalBranchQuota(10_000);
    var starts: [naming.len + 1]u32 = undefined;
    for (naming, starts[0..naming.len]) |name, *start| start.* = hashes.crc32(0, name ++ "=");
    starts[whole] = 0;
    break :blk starts;
};
const part_start = hashes.crc32(0, "~");

/// Ids, one behind the other.
const Ids = struct {
    found: []u16,
    many: usize = 0,

    fn add(self: *Ids, hash: u32) void {
        self.found[self.many] = @intCast(1 + hash % (rows - 1));
        self.many += 1;
    }
};

/// Write the ids of words that `name_words` found, as they are in lower case: each whole and, of those of attributes, of
/// their parts. Write into `bounds`, of which there are `many`, how many ids stand before where so many words did.
/// Return how many there are. ids: room for 7 a word.
export fn name_ids(words: [*]const u8, size: isize, kinds: [*]const u8, count: isize, bounds: [*]i64, many: isize,
                   ids: [*]u16) isize {
    var found: Ids = .{ .found = array.to(u16, ids, 7 * count) };
    const edges = array.to(i64, bounds, many);
    var edge: usize = 0;
    var lines = std.mem.splitScalar(u8, array.of(u8, words, size), '\n');
    for (array.of(u8, kinds, count), 0..) |kind, word| {
        while (edge < edges.len and edges[edge] == word) : (edge += 1) edges[edge] = @intCast(found.many);
        const name = lines.next() orelse "";
        const start = starts_of_kinds[kind];
        found.add(if (kind == whole) hashes.crc32(0, name) else hash_of(start, name));
        if (kind != whole) add_parts(&found, name);
    }
    for (edges[edge..]) |*last| last.* = @intCast(found.many);
    return @intCast(found.many);
}

/// Return the hash of a word without the blanks in it, digits beside each other as one 0.
fn hash_of(start: u32, word: []const u8) u32 {
    var hash = hashes.Crc.after(start);
    var after_digit = false;
    for (word) |byte| {
        const is_digit = std.ascii.isDigit(byte);
        if (byte != ' ' and !(is_digit and after_digit)) hash.add(if (is_digit) '0' else byte);
        after_digit = is_digit;
    }
    return hash.result();
}

/// Add the ids of a word's parts: runs of letters a to z, over digits; the word as it is where it is not parted. The
/// first six count, with empty ones where it begins or ends otherwise; of one letter they have no id.
fn add_parts(found: *Ids, word: []const u8) void {
    var part = hashes.Crc.after(part_start);
    var length: usize = 0;
    var number: usize = 0;
    var between = false;
    for (word) |byte| {
        if (std.ascii.isDigit(byte)) continue;
        if (std.ascii.isLower(byte)) {
            part.add(byte);
            length += 1;
        } else if (!between) {
            if (length > 1 and number < most_parts) found.add(part.result());
            part = hashes.Crc.after(part_start);
            length = 0;
            number += 1;
        }
        between = !std.ascii.isLower(byte);
    }
    if (number == 0) found.add(hash_of(part_start, word));
    if (number > 0 and length > 1 and number < most_parts) found.add(part.result());
}
