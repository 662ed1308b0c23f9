//! Which lines of a page may print a date, or a month with its year: a look that turns away nothing that the regular
//! expressions of printed_dates.py find, and little else. Letters are looked up among the names of months.

const array = @import("array.zig");

// kinds of a code point, a bit each; dated_lines.py makes the table
const digit: u8 = 1;
const blank: u8 = 2; // white space
const links: u8 = 4; // may stand between a month's name and the number behind it: " de ", ", '", "-"
const ends_word: u8 = 8; // may end a word without being of its name, or follow it: . , - ' ’
const parts_days: u8 = 16; // between the numbers of day, month, year: . / · | -
const parts_years: u8 = 32; // between those of year, month, day, with the words of Chinese, Japanese, Korean

const nothing: u8 = 0;
const month: u8 = 1; // a month with its year may stand here
const date: u8 = 2; // a date may
const first_node: u32 = 4; // the first text node may hold one, and so on

const looked_at = 400; // code points of a line, or of one of its text nodes
const most_nodes = 20; // of a line that are looked at one by one
const most_linked = 30; // lines in links that are looked at
const longest_word = 15;
const block = 16; // code points that are looked at together
const first_other_digit = 0x660; // no digit lies between 9 and this one
const forward: u64 = 0xcbf29ce484222325;
const backward: u64 = 0x84222325cbf29ce4;

const Text = struct {
    codes: []const u32,
    kinds: []const u8,
    folds: []const u16,
    names: []const u64,

    fn is(self: Text, place: usize, kind: u8) bool {
        const code = self.codes[place];
        return code < self.kinds.len and self.kinds[code] & kind != 0;
    }

    /// Return where digits that begin at `place` end.
    fn past_digits(self: Text, place: usize, end: usize) usize {
        var past = place;
        while (past < end and self.is(past, digit)) past += 1;
        return past;
    }

    /// Return how many digits stand behind a sign of a kind, with or without white space beside it, and where they end.
    fn past_sign(self: Text, place: usize, end: usize, kind: u8) ?[2]usize {
        var at = place;
        if (at < end and self.is(at, blank)) at += 1;
        if (at >= end or !self.is(at, kind)) return null;
        at += 1;
        if (at < end and self.is(at, blank)) at += 1;
        const past = self.past_digits(at, end);
        return .{ past - at, past };
    }

    /// Return whether a hash is that of a month's name. A code point that lower case makes several of may be in one.
    fn is_name(self: Text, hash: u64) bool {
        const mask = self.names.len - 1;
        var slot = hash & mask;
        for (0..self.names.len) |_| {
            if (self.names[slot] == hash) return true;
            if (self.names[slot] == 0) return false;
            slot = (slot + 1) & mask;
        }
        return false;
    }

    /// Return whether a month's name may begin in first..last + 1, and end where nothing but links are before `end`.
    fn opens_month(self: Text, first: usize, last: usize, end: usize) bool {
        var linked = end;
        while (linked > first and self.is(linked - 1, links)) linked -= 1;
        var begin = first;
        while (begin <= last and begin < end) : (begin += 1) {
            var hash = forward;
            var place = begin;
            while (place < end and place < begin + longest_word and !self.is(place, blank | digit)) : (place += 1) {
                const folded = self.fold(place) orelse return true;
                hash = (hash ^ folded) *% 0x100000001b3;
                if (place + 1 >= linked and self.is_name(hash)) return true;
            }
        }
        return false;
    }

    /// Return whether a month's name in start..end may end right before `end`, but for what may follow a word.
    fn closes_month(self: Text, start: usize, end: usize, follows: u8) bool {
        var last = end;
        while (last > start and self.is(last - 1, follows)) last -= 1;
        var hash = backward;
        var place = last;
        while (place > start and place + longest_word > last and !self.is(place - 1, blank | digit)) {
            place -= 1;
            const folded = self.fold(place) orelse return true;
            hash = (hash ^ folded) *% 0x100000001b3;
            if (self.is_name(hash)) return true;
        }
        return false;
    }

    /// Return a code point in lower case, null where that is several.
    fn fold(self: Text, place: usize) ?u32 {
        const code = self.codes[place];
        if (code >= self.folds.len) return code;
        return if (self.folds[code] == 0) null else self.folds[code];
    }

    /// Return whether a date may begin with the day, or the number of the month, at first..past.
    fn is_day(self: Text, start: usize, first: usize, past: usize, end: usize) bool {
        if (self.past_sign(past, end, parts_days)) |second| {
            if (second[0] == 1 or second[0] == 2) {
                if (self.past_sign(second[1], end, parts_days)) |third| {
                    if (third[0] == 2 or third[0] == 4) return true;
                }
            }
        }
        const next = self.next_digit(past, @min(end, past + 34)) orelse return false;
        const behind = self.past_digits(next, end);
        const many = behind - next;
        if (many == 4 or (many == 2 and !(behind < end and (self.codes[behind] == ':' or self.codes[behind] == '.')))) {
            if (self.opens_month(past, past + 8, next)) return true;
        }
        return many == 4 and next - past <= 5 and
            self.closes_month(@max(start, first -| 20), first, ends_word | blank);
    }

    /// Return whether a date may begin with the year before `past`.
    fn is_year(self: Text, past: usize, end: usize) bool {
        if (self.past_sign(past, end, parts_years)) |second| {
            if (second[0] == 1 or second[0] == 2) {
                if (self.past_sign(second[1], end, parts_years)) |third| {
                    if (third[0] == 1 or third[0] == 2) return true;
                }
            }
        }
        const next = self.next_digit(past, @min(end, past + 28)) orelse return false;
        return self.past_digits(next, end) - next <= 2 and self.opens_month(past, past + 10, next);
    }

    /// Return whether a month's name may stand before the year at `first`.
    fn is_month_before(self: Text, start: usize, first: usize) bool {
        if (first < start + 2 or !self.is(first - 1, blank)) return false;
        if (self.closes_month(start, first - 1, ends_word)) return true;
        const word: usize = if (self.codes[first - 2] == 'l') 3 else 2; // del, de
        if (first < start + word + 2 or !self.is(first - word - 2, blank)) return false;
        return self.closes_month(start, first - word - 2, ends_word);
    }

    /// Return where the next digit in start..end stands.
    fn next_digit(self: Text, start: usize, end: usize) ?usize {
        var place = start;
        while (place + block <= end) : (place += block) {
            const codes: @Vector(block, u32) = self.codes[place..][0..block].*;
            const zero: @Vector(block, u32) = @splat('0');
            const ten: @Vector(block, u32) = @splat(10);
            const other: @Vector(block, u32) = @splat(first_other_digit);
            if (@reduce(.Or, (codes -% zero < ten) | (codes >= other))) {
                for (place..place + block) |at| {
                    if (self.is(at, digit)) return at;
                }
            }
        }
        while (place < end) : (place += 1) {
            if (self.is(place, digit)) return place;
        }
        return null;
    }

    /// Return what may stand in start..end, and whether a digit does.
    fn look(self: Text, start: usize, end: usize) struct { may: u8, digits: bool } {
        var may = nothing;
        var digits = false;
        var place = start;
        while (self.next_digit(place, end)) |first| {
            digits = true;
            place = self.past_digits(first, end);
            const many = place - first;
            if (many <= 2 and self.is_day(start, first, place, end)) return .{ .may = date, .digits = true };
            if (many == 4) {
                if (self.is_year(place, end)) return .{ .may = date, .digits = true };
                if (self.is_month_before(start, first)) may = month;
            }
        }
        return .{ .may = may, .digits = digits };
    }
};

