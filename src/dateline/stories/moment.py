"""When articles were published, as far as that can be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import nan

from dateline.model import Signature

_PARTS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
_HALF = {1: timedelta(days=182), 2: timedelta(days=15), 3: timedelta(hours=12)}
UNKNOWN = "9999"


@lru_cache(maxsize=4_096)
def span_of(published: str | None) -> tuple[datetime, timedelta] | None:
    """Return the middle of the time that an ISO 8601 string names, and half its width; None where it names none.

    A time without an offset counts as UTC. Midnight to the second is what many pages write for a day.
    """
    if not published:
        return None
    coarse = _PARTS.match(published)
    try:
        if coarse:
            known = [int(part) for part in coarse.groups() if part]
            half = _HALF[len(known)]
            year, month, day = (*known, 1, 1)[:3]
            return datetime(year, month, day, tzinfo=UTC) + half, half
        moment = datetime.fromisoformat(published)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if published[10:19] in ("T00:00:00", " 00:00:00"):
        return moment + _HALF[3], _HALF[3]
    return moment, timedelta(0)


def hours_apart(a: str | None, b: str | None) -> float | None:
    """Return how many hours at least lie between two times of publishing; None where one is unknown."""
    first, second = span_of(a), span_of(b)
    if first is None or second is None:
        return None
    gap = abs(first[0] - second[0]) - first[1] - second[1]
    return max(0.0, gap.total_seconds() / 3600)


def start_hour(published: str | None) -> float:
    """Return the beginning of a time of publishing in hours since 1970; nan where it is unknown."""
    span = span_of(published)
    return (span[0] - span[1]).timestamp() / 3600 if span else nan


def may_be_first(articles: Sequence[Signature]) -> list[Signature]:
    """Return the articles before which none of the others was certainly published; all where no time is known."""
    spans = [(article, span) for article in articles if (span := span_of(article.published))]
    if not spans:
        return list(articles)
    earliest_end = min(middle + half for _, (middle, half) in spans)
    return [article for article, (middle, half) in spans
            if middle - half < earliest_end or (not half and middle == earliest_end)]


def order(signature: Signature) -> tuple[str, str]:
    """Return what articles are sorted by: when they were published (unknown last), then their id."""
    span = span_of(signature.published)
    if span is None:
        return UNKNOWN, signature.id
    start = span[0] - span[1]
    return start.isoformat(timespec="seconds"), signature.id
