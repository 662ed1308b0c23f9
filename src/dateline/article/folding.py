"""The text of lines: white space folded, for all lines of a page at once, and which of them stand so in it."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from dateline.article.letters import Codes
from dateline.native import ARRAY, COUNT, address, function

_SPACE, _ODD, _OPENS, _CLOSES = 1, 2, 4, 8  # kinds of a character, see native/folding.zig
_PLANES = 0x20000  # code points that have a place in the table; those above are odd
_ESCAPES = ord("&")

_fold_lines = function("fold_lines", ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, ARRAY)


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


def folded(codes: Codes, starts: npt.NDArray[np.int64]) -> tuple[list[str], list[int], Codes]:
    """Return the text of lines, white space folded; where each stands in page text; and the code points of them, with
    "\\n" between two.

    codes: of page text. starts: of the lines in it, each of which goes up to the next. A line does not stand in page
    text (-1) where white space was folded inside it, or where wording.py might mend something.
    """
    table, starts = _table(), np.ascontiguousarray(starts)
    found = np.empty(len(codes) + len(starts), np.uint32)
    stands = np.empty(len(starts), np.int64)
    many = _fold_lines(address(codes), len(codes), address(starts), len(starts), address(table), len(table),
                       address(found), address(stands))
    found = found[:many]
    return found.tobytes().decode("utf-32-le", "surrogatepass").split("\n"), stands.tolist(), found
