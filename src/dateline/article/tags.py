"""Names of elements by number, so that what a name says is looked up for all elements of a page at once.

A page's elements have their numbers in one array; a table of answers, indexed by it, answers for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

_KNOWN = """
a abbr acronym address amp-img applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body
br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img
input ins kbd keygen label legend li line link listing main map mark marquee math menu meta meter nav nobr noembed
noframes noscript o:p object ol optgroup option output p param path picture plaintext pre progress q rb rp rt rtc ruby s
samp script search section select slot small source span strike strong style sub summary sup svg table tbody td template
textarea tfoot th thead time title tr track tt u ul use var video wbr xmp"""
_UNKNOWN, _CUSTOM = "", "-"  # stand for all names that are not known, and for those of custom elements among them
_NAMES = (_UNKNOWN, _CUSTOM, *_KNOWN.split())
_TOLD = 2  # the first number of a name that is known
_SLOTS, _LONGEST = 512, 16  # of the native core's table of names; bytes of the longest
_NUMBERS = {name: number for number, name in enumerate(_NAMES)}

Bytes = npt.NDArray[np.uint8]


def number_of(tag: str) -> int:
    """Return the number, below 256, of an element's name in lower case."""
    return _NUMBERS.get(tag) or _NUMBERS[_CUSTOM if "-" in tag else _UNKNOWN]


def table(told: Mapping[str, int], other: int = 0, *, custom: int = 0) -> Bytes:
    """Return by number what is told of a name, else `other`; `custom` for custom elements that nothing is told of.

    Raises KeyError for a name that no number tells apart.
    """
    answers = np.array([custom if "-" in name else other for name in _NAMES], np.uint8)
    for name, answer in told.items():
        answers[_NUMBERS[name]] = answer
    return answers


def slots(kinds: Mapping[str, int]) -> Bytes:
    """Return the table in which the native core looks up names: their numbers, and their kinds where one is told.

    A name stands in the slot of its hash, or the next that is free: number, kind, length, name.
    """
    rows = np.zeros((_SLOTS, 3 + _LONGEST), np.uint8)
    for name in _KNOWN.split():
        place = 0
        for byte in name.encode():
            place = (place * 31 + byte) % _SLOTS
        while rows[place, 2]:
            place = (place + 1) % _SLOTS
        rows[place, : 3 + len(name)] = (_NUMBERS[name], kinds.get(name, 0), len(name), *name.encode())
    return rows.ravel()


def names_of(numbers: Bytes, sources: list[str]) -> list[str]:
    """Return the names, in lower case, of elements whose start tags are `sources`, given the names' numbers."""
    names = list(map(_NAMES.__getitem__, numbers.tolist()))
    for place in (numbers < _TOLD).nonzero()[0].tolist():
        names[place] = sources[place].partition(" ")[0].lower()
    return names


def among(names: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Return by number whether a name is one of `names`. Raises as `table` does."""
    return table(dict.fromkeys(names, 1)).astype(np.bool_)
