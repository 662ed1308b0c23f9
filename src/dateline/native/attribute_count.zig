//! How many attributes a page's tags have at the most, told without knowing what the parser takes for a tag.

const array = @import("array.zig");
const guard = @import("guard.zig");

const width = 64;
const Bytes = @Vector(width, u8);

/// Return how many attributes UTF-8 has, or more; past `most` only that it may be more than these.
///
/// Few places where a name may begin are told apart from tags by a quick look; else all that may be a tag is read, whatever
/// it stands in, so that nothing can hide one.
export fn attribute_count(first: [*]const u8, count: isize, most: isize) isize {
    const text = array.of(u8, first, count);
    const places = beginnings(text);
    return if (places <= most) @intCast(places) else in_tags(text, most);
}

/// Return at how many places a name may begin: behind a space, a slash, or a mark that ends a value.
fn beginnings(text: []const u8) usize {
    var many: usize = 0;
    var at: usize = 0;
    var before: u64 = 0; // 1: a name may begin with the next byte
    while (at + width <= text.len) : (at += width) {
        const bytes: Bytes = text[at..][0..width].*;
        var spaces: u64 = 0;
        for (" \t\n\x0c\r/") |space| spaces |= guard.places_of(bytes, space);
        const ends = spaces | guard.places_of(bytes, '"') | guard.places_of(bytes, '\'');
        many += @popCount(((ends << 1) | before) & ~(spaces | guard.places_of(bytes, '>')));
        before = ends >> (width - 1);
    }
    return many + (text.len - at); // each of the last may begin one
}

fn in_tags(text: []const u8, most: isize) isize {
    var many: isize = 0;
    var left: i64 = 8 * @as(i64, @intCast(text.len)) + 65_536; // bytes that may be looked at
    for (text, 0..) |byte, less| {
        if (byte != '<') continue;
        const start = less + 1 + @as(usize, @intFromBool(less + 1 < text.len and text[less + 1] == '/'));
        if (start >= text.len or !guard.is_letter(text[start])) continue;
        var at = start;
        while (at < text.len and !guard.is_space(text[at]) and text[at] != '/' and text[at] != '>') at += 1;
        left -= @intCast(at - less);
        while (guard.attribute(text, at)) |read| : (many += 1) {
            left -= @intCast(read.cost);
            at = read.end;
            if (left < 0 or many >= most) return most + 1;
        }
    }
    return many;
}