/// Write the places of the lines in which a date, or a month with its year, may stand, and what may: `month`, `date`,
/// and from `first_node` on a bit for each text node that may hold a date by itself. Return how many.
/// lines: of each line its block, where it starts and ends, how many characters of it are in links, its first node and
/// the first behind it. nodes: where each starts and ends. names: hashes, in as many slots as a power of two.
/// found, told: with room for as many as there are lines.
export fn dated_lines(
    codes: [*]const u32,
    length: isize,
    kinds: [*]const u8,
    kinds_known: isize,
    folds: [*]const u16,
    folds_known: isize,
    names: [*]const u64,
    slots: isize,
    lines: [*]const [6]i64,
    line_count: isize,
    nodes: [*]const [2]i64,
    node_count: isize,
    found: [*]i64,
    told: [*]u32,
) isize {
    const text = Text{
        .codes = array.of(u32, codes, length),
        .kinds = array.of(u8, kinds, kinds_known),
        .folds = array.of(u16, folds, folds_known),
        .names = array.of(u64, names, slots),
    };
    const spans = array.of([2]i64, nodes, node_count);
    const places = array.to(i64, found, line_count);
    const what = array.to(u32, told, line_count);
    var many: usize = 0;
    var linked: usize = 0;
    for (array.of([6]i64, lines, line_count), 0..) |line, number| {
        const whole = text.look(@intCast(line[1]), cut(line[1], line[2]));
        if (!whole.digits) continue;
        if (line[3] != 0) {
            linked += 1;
            if (linked > most_linked) continue;
        }
        var may: u32 = whole.may;
        if (line[5] - line[4] > 1) {
            var bit: u32 = first_node;
            for (spans[@intCast(line[4])..@intCast(@min(line[5], line[4] + most_nodes))]) |node| {
                if (text.look(@intCast(node[0]), cut(node[0], node[1])).may == date) may |= bit;
                bit <<= 1;
            }
        }
        if (may == nothing) continue;
        places[many] = @intCast(number);
        what[many] = may;
        many += 1;
    }
    return @intCast(many);
}

/// Return where what is looked at of a piece ends.
fn cut(start: i64, end: i64) usize {
    return @intCast(@min(end, start + looked_at));
}
