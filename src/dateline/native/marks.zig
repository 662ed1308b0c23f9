//! What stands right before and after lines, and how much of them is bold or italic; see features.py.

const Scratch = @import("scratch.zig").Scratch;
const numbers = @import("numbers.zig");
const line_table = @import("line_table.zig");
const Lines = line_table.Lines;
const at = numbers.at;
const real = numbers.real;

const nobody = line_table.nobody;
const media = 1; // kinds of an element
const bold = 2;
const italic = 3;

/// The code points of page text, and all elements of the page: where each starts and ends there, its tag; and the kind
/// of each tag.
pub const Marking = struct {
    codes: []const u32,
    starts: []const i64,
    ends: []const i64,
    tags: []const u8,
    kinds: []const u8,
};

/// Tell how many pictures are right before and after each line, how many elements start there, and what share of the
/// line is bold, and italic.
pub fn tell(page: *const Marking, lines: Lines, logs: numbers.Logs, sheet: *line_table.Sheet, borrowed: Scratch) void {
    var scratch = borrowed;
    const column = sheet.take(6);
    const count = lines.starts.len;
    const ends = scratch.take(i64, count);
    for (ends, 0..) |*end, line| end.* = stripped(page.codes, at(lines.starts[line]), at(lines.ends[line]));
    const shares = [2][]f64{ scratch.filled(f64, count, 0), scratch.filled(f64, count, 0) };
    share_out(page, lines.starts, ends, shares);
    var first = Ahead{};
    var last = Ahead{};
    for (0..count + 1) |line| { // the gap before each line, and the one behind them all
        const end: i64 = if (line == 0) 0 else ends[line - 1];
        first.go(page, end);
        last.go(page, 1 + if (line == count) @as(i64, @intCast(page.codes.len)) else lines.starts[line]);
        const pictures = logs.of(last.pictures - first.pictures);
        const opened = if (line == count) nobody else logs.of(last.all - first.all);
        if (line > 0) {
            sheet.put(line - 1, column + 1, .{pictures});
            sheet.put(line - 1, column + 3, .{opened});
        }
        if (line == count) break;
        const size = @max(1, real(ends[line] - lines.starts[line]));
        sheet.put(line, column, .{pictures});
        sheet.put(line, column + 2, .{opened});
        sheet.put(line, column + 4, .{ @min(1, shares[0][line] / size), @min(1, shares[1][line] / size) });
    }
}

/// The elements, and the pictures among them, that start before a place of page text that only goes on.
const Ahead = struct {
    element: usize = 0,
    all: f64 = 0,
    pictures: f64 = 0,

    fn go(self: *Ahead, page: *const Marking, place: i64) void {
        while (self.element < page.starts.len and page.starts[self.element] < place) : (self.element += 1) {
            self.all += 1;
            if (page.kinds[page.tags[self.element]] == media) self.pictures += 1;
        }
    }
};

/// Add up how many characters of each line are in bold elements, and in italic ones.
fn share_out(page: *const Marking, starts: []const i64, ends: []const i64, shares: [2][]f64) void {
    var line: usize = 0;
    for (page.starts, page.ends, page.tags) |begin, close, tag| {
        const kind = page.kinds[tag];
        if (kind != bold and kind != italic) continue;
        while (line + 1 < starts.len and starts[line + 1] <= begin) line += 1;
        shares[kind - bold][line] += real(@max(@min(close, ends[line]) - begin, 0));
    }
}

/// Return where a piece of text ends without the white space behind it.
fn stripped(codes: []const u32, start: usize, end: usize) i64 {
    var last = end;
    while (last > start and is_space(codes[last - 1])) last -= 1;
    return @intCast(last);
}

/// Return whether Python's str.isspace holds for a code point.
fn is_space(code: u32) bool {
    return switch (code) {
        9...13, 28...32, 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 => true,
        else => false,
    };
}
