"""Where the digits of a text stand, found for all of it at once: most lines of a page have no date, most no digit."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from dateline.article.letters import Codes
from dateline.native import ARRAY, COUNT, address, function

_PLANES = 0x20000  # code points below which all digits lie
_REACH = 20  # characters between a day's number and its year's

Places = npt.NDArray[np.int64]

_digit_places = function("digit_places", ARRAY, COUNT, ARRAY, COUNT, ARRAY)
_NEVER = np.array([np.iinfo(np.int64).max])


@cache
def _table() -> npt.NDArray[np.bool_]:
    """Return for each code point whether it is a decimal digit of some script."""
    table = np.zeros(_PLANES, np.bool_)
    table[list(map(ord, re.findall(r"\d", "".join(map(chr, range(_PLANES))))))] = True
    return table


def digits_of(codes: Codes) -> Places:
    """Return the places of all digits of a text, in order."""
    table = _table()
    found = np.empty(len(codes), np.int64)
    many = _digit_places(address(codes), len(codes), address(table), len(table), address(found))
    return found[:many]


def date_starts(digits: Places) -> Places:
    """Return the places where a date could begin: a year, or a number with two digits not far behind it.

    digits: of one text. What stands between is not looked at; see printed_dates.py, which does.
    """
    if len(digits) < 3:
        return digits[:0]
    gaps = digits[1:] - digits[:-1]
    first, second = gaps[:-1], gaps[1:]
    starts = (first > 1) & (first <= _REACH + 1) & (second == 1)
    starts[:-1] |= (first[:-1] == 1) & (second[:-1] == 1) & (second[1:] == 1)
    found: Places = digits[:-2][starts]
    return found


def following(places: Places, starts: Places) -> Places:
    """Return for each of `starts` the nearest of `places` that is not before it; far behind all text for none."""
    nearest: Places = np.concatenate((places, _NEVER))[np.searchsorted(places, starts)]
    return nearest
