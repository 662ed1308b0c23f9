"""Which lists of phrases a line may have a phrase of, told for all lines of a page by one look at their text.

Most lines have none, and are asked for no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.article.letters import Codes
from dateline.article.looks import PLANE, plane
from dateline.article.openings import openings
from dateline.article.phrases import phrases, stems
from dateline.native import ARRAY, COUNT, address, function

OPENING = ("pointers", "share", "buttons", "other_stories", "promotions", "contents")
"""Lists whose phrases a line begins with, up to four signs aside."""
HELD = ("newsletter", "disclosures", "paywall", "consent", "scripts")
"""Lists whose phrases stand anywhere in a line, of the first thousand characters of which they are looked for."""
BITS: Mapping[str, int] = {name: 1 << place for place, name in enumerate((*OPENING, *HELD))}

_HEAD, _STEM = 5, 10  # characters of what a line begins with, and of a stem, that are looked at
_TELLS = np.uint32(1 << 31)  # see native/phrases.zig

_phrase_marks = function("phrase_marks", ARRAY, COUNT, ARRAY, COUNT, COUNT, COUNT, ARRAY, COUNT, ARRAY, COUNT,
                         ARRAY, COUNT)


class _Tables(NamedTuple):
    classes: npt.NDArray[np.uint8]
    words: int  # the first class of a word's characters
    openings: Codes  # readers, see native/phrases.zig
    stems: Codes
    width: int  # of their rows


def phrase_marks(codes: Codes, lines: int) -> list[int]:
    """Return for each line the lists that it may have a phrase of, a bit each by BITS.

    codes: of the lines, "\\n" between two.
    """
    table = _tables()
    marks = np.empty(lines, np.int64)
    _phrase_marks(address(codes), len(codes), address(table.classes), len(table.classes), table.words, table.width,
                  address(table.openings), len(table.openings), address(table.stems), len(table.stems),
                  address(marks), lines)
    found: list[int] = marks.tolist()
    return found


@cache
def _tables() -> _Tables:
    heads = [(head, BITS[name]) for name in OPENING for line in phrases(name) for head in openings(line, _HEAD)]
    held = [(stem[:_STEM], BITS[name]) for name in HELD for stem, _ in stems(name)]
    classes, words = _classes({letter for phrase, _ in heads + held for letter in phrase})
    width = max(classes.values()) + 2
    of_code = np.zeros(PLANE, np.uint8)
    of_code[list(map(ord, re.findall(r"\w", plane())))] = words
    of_code[list(map(ord, classes))] = list(classes.values())
    read = [[(bytes(map(classes.__getitem__, phrase)), bit) for phrase, bit in one] for one in (heads, held)]
    return _Tables(of_code, words, _reader(read[0], width, again=False), _reader(read[1], width, again=True), width)


def _classes(letters: set[str]) -> tuple[dict[str, int], int]:
    """Return the classes of the letters of phrases and of all that are the same but for case, and the first of a
    word's: that of letters which no phrase has. Class 0 is of signs that none has."""
    lower = {one: one.lower() for one in plane() if one.lower() != one or one.upper() != one}
    text = "".join({*lower, *letters})
    upper: dict[str, set[str]] = {}
    for one, small in lower.items():
        for letter in small:
            upper.setdefault(letter, set()).add(one)
    groups: list[set[str]] = []
    for letter in sorted(letters):
        same = {letter, *re.findall(re.escape(letter), text, re.IGNORECASE), *upper.get(letter, ())}
        groups = [one for one in groups if not one & same] + [same.union(*[one for one in groups if one & same])]
    signs = [one for one in groups if not all(map(re.compile(r"\w").match, one))]
    words = len(signs) + 1
    numbered = {**dict(enumerate(signs, 1)), **dict(enumerate([one for one in groups if one not in signs], words + 1))}
    return {letter: number for number, group in numbered.items() for letter in group}, words


def _reader(phrases: list[tuple[bytes, int]], width: int, *, again: bool) -> Codes:
    """Return what reads phrases, of classes: again from each place (Aho and Corasick's), or from the first alone.

    It is a row a state: by class the place of the row that follows, with _TELLS where something is told of its state,
    and last what is told of this one.
    """
    heads = sorted({phrase[:length] for phrase, _ in phrases for length in range(len(phrase) + 1)}, key=len)
    states = {head: state for state, head in enumerate(heads)}
    rows = np.zeros((len(heads), width), np.uint32)
    steps, told = rows[:, :-1], rows[:, -1]
    for phrase, bit in phrases:
        told[states[phrase]] |= bit
    for head in heads[1:]:
        steps[states[head[:-1]], head[-1]] = states[head]
    behind = [0] * len(heads)  # the state of the longest other end of a head that is a head
    for head, state in states.items() if again else ():
        if len(head) > 1:
            behind[state] = int(steps[behind[states[head[:-1]]], head[-1]])
        steps[state] = np.where(steps[state] > 0, steps[state], steps[behind[state]])
        told[state] |= told[behind[state]]
    steps[:] = steps * np.uint32(width) + np.where(told > 0, _TELLS, np.uint32(0))[steps]
    return rows.ravel()
