//! What the printed characters of lines show, and which lines a text may hold.

const std = @import("std");
const array = @import("array.zig");
const letters = @import("letters.zig");
const one_if = @import("numbers.zig").one_if;

const counted = 200; // code points of a line in which cases and signs are counted
const last_codes = 12; // in which its end mark is looked for, behind what closes
const numbers = 11;

const Counts = @Vector(4, u16); // of digits, capitals, signs

/// What a code point adds to the counts, by its kinds.
const told_by_kind = blk: {
    var told: [8]Counts = undefined;
    for (&told, 0..) |*counts, kinds| counts.* = .{ kinds & 1, kinds >> 1 & 1, kinds >> 2, 0 };
    break :blk told;
};

/// Write numbers of `count` lines, eleven rows of them, as lines.py names them. In the first and the fifth is that of
/// which the logarithm is yet to be taken; in the eighth is nothing.
///
/// text: UTF-8, with a line break between two lines. lengths, linked: code points of each line, and of its links.
export fn line_measures(text: [*]const u8, size: isize, lengths: [*]const i64, linked: [*]const i64, count: isize,
                        table: [*]const u32, known: isize, rows: [*]f64) isize {
    const all: letters.Letters = .{ .table = array.of(u32, table, known) };
    const told = array.to(f64, rows, numbers * count);
    const wide: usize = @intCast(count);
    var lines: letters.Lines = .{ .text = array.of(u8, text, size) };
    for (array.of(i64, lengths, count), array.of(i64, linked, count), 0..) |length, links, line| {
        const found = measured(all, lines.next(), @floatFromInt(length), @floatFromInt(links));
        for (found, 0..) |number, row| told[row * wide + line] = number;
    }
    return count;
}

fn measured(all: letters.Letters, line: []const u8, length: f64, links: f64) [numbers]f64 {
    var many: Counts = @splat(0);
    var codes: letters.Reader = .{ .text = line };
    for (0..counted) |_| many +%= told_by_kind[all.of(codes.next() orelse break) / letters.digit % told_by_kind.len];
    const digits: f64, const capitals: f64, const signs: f64, _ = @as(@Vector(4, f64), @floatFromInt(many));
    const seen = @min(length, counted);
    const words = 1 + many_of(line, ' ');
    const share = @min(1, links / length);
    return .{
        length,          share,        capitals / seen, digits / seen,
        words,           length / words / 10, one_if(share > 0.9), 0,
        @min(5, many_of(line, ',')) / 5, @min(3, signs) / 3, one_if(ends(line)),
    };
}

fn many_of(line: []const u8, sought: u8) f64 {
    var many: u64 = 0;
    for (line) |byte| many +%= @intFromBool(byte == sought);
    return @floatFromInt(many);
}

/// Return whether a line ends a sentence, or a quotation of one.
fn ends(line: []const u8) bool {
    var rest = letters.tail(line, last_codes);
    while (rest.len > 0) {
        const last = letters.tail(rest, 1);
        var codes: letters.Reader = .{ .text = last };
        switch (codes.next() orelse 0) {
            '"', '\'', '”', '’', '»', ')', ' ', '\t', ']' => rest = rest[0 .. rest.len - last.len],
            '.', '!', '?', '…', '。', '！', '？', '।', '؟' => return true,
            else => return false,
        }
    }
    return false;
}

const gram = 4; // bytes that are looked up together
const marks = 1 << 10; // numbers that hold a bit for each number of 16

/// Write for each of `count` lines whether a text may hold it: all of its four bytes that stand beside each other stand
/// so in the text too. A line has a break behind it; one with fewer bytes is not held. grams: 1,024 times 0.
export fn may_hold(text: [*]const u8, size: isize, lines: [*]const u8, lines_size: isize, count: isize,
                   grams: [*]u64, found: [*]u8) isize {
    const held = array.of(u8, text, size);
    const bits = array.to(u64, grams, marks);
    for (0..held.len -| (gram - 1)) |place| {
        const number = gram_at(held, place);
        bits[number / 64] |= @as(u64, 1) << @intCast(number % 64);
    }
    var all: letters.Lines = .{ .text = array.of(u8, lines, lines_size) };
    for (array.to(u8, found, count)) |*may| {
        const line = all.next();
        may.* = @intFromBool(line.len >= gram and are_held(line, bits));
    }
    return count;
}

fn are_held(line: []const u8, bits: []const u64) bool {
    for (0..line.len - (gram - 1)) |place| {
        const number = gram_at(line, place);
        if (bits[number / 64] >> @intCast(number % 64) & 1 == 0) return false;
    }
    return true;
}

/// Return a number, of 16 bits, of the four bytes at a place.
fn gram_at(text: []const u8, place: usize) usize {
    return std.mem.readInt(u32, text[place..][0..gram], .little) *% 0x9e37_79b1 >> 16;
}
