"""Which of several copies of one text is the original."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from dateline.model import Signature
from dateline.stories.moment import order, span_of
from dateline.stories.terms import words


def original(copies: Sequence[Signature]) -> Signature:
    """Return the article that the others are copies of: an agency's own, else the first published.

    Where times do not tell (a day without an hour, none at all) it is the longest; then the least id.
    """
    agencies = [copy for copy in copies if is_agency(copy.outlet)]
    first = _may_be_first(agencies or copies)
    return min(first, key=lambda copy: (-copy.words, order(copy)))


def _may_be_first(copies: Sequence[Signature]) -> list[Signature]:
    """Return the articles before which none of the others was certainly published."""
    spans = [(copy, span) for copy in copies if (span := span_of(copy.published))]
    if not spans:
        return list(copies)
    earliest_end = min(middle + half for _, (middle, half) in spans)
    return [copy for copy, (middle, half) in spans if middle - half <= earliest_end]


def is_agency(outlet: str | None) -> bool:
    """Return whether an outlet (a name, or an address's host) is one whose texts others print."""
    if not outlet:
        return False
    parts = [part for part in words(outlet) if part not in ("www", "com", "org", "net", "the")]
    return " ".join(parts) in _agencies()


@lru_cache(maxsize=1)
def _agencies() -> frozenset[str]:
    source = files("dateline.stories") / "data" / "agencies.txt"
    return frozenset(line for line in source.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
