//! Which names are the same, where a name is some ids; for paths.zig.

const Scratch = @import("scratch.zig").Scratch;
const numbers = @import("numbers.zig");
const at = numbers.at;

/// Names by what they begin with: groups of those whose first so many ids are the same.
const Groups = struct {
    first: []i64, // a chain of names, with `next`
    next: []i64,
    length: []i64, // ids that are the same
    parent: []i64, // the group with one id less,
    id: []i64, // and the id by which it is told from others of that
    latest: []i64, // by id the last group that has it; what others left there is found out by `parent` and `id`
    many: usize = 0,

    fn of(scratch: *Scratch, ids: usize, names: usize, limit: usize) Groups {
        return .{
            .first = scratch.take(i64, ids + 1),
            .next = scratch.take(i64, names),
            .length = scratch.take(i64, ids + 1),
            .parent = scratch.take(i64, ids + 1),
            .id = scratch.take(i64, ids + 1),
            .latest = scratch.take(i64, limit),
        };
    }

    fn add(self: *Groups, parent: usize, id: u16, length: i64) usize {
        const group = self.many;
        self.first[group] = -1;
        self.length[group] = length;
        self.parent[group] = @intCast(parent);
        self.id[group] = id;
        self.latest[id] = @intCast(group);
        self.many += 1;
        return group;
    }

    /// Return the group of those of another that have an id next.
    fn with(self: *Groups, parent: usize, id: u16) usize {
        const known = self.latest[id];
        if (known > 0 and known < self.many) {
            const group = at(known);
            if (self.id[group] == id and self.parent[group] == parent) return group;
        }
        return self.add(parent, id, self.length[parent] + 1);
    }

    fn put(self: *Groups, group: usize, name: usize) void {
        self.next[name] = self.first[group];
        self.first[group] = @intCast(name);
    }
};

/// Write for each name a number that only the same names have, less than there are names.
///
/// ids: of all names, flat, below a limit; starts: where each name's begin. Names are parted by one id after the other
/// for as long as others begin alike, so that no id is looked at twice.
pub fn tell(ids: []const u16, starts: []const i64, limit: usize, numbered: []i64, borrowed: Scratch) void {
    var scratch = borrowed;
    var groups = Groups.of(&scratch, ids.len, starts.len, limit);
    _ = groups.add(0, 0, 0);
    for (0..starts.len) |name| groups.put(0, name);
    var count: i64 = 0;
    var group: usize = 0;
    while (group < groups.many) : (group += 1) {
        const single = groups.next[at(groups.first[group])] < 0;
        var ended = single;
        var name = groups.first[group];
        while (name >= 0) {
            const place = at(name);
            name = groups.next[place];
            const next = at(starts[place] + groups.length[group]);
            const end = if (place + 1 < starts.len) at(starts[place + 1]) else ids.len;
            if (single or next >= end) {
                ended = true;
                numbered[place] = count;
            } else groups.put(groups.with(group, ids[next]), place);
        }
        if (ended) count += 1;
    }
}
