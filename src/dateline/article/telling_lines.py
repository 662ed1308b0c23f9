"""Which lines of a page may name whom it credits: by their first words, and by what stands around them.

The native core looks at all lines at once; what it lets through, `credited_lines` looks at more closely.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.article.letters import Codes
from dateline.article.looks import PLANE, Hashes, hashes_of, kinds_by, plane
from dateline.article.markup import NOT_PRINTED, LineRows
from dateline.article.printed_names import CAPITAL, LABEL_WORDS, PARTICLES, TITLES
from dateline.model import Span
from dateline.native import ARRAY, COUNT, address, function

NEAR, BEGINS, TELLS, LABEL, UNDER, HOLDS, AFTER, UNCLEAR, NAMED, NODE_NAMED = (
    1 << bit for bit in range(10))
"""What is told of a line, a bit each: it begins near a headline; with what may be "By"; it may say who somebody is; one
of its text nodes may say "By" and no more; it is a few words under a paragraph; it is near a headline and may hold
"By"; the line before may say "By" and no more; it holds entities or characters that are not read as they stand; it
is near a headline and may hold a name; one of its text nodes may be a name."""

VERBS = ("is", "ist", "was", "has", "hat", "writes", "schreibt", "arbeitet", "lebt", "studierte", "works", "lives",
         "covers", "est", "es", "è")
"""What stands between who somebody is and what: "Ana Ruiz is a reporter"."""
_KINDS = (r"\s", r"\w", r"\W", r"[^\W\d_a-z]", r"[^\sa-z\d_]", NOT_PRINTED.pattern,
          CAPITAL)  # a bit each, as the core has them

_telling_lines = function(
    "telling_lines", ARRAY, COUNT, ARRAY, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY,
    COUNT, ARRAY, COUNT, ARRAY)


class _Tables(NamedTuple):
    """kinds: of each code point by _KINDS. letters: its number among the letters of labels' words, 0 for none.

    labels, verbs, particles: the hashes of such words.
    """

    kinds: npt.NDArray[np.uint8]
    letters: npt.NDArray[np.uint8]
    labels: Hashes
    verbs: Hashes
    particles: Hashes


@cache
def _tables() -> _Tables:
    letters = np.zeros(PLANE, np.uint8)
    alphabet = sorted(set("".join(LABEL_WORDS)))
    alike = "".join(re.findall(f"[{''.join(alphabet)}]", plane(), re.IGNORECASE))  # the letters in either case
    for number, letter in enumerate(alphabet, 1):
        letters[list(map(ord, re.findall(letter, alike, re.IGNORECASE)))] = number
    words = ([int(letters[ord(one)]) for one in re.findall(r"\w+", word)[0]] for word in LABEL_WORDS)
    return _Tables(kinds_by(*_KINDS), letters, hashes_of(words), hashes_of(VERBS), hashes_of((*PARTICLES, *TITLES)))


def telling_lines(codes: Codes, lines: LineRows, windows: list[Span], most: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the numbers of those lines of a page that are to be looked at, each with what is told of it.

    Beside it stands whether the page may hold entities, so that any line may tell something that has one.
    codes: page text. windows: where lines begin that are near a headline, from the first place to the last. most: lines
    that are looked at.
    """
    count = min(len(lines.rows), most)
    if not count:
        return [], False
    found = np.empty((count, 2), np.int64)
    around = np.array(windows, np.int64)
    kinds, letters, *words = _tables()  # kept here: another thread may make them once more meanwhile
    known = [number for hashes in words for number in (address(hashes), len(hashes))]
    many, unsure = divmod(_telling_lines(
        address(codes), len(codes), address(kinds), address(letters), PLANE, *known, address(lines.rows), count,
        address(lines.nodes), len(lines.nodes), address(around), len(windows), address(found)), 2)
    return list(map(tuple, found[:many].tolist())), bool(unsure)
