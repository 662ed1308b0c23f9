//! A look at all tags of a page before the parser has it: whether any is as no usual page's are.

const array = @import("array.zig");

const width = 64;
const Bytes = @Vector(width, u8);

/// What a page may have, all in bytes or numbers: `length` without a mark from which a tag is looked at; `attributes` of
/// one tag; `crowd` of attributes of a formatting tag; `options` of form fields; `tags`; `rebuilt`, tags times formatting
/// tags with attributes, `plain` of which are always counted.
const Bounds = extern struct {
    length: i64,
    attributes: i64,
    crowd: i64,
    options: i64,
    tags: i64,
    rebuilt: i64,
    plain: i64,
};

/// Return 1 where the guards of crowded_tags.py and nesting.py surely change nothing in UTF-8; 0 where they may.
export fn is_ordinary(first: [*]const u8, count: isize, bounds: *const Bounds) isize {
    var look = Look.of(array.of(u8, first, count), bounds.*);
    return @intFromBool(look.all());
}

/// A place of a page where a tag begins; `raw`: within a script or style.
const Place = struct { at: usize, raw: bool };

/// How a page is looked through, from mark to mark.
const Look = struct {
    text: []const u8,
    bounds: Bounds,
    /// bytes that may still be looked at for attributes
    left: i64,
    /// where the last tag was that was looked at
    looked: ?usize = null,
    raw: bool = false,
    /// the first tag of the page, and the first behind the last ">"
    opened: bool = false,
    behind: ?Place = null,
    /// the last "<", where a tag begins there; else null
    last: ?Place = null,
    less: usize = 0,
    more: usize = 0,
    double: ?usize = null,
    single: ?usize = null,
    tags: i64 = 0,
    formatting: i64 = 0,
    options: i64 = 0,

    fn of(text: []const u8, bounds: Bounds) Look {
        return .{ .text = text, .bounds = bounds, .left = 8 * @as(i64, @intCast(text.len)) + 65_536 };
    }

    fn all(look: *Look) bool {
        var at: usize = 0;
        while (at < look.text.len) : (at += width) {
            if (!look.marks_of(at)) return false;
        }
        return look.after_all();
    }

    /// Look at the marks of `width` bytes; return whether nothing is out of the ordinary.
    fn marks_of(look: *Look, at: usize) bool {
        var some: [width]u8 = @splat(' ');
        const size = @min(width, look.text.len - at);
        const bytes: Bytes = if (size == width) look.text[at..][0..width].* else padded: {
            @memcpy(some[0..size], look.text[at..]);
            break :padded some;
        };
        const double, const single = .{ places_of(bytes, '"'), places_of(bytes, '\'') };
        var marks = places_of(bytes | @as(Bytes, @splat('<' ^ '>')), '<' | '>');
        while (marks != 0) : (marks &= marks - 1) {
            const bit: u6 = @intCast(@ctz(marks));
            if (look.text[at + bit] == '<') {
                if (!look.on_less(at + bit)) return false;
                continue;
            }
            const before = (@as(u64, 1) << bit) - 1;
            look.double = last_of(double & before, at) orelse look.double;
            look.single = last_of(single & before, at) orelse look.single;
            if (!look.on_more(at + bit)) return false;
        }
        look.double = last_of(double, at) orelse look.double;
        look.single = last_of(single, at) orelse look.single;
        return true;
    }

    fn on_less(look: *Look, at: usize) bool {
        if (at - look.less >= look.bounds.length and !look.is_few(look.last)) return false;
        look.less = at;
        look.tags += 1;
        look.last = null;
        const name = Name.at(look.text, at) orelse return false;
        if (!name.begins) return true;
        look.last = .{ .at = at, .raw = look.raw };
        if (look.behind == null) look.behind = look.last;
        if (!look.opened) {
            look.opened = true;
            if (!look.is_few(look.last)) return false;
        }
        return look.on_name(name);
    }

    fn on_name(look: *Look, name: Name) bool {
        switch (name.kind) {
            .raw => {
                const next = if (name.end < look.text.len) look.text[name.end] else ' ';
                if (next >= 0x80) return false; // it may be a letter
                if (next != '_' and (next < '0' or next > '9')) look.raw = !name.closes;
            },
            .option => look.options += 1,
            .formatting => {
                const parted = name.end < look.text.len and (is_space(look.text[name.end]) or look.text[name.end] == '/');
                if (!name.closes and parted) {
                    look.formatting += 1;
                    if (!look.has_at_most(look.bounds.crowd, name.end)) return false;
                }
            },
            .other => {},
        }
        return true;
    }

    fn on_more(look: *Look, at: usize) bool {
        const long = at - look.more >= look.bounds.length;
        if ((long or look.is_value(look.double) or look.is_value(look.single)) and !look.is_few(look.behind)) return false;
        look.more = at;
        look.behind = null;
        return true;
    }

    /// Return whether a quotation mark behind the last ">" begins a value.
    fn is_value(look: *const Look, mark: ?usize) bool {
        const start = mark orelse return false;
        if (start < look.more) return false;
        var at = start;
        while (at > look.more and is_space(look.text[at - 1])) at -= 1;
        return at > 0 and look.text[at - 1] == '=';
    }

    fn after_all(look: *Look) bool {
        const end = look.text.len;
        if (end - look.less >= look.bounds.length and !look.is_few(look.last)) return false;
        if (end - look.more >= look.bounds.length and !look.is_few(look.behind)) return false;
        return look.options <= look.bounds.options and look.tags < look.bounds.tags and
            look.tags * (look.formatting + look.bounds.plain) < look.bounds.rebuilt;
    }

    /// Return whether a tag has as many attributes as it may, or is none.
    fn is_few(look: *Look, found: ?Place) bool {
        const place = found orelse return true;
        if (place.raw or look.looked == place.at) return true;
        look.looked = place.at;
        var at = place.at + 1;
        while (at < look.text.len and !is_space(look.text[at]) and look.text[at] != '>' and
            (look.text[at] != '/' or at == place.at + 1)) at += 1;
        look.left -= @intCast(at - place.at);
        return look.has_at_most(look.bounds.attributes, at);
    }

    /// Return whether so many attributes, or fewer, stand from `from` on; false too where too much was looked at.
    fn has_at_most(look: *Look, most: i64, from: usize) bool {
        var at = from;
        var many: i64 = 0;
        while (many <= most and look.left >= 0) : (many += 1) {
            const read = attribute(look.text, at) orelse return true;
            look.left -= @intCast(read.cost);
            at = read.end;
        }
        return false;
    }
};

