//! What the attributes of start tags that name things say: their hints, and which words these may hold.

const std = @import("std");
const array = @import("array.zig");
const Attributes = @import("attributes.zig").Attributes;
const characters = @import("characters.zig");
const escapes = @import("escapes.zig");

/// The attributes of which hints are made, in their order there.
const hinting = [_][]const u8{ "class", "id", "itemprop", "rel", "role", "data-testid", "property" };
const longest = 1_000; // characters of a hint
const looked_at = 200; // bytes of a hint of which it is told for sure what it may show
const apart: usize = 1; // the state behind what parts words
const unsure: u16 = 1 << 15;

/// Finds words and stems in a text, all at once: one step a byte. See hints.py.
const Stems = struct {
    classes: []const u8, // of each byte
    steps: []const u16, // from each state by each class
    told: []const u16, // at each state: what a stem that ends there belongs to, a bit each
    width: usize,

    /// Return what a text may show, whatever its case; and `unsure`, where it may not show all of that.
    fn among(self: Stems, text: []const u8) u16 {
        var state = apart;
        var found: u16 = if (text.len > looked_at) unsure else 0;
        var plain = true;
        for (text) |byte| {
            state = self.steps[state * self.width + self.classes[byte]];
            found |= self.told[state];
            plain = plain and byte < 0x80;
        }
        if (!plain) { // signs of which lower case makes a k and an i
            for ([_][]const u8{ "\u{212a}", "\u{130}" }) |sign| {
                if (std.mem.indexOf(u8, text, sign) != null) return 0xffff;
            }
        }
        return found;
    }
};

/// Write the hint of a start tag into `to`, which has room for it; return how long it is.
fn hint_of(tag: []const u8, to: []u8) usize {
    var values = [_]?[]const u8{null} ** hinting.len;
    var attributes = Attributes{ .tag = tag };
    while (attributes.next()) |one| {
        inline for (hinting, &values) |name, *value| {
            if (std.mem.eql(u8, one.name, name)) value.* = one.value;
        }
    }
    var length: usize = 0;
    var any = false;
    for (values) |found| {
        const value = found orelse continue;
        if (any) {
            to[length] = ' ';
            length += 1;
        }
        any = true;
        length += escapes.undone(value, to[length..]).len;
    }
    return characters.head(to[0..length], longest).len;
}

/// Write the hints of start tags, each with a NUL behind it, into `hints`, which is as long as `written`, and what
/// each may show into `shown`; return how long they are.
///
/// written: the tags, UTF-8, each with a NUL behind it, `count` of them. numbers: of their names; unhinted: by number,
/// of which `known` are known, whether hints are of no use. The rest: see Stems.
export fn tag_hints(
    written: [*]const u8,
    length: isize,
    count: isize,
    numbers: [*]const u8,
    unhinted: [*]const u8,
    known: isize,
    classes: [*]const u8,
    width: isize,
    steps: [*]const u16,
    told: [*]const u16,
    states: isize,
    hints: [*]u8,
    shown: [*]u16,
) isize {
    const stems = Stems{
        .classes = array.of(u8, classes, 256),
        .width = @intCast(width),
        .steps = array.of(u16, steps, states * width),
        .told = array.of(u16, told, states),
    };
    const to = array.to(u8, hints, length);
    const is_unhinted = array.of(u8, unhinted, known);
    var tags = std.mem.splitScalar(u8, array.of(u8, written, length), 0);
    var bytes: usize = 0;
    for (array.of(u8, numbers, count), array.to(u16, shown, count)) |number, *shows| {
        const tag = tags.next() orelse "";
        const size = if (is_unhinted[number] != 0) 0 else hint_of(tag, to[bytes..]);
        shows.* = stems.among(to[bytes..][0..size]);
        to[bytes + size] = 0;
        bytes += size + 1;
    }
    return @intCast(bytes);
}
