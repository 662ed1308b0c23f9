//! Which of some short texts a long one holds: one look for all of them.

const array = @import("array.zig");

const width = 32;
const Bytes = @Vector(width, u8);
const most_marks = 8; // different bytes that are sought at once; with more, each byte is looked up

/// Return a bit for each of the signs that `text` holds, the first of them the lowest.
///
/// `signs`: their bytes, one after the other. `rows`: of each, up to 64, where its bytes begin, how many there are, and
/// which of them is sought; in none of them is that a byte that it lacks.
export fn signs_in(first: [*]const u8, count: isize, signs: [*]const u8, size: isize, rows: [*]const i64, many: isize) isize {
    var sought: Sought = .{
        .text = array.of(u8, first, count),
        .signs = array.of(u8, signs, size),
        .rows = array.of(i64, rows, many * 3),
    };
    for (0..@min(64, @as(usize, @intCast(many)))) |sign| sought.add(@intCast(sign));
    sought.all();
    return @bitCast(@as(usize, @truncate(sought.found)));
}

const Sought = struct {
    text: []const u8,
    signs: []const u8,
    rows: []const i64,
    /// by byte: which signs are sought by it
    by: [256]u64 = @splat(0),
    marks: [most_marks]u8 = @splat(0),
    different: usize = 0,
    found: u64 = 0,

    fn add(sought: *Sought, sign: u6) void {
        const mark = sought.bytes_of(sign)[sought.place_of(sign)];
        if (sought.by[mark] == 0) {
            if (sought.different < most_marks) sought.marks[sought.different] = mark;
            sought.different += 1;
        }
        sought.by[mark] |= @as(u64, 1) << sign;
    }

    fn bytes_of(sought: *const Sought, sign: u6) []const u8 {
        const row = sought.rows[@as(usize, sign) * 3 ..][0..3];
        return sought.signs[@intCast(row[0])..][0..@intCast(row[1])];
    }

    fn place_of(sought: *const Sought, sign: u6) usize {
        return @intCast(sought.rows[@as(usize, sign) * 3 + 2]);
    }

    fn all(sought: *Sought) void {
        var at: usize = 0;
        while (at + width <= sought.text.len) : (at += width) {
            var places: u32 = sought.marked(sought.text[at..][0..width].*);
            while (places != 0) : (places &= places - 1) sought.look(at + @ctz(places));
        }
        for (at..sought.text.len) |place| sought.look(place);
    }

    fn marked(sought: *const Sought, bytes: Bytes) u32 {
        if (sought.different > most_marks) return 0xffff_ffff;
        var places: u32 = 0;
        for (sought.marks[0..sought.different]) |mark| places |= @bitCast(bytes == @as(Bytes, @splat(mark)));
        return places;
    }

    /// Look which signs have the byte at `at` where it is sought.
    fn look(sought: *Sought, at: usize) void {
        var left = sought.by[sought.text[at]] & ~sought.found;
        while (left != 0) : (left &= left - 1) {
            const sign: u6 = @intCast(@ctz(left));
            const bytes, const place = .{ sought.bytes_of(sign), sought.place_of(sign) };
            if (at < place or sought.text.len - (at - place) < bytes.len) continue;
            for (bytes, sought.text[at - place ..][0..bytes.len]) |one, other| {
                if (one != other) break;
            } else sought.found |= @as(u64, 1) << sign;
        }
    }
};