pub fn places_of(bytes: Bytes, mark: u8) u64 {
    return @bitCast(bytes == @as(Bytes, @splat(mark)));
}

fn last_of(marks: u64, at: usize) ?usize {
    return if (marks == 0) null else at + 63 - @clz(marks);
}

/// The name of a tag, as far as it matters: its kind, where it ends, whether an end tag has it.
/// begins: whether it is a tag's at all.
const Name = struct {
    kind: enum { other, formatting, raw, option } = .other,
    end: usize = 0,
    closes: bool = false,
    begins: bool = false,

    /// Return the name behind a "<"; null where a letter of it may be one that only Unicode's folding makes ASCII.
    fn at(text: []const u8, less: usize) ?Name {
        const closes = less + 1 < text.len and text[less + 1] == '/';
        const start = less + 1 + @as(usize, @intFromBool(closes));
        if (start == text.len or !is_first(text[start])) {
            return .{ .end = start, .closes = closes, .begins = start < text.len and is_letter(text[start]) };
        }
        var letters: u64 = 0;
        var end = start;
        while (end < text.len and end < start + 7 and is_letter(text[end])) : (end += 1) {
            letters = (letters << 8) | (text[end] | 0x20);
        }
        if (end < text.len and end < start + 7 and is_folded(text[end])) return null;
        return .{ .kind = switch (letters) {
            packed_name("script"), packed_name("style") => .raw,
            packed_name("select"), packed_name("option") => .option,
            packed_name("b"), packed_name("big"), packed_name("body"), packed_name("code"), packed_name("em"), packed_name("font"), packed_name("html"), packed_name("i"), packed_name("s"), packed_name("small"), packed_name("strike"), packed_name("strong"), packed_name("tt"), packed_name("u") => .formatting,
            else => .other,
        }, .end = end, .closes = closes, .begins = end > start };
    }
};

fn packed_name(comptime name: []const u8) u64 {
    var letters: u64 = 0;
    for (name) |letter| letters = (letters << 8) | letter;
    return letters;
}

/// Whether a name that matters may begin with a byte, see `is_folded`.
fn is_first(byte: u8) bool {
    return switch (byte | 0x20) {
        'b', 'c', 'e', 'f', 'h', 'i', 'o', 's', 't', 'u' => true,
        else => is_folded(byte),
    };
}

/// Whether a byte may begin one of the letters that are called "i", "k" or "s" where case is no matter.
fn is_folded(byte: u8) bool {
    return byte == 0xc4 or byte == 0xc5 or byte == 0xe2;
}

pub fn is_letter(byte: u8) bool {
    return (byte | 0x20) >= 'a' and (byte | 0x20) <= 'z';
}

pub fn is_space(byte: u8) bool {
    return byte == ' ' or byte == '\t' or byte == '\n' or byte == 0x0c or byte == '\r';
}

/// Where an attribute ends, and how many bytes were looked at to know it.
pub const Attribute = struct { end: usize, cost: usize };

/// Return the attribute at `from`, with what is before it, as ATTRIBUTE of crowded_tags.py has it; null for none.
pub fn attribute(text: []const u8, from: usize) ?Attribute {
    var at = from;
    while (at < text.len and (is_space(text[at]) or text[at] == '/')) at += 1;
    if (at == text.len or text[at] == '>') return null;
    at += 1;
    while (at < text.len and !is_space(text[at]) and text[at] != '/' and text[at] != '>' and text[at] != '=') at += 1;
    var value = after_spaces(text, at);
    if (value == text.len or text[value] != '=') return .{ .end = at, .cost = value - from };
    value = after_spaces(text, value + 1);
    if (value == text.len) return .{ .end = at, .cost = value - from };
    const mark = text[value];
    if (mark == '>') return .{ .end = value, .cost = value - from };
    if (mark == '"' or mark == '\'') {
        const close = place_of(text, mark, value + 1) orelse return .{ .end = at, .cost = text.len - from };
        return .{ .end = close + 1, .cost = close + 1 - from };
    }
    while (value < text.len and !is_space(text[value]) and text[value] != '>') value += 1;
    return .{ .end = value, .cost = value - from };
}

fn after_spaces(text: []const u8, from: usize) usize {
    var at = from;
    while (at < text.len and is_space(text[at])) at += 1;
    return at;
}

fn place_of(text: []const u8, mark: u8, from: usize) ?usize {
    for (text[from..], from..) |byte, at| {
        if (byte == mark) return at;
    }
    return null;
}
