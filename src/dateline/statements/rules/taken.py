"""Which words of a text are taken already, asked in logarithmic time: a hostile text has a hundred thousand spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from dateline.model import Span


class Taken:
    """Spans, in any order, that may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))  # the furthest end so far

    def touches(self, span: Span) -> bool:
        """Return whether `span` shares a character with any of them."""
        before = bisect_left(self._starts, span[1])
        return before > 0 and self._ends[before - 1] > span[0]
