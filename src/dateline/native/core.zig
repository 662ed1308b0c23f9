//! The root of the native core: a line for each file whose functions Python calls.

comptime {
    _ = @import("digits.zig");
    _ = @import("forests.zig");
}
