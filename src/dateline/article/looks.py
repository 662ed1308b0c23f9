"""What the native core is told of characters and words, for looks at whole texts: kinds by expressions, and hashes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, reduce

import numpy as np
import numpy.typing as npt

PLANE = 65_536
"""Code points that a table of kinds reaches."""

Hashes = npt.NDArray[np.uint32]


@cache
def plane() -> str:
    """Return all characters that a table of kinds reaches, by their code points."""
    return "".join(map(chr, range(PLANE)))


def kinds_by(*expressions: str) -> npt.NDArray[np.uint8]:
    """Return for each code point which of some expressions it matches, a bit each, the first the lowest."""
    kinds = np.zeros(PLANE, np.uint8)
    for bit, expression in enumerate(expressions):
        kinds[list(map(ord, re.findall(expression, plane())))] |= 1 << bit
    return kinds


def hashes_of(words: Iterable[str | Iterable[int]]) -> Hashes:
    """Return the hashes of words, each a text or numbers of its letters, sorted."""
    numbers = [map(ord, word) if isinstance(word, str) else word for word in words]
    return np.array(sorted({reduce(_hashed, word, 0) for word in numbers}), np.uint32)


def _hashed(before: int, letter: int) -> int:
    return (31 * before + letter) % 2**32
