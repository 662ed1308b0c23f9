//! What the elements around a line make of it: a heading, an item of a list, a row of a table.

const array = @import("array.zig");

const levels = 12; // elements around a line that say what it is
const code_levels = 4; // elements around a line that make it code
const is_row: u8 = 0x40; // what the name of an element tells beside a kind of block: a row of a table; code
const is_code: u8 = 0x80;
const no_kind: u8 = 0;
const table_row: u8 = 1; // kinds of block: these two, and those of the table
const live_entry: u8 = 2;

/// The kind of a block, its row of a table and its entry of a live blog, -1 for none; whether it is code.
const Kind = extern struct { kind: i64, row: i64, entry: i64, code: i64 };

/// The elements of a page: what their names tell, their parents, which are entries (empty for none).
const Page = struct { told: []const u8, tags: []const u8, parents: []const i64, entries: []const u8 };

/// Write for each of some elements, -1 for none, what kind of block it is in.
export fn kinds_of(
    told: [*]const u8,
    known: isize,
    tags: [*]const u8,
    parents: [*]const i64,
    elements: isize,
    entries: [*]const u8,
    marked: isize,
    blocks: [*]const i64,
    count: isize,
    found: [*]Kind,
) isize {
    const page = Page{
        .told = array.of(u8, told, known),
        .tags = array.of(u8, tags, elements),
        .parents = array.of(i64, parents, elements),
        .entries = array.of(u8, entries, marked),
    };
    for (array.of(i64, blocks, count), array.to(Kind, found, count)) |block, *kind| kind.* = kind_of(page, block);
    return count;
}

/// Return the kind that an element has by the elements around it.
fn kind_of(page: Page, block: i64) Kind {
    var kind: u8 = no_kind;
    var row: i64 = -1;
    var entry: i64 = -1;
    var code = false;
    var index = block;
    for (0..levels) |level| {
        if (index < 0) break;
        const element: usize = @intCast(index);
        const told = page.told[page.tags[element]];
        code = code or (level < code_levels and told & is_code != 0);
        if (entry < 0) {
            if (row < 0 and told & is_row != 0) {
                if (kind == no_kind) kind = table_row;
                row = index;
            }
            if (kind == no_kind) kind = told & ~(is_row | is_code);
            if (page.entries.len > 0 and page.entries[element] != 0) {
                if (kind == no_kind) kind = live_entry;
                entry = index;
            }
        } else if (level >= code_levels) break;
        index = page.parents[element];
    }
    return .{ .kind = kind, .row = if (kind == table_row) row else -1, .entry = entry, .code = @intFromBool(code) };
}
