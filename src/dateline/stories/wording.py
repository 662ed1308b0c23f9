"""How two wordings differ, word by word: for the trail of a quotation, and for what changed between two editions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel

from dateline.model import Change, Comparison, Span, WordingKind
from dateline.stories.terms import fold

WORDS = 20_000  # of each wording; what follows is not compared
REWORDED = 0.5  # share of words in common, in order, from which two wordings are one reworded
TRIMMED_PIECES = 3  # into which a trimmed wording may fall ("We heard … rhetoric … and that was all")
PIECE_WORDS = 2  # of each such piece, at least

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def compare(a: str, b: str) -> Comparison:
    """Return how wording `b` differs from wording `a`: the kind, the share of words in common, and every change.

    Case, accents, punctuation, quotation marks and white space are no difference. The kind is "same"; "trimmed" where
    the one only leaves out words of the other, in few places; "reworded" where half of the words stand in both in one
    order; else "different". Spans count code points, `a`'s in a and `b`'s in b. Symmetric but for the order of spans.
    """
    first, second = _spans(a), _spans(b)
    left, right = [fold(a[s:e]) for s, e in first], [fold(b[s:e]) for s, e in second]
    runs = _changed_runs(left, right)
    shared = len(left) - sum(end - start for start, end, _, _ in runs)
    total = len(left) + len(right)
    likeness = 2 * shared / total if total else 1.0
    changes = tuple(Change(a=_cover(first, start, end), b=_cover(second, begin, stop))
                    for start, end, begin, stop in runs)
    return Comparison(kind=_kind(left, right, runs, shared, likeness), likeness=round(likeness, 6), changes=changes)


Run = tuple[int, int, int, int]
"""Words [start, end) of the one stand where words [begin, stop) of the other stand; one of the two may be empty."""


def _changed_runs(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Return the runs of words that differ, neighbouring ones joined, in order."""
    runs: list[Run] = []
    for step in Indel.opcodes(a, b):
        if step.tag == "equal":
            continue
        run = step.src_start, step.src_end, step.dest_start, step.dest_end
        if runs and runs[-1][1] == run[0] and runs[-1][3] == run[2]:
            run = runs[-1][0], run[1], runs[-1][2], run[3]
            runs.pop()
        runs.append(run)
    return runs


def _kind(a: Sequence[str], b: Sequence[str], runs: Sequence[Run], shared: int, likeness: float) -> WordingKind:
    if not runs:
        return "same"
    if shared == min(len(a), len(b)) and shared and _is_trimmed(max(len(a), len(b)), runs, len(a) < len(b)):
        return "trimmed"
    return "reworded" if likeness >= REWORDED else "different"


def _is_trimmed(longer: int, runs: Iterable[Run], second_is_longer: bool) -> bool:
    """Return whether what is left of the longer wording outside `runs` is in few pieces, none a stray word."""
    pieces, place = [], 0
    for start, end, begin, stop in runs:
        left_out = (begin, stop) if second_is_longer else (start, end)
        pieces.append(left_out[0] - place)
        place = left_out[1]
    pieces = [length for length in (*pieces, longer - place) if length]
    return len(pieces) == 1 or (len(pieces) <= TRIMMED_PIECES and min(pieces) >= PIECE_WORDS)


def _spans(wording: str) -> list[Span]:
    """Return where the words of a wording stand."""
    found: list[Span] = []
    for match in _WORD.finditer(wording):
        found.append(match.span())
        if len(found) == WORDS:
            break
    return found


def _cover(words: Sequence[Span], start: int, end: int) -> Span:
    """Return the characters from the first to the last of some words; where there is none, the place between words."""
    if start < end:
        return words[start][0], words[end - 1][1]
    place = words[start - 1][1] if start else 0
    return place, place
