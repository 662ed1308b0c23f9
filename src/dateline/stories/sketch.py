"""A text's sketch: 256 numbers by which the share of word pairs that two texts have in common is estimated.

MinHash (Broder 1997) of which 16 bits a slot are kept (Li and König 2010), so half a kilobyte an article; the
standard error is 0.03. Words are hashed with CRC-32 and mixed with fixed odd constants, so a sketch is the same on
every platform, in every process and under every hash seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

SLOTS = 256
READ_WORDS = 20_000  # of a text, from its beginning
BANDS, ROWS = 10, 3  # texts with half of their pairs in common share a band 3 times in 4, unrelated ones hardly

Hashes = npt.NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_BLOCK = 1024  # pairs at a time, which bounds the memory of a book


def _mixed(values: Hashes) -> Hashes:
    """splitmix64's finaliser: every bit of the result hangs on every bit of the input."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_SALTS: Hashes = _mixed(np.arange(1, SLOTS + 1, dtype=np.uint64) * _GOLDEN)
_MULTIPLIERS: Hashes = _SALTS | np.uint64(1)


def sketch(words: Sequence[str]) -> bytes:
    """Return the sketch of a text's folded words: 2 bytes a slot, little-endian; b"" for fewer than two words."""
    if len(words) < 2:
        return b""
    hashed = np.fromiter((crc32(word.encode()) for word in words[:READ_WORDS]), dtype=np.uint64)
    pairs = np.unique(_mixed(_mixed(hashed[:-1]) + hashed[1:] * _GOLDEN))
    least = np.full(SLOTS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK, None] * _MULTIPLIERS[None, :] + _SALTS[None, :]
        np.minimum(least, block.min(axis=0), out=least)
    return (_mixed(least) & np.uint64(0xFFFF)).astype("<u2").tobytes()


def likeness(a: bytes, b: bytes) -> float:
    """Return the estimated share of word pairs that two texts have in common (Jaccard), 0 to 1."""
    if not a or not b:
        return 0.0
    return float(np.count_nonzero(np.frombuffer(a, dtype="<u2") == np.frombuffer(b, dtype="<u2"))) / SLOTS


def bands(value: bytes) -> list[str]:
    """Return the keys under which texts like this one are found."""
    width = 2 * ROWS
    return [f"{band}{crc32(value[band * width : (band + 1) * width]):08x}" for band in range(BANDS)] if value else []
