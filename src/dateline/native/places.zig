//! Where a word stands in a text, many bytes at once.

const std = @import("std");
const array = @import("array.zig");

const block = 32; // bytes that are looked at together

/// Return where in a text a word of two bytes or more stands for so many times, -1 where it does not.
export fn repeated_at(first: [*]const u8, length: isize, word: [*]const u8, word_length: isize, times: isize) isize {
    const text = array.of(u8, first, length);
    const sought = array.of(u8, word, word_length);
    const Bytes = @Vector(block, u8);
    const begins: Bytes = @splat(sought[0]);
    const ends: Bytes = @splat(sought[sought.len - 1]);
    var many: isize = 0;
    var place: usize = 0;
    while (place + sought.len <= text.len) {
        if (place + sought.len - 1 + block <= text.len) {
            const one: Bytes = text[place..][0..block].*;
            const other: Bytes = text[place + sought.len - 1 ..][0..block].*;
            if (!@reduce(.Or, (one == begins) & (other == ends))) {
                place += block;
                continue;
            }
        }
        const until = @min(place + block, text.len - sought.len + 1);
        while (place < until) : (place += 1) {
            if (!std.mem.eql(u8, text[place..][0..sought.len], sought)) continue;
            many += 1;
            if (many == times) return @intCast(place);
        }
    }
    return -1;
}
