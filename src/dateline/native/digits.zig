//! Where digits stand in a text.

const array = @import("array.zig");

/// Write the places of all code points that are digits by `table`, a byte each; return how many there are.
/// Code points behind the table's end are none. `found` has room for as many as there are code points.
export fn digit_places(codes: [*]const u32, count: isize, table: [*]const u8, known: isize, found: [*]i64) isize {
    const text = array.of(u32, codes, count);
    const is_digit = array.of(u8, table, known);
    const places = array.to(i64, found, count);
    var many: usize = 0;
    for (text, 0..) |code, place| {
        if (code < is_digit.len and is_digit[code] != 0) {
            places[many] = @intCast(place);
            many += 1;
        }
    }
    return @intCast(many);
}
