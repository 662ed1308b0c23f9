"""What is there of each outlet, day by day, with holes and sudden changes."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from dateline.archive import Archive
from dateline.archive.coverage import Coverage, covered, last_day
from dateline.errors import UsageError
from dateline.web.charts import Bar, bars

_DAYS, _DAYS_OF_ONE = 21, 56
_OUTLETS = 20


class CoveragePage(Struct, frozen=True, kw_only=True):
    """All that coverage.html may use."""

    outlet: str | None  # None: all, those with most articles
    first: str | None  # day; None where no article has a date
    last: str | None
    outlets: tuple[Coverage, ...]
    cut: bool  # whether there are more outlets
    chart: tuple[Bar, ...]  # of one outlet, a bar a day
    earlier: str | None  # the last day of the time before
    later: str | None


def read(archive: Archive, *, outlet: str | None, until: str | None) -> CoveragePage:
    """Return coverage up to a day (None: the last that has an article). Raises UsageError for what is no day."""
    asked = days(archive, outlet=outlet, until=until)
    if asked is None:
        return CoveragePage(outlet=outlet, first=None, last=None, outlets=(), cut=False, chart=(), earlier=None,
                            later=None)
    first, last, newest = asked
    found = covered(archive, first, last, outlet=outlet, most=_OUTLETS + 1)
    return CoveragePage(
        outlet=outlet, first=first.isoformat(), last=last.isoformat(), outlets=tuple(found[:_OUTLETS]),
        cut=len(found) > _OUTLETS, earlier=(first - timedelta(days=1)).isoformat(),
        chart=bars([(day.day, day.articles) for day in found[0].days]) if outlet and found else (),
        later=min(last + (last - first) + timedelta(days=1), newest).isoformat() if last < newest else None)


def days(archive: Archive, *, outlet: str | None, until: str | None) -> tuple[date, date, date] | None:
    """Return the first and the last day that are shown, and the last of all that has an article.

    None where no article has a date. Raises UsageError for what is no day.
    """
    newest = last_day(archive)
    if newest is None:
        return None
    try:
        last = min(date.fromisoformat(until), newest) if until else newest
        first = last - timedelta(days=(_DAYS_OF_ONE if outlet else _DAYS) - 1)
        first - timedelta(days=366)  # days are judged by those before them: no date may run out of years
    except (ValueError, OverflowError):
        raise UsageError("a day is written as 2026-03-01") from None
    return first, last, newest
