//! The escapes that the parser writes in text and in values of attributes.

const std = @import("std");

const Escape = struct { written: []const u8, meant: []const u8 };
const escapes = [_]Escape{
    .{ .written = "amp;", .meant = "&" },
    .{ .written = "nbsp;", .meant = "\u{a0}" },
    .{ .written = "quot;", .meant = "\"" },
    .{ .written = "lt;", .meant = "<" },
    .{ .written = "gt;", .meant = ">" },
};

/// Write a text without its escapes into `to`, which has room for all of it, and return what was written.
pub fn undone(from: []const u8, to: []u8) []const u8 {
    var at: usize = 0;
    var bytes: usize = 0;
    while (true) {
        const next = std.mem.indexOfScalarPos(u8, from, at, '&') orelse from.len;
        @memcpy(to[bytes..][0 .. next - at], from[at..next]);
        bytes += next - at;
        if (next == from.len) return to[0..bytes];
        const escape = beginning(from[next + 1 ..]) orelse Escape{ .written = "", .meant = "&" };
        @memcpy(to[bytes..][0..escape.meant.len], escape.meant);
        bytes += escape.meant.len;
        at = next + 1 + escape.written.len;
    }
}

/// Return the escape whose rest stands behind an "&", if one does.
fn beginning(behind: []const u8) ?Escape {
    for (escapes) |one| {
        if (std.mem.startsWith(u8, behind, one.written)) return one;
    }
    return null;
}
