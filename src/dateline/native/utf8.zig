//! Bytes that may be UTF-8: whether they are, how many characters they hold, how many that no text has.

const array = @import("array.zig");

const width = 32;
const Bytes = @Vector(width, u8);

/// Return how many bytes are control characters that no text has: all below a blank but white space and escape, and 127.
export fn control_bytes(first: [*]const u8, count: isize) isize {
    const bytes = array.of(u8, first, count);
    var many: usize = 0;
    var at: usize = 0;
    while (at + width <= bytes.len) : (at += width) {
        many += @popCount(@as(u32, @bitCast(are_control(bytes[at..][0..width].*))));
    }
    var rest: [width]u8 = @splat(' ');
    @memcpy(rest[0 .. bytes.len - at], bytes[at..]);
    return @intCast(many + @popCount(@as(u32, @bitCast(are_control(rest)))));
}

fn are_control(bytes: Bytes) @Vector(width, bool) {
    const low = bytes < @as(Bytes, @splat(0x20));
    const space = bytes -% @as(Bytes, @splat(0x09)) <= @as(Bytes, @splat(0x04)); // from tab to carriage return
    const escape = bytes == @as(Bytes, @splat(0x1b));
    const delete = bytes == @as(Bytes, @splat(0x7f));
    const no: @Vector(width, bool) = @splat(false);
    return @select(bool, space, no, @select(bool, escape, no, low)) | delete;
}

/// Return how many characters UTF-8 holds, -1 where the bytes are none as the Unicode Standard has it (table 3-7).
/// `replaced`: one number, how many of the characters stand for what could not be decoded.
export fn utf_8_characters(first: [*]const u8, count: isize, replaced: [*]i64) isize {
    const bytes = array.of(u8, first, count);
    var many: usize = 0;
    var marks: usize = 0;
    var at: usize = 0;
    while (at < bytes.len) {
        if (at + width <= bytes.len and is_ascii(bytes[at..][0..width].*)) {
            at += width;
            many += width;
            continue;
        }
        const stop = @min(at + width, bytes.len);
        while (at < stop) {
            const length = character_at(bytes, at) orelse return -1;
            marks += @intFromBool(length == 3 and bytes[at] == 0xef and bytes[at + 1] == 0xbf and bytes[at + 2] == 0xbd);
            at += length;
            many += 1;
        }
    }
    array.to(i64, replaced, 1)[0] = @intCast(marks);
    return @intCast(many);
}

fn is_ascii(bytes: Bytes) bool {
    return @reduce(.Max, bytes) < 0x80;
}

/// Return how many bytes the character at `at` has; null where there is none.
fn character_at(bytes: []const u8, at: usize) ?usize {
    const lead = bytes[at];
    if (lead < 0x80) return 1;
    const length: usize = switch (lead) {
        0xc2...0xdf => 2,
        0xe0...0xef => 3,
        0xf0...0xf4 => 4,
        else => return null,
    };
    if (bytes.len - at < length) return null;
    const low: u8, const high: u8 = switch (lead) { // of the second byte: no longer form, no surrogate, no more planes
        0xe0 => .{ 0xa0, 0xbf },
        0xed => .{ 0x80, 0x9f },
        0xf0 => .{ 0x90, 0xbf },
        0xf4 => .{ 0x80, 0x8f },
        else => .{ 0x80, 0xbf },
    };
    if (bytes[at + 1] < low or bytes[at + 1] > high) return null;
    for (bytes[at + 2 .. at + length]) |byte| {
        if (byte & 0xc0 != 0x80) return null;
    }
    return length;
}

/// Write bytes with each line end as one newline: a carriage return, with or without one behind it. Return how many
/// there are. `kept` has room for as many as before.
export fn with_newlines(first: [*]const u8, count: isize, kept: [*]u8) isize {
    const bytes = array.of(u8, first, count);
    const out = array.to(u8, kept, count);
    var at: usize = 0;
    var past: usize = 0;
    while (at < bytes.len) {
        var size = bytes.len - at;
        if (size >= width) {
            const some: Bytes = bytes[at..][0..width].*;
            out[past..][0..width].* = some; // `past` is never behind `at`
            const returns: u32 = @bitCast(some == @as(Bytes, @splat('\r')));
            size = @ctz(returns);
        } else {
            size = place_of_return(bytes[at..]) orelse size;
            @memcpy(out[past..][0..size], bytes[at..][0..size]);
        }
        at += size;
        past += size;
        if (at == bytes.len or bytes[at] != '\r') continue;
        if (at + 1 == bytes.len or bytes[at + 1] != '\n') {
            out[past] = '\n';
            past += 1;
        }
        at += 1;
    }
    return @intCast(past);
}

fn place_of_return(bytes: []const u8) ?usize {
    for (bytes, 0..) |byte, place| {
        if (byte == '\r') return place;
    }
    return null;
}
