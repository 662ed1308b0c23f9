"""How two wordings differ, word by word: for the trail of a quotation, and for what changed between two editions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from rapidfuzz.distance import Indel

from dateline.model import Change, Comparison, Piece, Span, WordingKind
from dateline.stories.terms import fold

WORDS = 20_000  # of each wording; what follows is not compared
REWORDED = 0.5  # share of words in common, in order, from which two wordings are one reworded
TRIMMED_PIECES = 3  # into which a trimmed wording may fall ("We heard … rhetoric … and that was all")
PIECE_WORDS = 2  # of each such piece, at least
MOVED = 0.8  # share of the changed words that only stand elsewhere, from which a wording is one reordered
MOVED_WORDS = 2  # that stand elsewhere, at least

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SIGN = re.compile(r"[^\W_]+|[^\w\s]|_")


def compare(a: str, b: str, *, exact: bool = False) -> Comparison:
    """Return how wording `b` differs from wording `a`: the kind, the share of words in common, and every change.

    Case, accents, punctuation, quotation marks and white space are no difference, unless `exact`, where only white
    space is none. The kind is "same"; "trimmed" where the one only leaves out words of the other, in few places;
    "reordered" where most that changed only changed its place; "reworded" where half of the words stand in both in
    one order; else "different". Spans count code points, `a`'s in a and `b`'s in b. Symmetric but for the order of
    spans.
    """
    pattern = _SIGN if exact else _WORD
    first, second = _spans(a, pattern), _spans(b, pattern)
    left, right = [a[s:e] for s, e in first], [b[s:e] for s, e in second]
    if not exact:
        left, right = [fold(word) for word in left], [fold(word) for word in right]
    runs = _changed_runs(left, right)
    shared = len(left) - sum(end - start for start, end, _, _ in runs)
    total = len(left) + len(right)
    likeness = 2 * shared / total if total else 1.0
    changes = tuple(Change(a=_cover(first, start, end), b=_cover(second, begin, stop))
                    for start, end, begin, stop in runs)
    return Comparison(kind=_kind(left, right, runs, shared, likeness), likeness=round(likeness, 6), changes=changes)


def side_by_side(a: str, b: str, changes: Iterable[Change]) -> tuple[Piece, ...]:
    """Return `b` in pieces, those that only `a` has between them; `changes`: of the comparison of the two."""
    pieces: list[Piece] = []
    at = 0
    for change in changes:
        pieces += [Piece(kind="same", text=b[at:change.b[0]]), Piece(kind="gone", text=a[slice(*change.a)]),
                   Piece(kind="new", text=b[slice(*change.b)])]
        at = change.b[1]
    pieces.append(Piece(kind="same", text=b[at:]))
    return tuple(piece for piece in pieces if piece.text)


Run = tuple[int, int, int, int]
"""Words [start, end) of the one stand where words [begin, stop) of the other stand; one of the two may be empty."""


def _changed_runs(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Return the runs of words that differ, neighbouring ones joined, in order."""
    within, around = _place_in(a, b), _place_in(b, a)
    if within is not None:  # as a whole, wherever its first words stand before that too
        return [run for run in ((0, 0, 0, within), (len(a), len(a), within + len(a), len(b))) if run[2] < run[3]]
    if around is not None:
        return [run for run in ((0, around, 0, 0), (around + len(b), len(a), len(b), len(b))) if run[0] < run[1]]
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


def _place_in(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Return the word of `whole` from which on `part` stands in it without a gap; None where it does not."""
    if not part or len(part) > len(whole):
        return None
    before, found, _ = f" {' '.join(whole)} ".partition(f" {' '.join(part)} ")
    return before.count(" ") if found else None


def _kind(a: Sequence[str], b: Sequence[str], runs: Sequence[Run], shared: int, likeness: float) -> WordingKind:
    if not runs:
        return "same"
    if shared == min(len(a), len(b)) and shared and _is_trimmed(max(len(a), len(b)), runs, len(a) < len(b)):
        return "trimmed"
    if _is_reordered(a, b, runs):
        return "reordered"
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


def _is_reordered(a: Sequence[str], b: Sequence[str], runs: Iterable[Run]) -> bool:
    """Return whether most of what `runs` take from the one place they bring in another."""
    gone, new = Counter[str](), Counter[str]()
    for start, end, begin, stop in runs:
        gone.update(a[start:end])
        new.update(b[begin:stop])
    moved = (gone & new).total()
    return moved >= MOVED_WORDS and 2 * moved >= MOVED * (gone.total() + new.total())


def _spans(wording: str, pattern: re.Pattern[str]) -> list[Span]:
    """Return where the words of a wording stand."""
    return [match.span() for match in islice(pattern.finditer(wording), WORDS)]


def _cover(words: Sequence[Span], start: int, end: int) -> Span:
    """Return the characters from the first to the last of some words; where there is none, the place between words."""
    if start < end:
        return words[start][0], words[end - 1][1]
    place = words[start - 1][1] if start else 0
    return place, place
