//! Elements and text nodes of the markup that a parser writes of the tree it built.
//!
//! Each "<" and ">" of it is a tag's, or a comment's; its end tags are those of what is open. Where it is not so, or
//! where what is written could be read in two ways, nothing is told of it.

const std = @import("std");
const array = @import("array.zig");
const characters = @import("characters.zig");
const escapes = @import("escapes.zig");

/// The markup cannot be told by its tags alone.
const Untold = error{Untold};

/// Kinds of element, as in shapes.py.
const Kind = enum(u8) { open, raw, leaf, template, _ };

/// The names that have numbers: a table of slots, 19 bytes each: number, kind, length, 16 of the name. See tags.py.
const Names = struct {
    slots: []const u8,

    const wide = 19;
    const longest = 16;
    const Told = struct { number: u8, kind: Kind };

    /// Return the number and kind of a name, whatever its case; 0 of one that is not known, 1 of one with a hyphen.
    fn told(self: Names, name: []const u8) Untold!Told {
        if (std.mem.indexOf(u8, name, "\u{212a}") != null) return error.Untold; // in lower case it is a k
        if (name.len <= longest) {
            var lower: [longest]u8 = undefined;
            var place: usize = 0;
            for (name, 0..) |byte, at| {
                lower[at] = std.ascii.toLower(byte);
                place = (place * 31 + lower[at]) % (self.slots.len / wide);
            }
            while (self.slots[place * wide + 2] != 0) : (place = (place + 1) % (self.slots.len / wide)) {
                const slot = self.slots[place * wide ..][0..wide];
                if (std.mem.eql(u8, slot[3..][0..slot[2]], lower[0..name.len])) {
                    return .{ .number = slot[0], .kind = @enumFromInt(slot[1]) };
                }
            }
        }
        return .{ .number = @intFromBool(std.mem.indexOfScalar(u8, name, '-') != null), .kind = .open };
    }
};

/// The start tags of a page that differ, each written once, with a NUL behind it.
const Shapes = struct {
    written: []u8,
    starts: []i64, // in `written`; one more than there are shapes
    hashes: []i64,
    numbers: []u8,
    kinds: []u8,
    slots: []i64, // a power of two: 0, or 1 and a shape's place
    seed: u64,
    names: Names,
    count: usize = 0,

    fn source(self: *const Shapes, place: usize) []const u8 {
        return self.written[@intCast(self.starts[place])..@intCast(self.starts[place + 1] - 1)];
    }

    /// Return the place of a start tag among those that differ.
    fn placed(self: *Shapes, tag: []const u8) Untold!usize {
        const hash: i64 = @bitCast(std.hash.Wyhash.hash(self.seed, tag));
        var slot = @as(u64, @bitCast(hash)) & (self.slots.len - 1);
        while (self.slots[slot] != 0) : (slot = (slot + 1) & (self.slots.len - 1)) {
            const place: usize = @intCast(self.slots[slot] - 1);
            if (self.hashes[place] == hash and std.mem.eql(u8, self.source(place), tag)) return place;
        }
        try self.add(tag, hash);
        self.slots[slot] = @intCast(self.count);
        return self.count - 1;
    }

    fn add(self: *Shapes, tag: []const u8, hash: i64) Untold!void {
        if (std.mem.indexOfScalar(u8, tag, 0) != null) return error.Untold;
        const told = try self.names.told(name_in(tag));
        const start: usize = @intCast(self.starts[self.count]);
        @memcpy(self.written[start..][0..tag.len], tag);
        self.written[start + tag.len] = 0;
        self.hashes[self.count] = hash;
        self.numbers[self.count] = told.number;
        self.kinds[self.count] = @intFromEnum(told.kind);
        self.count += 1;
        self.starts[self.count] = @intCast(start + tag.len + 1);
    }
};

/// What is found, with room for as many as there are tags.
const Found = struct {
    parents: []i64 = &.{},
    starts: []i64 = &.{},
    ends: []i64 = &.{},
    lasts: []i64 = &.{},
    shaped: []i64 = &.{},
    numbers: []u8,
    elements: usize = 0,
    holders: []i64 = &.{}, // of text nodes, like all below
    begins: []i64 = &.{},
    stops: []i64 = &.{},
    before: []i64 = &.{},
    blank: []u8,
    texts: usize = 0,
    page: []u8, // page text
    bytes: usize = 0,
    codes: i64 = 0, // code points of page text
};

