//! Where the scripts of a page give a number to a name: "publishedAt": "2021-03-04".

const std = @import("std");
const array = @import("array.zig");

const longest_name = 60; // bytes before a colon that are looked at, with quotation marks
const block = 32; // bytes that are looked at together

/// Write for such colons, from `start` on and before `limit`, where the name begins and ends, where the colon stands, and
/// where the value begins and ends; return for how many, at most as there is room for. Values are told that have at least
/// 8 of the signs of dates, and up to 31 of them; names that may have to do with dates.
export fn script_numbers(
    first: [*]const u8,
    length: isize,
    start: isize,
    limit: isize,
    found: [*][5]i64,
    room: isize,
) isize {
    const text = array.of(u8, first, length);
    const until = text[0..@intCast(limit)];
    const rows = array.to([5]i64, found, room);
    var many: usize = 0;
    var place: usize = @intCast(start);
    while (many < rows.len) {
        const colon = next_colon(until, place) orelse break;
        place = colon + 1;
        const value = value_at(text, place) orelse continue;
        const name = name_before(text, colon -| longest_name, colon) orelse continue;
        for (&rows[many], [_]usize{ name[0], name[1], colon, value[0], value[1] }) |*one, told| one.* = @intCast(told);
        many += 1;
    }
    return @intCast(many);
}

/// Return where the next colon from `start` on stands behind a byte that may end a name in quotation marks.
fn next_colon(text: []const u8, start: usize) ?usize {
    const Bytes = @Vector(block, u8);
    var place = @max(start, 1);
    while (place + block <= text.len) : (place += block) {
        const bytes: Bytes = text[place..][0..block].*;
        const colons: u32 = @bitCast(bytes == @as(Bytes, @splat(':')));
        if (colons == 0) continue;
        const before: Bytes = text[place - 1 ..][0..block].*;
        const ends: u32 = @bitCast(before == @as(Bytes, @splat('"')));
        const refers: u32 = @bitCast(before == @as(Bytes, @splat(';')));
        const blanks: u32 = @bitCast(before <= @as(Bytes, @splat(' ')));
        const found = colons & (ends | refers | blanks);
        if (found != 0) return place + @ctz(found);
    }
    while (place < text.len) : (place += 1) {
        const before = text[place - 1];
        if (text[place] == ':' and (before == '"' or before == ';' or before <= ' ')) return place;
    }
    return null;
}

/// Return where a number long enough for a date, or in quotation marks, begins and ends, sought right behind `start`.
fn value_at(text: []const u8, start: usize) ?[2]usize {
    var place = start;
    while (place < text.len and place < start + 3 and is_blank(text[place])) place += 1;
    for ([_][]const u8{ "\"", "\\\"", "&quot;" }) |quote| {
        if (std.mem.startsWith(u8, text[place..], quote)) {
            place += quote.len;
            break;
        }
    }
    if (place == text.len or !std.ascii.isDigit(text[place])) return null;
    var end = place;
    while (end < text.len and end < place + 31 and is_of_value(text[end])) end += 1;
    return if (end < place + 8) null else .{ place, end };
}

/// Return where a name in quotation marks begins and ends that lies behind `start` and is followed by a colon.
fn name_before(text: []const u8, start: usize, colon: usize) ?[2]usize {
    var end = colon;
    while (end > start and colon - end < 3 and is_blank(text[end - 1])) end -= 1;
    end = without_quote(text[start..end], start) orelse return null;
    var begin = end;
    while (begin > start and (std.ascii.isAlphabetic(text[begin - 1]) or text[begin - 1] == '_')) begin -= 1;
    if (!is_telling(text[begin..end]) or without_quote(text[start..begin], start) == null) return null;
    return .{ begin, end };
}

/// Return whether a name may have to do with dates: it holds a stem of script_dates.py's.
fn is_telling(name: []const u8) bool {
    for ([_][]const u8{ "ublish", "ublication", "reated", "_date" }) |stem| {
        if (std.mem.indexOf(u8, name, stem) != null) return true;
    }
    return std.mem.endsWith(u8, name, "Date");
}

/// Return where the quotation mark begins that a text ends with; null where there is none.
fn without_quote(text: []const u8, start: usize) ?usize {
    for ([_][]const u8{ "\\\"", "\"", "&quot;" }) |quote| {
        if (std.mem.endsWith(u8, text, quote)) return start + text.len - quote.len;
    }
    return null;
}

fn is_of_value(byte: u8) bool {
    return std.ascii.isDigit(byte) or switch (byte) {
        'T', ':', '.', '+', '-', 'Z', ' ' => true,
        else => false,
    };
}

fn is_blank(byte: u8) bool {
    return byte == ' ' or (byte >= '\t' and byte <= '\r');
}
