"""Which lines of a page may name whom it credits: by their first words, and by what stands around them.

The native core looks at all lines at once; what it lets through, `credited_lines` looks at more closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, reduce
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.article.letters import Codes
from dateline.article.markup import NOT_PRINTED, LineRows
from dateline.article.printed_names import LABEL_WORDS
from dateline.model import Span
from dateline.native import ARRAY, COUNT, address, function

NEAR, BEGINS, TELLS, LABEL, UNDER, HOLDS, AFTER, UNCLEAR = (1 << bit for bit in range(8))
"""What is told of a line, a bit each: it begins near a headline; with what may be "By"; it may say who somebody is; one
of its text nodes may say "By" and no more; it is a few words under a paragraph; it is near a headline and may hold
"By"; the line before may say "By" and no more; it holds entities or characters that are not read as they stand."""

VERBS = ("is", "ist", "was", "has", "hat", "writes", "schreibt", "arbeitet", "lebt", "studierte", "works", "lives",
         "covers", "est", "es", "è")
"""What stands between who somebody is and what: "Ana Ruiz is a reporter"."""
_PLANE = 65_536  # code points that the tables reach
_KINDS = (r"\s", r"\w", r"\W", r"[^\W\d_a-z]", r"[^\sa-z\d_]", NOT_PRINTED.pattern)  # a bit each, as the core has them

_telling_lines = function(
    "telling_lines", ARRAY, COUNT, ARRAY, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY,
    COUNT, COUNT, ARRAY)


class _Tables(NamedTuple):
    """kinds: of each code point by _KINDS. letters: its number among the letters of labels' words, 0 for none.

    labels, verbs: the hashes of such words, sorted.
    """

    kinds: npt.NDArray[np.uint8]
    letters: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint32]
    verbs: npt.NDArray[np.uint32]


@cache
def _tables() -> _Tables:
    plane = "".join(map(chr, range(_PLANE)))
    kinds, letters = np.zeros(_PLANE, np.uint8), np.zeros(_PLANE, np.uint8)
    for bit, pattern in enumerate(_KINDS):
        kinds[list(map(ord, re.findall(pattern, plane)))] |= 1 << bit
    alphabet = sorted(set("".join(LABEL_WORDS)))
    alike = "".join(re.findall(f"[{''.join(alphabet)}]", plane, re.IGNORECASE))  # the letters in either case
    for number, letter in enumerate(alphabet, 1):
        letters[list(map(ord, re.findall(letter, alike, re.IGNORECASE)))] = number
    words = ([int(letters[ord(one)]) for one in re.findall(r"\w+", word)[0]] for word in LABEL_WORDS)
    return _Tables(kinds, letters, _hashes(words), _hashes(map(ord, verb) for verb in VERBS))


def _hashes(words: Iterable[Iterable[int]]) -> npt.NDArray[np.uint32]:
    """Return the hashes of words, each a row of numbers, sorted."""
    return np.array(sorted({reduce(lambda sum_, one: (31 * sum_ + one) % 2**32, word, 0) for word in words}), np.uint32)


@cache
def _known() -> tuple[int, ...]:
    """Return addresses and lengths of the tables, as the core takes them."""
    kinds, letters, labels, verbs = _tables()
    return address(kinds), address(letters), _PLANE, address(labels), len(labels), address(verbs), len(verbs)


def telling_lines(codes: Codes, lines: LineRows, windows: list[Span], *,
                  most: int, unsure: bool) -> list[tuple[int, int]]:
    """Return the numbers of those lines of a page that are to be looked at, each with what is told of it.

    codes: page text. windows: where lines begin that are near a headline, from the first place to the last. most: lines
    that are looked at. unsure: whether lines that are not read as they stand may tell anything.
    """
    count = min(len(lines.rows), most)
    if not count:
        return []
    found = np.empty((count, 2), np.int64)
    around = np.array(windows, np.int64)
    many = _telling_lines(
        address(codes), len(codes), *_known(), address(lines.rows), count, address(lines.nodes), len(lines.nodes),
        address(around), len(windows), unsure, address(found))
    return list(map(tuple, found[:many].tolist()))
