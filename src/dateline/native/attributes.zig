//! The attributes of start tags, as the parser writes them.

const std = @import("std");

/// The attributes of a start tag, one after the other.
pub const Attributes = struct {
    tag: []const u8,
    at: usize = 0,

    pub const One = struct { name: []const u8, value: []const u8 };

    /// Return the next, null behind the last.
    pub fn next(self: *Attributes) ?One {
        while (near(self.tag, self.at, ' ')) |space| {
            const equals = near(self.tag, space + 1, '=') orelse return null;
            if (equals == space + 1) { // a name may begin with it
                if (std.mem.indexOfScalarPos(u8, self.tag, equals + 1, '=')) |second| {
                    if (self.one(space, second)) |found| return found;
                }
            }
            if (self.one(space, equals)) |found| return found;
            self.at = @max(space + 1, equals - 1);
        }
        return null;
    }

    /// Return the attribute whose name stands between a space and an "=", if a value stands behind that.
    fn one(self: *Attributes, space: usize, equals: usize) ?One {
        if (equals + 1 >= self.tag.len or self.tag[equals + 1] != '"') return null;
        const end = std.mem.indexOfScalarPos(u8, self.tag, equals + 2, '"') orelse return null;
        self.at = end + 1;
        return .{ .name = self.tag[space + 1 .. equals], .value = self.tag[equals + 2 .. end] };
    }
};

/// Return where a byte stands in a text from a place on; it mostly does soon.
fn near(text: []const u8, from: usize, byte: u8) ?usize {
    var at = from;
    while (at < text.len) : (at += 1) {
        if (text[at] == byte) return at;
    }
    return null;
}
