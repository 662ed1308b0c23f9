//! The words that lines begin and end with, as ids: hashes of them, as names.py says.

const std = @import("std");
const array = @import("array.zig");
const characters = @import("characters.zig");
const crc32 = @import("hashes.zig").crc32;
const letters = @import("letters.zig");

const head_codes = 80; // code points of a line in which its first words are looked for
const tail_codes = 40; // and its last, if it is longer than that
const most_first = 6;
const most_last = 3;
const most_whole = 5; // words of the longest line that counts as a phrase of its own
const most_power = 12; // lengths are told apart by the powers of two that they reach
const rows = 16_384; // of the table that ids are places in; 0 is none

/// The words of a short text: letters and digits of any script, lower case; digits beside each other are one 0.
const Words = struct {
    joined: [5 * head_codes]u8 = undefined, // with a blank between two
    size: usize = 0,
    begins: [head_codes]usize = undefined,
    ends: [head_codes]usize = undefined,
    many: usize = 0,

    /// Take the words of a text's first 80 code points.
    fn read(self: *Words, table: letters.Letters, text: []const u8) void {
        self.size = 0;
        self.many = 0;
        var codes: letters.Reader = .{ .text = text };
        var inside = false;
        var after_digit = false;
        for (0..head_codes) |_| {
            const kinds = table.of(codes.next() orelse break);
            if (kinds & letters.letter == 0) {
                inside = false;
                after_digit = false;
                continue;
            }
            if (!inside) self.begin();
            const is_digit = kinds & letters.digit != 0;
            if (!(is_digit and after_digit))
                self.size += letters.write(if (is_digit) '0' else letters.lower(kinds), self.joined[self.size..]);
            self.ends[self.many - 1] = self.size;
            inside = kinds & letters.split == 0;
            after_digit = is_digit;
        }
    }

    fn begin(self: *Words) void {
        if (self.many > 0) {
            self.joined[self.size] = ' ';
            self.size += 1;
        }
        self.begins[self.many] = self.size;
        self.many += 1;
    }

    /// Return words from one up to before another, with a blank between two.
    fn part(self: *const Words, first: usize, end: usize) []const u8 {
        return if (first == end) "" else self.joined[self.begins[first]..self.ends[end - 1]];
    }
};

/// Ids, one behind the other.
const Ids = struct {
    found: []i64,
    many: usize = 0,

    fn add(self: *Ids, comptime mark: []const u8, word: []const u8) void {
        const start = comptime crc32(0, mark ++ " ");
        self.found[self.many] = 1 + crc32(start, word) % (rows - 1);
        self.many += 1;
    }
};

/// Write the ids of `count` lines one after the other, and where each line's begin; return how many they are.
///
/// heads, tails: UTF-8 of the lines, or more than 80 code points of their beginnings and 40 of their ends, with a line
/// break between two. lengths: of lines, in code points. `ids` has room for 14 a line.
export fn word_ids(heads: [*]const u8, heads_size: isize, tails: [*]const u8, tails_size: isize,
                   lengths: [*]const i64, count: isize, table: [*]const u32, known: isize, ids: [*]i64,
                   starts: [*]i64) isize {
    const all: letters.Letters = .{ .table = array.of(u32, table, known) };
    var beginnings: letters.Lines = .{ .text = array.of(u8, heads, heads_size) };
    var endings: letters.Lines = .{ .text = array.of(u8, tails, tails_size) };
    var found: Ids = .{ .found = array.to(i64, ids, 14 * count) };
    var first: Words = .{};
    var last: Words = .{};
    for (array.of(i64, lengths, count), array.to(i64, starts, count)) |length, *start| {
        const beginning = characters.head(beginnings.next(), head_codes);
        const ending = letters.tail(endings.next(), tail_codes);
        start.* = @intCast(found.many);
        first.read(all, beginning);
        if (length > head_codes) last.read(all, ending);
        add_length(&found, length);
        add_mark("first", &found, all, characters.head(beginning, 1));
        add_mark("last", &found, all, letters.tail(ending, 1));
        const told = @min(first.many, most_first);
        for (0..told) |word| found.add("", first.part(word, word + 1));
        if (first.many > 1) found.add("two", first.part(0, 2));
        if (length > head_codes) add_last(&found, &last, 0) else add_last(&found, &first, told);
        if (length <= head_codes and first.many <= most_whole) found.add("=", first.part(0, first.many));
    }
    return @intCast(found.many);
}

/// Add the ids of the last words, none of them before one.
fn add_last(found: *Ids, words: *const Words, from: usize) void {
    for (@max(words.many -| most_last, from)..words.many) |word| found.add("$", words.part(word, word + 1));
}

fn add_length(found: *Ids, length: i64) void {
    const powers = @min(64 - @clz(length), most_power);
    found.add("length", ("x" ** most_power)[0..powers]);
}

/// Add the id of a sign; letters and digits are none.
fn add_mark(comptime mark: []const u8, found: *Ids, table: letters.Letters, character: []const u8) void {
    var codes: letters.Reader = .{ .text = character };
    const code = codes.next() orelse 0;
    const is_none = table.of(code) & letters.letter != 0;
    const is_half = code >= 0xd800 and code < 0xe000; // of a pair: no character
    found.add(mark, if (is_none) "" else if (is_half) "?" else character);
}
