"""The text of lines: white space folded, for all lines of a page at once, and which of them stand so in it."""

from __future__ import annotations

from codecs import utf_32_le_decode
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.article.letters import Codes
from dateline.native import ARRAY, COUNT, address, function

_SPACE, _ODD, _OPENS, _CLOSES = 1, 2, 4, 8  # kinds of a character, see native/folding.zig
_PLANES = 0x20000  # code points that have a place in the table; those above are odd
_ESCAPES = ord("&")

_RUNS = 4  # of a line that has several, on average, from which the rest of the page's have to wait for wording.py

Stretch = tuple[int, int, int]
"""A stretch of a line as it stands in page text: its place in the line, in page text, its length."""

_fold_lines = function("fold_lines", ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, ARRAY, ARRAY, COUNT)


@cache
def _table() -> npt.NDArray[np.uint8]:
    """Return for each code point its kinds: white space; not printed as it stands, or a sign of an escape; what two
    characters of broken text begin and go on with, as in wording.py."""
    characters = list(map(chr, range(_PLANES)))
    kinds = np.fromiter(map(str.isspace, characters), np.uint8, _PLANES) * _SPACE
    kinds[~np.fromiter(map(str.isprintable, characters), np.bool_, _PLANES)] += _ODD
    kinds[_ESCAPES] += _ODD
    kinds[0xC2:0xF5] += _OPENS
    kinds[0x80:0xC0] += _CLOSES
    kinds[0x152:0x2123] += _CLOSES
    return kinds


class Folded(NamedTuple):
    """Lines, white space folded: their texts; where each stands in page text as it is, -1 for nowhere; the runs of
    those of which white space was folded, else none; and the code points of all, with "\\n" between two.

    A line for which wording.py might mend something neither stands as it is nor has runs.
    """

    texts: list[str]
    stands: list[int]
    runs: list[Sequence[Stretch]]
    codes: Codes


def folded(codes: Codes, starts: npt.NDArray[np.int64]) -> Folded:
    """Return the lines of page text that start at `starts`, each of which goes up to the next."""
    table, starts = _table(), np.ascontiguousarray(starts)
    count, room = len(starts), _RUNS * len(starts) + _RUNS
    found = np.empty(len(codes) + count, np.uint32)
    told, stretches = np.empty((count, 2), np.int64), np.empty((room, 3), np.int64)
    many = _fold_lines(address(codes), len(codes), address(starts), count, address(table), len(table), address(found),
                       address(told), address(stretches), room)
    found = found[:many]
    runs: list[Sequence[Stretch]] = [()] * count
    lengths, at = told[:, 1], 0
    for line in lengths.nonzero()[0].tolist():
        behind = at + int(lengths[line])
        runs[line] = list(map(tuple, stretches[at:behind].tolist()))
        at = behind
    texts = utf_32_le_decode(found.data, "surrogatepass", True)[0].split("\n")
    return Folded(texts, told[:, 0].tolist(), runs, found)
