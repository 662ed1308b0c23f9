//! Letters, digits, capitals and signs of text that is UTF-8, by a table of what each code point is.

const std = @import("std");
const array = @import("array.zig");

pub const letter = 1 << 24; // of any script, or a digit of any
pub const digit = 1 << 25; // 0 to 9
pub const upper = 1 << 26;
pub const sign = 1 << 27;
pub const split = 1 << 28; // lower case of it ends with what is no letter
const lower_bits = (1 << 24) - 1;

/// What each code point is: bits for its kinds, and its lower case.
pub const Letters = struct {
    table: []const u32,

    /// Return what a code point is; those behind the table's end are nothing.
    pub fn of(self: Letters, code: u32) u32 {
        return if (code < self.table.len) self.table[code] else code & lower_bits;
    }
};

/// Return the lower case of a code point, given what it is.
pub fn lower(kinds: u32) u32 {
    return kinds & lower_bits;
}

/// The code points of a text, one after the other.
pub const Reader = struct {
    text: []const u8,
    at: usize = 0,

    /// Return the next, null behind the last.
    pub fn next(self: *Reader) ?u32 {
        if (self.at >= self.text.len) return null;
        const first = self.text[self.at];
        if (first < 0x80) {
            self.at += 1;
            return first;
        }
        const size: usize = if (first >= 0xf0) 4 else if (first >= 0xe0) 3 else 2;
        const end = @min(self.at + size, self.text.len);
        var code: u32 = if (size == 4) first & 7 else if (size == 3) first & 15 else first & 31;
        for (self.text[self.at + 1 .. end]) |byte| code = code << 6 | (byte & 63);
        self.at = end;
        return code;
    }
};

/// Write a code point as UTF-8; return how many bytes it takes, at most 4.
pub fn write(code: u32, to: []u8) usize {
    if (code < 0x80) {
        to[0] = @truncate(code);
        return 1;
    }
    const size: usize = if (code < 0x800) 2 else if (code < 0x10000) 3 else 4;
    var rest = code;
    var place = size;
    while (place > 1) {
        place -= 1;
        to[place] = @truncate(0x80 | (rest & 63));
        rest >>= 6;
    }
    to[0] = @truncate((@as(u32, 0xf00) >> @intCast(size)) & 0xff | rest);
    return size;
}

/// Return a text's end, of so many code points.
pub fn tail(text: []const u8, most: usize) []const u8 {
    var at = text.len;
    var many: usize = 0;
    while (at > 0 and many < most) {
        at -= 1;
        if (text[at] & 0xc0 != 0x80) many += 1;
    }
    return text[at..];
}

/// The lines of a text, one after the other.
pub const Lines = struct {
    text: []const u8,

    /// Return the next; it is empty behind the last.
    pub fn next(self: *Lines) []const u8 {
        const end = std.mem.indexOfScalar(u8, self.text, '\n') orelse self.text.len;
        const line = self.text[0..end];
        self.text = self.text[@min(end + 1, self.text.len)..];
        return line;
    }
};

/// Write the letters and digits of each of `count` lines, lower case, with a line break behind each; return how many
/// bytes these are. Of a line `most` code points are looked at, and `kept` letters are written; of one with fewer than
/// `least`, none. `to` has room for `room` bytes, twice as many as there are and a line break a line.
export fn squash(text: [*]const u8, size: isize, count: isize, table: [*]const u32, known: isize, most: isize,
                 kept: isize, least: isize, to: [*]u8, room: isize) isize {
    const letters: Letters = .{ .table = array.of(u32, table, known) };
    const out = array.to(u8, to, room);
    var lines: Lines = .{ .text = array.of(u8, text, size) };
    var bytes: usize = 0;
    for (0..@intCast(count)) |_| {
        const begin = bytes;
        var many: isize = 0;
        var left = most;
        var codes: Reader = .{ .text = lines.next() };
        while (left > 0) : (left -= 1) {
            const kinds = letters.of(codes.next() orelse break);
            if (kinds & letter == 0) continue;
            many += 1;
            if (many <= kept) bytes += write(lower(kinds), out[bytes..]);
        }
        if (many < least) bytes = begin;
        out[bytes] = '\n';
        bytes += 1;
    }
    return @intCast(bytes);
}
