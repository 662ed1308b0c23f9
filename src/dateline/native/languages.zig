//! A text's walk through the automaton of py3langid, whose states stand for the sequences of bytes that tell languages.

const array = @import("array.zig");

/// Walk through the automaton; write what its states on the way stand for, in order of the first, with how often each.
/// Return how many there are, -1 where the automaton leads nowhere.
///
/// `moves`: the next state by row and byte. `rows`: the row of each state. `told`: what each stands for, negative for
/// nothing. `slots`: zeros, more than twice as many as there are bytes; a power of two. `found` and `times` have room for
/// as many as there are bytes.
export fn visited(
    first: [*]const u8,
    count: isize,
    moves: [*]const u32,
    many_moves: isize,
    rows: [*]const u16,
    told: [*]const i32,
    states: isize,
    slots: [*]u32,
    many_slots: isize,
    found: [*]i64,
    times: [*]f32,
) isize {
    const next = array.of(u32, moves, many_moves);
    const row_of = array.of(u16, rows, states);
    const meaning = array.of(i32, told, states);
    var seen: Seen = .{
        .slots = array.to(u32, slots, many_slots),
        .found = array.to(i64, found, count),
        .times = array.to(f32, times, count),
    };
    var state: usize = 0;
    for (array.of(u8, first, count)) |byte| {
        if (state >= row_of.len) return -1;
        const move = (@as(usize, row_of[state]) << 8) + byte;
        if (move >= next.len) return -1;
        state = next[move];
        if (state >= meaning.len) return -1;
        if (meaning[state] >= 0) seen.add(meaning[state]);
    }
    return @intCast(seen.many);
}

/// What was met, each once. slots: one more than the places in `found`, by a hash; 0 for none.
const Seen = struct {
    slots: []u32,
    found: []i64,
    times: []f32,
    many: u32 = 0,

    fn add(seen: *Seen, feature: i32) void {
        const mask = seen.slots.len - 1;
        var slot = (@as(usize, @intCast(feature)) *% 0x9e3779b97f4a7c15 >> 20) & mask;
        while (seen.slots[slot] != 0) : (slot = (slot + 1) & mask) {
            const place = seen.slots[slot] - 1;
            if (seen.found[place] == feature) {
                seen.times[place] += 1;
                return;
            }
        }
        seen.found[seen.many] = feature;
        seen.times[seen.many] = 1;
        seen.many += 1;
        seen.slots[slot] = seen.many;
    }
};
