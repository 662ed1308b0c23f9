//! The characters of text that is UTF-8.

const std = @import("std");

const lanes = 16; // bytes that are looked at at once
const Mask = std.meta.Int(.unsigned, lanes);

/// Return how many code points a text has.
pub fn count(text: []const u8) i64 {
    var many: i64 = 0;
    var rest = text;
    while (rest.len >= lanes) : (rest = rest[lanes..]) {
        const bytes: @Vector(lanes, u8) = rest[0..lanes].*;
        const starts: Mask = @bitCast(bytes & all(0xc0) != all(0x80));
        many += @popCount(starts);
    }
    for (rest) |byte| many += @intFromBool(byte & 0xc0 != 0x80);
    return many;
}

fn all(byte: u8) @Vector(lanes, u8) {
    return @splat(byte);
}

/// Return so many of a text's code points from its beginning.
pub fn head(text: []const u8, most: usize) []const u8 {
    if (text.len <= most) return text;
    var many: usize = 0;
    for (text, 0..) |byte, at| {
        if (byte & 0xc0 == 0x80) continue;
        if (many == most) return text[0..at];
        many += 1;
    }
    return text;
}

/// Return whether a text is white space only, as Python's str.isspace says; not of one without characters.
pub fn are_blank(text: []const u8) bool {
    var at: usize = 0;
    while (at < text.len) {
        const wide = blank_at(text[at..]);
        if (wide == 0) return false;
        at += wide;
    }
    return at > 0;
}

/// Return of how many bytes the white space is that a text begins with, one character of it; 0 where it begins with none.
pub fn blank_at(text: []const u8) usize {
    return switch (text[0]) {
        0x09...0x0d, 0x1c...0x20 => 1,
        0xc2 => if (text.len > 1 and (text[1] == 0x85 or text[1] == 0xa0)) 2 else 0,
        0xe1...0xe3 => if (text.len > 2 and is_wide_blank(text[0..3])) 3 else 0,
        else => 0,
    };
}

/// Return whether three bytes are white space: U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F or U+3000.
fn is_wide_blank(bytes: *const [3]u8) bool {
    return switch (@as(u24, bytes[0]) << 16 | @as(u24, bytes[1]) << 8 | bytes[2]) {
        0xe19a80, 0xe28080...0xe2808a, 0xe280a8, 0xe280a9, 0xe280af, 0xe2819f, 0xe38080 => true,
        else => false,
    };
}
