//! Hashes of words, sorted; looks.py makes the tables.

/// Return what a hash of letters is with one more behind them.
pub fn with(hash: u32, letter: u32) u32 {
    return hash *% 31 +% letter;
}

/// Return whether a sorted table holds a hash.
pub fn hold(hashes: []const u32, hash: u32) bool {
    var low: usize = 0;
    var high = hashes.len;
    while (low < high) {
        const middle = low + (high - low) / 2;
        if (hashes[middle] < hash) low = middle + 1 else high = middle;
    }
    return low < hashes.len and hashes[low] == hash;
}
