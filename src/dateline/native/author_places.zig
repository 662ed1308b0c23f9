//! Where the bytes of a page, its scripts above all, may call somebody its author.

const array = @import("array.zig");

const width = 32; // bytes that are looked at together
const Block = @Vector(width, u8);
const Mask = u32;

const Stem = struct {
    rest: []const u8, // of the name, behind its first letter
    letter: u8, // that first one, lower case

    fn is_at(stem: Stem, data: []const u8, place: usize) bool {
        if (data.len - place < stem.rest.len) return false;
        for (stem.rest, data[place..][0..stem.rest.len]) |one, other| if (one != other) return false;
        return true;
    }
};

const stems = [2]Stem{ .{ .rest = "uthor", .letter = 'a' }, .{ .rest = "yline", .letter = 'b' } };

const Search = struct {
    data: []const u8,
    most: usize,
    found: [2][]i64,
    hits: [2]usize = .{ 0, 0 },
    many: [2]usize = .{ 0, 0 },

    /// Note a stem at a place: where a quotation mark and the name's first letter stand before it.
    fn look(search: *Search, place: usize) void {
        for (stems, 0..) |stem, number| {
            if (search.hits[number] == search.most or !stem.is_at(search.data, place)) continue;
            search.hits[number] += 1;
            if (place < 2 or search.data[place - 2] != '"' or search.data[place - 1] | 32 != stem.letter) continue;
            search.found[number][search.many[number]] = @intCast(place - 2);
            search.many[number] += 1;
        }
    }

    fn is_done(search: Search) bool {
        return search.hits[0] == search.most and search.hits[1] == search.most;
    }
};

fn equal(block: Block, byte: u8) Mask {
    return @bitCast(block == @as(Block, @splat(byte)));
}

/// Write where names in quotation marks begin with "author", then where some do with "byline", the first letter in
/// either case; return how many there are of the first, times a thousand, and of the second.
///
/// The first `most` places of each that hold all but its first letter are looked at. `found` has room for twice as many.
export fn author_places(data: [*]const u8, count: isize, most: isize, found: [*]i64) isize {
    const room = array.to(i64, found, 2 * most);
    const half: usize = @intCast(most);
    var search = Search{ .data = array.of(u8, data, count), .most = half, .found = .{ room[0..half], room[half..] } };
    const bytes = search.data;
    var place: usize = 0;
    while (place + width < bytes.len and !search.is_done()) : (place += width) {
        const first: Block = bytes[place..][0..width].*;
        const second: Block = bytes[place + 1 ..][0..width].*;
        var mask = (equal(first, 'u') & equal(second, 't')) | (equal(first, 'y') & equal(second, 'l'));
        while (mask != 0) : (mask &= mask - 1) search.look(place + @ctz(mask));
    }
    while (place < bytes.len and !search.is_done()) : (place += 1) search.look(place);
    return @intCast(search.many[0] * 1000 + search.many[1]);
}
