//! The visible lines of a page: text nodes that no block element parts.

const array = @import("array.zig");

// what a name says of its element: see markup.py
const inline_ = 1;
const unseen = 2;
const link = 4;

/// What is known of an element from those around it: the innermost block that it is or lies in, else its root; whether
/// it is not seen, and whether it is linked, or lies in one that is.
const Around = extern struct { block: i64, unseen: i64, linked: i64 };

/// A line: its block, its span in page text, its characters inside links, its first text node and the first behind it.
const Line = extern struct { block: i64, start: i64, end: i64, linked: i64, first: i64, past: i64 };

const Node = extern struct { start: i64, end: i64 };

/// Elements: what their names say by number, their numbers, parents (earlier ones, or below 0), starts and ends.
const Elements = struct { told: []const u8, tags: []const u8, parents: []const i64, starts: []const i64, ends: []const i64 };

/// Lines on their way: `room` for as many as there are text nodes.
const Lines = struct {
    room: []Line,
    nodes: []Node,
    many: usize = 0, // lines
    seen: usize = 0, // text nodes
    printed: bool = false, // the last line has more than white space

    /// Take a text node, which begins a line or goes on with one.
    fn add(self: *Lines, start: i64, end: i64, around: Around, begins: bool, blank: bool) void {
        if (begins) {
            self.drop_blank();
            self.room[self.many] = .{ .block = around.block, .start = start, .end = end, .linked = 0, .first = @intCast(self.seen), .past = 0 };
            self.many += 1;
            self.printed = false;
        }
        self.nodes[self.seen] = .{ .start = start, .end = end };
        self.seen += 1;
        const line = &self.room[self.many - 1];
        line.end = end;
        line.past = @intCast(self.seen);
        if (around.linked != 0) line.linked += end - start;
        self.printed = self.printed or !blank;
    }

    /// Take back the last line, if it is white space only.
    fn drop_blank(self: *Lines) void {
        if (self.many > 0 and !self.printed) self.many -= 1;
    }
};

fn nest(elements: Elements, around: []Around) void {
    around[elements.tags.len] = .{ .block = -1, .unseen = 0, .linked = 0 };
    for (elements.tags, elements.parents, 0..) |tag, parent, place| {
        const told = elements.told[tag];
        const outer = around[if (parent < 0) elements.tags.len else @intCast(parent)];
        const own = parent < 0 or told & inline_ == 0;
        around[place] = .{
            .block = if (own) @intCast(place) else outer.block,
            .unseen = outer.unseen | told & unseen,
            .linked = outer.linked | told & link,
        };
    }
}

/// Write the visible lines that are not white space only, and the seen text nodes; return how many lines there are.
///
/// Of text nodes: the elements that hold them, starts, ends, whether they are blank. `around` has room for an element
/// more than there are, `found` and `nodes` for each text node. counts: how many text nodes are seen.
export fn visible_lines(
    told: [*]const u8,
    known: isize,
    tags: [*]const u8,
    parents: [*]const i64,
    starts: [*]const i64,
    ends: [*]const i64,
    count: isize,
    holders: [*]const i64,
    begins: [*]const i64,
    stops: [*]const i64,
    blank: [*]const u8,
    texts: isize,
    around: [*]Around,
    found: [*]Line,
    nodes: [*]Node,
    counts: [*]i64,
) isize {
    const elements = Elements{
        .told = array.of(u8, told, known),
        .tags = array.of(u8, tags, count),
        .parents = array.of(i64, parents, count),
        .starts = array.of(i64, starts, count),
        .ends = array.of(i64, ends, count),
    };
    const nested = array.to(Around, around, count + 1);
    nest(elements, nested);
    var lines = Lines{ .room = array.to(Line, found, texts), .nodes = array.to(Node, nodes, texts) };
    const to = array.of(i64, stops, texts);
    const is_blank = array.of(u8, blank, texts);
    var empty: usize = 0; // the first element that is not looked at for a break
    var block: i64 = -1;
    var end: i64 = -1;
    for (array.of(i64, holders, texts), array.of(i64, begins, texts), 0..) |holder, start, text| {
        const here = nested[if (holder < 0) elements.tags.len else @intCast(holder)];
        if (here.unseen != 0) continue;
        const broken = breaks_at(elements, &empty, start);
        lines.add(start, to[text], here, lines.seen == 0 or here.block != block or end != start or broken, is_blank[text] != 0);
        block = here.block;
        end = to[text];
    }
    lines.drop_blank();
    array.to(i64, counts, 1)[0] = @intCast(lines.seen);
    return @intCast(lines.many);
}

/// Return whether an empty element that is a block stands at a place in page text. Elements before it are passed over.
fn breaks_at(elements: Elements, empty: *usize, place: i64) bool {
    while (empty.* < elements.tags.len and elements.starts[empty.*] <= place) {
        const one = empty.*;
        if (elements.starts[one] == place and elements.ends[one] == place and
            elements.told[elements.tags[one]] & inline_ == 0) return true;
        empty.* += 1;
    }
    return false;
}
