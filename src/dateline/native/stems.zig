//! Which start tags of a page hold stems that little else of a page does.

const std = @import("std");
const array = @import("array.zig");

/// What is looked for, a bit each in this order; see shapes.py.
const stems = [_][]const u8{ "live", "mail", "material-" };
/// The place of the three letters of each that least stand elsewhere.
const marks = [_]usize{ 1, 1, 6 };

const lanes = 32;
const Lanes = @Vector(lanes, u8);
const case: Lanes = @splat(0x20); // sets a letter in lower case; the signs beside letters that it changes too are no matter

/// Write for each of `count` tags, UTF-8 with a NUL behind each, which stems it holds, of a to z whatever their case.
export fn tag_stems(written: [*]const u8, length: isize, count: isize, held: [*]u8) isize {
    const text = array.of(u8, written, length);
    const told = array.to(u8, held, count);
    @memset(told, 0);
    var tag: usize = 0; // the one that `counted` lies in
    var counted: usize = 0;
    var at: usize = 0;
    while (at < text.len) : (at += lanes) {
        if (at + lanes + 2 <= text.len and !may_hold(text[at..][0 .. lanes + 2])) continue;
        for (at..@min(at + lanes, text.len)) |place| {
            inline for (stems, marks, 0..) |stem, mark, bit| {
                if (place >= mark and holds(text[place - mark ..], stem)) {
                    tag += std.mem.count(u8, text[counted..place], &.{0});
                    counted = place;
                    if (tag < told.len) told[tag] |= 1 << bit;
                }
            }
        }
    }
    return count;
}

/// Return whether the mark of a stem begins at one of the first places of a text, which has two more.
fn may_hold(text: *const [lanes + 2]u8) bool {
    const here: Lanes = text[0..lanes].* | case;
    const next: Lanes = text[1 .. lanes + 1].* | case;
    const last: Lanes = text[2 .. lanes + 2].* | case;
    var found: Lanes = @splat(0xff);
    inline for (stems, marks) |stem, mark| {
        found = @min(found, (here ^ all(stem[mark])) | (next ^ all(stem[mark + 1])) | (last ^ all(stem[mark + 2])));
    }
    return @reduce(.Min, found) == 0;
}

fn all(byte: u8) Lanes {
    return @splat(byte);
}

/// Return whether a text begins with a stem, whatever its case.
fn holds(text: []const u8, stem: []const u8) bool {
    return text.len >= stem.len and std.ascii.eqlIgnoreCase(text[0..stem.len], stem);
}
