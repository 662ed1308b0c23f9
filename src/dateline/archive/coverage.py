"""What the archive holds of each outlet, day by day: how much, how whole, and where something suddenly changed.

A day is that of publication; what has no date is counted beside the days. A hole is a day without an article within
the time in which the outlet is covered, where its neighbours have some; a sudden change is a day with less than a third
or more than three times as many articles as the outlet has in the middle, or whose share of articles with an author or
with statements differs from the middle by more than 0.4. Days before which there is less than a week are not judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

import msgspec
from msgspec import Struct

from dateline.archive.conditions import time_limit
from dateline.archive.connection import Archive
from dateline.limits import QUERY_SECONDS

_BEFORE = 28  # days by which a day is judged
_LEAST_DAYS = 7
_LEAST = 3  # articles in the middle, below which numbers jump by themselves
_SHARE = 0.4
_TIMES = 3
_SHARES = {"authored": "with an author", "quoting": "with statements", "whole": "whole"}


class Day(Struct, frozen=True, kw_only=True):
    """What is there of an outlet on one day."""

    day: str  # 2026-03-01
    articles: int
    whole: int = 0  # of status ok or live
    statuses: dict[str, int] = {}
    authored: int = 0  # with somebody who wrote it
    quoting: int = 0  # with a statement
    hole: bool = False
    sudden: tuple[str, ...] = ()  # what changed suddenly


class Coverage(Struct, frozen=True, kw_only=True):
    """What is there of an outlet over some days."""

    outlet: str | None
    articles: int  # on these days
    undated: int  # of all times
    days: tuple[Day, ...]  # every day asked for


def covered(archive: Archive, first: date, last: date, *, outlet: str | None = None, most: int = 30,
            seconds: float = QUERY_SECONDS) -> list[Coverage]:
    """Return the coverage of outlets from `first` to `last`, those with most articles first.

    outlet: only this one. Raises Cut after `seconds`.
    """
    begin, end = first - timedelta(days=_BEFORE), (last + timedelta(days=1)).isoformat()
    with time_limit(archive, seconds):
        kept = _largest(archive, first.isoformat(), end, outlet, most)
        found = _by_day(archive, begin.isoformat(), end, kept)
        undated = {row["outlet"]: row["n"] for row in archive.db.execute(
            f"SELECT outlet, count(*) AS n FROM article INDEXED BY article_coverage WHERE published_sort = '' AND "
            f"{_KNOWN} GROUP BY outlet")}
    return [_of_outlet(name, found[name], undated.get(name, 0), begin, first, last) for name in kept]


_KNOWN = "status IS NOT NULL AND status <> 'not-article'"


def _largest(archive: Archive, since: str, until: str, outlet: str | None, most: int) -> list[str | None]:
    """The outlets with most articles from one time to another, not included; the whole is read from the index."""
    return [row["outlet"] for row in archive.db.execute(
        "SELECT outlet, count(*) AS n FROM article INDEXED BY article_coverage WHERE published_sort >= ? "
        f"AND published_sort < ? AND {_KNOWN} {'AND outlet = ?' if outlet else ''} GROUP BY outlet "
        "ORDER BY n DESC, outlet LIMIT ?", (since, until, *((outlet,) if outlet else ()), most))]


def _by_day(archive: Archive, since: str, until: str, outlets: Sequence[str | None]
            ) -> dict[str | None, dict[str, dict[str, list[int]]]]:
    """Articles, those with an author and those with statements, by outlet, day and status."""
    found: dict[str | None, dict[str, dict[str, list[int]]]] = {}
    for row in archive.db.execute(
            "SELECT outlet, substr(published_sort, 1, 10) AS day, status, count(*) AS n, "
            "sum(authored) AS authored, sum(statements > 0) AS quoting "
            "FROM article INDEXED BY article_coverage WHERE published_sort >= ? AND published_sort < ? AND "
            f"{_KNOWN} AND (outlet IN (SELECT value FROM json_each(?)) OR (outlet IS NULL AND ?)) GROUP BY 1, 2, 3",
            (since, until, msgspec.json.encode([name for name in outlets if name is not None]).decode(),
             None in outlets)):
        found.setdefault(row["outlet"], {}).setdefault(row["day"], {})[row["status"]] = [
            row["n"], row["authored"], row["quoting"]]
    return found


def last_day(archive: Archive) -> date | None:
    """Return the day of the last article that has a whole date; None where there is none."""
    row = archive.db.execute("SELECT published_sort FROM article WHERE published_sort < '9' AND "
                             "length(published_sort) >= 10 ORDER BY published_sort DESC LIMIT 1").fetchone()
    try:
        return date.fromisoformat(row[0][:10]) if row else None
    except ValueError:
        return None


def _of_outlet(outlet: str | None, found: dict[str, dict[str, list[int]]], undated: int, begin: date, first: date,
               last: date) -> Coverage:
    days = [_day((begin + timedelta(days=n)).isoformat(), found) for n in range((last - begin).days + 1)]
    covered_days = [n for n, one in enumerate(days) if one.articles]
    at = (first - begin).days
    shares = {name: [getattr(one, name) / one.articles if one.articles else None for one in days] for name in _SHARES}
    judged = [_judged(days, shares, n, covered_days[0], covered_days[-1]) for n in range(at, len(days))]
    return Coverage(outlet=outlet, articles=sum(one.articles for one in judged), undated=undated, days=tuple(judged))


def _day(day: str, found: dict[str, dict[str, list[int]]]) -> Day:
    statuses = found.get(day, {})
    return Day(day=day, articles=sum(n for n, _, _ in statuses.values()),
               whole=sum(statuses.get(status, [0])[0] for status in ("ok", "live")),
               statuses={status: n for status, (n, _, _) in sorted(statuses.items())},
               authored=sum(n for _, n, _ in statuses.values()), quoting=sum(n for _, _, n in statuses.values()))


def _judged(days: Sequence[Day], shares: dict[str, list[float | None]], at: int, begin: int, end: int) -> Day:
    """Return a day with what is to be said of it beside the days before it, from the outlet's first on."""
    one, first = days[at], max(begin, at - _BEFORE)
    before = days[first:at]
    if at < begin or at > end or len(before) < _LEAST_DAYS:
        return one
    middle = median(day.articles for day in before)
    if not one.articles:
        return _marked(one, hole=middle >= 1)
    sudden = []
    if middle >= _LEAST and one.articles * _TIMES < middle:
        sudden.append(f"{one.articles} articles, where {middle:g} are usual")
    if middle >= _LEAST and one.articles > middle * _TIMES:
        sudden.append(f"{one.articles} articles, where {middle:g} are usual")
    for name, label in _SHARES.items() if one.articles >= _LEAST else ():
        share = getattr(one, name) / one.articles
        usual = median(filled) if (filled := [one for one in shares[name][first:at] if one is not None]) else 0.0
        if abs(share - usual) > _SHARE:
            sudden.append(f"{share:.0%} {label}, where {usual:.0%} are usual")
    return _marked(one, sudden=tuple(sudden))


def _marked(one: Day, *, hole: bool = False, sudden: tuple[str, ...] = ()) -> Day:
    return Day(day=one.day, articles=one.articles, whole=one.whole, statuses=one.statuses, authored=one.authored,
               quoting=one.quoting, hole=hole, sudden=sudden)
