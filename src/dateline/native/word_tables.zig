//! Sorted tables of what words are found by; looks.py makes those of hashes.

/// Return what a hash of letters is with one more behind them.
pub fn with(hash: u32, letter: u32) u32 {
    return hash *% 31 +% letter;
}

/// Return whether a sorted table holds a key: a hash, or what else words are found by.
pub fn hold(comptime Key: type, keys: []const Key, key: Key) bool {
    var low: usize = 0;
    var high = keys.len;
    while (low < high) {
        const middle = low + (high - low) / 2;
        if (keys[middle] < key) low = middle + 1 else high = middle;
    }
    return low < keys.len and keys[low] == key;
}
