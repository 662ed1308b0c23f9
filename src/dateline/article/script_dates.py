"""Dates that JSON in a page's scripts and attributes states under a telling name: "publishedAt": "2021-03-04".

A page has thousands of colons. The native core tells which of them may stand between such a name and a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from dateline.article.places import place_of
from dateline.native import ARRAY, COUNT, TEXT, address, function

_TELLING = re.compile(rb"[A-Za-z_]{0,16}(?:[Pp]ublish|[Pp]ublication|[Pp]ub_?[Dd]ate|[Cc]reated|[Pp]ost_?[Dd]ate"
                      rb"|[Dd]isplay_?[Dd]ate)[A-Za-z_]{0,16}")
_STEMS = (b"ublish", b"ublication", b"reated", b"_date", b'Date"')  # in the order in which their dates are told
_FEW = 4  # dates of one stem that are taken wherever they stand
_HITS = 200  # of a stem that tells more are looked at
_BYTES = 2_000_000  # of a page that are looked at
_ROOM = 100  # numbers that are told at once

_script_numbers = function("script_numbers", TEXT, COUNT, COUNT, COUNT, ARRAY, COUNT)


def script_dates(data: bytes) -> list[tuple[str, str]]:
    """Return (name, value) of each such date: by the stems of their names, then in page order."""
    found: list[list[tuple[int, str, str]]] = [[] for _ in _STEMS]
    for begin, end, colon, start, stop in _numbers(data):
        name, quoted = data[begin:end], data[begin:colon]
        if _TELLING.fullmatch(name):
            told = colon, name.decode("ascii"), data[start:stop].decode("ascii")
            for number, stem in enumerate(_STEMS):
                if stem in quoted:
                    found[number].append(told)
    dates: list[tuple[str, str]] = []
    for stem, those in zip(_STEMS, found, strict=True):
        last = _end(data, stem) if len(those) > _FEW else _BYTES
        dates += [(name, value) for colon, name, value in those if colon <= last]
    return dates


def _end(data: bytes, stem: bytes) -> int:
    """Return up to where names with a stem are looked at: a page that is full of it is about something else."""
    place = place_of(data, stem, _HITS + 1, _BYTES)
    return place if place >= 0 else _BYTES


def _numbers(data: bytes) -> Iterator[list[int]]:
    """Yield where names that may tell begin and end, their colon, and where their values begin and end."""
    found = np.empty((_ROOM, 5), np.int64)
    start, many = 0, _ROOM
    while many == _ROOM:
        many = _script_numbers(data, len(data), start, min(len(data), _BYTES), address(found), _ROOM)
        rows = found[:many].tolist()
        yield from rows
        start = rows[-1][2] + 1 if rows else 0
