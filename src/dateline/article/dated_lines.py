"""Which lines of a page may print a date: most have no digit, and of those that have one most no date.

The native core looks at all lines at once, and turns away no line in which printed_dates.py finds something.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from dateline.article.letters import Codes
from dateline.article.markup import LineRows
from dateline.article.printed_dates import month_names
from dateline.native import ARRAY, COUNT, address, function

LOOKED_AT = 400
"""Characters of a line, or of one of its text nodes, that are looked at."""
_KINDS = (r"\d", r"\s", r"[\s.,\-/'’ofdel]", r"[.,\-'’]", r"[./·|\-]", r"[./\-年년月월]")  # as dated_lines.zig has them
_PLANES = 0x20000  # code points below which all digits lie
_PLANE = 0x10000  # those below which all letters of months' names lie
_SLOTS = 8_192
_FORWARD, _BACKWARD, _FACTOR, _MASK = 0xCBF29CE484222325, 0x84222325CBF29CE4, 0x100000001B3, (1 << 64) - 1

_dated_lines = function("dated_lines", ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY,
                        COUNT, ARRAY, ARRAY)


@cache
def _tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint16], npt.NDArray[np.uint64]]:
    """Return kinds and lower case of code points, 0 where that is several, and the hashes of months' names."""
    characters = "".join(map(chr, range(_PLANES)))
    kinds = np.zeros(_PLANES, np.uint8)
    for number, pattern in enumerate(_KINDS):
        kinds[list(map(ord, re.findall(pattern, characters, re.IGNORECASE)))] |= 1 << number
    folds = [ord(one) if len(one) == 1 else 0 for one in map(str.casefold, characters[:_PLANE])]
    names = np.zeros(_SLOTS, np.uint64)
    for name in month_names():
        for start, letters in ((_FORWARD, name), (_BACKWARD, name[::-1])):
            hashed = start
            for letter in letters:
                hashed = (hashed ^ ord(letter)) * _FACTOR & _MASK
            slot = hashed % _SLOTS
            while names[slot]:
                slot = (slot + 1) % _SLOTS
            names[slot] = hashed
    return kinds, np.array(folds, np.uint16), names


def dated_lines(codes: Codes, lines: LineRows) -> list[tuple[int, int]]:
    """Return the places of the lines in which a date, or a month with its year, may stand; and where a date may.

    That is, added up, 2 for the whole line, 4 for the first of several text nodes, 8 for the second, and so on.
    Of lines in links, which are mostly other stories', the first 30 with a digit are looked at.
    """
    kinds, folds, names = _tables()
    count = len(lines.rows)
    found, told = np.empty(count, np.int64), np.empty(count, np.uint32)
    many = _dated_lines(address(codes), len(codes), address(kinds), len(kinds), address(folds), len(folds),
                        address(names), len(names), address(lines.rows), count, address(lines.nodes),
                        len(lines.nodes), address(found), address(told))
    return list(zip(found[:many].tolist(), told[:many].tolist(), strict=True))
