//! The first look at lines, and the last word for the lines beside each, for article/classify.py.

const array = @import("array.zig");
const Scratch = @import("scratch.zig").Scratch;
const Paths = @import("paths.zig").Paths;
const numbers = @import("numbers.zig");
const at = numbers.at;

const roles = 3; // what a name speaks for as that of a line's own element, of the one around it, of any further out
const lean = 0.15; // logit added to each line's
const alike_costs = 0.3; // logits that a change costs between lines whose elements are named alike
const unlike_costs = 0.1; // and between others

/// Write what speaks for each line: names of its element, of the one around it, of all further out; and its words.
///
/// names, words: what each id speaks for, names by role. name_ids: of the different names, flat, with where those of
/// each begin, no name without one; word_ids: the same of lines.
export fn speak(
    names: [*]const f64,
    names_count: isize,
    words: [*]const f64,
    words_count: isize,
    name_ids: [*]const u16,
    name_ids_count: isize,
    name_starts: [*]const i64,
    different: isize,
    grid: [*]i64,
    grid_rows: isize,
    line_rows: [*]const i64,
    word_ids: [*]const i64,
    word_ids_count: isize,
    word_starts: [*]const i64,
    lines: isize,
    parts: [*]f64,
    room: [*]u64,
    room_size: isize,
) isize {
    var scratch = Scratch.of(room, room_size);
    const paths = Paths.of(array.to(i64, grid, Paths.room(grid_rows)), at(grid_rows));
    const ids = array.of(u16, name_ids, name_ids_count);
    const starts = array.of(i64, name_starts, different);
    const said = [roles][]f64{
        scratch.take(f64, starts.len), scratch.take(f64, starts.len), scratch.take(f64, starts.len),
    };
    const weights = array.of(f64, names, roles * names_count);
    for (said, 0..) |sums, role| speak_names(weights[role..], ids, starts, sums, scratch);
    const further = scratch.filled(f64, paths.parents.len + 2, 0);
    spread(paths, said[2], further);
    const told = array.to(f64, parts, 4 * lines);
    const count = at(lines);
    for (array.of(i64, line_rows, lines), 0..) |number, line| {
        const row = at(number);
        told[line] = said[0][at(paths.named[row])];
        told[count + line] = said[1][at(paths.named[at(paths.parents[row])])];
        told[2 * count + line] = further[row];
    }
    const spoken = array.of(i64, word_ids, word_ids_count);
    const firsts = array.of(i64, word_starts, lines);
    speak_words(array.of(f64, words, words_count), spoken, firsts, told[3 * count ..], scratch);
    return lines;
}

/// Add up what the ids of each name speak for in one role.
fn speak_names(weights: []const f64, ids: []const u16, starts: []const i64, sums: []f64, borrowed: Scratch) void {
    var scratch = borrowed;
    const values = scratch.take(f64, ids.len);
    for (ids, values) |id, *value| value.* = weights[@as(usize, id) * roles];
    add_up(values, starts, sums);
}

fn speak_words(weights: []const f64, ids: []const i64, starts: []const i64, sums: []f64, borrowed: Scratch) void {
    var scratch = borrowed;
    const values = scratch.take(f64, ids.len);
    for (ids, values) |id, *value| value.* = weights[at(id)];
    add_up(values, starts, sums);
}

fn add_up(values: []const f64, starts: []const i64, sums: []f64) void {
    for (starts, sums, 1..) |start, *sum, next| {
        const end = if (next < starts.len) at(starts[next]) else values.len;
        sum.* = numbers.reduced(values[at(start)..end]);
    }
}

/// Make of what names speak for further in what counts for each row: all that elements two or more levels out say.
/// What an element says counts for all rows from right below it to its last.
fn spread(paths: Paths, said: []const f64, further: []f64) void {
    for (paths.named, 1..) |name, below| further[below] += said[at(name)];
    for (paths.named, paths.last) |name, last| further[at(last) + 1] -= said[at(name)];
    for (further[1..], 0..) |*sum, before| sum.* += further[before];
}

/// Tell of each line whether it is kept, so that the logits of those kept, less what changes cost, sum to the most;
/// return how many are. The way is found through two states, as Viterbi's.
export fn keep_in_runs(
    line_logits: [*]const f64,
    line_alike: [*]const i64,
    lines: isize,
    kept: [*]u8,
    room: [*]f64,
) isize {
    const logits = array.of(f64, line_logits, lines);
    const alike = array.of(i64, line_alike, lines);
    const keep = array.to(u8, kept, lines);
    const leads = array.to(f64, room, lines); // by which lines so far sum to more if the last is kept than if it is cut
    for (logits, leads, 0..) |logit, *lead, line| {
        const before = if (line == 0) 0 else leads[line - 1];
        const cost = if (line == 0) 0 else cost_of(alike, line);
        lead.* = numbers.within(before, -cost, cost) + (logit + lean);
    }
    var many: isize = 0;
    for (0..logits.len) |step| {
        const line = logits.len - 1 - step;
        const cost = if (step == 0) 0 else cost_of(alike, line + 1);
        const is_kept = if (step > 0 and keep[line + 1] == 1) leads[line] >= -cost else leads[line] > cost;
        keep[line] = @intFromBool(is_kept);
        many += @intFromBool(is_kept);
    }
    return many;
}

fn cost_of(alike: []const i64, line: usize) f64 {
    return if (alike[line] == alike[line - 1]) alike_costs else unlike_costs;
}
