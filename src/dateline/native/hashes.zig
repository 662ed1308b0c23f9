//! CRC-32 as zlib has it.

const table = blk: {
    @setEvalBranchQuota(10_000);
    var made: [256]u32 = undefined;
    for (&made, 0..) |*entry, byte| {
        var value: u32 = byte;
        for (0..8) |_| value = if (value & 1 == 1) value >> 1 ^ 0xedb88320 else value >> 1;
        entry.* = value;
    }
    break :blk made;
};

/// Return the hash of bytes that stand behind others, whose hash is `start`; 0 is that of none.
pub fn crc32(start: u32, bytes: []const u8) u32 {
    var value = ~start;
    for (bytes) |byte| value = value >> 8 ^ table[(value ^ byte) & 0xff];
    return ~value;
}