const Reader = struct {
    found: Found,
    shapes: Shapes,
    opened: []i64, // elements around the place that is read
    depth: usize = 0,
    templates: usize = 0, // that are open
    raw: bool = false, // the tag before is of an element whose contents are not escaped
    foreign: usize = 0, // elements that are open and hold drawings or formulas: what is in them has other rules
    odd: bool = false, // a mark was seen that is no tag's
    drawn: bool = false, // a template was seen in something foreign: what it holds counts where nodes are asked

    fn top(self: *const Reader) i64 {
        return if (self.depth > 0) self.opened[self.depth - 1] else -1;
    }

    /// Read a start tag: all of it but "<" and ">"; and its name.
    fn start(self: *Reader, tag: []const u8, name: []const u8) Untold!void {
        if (self.raw) return error.Untold;
        if (self.templates > 0) {
            self.templates += @intFromBool(is_template(name));
            return;
        }
        const shape = try self.shapes.placed(tag);
        const found = &self.found;
        const place = found.elements;
        found.parents[place] = self.top();
        found.starts[place] = found.codes;
        found.ends[place] = found.codes;
        found.lasts[place] = @intCast(place);
        found.shaped[place] = @intCast(shape);
        found.numbers[place] = self.shapes.numbers[shape];
        found.elements += 1;
        const kind: Kind = @enumFromInt(self.shapes.kinds[shape]);
        if (kind == .leaf or kind == .template) {
            self.templates = @intFromBool(is_template(name));
            self.drawn = self.drawn or (self.templates > 0 and self.foreign > 0);
            return;
        }
        self.raw = kind == .raw;
        self.foreign += @intFromBool(is_foreign(name));
        self.opened[self.depth] = @intCast(place);
        self.depth += 1;
    }

    /// Read an end tag: all of it but "</" and ">".
    fn end(self: *Reader, tag: []const u8) Untold!void {
        if (self.templates > 0) {
            self.templates -= @intFromBool(std.mem.eql(u8, tag, "template"));
            return;
        }
        if (self.depth == 0) return error.Untold;
        const place: usize = @intCast(self.top());
        const name = name_in(self.shapes.source(@intCast(self.found.shaped[place])));
        if (!std.mem.eql(u8, name, tag)) return error.Untold;
        self.raw = false;
        self.foreign -= @intFromBool(is_foreign(name));
        self.depth -= 1;
        self.close(place);
    }

    fn close(self: *Reader, place: usize) void {
        self.found.ends[place] = self.found.codes;
        self.found.lasts[place] = @as(i64, @intCast(self.found.elements)) - 1;
    }

    /// Read what stands between two tags. literal: it has no escapes.
    fn text(self: *Reader, between: []const u8, literal: bool) Untold!void {
        if (self.templates > 0 or between.len == 0) return;
        if (self.raw and !literal) return error.Untold;
        const found = &self.found;
        const told = if (literal) between else escapes.undone(between, found.page[found.bytes..]);
        if (literal) {
            @memcpy(found.page[found.bytes..][0..between.len], between);
            self.odd = self.odd or std.mem.indexOfAny(u8, between, "<>&") != null;
        }
        const place = found.texts;
        found.holders[place] = self.top();
        found.begins[place] = found.codes;
        found.codes += characters.count(told);
        found.bytes += told.len;
        found.stops[place] = found.codes;
        found.before[place] = @intCast(found.elements);
        found.blank[place] = @intFromBool(characters.are_blank(told));
        found.texts += 1;
    }

    /// Read all tags, up to so many nodes; return whether there are more.
    fn read(self: *Reader, markup: []const u8, most: usize) Untold!bool {
        var marks = Marks{ .text = markup };
        var nodes: usize = 0;
        var at = marks.next();
        if (markup.len > 0 and at != 0) return error.Untold;
        while (at < markup.len) {
            if (markup[at] != '<') return error.Untold;
            const tag = try marks.tag(at);
            self.odd = self.odd or markup[at + 1] == '?';
            if (marks.inside) { // in a name
                if (self.templates > 0) return error.Untold;
                self.odd = true;
            }
            const behind = marks.behind;
            const name = name_in(tag);
            const literal = self.templates == 0 and self.foreign == 0 and !self.raw and is_literal(name);
            at = if (literal) try marks.pass_literal(name) else marks.next();
            const is_end = tag.len > 0 and tag[0] == '/';
            nodes += @as(usize, @intFromBool(!is_end)) + @intFromBool(at > behind);
            if (nodes > most) {
                if (self.odd) return error.Untold;
                try marks.balance(at);
                return true;
            }
            if (tag.len == 0) {
                if (self.raw) return error.Untold; // a comment
            } else if (is_end) {
                try self.end(tag[1..]);
            } else try self.start(tag, name);
            try self.text(markup[behind..at], literal);
        }
        return false;
    }

    /// Read it all and say how much there is; return whether it can be told.
    fn run(self: *Reader, markup: []const u8, most: usize, counts: []i64) bool {
        self.shapes.starts[0] = 0;
        const cut = self.read(markup, most) catch return false;
        self.finish(cut) catch return false;
        const found = &self.found;
        const written = self.shapes.starts[self.shapes.count];
        for (counts, [_]usize{ found.elements, found.texts, found.bytes, self.shapes.count, @intCast(written),
            @intFromBool(cut) }) |*count, value| count.* = @intCast(value);
        return true;
    }

    /// Close what is open at the end.
    fn finish(self: *Reader, cut: bool) Untold!void {
        if (self.raw or self.templates > 0 or (self.depth > 0 and !cut)) return error.Untold;
        if (self.odd and self.drawn) return error.Untold;
        for (self.opened[0..self.depth]) |place| self.close(@intCast(place));
    }
};

