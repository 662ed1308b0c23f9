//! Sums and logarithms, bit by bit those of numpy.

const std = @import("std");

/// Return an index; what is negative ends the process.
pub fn at(number: i64) usize {
    return @intCast(number);
}

/// Return a whole number as a float.
pub fn real(number: anytype) f64 {
    return @floatFromInt(number);
}

/// Return 1 for what holds, else 0.
pub fn one_if(holds: bool) f64 {
    return if (holds) 1 else 0;
}

/// Return a number, or the nearest of a range.
pub fn within(number: f64, least: f64, most: f64) f64 {
    return @min(@max(number, least), most);
}

/// Return a number, or 1 in place of 0.
pub fn or_one(number: f64) f64 {
    return if (number == 0) 1 else number;
}

/// Logarithms of 1 + n, where n is a whole number out of a table that numpy made.
pub const Logs = struct {
    known: []const f64,

    pub fn of(self: Logs, number: f64) f64 {
        if (number >= 0 and number < real(self.known.len) and number == @trunc(number))
            return self.known[@intFromFloat(number)];
        return std.math.log1p(number);
    }
};

/// Return the sum of so many values from the first on, each so far from the one before it, as numpy adds them: in
/// pairs of halves. It goes as deep as the logarithm of the count.
fn in_halves(values: []const f64, step: usize, count: usize) f64 {
    if (count < 8) {
        var sum: f64 = -0.0;
        for (0..count) |place| sum += values[place * step];
        return sum;
    }
    if (count <= 128) {
        var eight: [8]f64 = undefined;
        for (&eight, 0..) |*one, place| one.* = values[place * step];
        const whole = count - count % 8;
        var from: usize = 8;
        while (from < whole) : (from += 8) {
            for (&eight, from..) |*one, place| one.* += values[place * step];
        }
        var sum = ((eight[0] + eight[1]) + (eight[2] + eight[3])) + ((eight[4] + eight[5]) + (eight[6] + eight[7]));
        for (whole..count) |place| sum += values[place * step];
        return sum;
    }
    const half = count / 2 - count / 2 % 8;
    return in_halves(values, step, half) + in_halves(values[half * step ..], step, count - half);
}

/// Return the sum of values as numpy's `sum` adds them.
pub fn sum_of(values: []const f64) f64 {
    return in_halves(values, 1, values.len);
}

/// Return the sum of values, of which there is at least one, as numpy's `add.reduceat` adds them: the first, and then
/// all others.
pub fn reduced(values: []const f64) f64 {
    return values[0] + in_halves(values[1..], 1, values.len - 1);
}
