"""Dates that JSON in a page's scripts and attributes states under a telling name: "publishedAt": "2021-03-04".

A page has thousands of colons. Which of them stand between a quoted name and a number is asked of all at once.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

_QUOTE = rb'(?:\\?"|&quot;)'
_NAME = re.compile(
    _QUOTE + rb"([A-Za-z_]{0,16}(?:[Pp]ublish|[Pp]ublication|[Pp]ub_?[Dd]ate|[Cc]reated|[Pp]ost_?[Dd]ate"
    rb"|[Dd]isplay_?[Dd]ate)[A-Za-z_]{0,16})" + _QUOTE + rb"\s{0,3}\Z")
_VALUE = re.compile(rb":\s{0,3}" + _QUOTE + rb"?([0-9][0-9T:.+\-Z ]{7,30})")
_STEMS = (b"ublish", b"ublication", b"reated", b"_date", b'Date"')  # in the order in which their dates are told
_ANY_STEM = re.compile(b"|".join(_STEMS))
_LONGEST_NAME = 60  # bytes, with its quotation marks
_FEW = 4  # dates of one stem that are taken wherever they stand
_HITS = 200  # of a stem that tells more are looked at
_BYTES = 2_000_000  # of a page that are looked at


def _table(signs: bytes) -> npt.NDArray[np.bool_]:
    table = np.zeros(256, np.bool_)
    table[list(signs)] = True
    return table


_BLANK = b" \t\n\r\x0b\x0c"
_IS_DIGIT, _IN_VALUE = _table(b"0123456789"), _table(b"0123456789T:.+-Z ")
_ENDS_NAME, _MAY_OPEN = _table(b'";' + _BLANK), _table(b"&" + _BLANK)


def script_dates(data: bytes) -> list[tuple[str, str]]:
    """Return (name, value) of each such date: by the stems of their names, then in page order."""
    found: list[list[tuple[int, str, str]]] = [[] for _ in _STEMS]
    for colon in _colons(data[:_BYTES]):
        value = _VALUE.match(data, colon)
        start = max(0, colon - _LONGEST_NAME)
        if value is None or _ANY_STEM.search(data, start, colon) is None:
            continue
        before = data[start:colon]
        name = _NAME.search(before)
        if name is None:
            continue
        for number in range(len(_STEMS)):
            if name.start(1) <= before.rfind(_STEMS[number]):
                found[number].append((colon, name[1].decode("ascii"), value[1].decode("ascii")))
    dates: list[tuple[str, str]] = []
    for stem, told in zip(_STEMS, found, strict=True):
        end = _end(data, stem) if len(told) > _FEW else _BYTES
        dates += [(name, value) for colon, name, value in told if colon <= end]
    return dates


def _end(data: bytes, stem: bytes) -> int:
    """Return up to where names with a stem are looked at: a page that is full of it is about something else."""
    place = -1
    for _ in range(_HITS + 1):
        place = data.find(stem, place + 1, _BYTES)
        if place < 0:
            return _BYTES
    return place


def _colons(data: bytes) -> list[int]:
    """Return the places of the colons that may stand between a name and a number."""
    signs = np.frombuffer(data, np.uint8)
    colons = np.flatnonzero(signs == ord(":"))
    colons = colons[_ENDS_NAME[signs[colons - 1]]]
    first, second, fourth, sixth = (signs.take(colons + step, mode="clip") for step in (1, 2, 4, 6))
    number = _IS_DIGIT[first] | ((first == ord('"')) & _IS_DIGIT[second]) | (first == ord("\\"))
    places: list[int] = colons[(number & _IN_VALUE[fourth] & _IN_VALUE[sixth]) | _MAY_OPEN[first]].tolist()
    return places