fn name_in(tag: []const u8) []const u8 {
    for (tag, 0..) |byte, place| { // most are short
        if (byte == ' ') return tag[0..place];
    }
    return tag;
}

fn is_template(name: []const u8) bool {
    return std.mem.eql(u8, name, "template");
}

/// Return whether an element holds text in which nothing is escaped and its end tag never stands, and nothing else.
fn is_literal(name: []const u8) bool {
    return switch (initial(name)) {
        'i' => std.mem.eql(u8, name, "iframe"),
        'n' => std.mem.eql(u8, name, "noembed") or std.mem.eql(u8, name, "noframes"),
        'x' => std.mem.eql(u8, name, "xmp"),
        else => false,
    };
}

fn is_foreign(name: []const u8) bool {
    return switch (initial(name)) {
        's' => std.mem.eql(u8, name, "svg"),
        'm' => std.mem.eql(u8, name, "math"),
        else => false,
    };
}

/// Return the first byte of a name, 0 where it has none.
fn initial(name: []const u8) u8 {
    return if (name.len > 0) name[0] else 0;
}

/// Finds each "<" and ">" of markup, many bytes at once.
const Marks = struct {
    text: []const u8,
    at: usize = 0, // what is before was looked at
    found: u32 = 0, // in the `width` bytes before `at`, those not yet told
    behind: usize = 0, // the tag that was read last
    inside: bool = false, // it has a "<" in it

    const width = 32;

    /// Return the place of the next mark, the end where there is none.
    fn next(self: *Marks) usize {
        while (self.found == 0) {
            if (self.at >= self.text.len) return self.text.len;
            var bytes: [width]u8 = @splat(0);
            const rest = self.text[self.at..];
            if (rest.len >= width) bytes = rest[0..width].* else @memcpy(bytes[0..rest.len], rest);
            const raised = @as(@Vector(width, u8), bytes) | @as(@Vector(width, u8), @splat('<' ^ '>'));
            self.found = @bitCast(raised == @as(@Vector(width, u8), @splat('>')));
            self.at += width;
        }
        const place = self.at - width + @ctz(self.found);
        self.found &= self.found - 1;
        return place;
    }

    /// Return what stands in the tag whose "<" was told last; nothing of a comment or an instruction.
    fn tag(self: *Marks, open: usize) Untold![]const u8 {
        self.inside = false;
        if (try self.passes_comment(open)) return "";
        var end = self.next();
        while (end < self.text.len and self.text[end] == '<') : (end = self.next()) self.inside = true;
        if (end == self.text.len) return error.Untold;
        const inside = self.text[open + 1 .. end];
        if (inside.len == 0 or inside[0] == '!') return error.Untold;
        self.behind = end + 1;
        if (inside[0] != '?') return inside;
        self.inside = false;
        return "";
    }

    /// Pass over a comment, if one begins with a "<"; return whether one does.
    fn passes_comment(self: *Marks, open: usize) Untold!bool {
        if (!std.mem.startsWith(u8, self.text[open..], "<!--")) return false;
        self.behind = try comment_end(self.text, open + 4);
        self.go(self.behind);
        return true;
    }

    fn go(self: *Marks, place: usize) void {
        self.at = place;
        self.found = 0;
    }

    /// Pass over the contents of an element that are not escaped; return the place of its end tag.
    fn pass_literal(self: *Marks, name: []const u8) Untold!usize {
        var at = self.behind;
        while (std.mem.indexOfPos(u8, self.text, at, "</")) |end| {
            at = end + 2;
            if (std.mem.startsWith(u8, self.text[at..], name) and std.mem.startsWith(u8, self.text[at + name.len ..], ">")) {
                self.go(end);
                return self.next();
            }
        }
        return error.Untold;
    }

    /// Pass over what is left from a mark on: it has as many ">" as "<", or nothing is told.
    fn balance(self: *Marks, first: usize) Untold!void {
        var at = first;
        var open: isize = 0;
        while (at < self.text.len) : (at = self.next()) {
            if (self.text[at] == '>') {
                open -= 1;
            } else if (!try self.passes_comment(at)) open += 1;
        }
        if (open != 0) return error.Untold;
    }
};

