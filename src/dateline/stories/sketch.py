"""A text's sketch: 128 numbers by which the share of word triples that two texts have in common is estimated.

MinHash (Broder 1997). Words are hashed with CRC-32 and mixed with fixed odd constants, so a sketch is the same on
every platform, in every process and under every hash seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

SLOTS = 128
TRIPLE = 3  # words a shingle: a fifth of all words changed still leaves half of the triples
BANDS, ROWS = 10, 3  # texts with half of their triples in common share a band 3 times in 4, unrelated ones hardly
SHINGLES = 20_000  # of a text, from its beginning

Hashes = npt.NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def _mixed(values: Hashes) -> Hashes:
    """splitmix64's finaliser: every bit of the result hangs on every bit of the input."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_SALTS: Hashes = _mixed(np.arange(1, SLOTS + 1, dtype=np.uint64) * _GOLDEN)
_MULTIPLIERS: Hashes = _SALTS | np.uint64(1)


def sketch(words: Sequence[str]) -> bytes:
    """Return the sketch of a text's folded words: 4 bytes a slot, little-endian; b"" for fewer than three words."""
    if len(words) < TRIPLE:
        return b""
    hashed = np.fromiter((crc32(word.encode()) for word in words[: SHINGLES + TRIPLE - 1]), dtype=np.uint64)
    triples = _mixed(_mixed(_mixed(hashed[:-2]) + hashed[1:-1] * _GOLDEN) + hashed[2:] * _GOLDEN)
    triples = np.unique(triples)
    least = np.full(SLOTS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(triples), 1024):  # blocks bound the memory of a book
        block = triples[start : start + 1024, None] * _MULTIPLIERS[None, :] + _SALTS[None, :]
        least = np.minimum(least, block.min(axis=0))
    return (least >> np.uint64(32)).astype("<u4").tobytes()


def likeness(a: bytes, b: bytes) -> float:
    """Return the estimated share of triples that two texts have in common (Jaccard), 0 to 1."""
    if not a or not b:
        return 0.0
    same = np.frombuffer(a, dtype="<u4") == np.frombuffer(b, dtype="<u4")
    return float(np.count_nonzero(same)) / SLOTS


def bands(value: bytes) -> list[str]:
    """Return the keys under which texts like this one are found."""
    width = 4 * ROWS
    return [f"{band}{crc32(value[band * width : (band + 1) * width]):08x}" for band in range(BANDS)] if value else []
