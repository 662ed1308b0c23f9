"""Average linkage over sparse odds: which texts are told to be one story.

Two groups become one while the mean odds between their texts (of telling one story) reach MEAN_ODDS, the pair with
the highest mean first. A pair that was weighed and found wanting counts 0. A pair that was never weighed, since in a
burst of reports too many lay between the two, counts neither way: else every large story would fall into pieces.
What people decided stands above all odds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

import numpy as np
import numpy.typing as npt

MEAN_ODDS = 1.0
BURST_HOURS = 48.0  # pairs further apart than this count even where they were not weighed: no story chains on for weeks
COUNTED_TEXTS = 4_000  # in sets of more than this every pair counts, since counting pairs takes their square in memory

Odds = dict[int, dict[int, float]]
"""Odds between texts, by number, both ways; where there are none, no entry."""


def stories(odds: Mapping[int, Mapping[int, float]], starts: Sequence[float], window: int,
            decided: Mapping[int, str] | None = None) -> list[int]:
    """Return for each text the first text of its story.

    odds: between texts by number. starts: hours at which each text was published, ascending, nan where unknown.
    window: texts no more than that many places apart were weighed. decided: texts that people put somewhere; those
    under one name are one story whatever their odds, those under two never are, and others join them by their odds.
    """
    names = dict(decided or {})
    sums: Odds = {text: dict(odds.get(text, {})) for text in range(len(starts))}
    story = _linked(sums, _Pairs(sums, starts, window), dict(names))
    first: dict[str, int] = {}
    for text, name in sorted(names.items()):
        first[name] = min(story[text], first.get(name, story[text]))
    joined = {story[text]: first[name] for text, name in names.items()}
    return [joined.get(one, one) for one in story]


def _linked(sums: Odds, pairs: _Pairs, names: dict[int, str]) -> list[int]:
    """Return for each text the first of its group; `sums` and `names` are used up."""
    story = list(range(len(sums)))
    heap = [(-mean, a, b) for a, others in sums.items() for b, mean in others.items() if a < b and mean >= MEAN_ODDS]
    heapify(heap)
    while heap:
        mean, a, b = heappop(heap)
        if a not in sums or b not in sums[a] or -mean != sums[a][b] / pairs.between(a, b):
            continue  # one of the two has grown since
        if names.get(a, names.get(b)) != names.get(b, names.get(a)):
            continue  # people told the two apart
        if b in names:
            names[a] = names[b]
        _merge(sums, a, b)
        pairs.merge(a, b)
        story[b] = a
        for other, total in sums[a].items():
            grown = total / pairs.between(a, other)
            if grown >= MEAN_ODDS:
                heappush(heap, (-grown, min(a, other), max(a, other)))
    for text, first in enumerate(story):  # ascending: what a text was merged into has been settled before it
        story[text] = story[first]
    return story


def _merge(sums: Odds, a: int, b: int) -> None:
    """Make `b` part of `a`; `sums` holds the sums of odds between groups."""
    for other, total in sums.pop(b).items():
        del sums[other][b]
        if other != a:
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total


class _Pairs:
    """How many pairs of texts count between any two groups."""

    def __init__(self, odds: Odds, starts: Sequence[float], window: int) -> None:
        count = len(starts)
        self._sizes = [1] * count
        self._counts: npt.NDArray[np.int32] | None = None
        if window + 1 < count <= COUNTED_TEXTS:
            self._counts = _countable(odds, np.array(starts), window)

    def between(self, a: int, b: int) -> int:
        """Return the number of pairs that count between the groups `a` and `b`, at least 1."""
        if self._counts is None:
            return self._sizes[a] * self._sizes[b]
        return int(self._counts[a, b])

    def merge(self, a: int, b: int) -> None:
        """Make group `b` part of `a`."""
        self._sizes[a] += self._sizes[b]
        if self._counts is not None:
            self._counts[a] += self._counts[b]
            self._counts[:, a] += self._counts[:, b]


def _countable(odds: Odds, starts: npt.NDArray[np.float64], window: int) -> npt.NDArray[np.int32]:
    """Return 1 for each pair that was weighed, or lies too far apart in time for one burst of reports."""
    places = np.arange(len(starts))
    counts: npt.NDArray[np.bool_] = np.abs(places[:, None] - places[None, :]) <= window
    with np.errstate(invalid="ignore"):  # nan - nan
        counts |= np.abs(starts[:, None] - starts[None, :]) > BURST_HOURS
    for text, others in odds.items():
        counts[text, list(others)] = True
    counted: npt.NDArray[np.int32] = counts.astype(np.int32)
    return counted
