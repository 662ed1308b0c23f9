"""What the printed characters of lines show: lengths, marks, cases; counted for all lines of a page at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dateline.article.letters import Ints, Lines, letters, squashed
from dateline.native import ARRAY, COUNT, TEXT, address, function

WIDTH = 15  # numbers of a line; see `measures`
_STATED = 200  # characters of a JSON-LD articleBody from which it is evidence
_COMPARED = 100_000_000  # lines of a page times characters of what it states, past which less of that is looked at
_GRAMS = 1_024  # see native/printed_lines.zig
_OPENING, _TOLD, _LEAST = 120, 60, 4  # characters of a line, of these squashed, that are looked for; the fewest

Doubles = npt.NDArray[np.float64]

_line_measures = function("line_measures", TEXT, COUNT, ARRAY, ARRAY, COUNT, ARRAY, COUNT, ARRAY)
_may_hold = function("may_hold", TEXT, COUNT, TEXT, COUNT, COUNT, ARRAY, ARRAY)


class Stated(tuple[str, str]):
    """What the page says of its article elsewhere, squashed: the text as JSON-LD has it, and the description; or ""."""

    @classmethod
    def of(cls, body: str, description: str) -> Stated:
        """Return what is evidence of both."""
        return cls((squashed(body) if len(body) >= _STATED else "", squashed(description)))


def measures(lines: Lines, linked: Ints, stated: Stated) -> Doubles:
    """Return WIDTH rows of numbers, in each one of every line; `linked`: characters of each line inside links.

    They are: logarithm of the length, density of links, shares of capitals and digits, logarithm of how many words,
    tenths of their mean length, whether links are all, density of a long line, fifths of five commas, thirds of
    three signs, whether it ends as a sentence; whether the stated text holds its beginning or does not, the same of
    the description.
    """
    count, table = len(lines.texts), letters()
    told = np.zeros((WIDTH, count))
    _line_measures(lines.written, len(lines.written), address(lines.lengths), address(linked), count, address(table),
                   len(table), address(told))
    for row in told[0], told[4]:
        np.log1p(row, out=row)
    told[7] = told[1] * told[0]
    if any(stated):
        openings = lines.squashed(_OPENING, _TOLD, _LEAST)
        for row, one in ((11, stated[0]), (13, stated[1])):
            if one:
                told[row] = _held(openings, count, one[: _COMPARED // count].encode())
                told[row + 1] = 1 - told[row]
    return told


def _held(openings: bytes, count: int, text: bytes) -> npt.NDArray[np.bool_]:
    """Return for each of so many openings, a line break behind each, whether a text holds it."""
    found, grams = np.empty(count, np.bool_), np.zeros(_GRAMS, np.uint64)
    _may_hold(text, len(text), openings, len(openings), count, address(grams), address(found))
    may = found.nonzero()[0]
    if len(may):
        pieces = openings.split(b"\n")
        found[may] = [pieces[place] in text for place in may.tolist()]
    return found
