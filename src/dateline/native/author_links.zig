//! Which links may lead to an author's page, by a folder in their addresses.

const std = @import("std");

const array = @import("array.zig");
const hashes = @import("word_tables.zig");

const longest = 32; // letters of a folder's name

/// Return whether a folder's name may begin at `start`, "/" behind it: one of `names`, or one that begins so.
fn is_folder(text: []const u8, start: usize, names: []const u32, openings: []const u32) bool {
    var hash: u32 = 0;
    var opens = false;
    for (start..@min(start + longest, text.len)) |at| {
        const byte = text[at];
        if (byte >= 128) return true;
        if (byte == '/') return opens or hashes.hold(u32, names, hash);
        if (byte < 'a' or byte > 'z') return false;
        hash = hashes.with(hash, byte);
        opens = opens or hashes.hold(u32, openings, hash);
    }
    return start + longest < text.len and opens;
}

/// Return whether a start tag may hold such an address.
fn leads_to_author(tag: []const u8, names: []const u32, openings: []const u32) bool {
    var at: usize = 0;
    while (std.mem.indexOfScalarPos(u8, tag, at, '/')) |place| {
        at = place + 1;
        if (is_folder(tag, at, names, openings)) return true;
    }
    return false;
}

/// Write the numbers of those start tags of links that may hold such an address; return how many there are.
///
/// text: what stands in the tags, a NUL between two. names, openings: hashes of words. A folder with what is not ASCII in
/// its name may be any. `found` has room for as many as there are tags.
export fn author_links(text: [*]const u8, count: isize, names: [*]const u32, name_count: isize, openings: [*]const u32, opening_count: isize, found: [*]i64, tags: isize) isize {
    const whole = array.of(u32, names, name_count);
    const begun = array.of(u32, openings, opening_count);
    var many: usize = 0;
    var sources = std.mem.splitScalar(u8, array.of(u8, text, count), 0);
    const numbers = array.to(i64, found, tags);
    for (0..numbers.len) |number| {
        const tag = sources.next() orelse break;
        if (!std.mem.startsWith(u8, tag, "a ") or !leads_to_author(tag, whole, begun)) continue;
        numbers[many] = @intCast(number);
        many += 1;
    }
    return @intCast(many);
}
