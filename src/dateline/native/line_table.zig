//! What is known of lines: whole numbers that others are made from, and the table that these are written into.

const array = @import("array.zig");
const numbers = @import("numbers.zig");
const at = numbers.at;
const real = numbers.real;

pub const nobody = -10.0; // stands for the numbers of a neighbour that is not there

/// The numbers of lines, a row of each kind; see Lines of features.py.
pub const Lines = struct {
    starts: []i64,
    ends: []i64,
    links: []i64,
    lengths: []i64,
    copies: []i64,
    alike: []i64,
    headings: []i64,

    /// Return the numbers of so many lines.
    pub fn of(grid: [*]i64, count: isize) Lines {
        const fields = @typeInfo(Lines).@"struct".fields;
        const all = array.to(i64, grid, count * @as(isize, fields.len));
        var lines: Lines = undefined;
        inline for (fields, 0..) |field, place| {
            @field(lines, field.name) = all[place * at(count) ..][0..at(count)];
        }
        return lines;
    }
};

/// The lines from one to another.
pub const Stretch = struct {
    first: usize,
    last: usize,

    /// Return those from the first to the last whose row meets another, or all where none does.
    pub fn of(rows: []const i64, met: []const i64, best: i64) Stretch {
        var found: ?Stretch = null;
        for (rows, 0..) |row, line| {
            if (met[at(row)] == best) found = upto(found, line);
        }
        return found orelse .{ .first = 0, .last = rows.len - 1 };
    }

    /// Return one that ends with a line, and begins there too where there is none yet.
    pub fn upto(known: ?Stretch, line: usize) Stretch {
        const first = if (known) |stretch| stretch.first else line;
        return .{ .first = first, .last = line };
    }

    /// Return where a line stands among them: 0 for the first, near 1 for the last.
    pub fn share(self: Stretch, line: usize) f64 {
        return (real(line) - real(self.first)) / (real(self.last) - real(self.first) + 1);
    }
};

/// A table of so many numbers for each line, filled a few columns at a time.
pub const Sheet = struct {
    cells: []f32,
    width: usize,
    taken: usize = 0,

    /// Return the first of so many columns behind those that are taken.
    pub fn take(self: *Sheet, columns: usize) usize {
        self.taken += columns;
        return self.taken - columns;
    }

    /// Write the numbers of a line, a tuple of them, from a column on.
    pub fn put(self: *const Sheet, line: usize, column: usize, values: anytype) void {
        const count = values.len;
        const cells = self.cells[line * self.width + column ..][0..count];
        inline for (0..count) |place| cells[place] = @floatCast(values[place]);
    }
};
