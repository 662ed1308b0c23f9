"""Which of several copies of one text is the original, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from dateline.model import Signature
from dateline.stories.moment import may_be_first, order
from dateline.stories.terms import words


def original(copies: Sequence[Signature]) -> tuple[Signature, str]:
    """Return the article that the others are copies of, and why: by credit, then time, then completeness.

    It is an agency's own, or that of an outlet which other copies credit; else the first published. Where times do
    not tell (a day without an hour, none at all) it is the longest; then the first in order.
    """
    credited = {_bare(name) for copy in copies for name in copy.credits if _bare(name) != _bare(copy.outlet)}
    sources = [copy for copy in copies if _bare(copy.outlet) in credited]
    agencies = [copy for copy in copies if is_agency(copy.outlet)]
    first = may_be_first(agencies or sources or copies)
    chosen = min(first, key=lambda copy: (-copy.words, order(copy)))
    return chosen, _why(chosen, copies, first, credited)


def _why(chosen: Signature, copies: Sequence[Signature], first: Sequence[Signature], credited: set[str]) -> str:
    if is_agency(chosen.outlet) and not all(is_agency(copy.outlet) for copy in copies):
        return "the agency's own"
    if _bare(chosen.outlet) in credited:
        return "credited by other copies"
    if len(first) == 1:
        return "published first"
    if all(copy.words < chosen.words for copy in first if copy is not chosen):
        return "the longest of those that may be the first"
    return "the first in order, since neither time nor length tells"


def is_agency(outlet: str | None) -> bool:
    """Return whether an outlet (a name, or an address's host) is one whose texts others print."""
    return _bare(outlet) in _agencies()


@lru_cache(maxsize=4_096)
def _bare(outlet: str | None) -> str:
    """Return the words of an outlet's name, or of its host, that tell it from others; "" where it has none."""
    return " ".join(part for part in words(outlet or "") if part not in ("www", "com", "org", "net", "the"))


@lru_cache(maxsize=1)
def _agencies() -> frozenset[str]:
    source = files("dateline.stories") / "data" / "agencies.txt"
    return frozenset(line for line in source.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
