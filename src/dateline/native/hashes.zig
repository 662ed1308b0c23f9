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

/// A hash that goes on byte by byte.
pub const Crc = struct {
    value: u32,

    /// Return the one behind bytes whose hash is `start`; 0 is that of none.
    pub fn after(start: u32) Crc {
        return .{ .value = ~start };
    }

    pub fn add(self: *Crc, byte: u8) void {
        self.value = self.value >> 8 ^ table[(self.value ^ byte) & 0xff];
    }

    pub fn result(self: Crc) u32 {
        return ~self.value;
    }
};

/// Return the hash of bytes that stand behind others, whose hash is `start`.
pub fn crc32(start: u32, bytes: []const u8) u32 {
    var hash = Crc.after(start);
    for (bytes) |byte| hash.add(byte);
    return hash.result();
}
