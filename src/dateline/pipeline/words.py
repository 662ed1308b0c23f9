"""Where words that a person gives stand in a text: white space aside, and of equal ones those that were meant."""

from __future__ import annotations

import re

from dateline.errors import NotFound, UsageError
from dateline.model import Span

_BETWEEN = " … "  # pieces of one statement, as lists show them


def pieces_of(text: str, words: str, *, near: int | None = None) -> list[Span]:
    """Return where words stand, those of a statement in pieces (" … " between them) piece by piece, in text order.

    near: where the first piece begins, about. Raises NotFound; UsageError where equal words stand several times and
    nothing says which are meant.
    """
    whole = _all_places(text, words)
    if whole or _BETWEEN not in words:
        return [_chosen(whole, words, near)]
    found: list[Span] = []
    for piece in words.split(_BETWEEN):
        places = _all_places(text, piece)
        behind = [place for place in places if found and place[0] >= found[-1][1]]
        found.append(behind[0] if behind else _chosen(places, piece, found[-1][1] if found else near))
    return sorted(found)


def place_of(text: str, words: str, *, near: int | None = None) -> Span:
    """Return where words stand: of equal ones the nearest. Raises as `pieces_of`."""
    return _chosen(_all_places(text, words), words, near)


def _all_places(text: str, words: str) -> list[Span]:
    if not words.strip():
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    places: list[Span] = []
    match = pattern.search(text)
    while match:
        places.append(match.span())
        match = pattern.search(text, match.start() + 1)  # equal words may overlap
    return places


def _chosen(places: list[Span], words: str, near: int | None) -> Span:
    if not places:
        raise NotFound(f"{words!r}: these words are not in the text")
    if near is not None:
        return min(places, key=lambda place: (abs(place[0] - near), place))
    if len(places) > 1:
        raise UsageError(f"{words!r}: these words are there {len(places)} times; give more of them")
    return places[0]