/// Return the place behind the end of a comment.
fn comment_end(markup: []const u8, from: usize) Untold!usize {
    var at = from;
    while (true) {
        at = (std.mem.indexOfScalarPos(u8, markup, at, '>') orelse return error.Untold) + 1;
        if (at >= from + 3 and markup[at - 2] == '-' and markup[at - 3] == '-') return at;
    }
}

/// Takes one part after the other of an array.
const Parts = struct {
    values: []i64,

    fn next(self: *Parts, count: usize) []i64 {
        defer self.values = self.values[count..];
        return self.values[0..count];
    }
};

/// Read markup, UTF-8, up to `most` nodes. Return 1; 0 where it cannot be told.
///
/// tags: how many "<" it has, or `most` where that is less.
/// numbers: `tags` each for parents, starts, ends, lasts and shapes of elements; for holders, begins and stops of text
/// nodes and how many elements start before each; then 3 * `tags` + 1 of scratch, and `slots` zeros, a power of two
/// that is more than `tags`. bytes: `tags` each for the elements' numbers, whether texts are blank, the shapes' numbers,
/// and scratch. page, written: as long as the markup; for page text, and for the start tags that differ, each with a NUL
/// behind it. counts: of elements, text nodes, bytes of page text, shapes, bytes of these; and whether it was cut.
export fn read_markup(
    text: [*]const u8,
    length: isize,
    tags: isize,
    most: isize,
    seed: isize,
    known: [*]const u8,
    known_length: isize,
    slots: isize,
    numbers: [*]i64,
    bytes: [*]u8,
    page: [*]u8,
    written: [*]u8,
    counts: [*]i64,
) isize {
    const count: usize = @intCast(tags);
    var parts = Parts{ .values = array.to(i64, numbers, 12 * tags + 1 + slots) };
    const told = array.to(u8, bytes, 4 * tags);
    var found: Found = .{ .numbers = told[0..count], .blank = told[count..][0..count], .page = array.to(u8, page, length) };
    inline for (.{ "parents", "starts", "ends", "lasts", "shaped", "holders", "begins", "stops", "before" }) |name| {
        @field(found, name) = parts.next(count);
    }
    var reader = Reader{ .found = found, .opened = parts.next(count), .shapes = .{
        .hashes = parts.next(count),
        .starts = parts.next(count + 1),
        .slots = parts.next(@intCast(slots)),
        .numbers = told[2 * count ..][0..count],
        .kinds = told[3 * count ..][0..count],
        .written = array.to(u8, written, length),
        .seed = @bitCast(@as(i64, seed)),
        .names = .{ .slots = array.of(u8, known, known_length) },
    } };
    return @intFromBool(reader.run(array.of(u8, text, length), @intCast(most), array.to(i64, counts, 6)));
}
