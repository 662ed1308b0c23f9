//! The root of the native core: a line for each file whose functions Python calls.

comptime {
    _ = @import("forests.zig");
    _ = @import("dated_lines.zig");
    _ = @import("telling_lines.zig");
}
