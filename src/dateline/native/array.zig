//! Arrays that Python owns, as slices whose every index is checked.

/// Return so many values that are only read.
pub fn of(comptime Value: type, first: [*]const Value, count: isize) []const Value {
    return first[0..@intCast(count)];
}

/// Return so many values that may be written.
pub fn to(comptime Value: type, first: [*]Value, count: isize) []Value {
    return first[0..@intCast(count)];
}
