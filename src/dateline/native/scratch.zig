//! Room that Python lends for the time of one call, in pieces of eight bytes.

const array = @import("array.zig");

pub const Scratch = struct {
    free: []u64,

    pub fn of(first: [*]u64, count: isize) Scratch {
        return .{ .free = array.to(u64, first, count) };
    }

    /// Return room for so many values of eight bytes each; what is in it is left from before.
    pub fn take(self: *Scratch, comptime Value: type, count: usize) []Value {
        const part = self.free[0..count];
        self.free = self.free[count..];
        return @ptrCast(part);
    }

    /// Return room for so many values, all the same.
    pub fn filled(self: *Scratch, comptime Value: type, count: usize, value: Value) []Value {
        const part = self.take(Value, count);
        @memset(part, value);
        return part;
    }
};
