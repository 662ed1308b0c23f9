//! The root of the native core: a line for each file whose functions Python calls.

comptime {
    _ = @import("attribute_count.zig");
    _ = @import("author_links.zig");
    _ = @import("author_places.zig");
    _ = @import("context.zig");
    _ = @import("credit_places.zig");
    _ = @import("dated_lines.zig");
    _ = @import("features.zig");
    _ = @import("first_words.zig");
    _ = @import("folding.zig");
    _ = @import("forests.zig");
    _ = @import("groves.zig");
    _ = @import("guard.zig");
    _ = @import("hints.zig");
    _ = @import("kinds.zig");
    _ = @import("languages.zig");
    _ = @import("letters.zig");
    _ = @import("lines.zig");
    _ = @import("looks.zig");
    _ = @import("markup.zig");
    _ = @import("names.zig");
    _ = @import("nesting.zig");
    _ = @import("paths.zig");
    _ = @import("phrases.zig");
    _ = @import("printed_lines.zig");
    _ = @import("script_dates.zig");
    _ = @import("signs.zig");
    _ = @import("places.zig");
    _ = @import("printed_lines.zig");
    _ = @import("script_dates.zig");
    _ = @import("stems.zig");
    _ = @import("telling_lines.zig");
    _ = @import("utf8.zig");
    _ = @import("visible_lines.zig");
    _ = @import("words.zig");
}
