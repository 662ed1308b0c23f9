"""Bars and lanes over time, drawn as SVG by the templates: numbers in, places out. A table of them stands behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

import msgspec
from msgspec import Struct

WIDTH, HEIGHT = 600, 120
_GAP = 0.18  # of a bar's room
_EDGE = 3.0  # per cent that lanes keep free at either end, so that no mark is cut
_FILLED = 240  # months or days at most that are drawn where nothing is
_TICKS = 31  # days at most that have a line of their own


class Bar(Struct, frozen=True, kw_only=True):
    """A bar, in the chart's own units; y grows downwards."""

    x: float
    y: float
    width: float
    height: float
    label: str
    count: int


class Mark(Struct, frozen=True, kw_only=True):
    """An article in its outlet's lane."""

    at: float | None  # per cent of the lane's length; None: undated, not drawn
    article: str
    headline: str
    published: str | None
    copy: bool  # whether it repeats another text of the story


class Lane(Struct, frozen=True, kw_only=True):
    """What one outlet had of a story."""

    outlet: str | None
    marks: tuple[Mark, ...]  # in the order of time


class Lanes(Struct, frozen=True, kw_only=True):
    """A story by outlet, from the first day to the last."""

    first: str  # day
    last: str
    ticks: tuple[float, ...]  # where days begin, in per cent; none where there are too many
    lanes: tuple[Lane, ...]  # the outlet that was first comes first
    left_out: int  # outlets that have no lane


def lanes(marks: Sequence[tuple[str | None, Mark]], *, most: int) -> Lanes | None:
    """Return marks by outlet, placed in time; None where fewer than two of them have a date.

    Days are those of the offset that most of them tell; a time without one stands where it is printed.
    """
    printed = [_moment(mark.published) for _, mark in marks]
    offset = next(iter(Counter(time.tzinfo for time in printed if time and time.tzinfo).most_common(1)), (None, 0))[0]
    times = [_printed_at(offset, time) if time else None for time in printed]
    known = sorted(time for time in times if time)
    if len(known) < 2:
        return None
    first = known[0].replace(hour=0, minute=0, second=0, microsecond=0)
    length = ((known[-1] - first).days + 1) * timedelta(days=1)

    def at(time: datetime) -> float:
        return round(_EDGE + (100 - 2 * _EDGE) * ((time - first) / length), 2)

    by_outlet: dict[str | None, list[Mark]] = {}
    for (outlet, mark), time in zip(marks, times, strict=True):
        by_outlet.setdefault(outlet, []).append(msgspec.structs.replace(mark, at=at(time) if time else None))
    days = length.days
    return Lanes(
        first=first.date().isoformat(), last=known[-1].date().isoformat(),
        ticks=tuple(at(first + timedelta(days=day)) for day in range(days)) if 1 < days <= _TICKS else (),
        lanes=tuple(Lane(outlet=outlet, marks=tuple(found)) for outlet, found in list(by_outlet.items())[:most]),
        left_out=max(0, len(by_outlet) - most))


def _printed_at(offset: tzinfo | None, time: datetime) -> datetime:
    """Return a time as a clock of this offset shows it; one without an offset, or at an end of all times, as it is."""
    try:
        return (time.astimezone(offset) if time.tzinfo else time).replace(tzinfo=None)
    except OverflowError:
        return time.replace(tzinfo=None)


def _moment(published: str | None) -> datetime | None:
    """Return an ISO 8601 time, with an offset where the page tells it, of a day its noon; None for what names none."""
    try:
        found = datetime.fromisoformat(published) if published else None
    except ValueError:
        return None
    return found.replace(hour=12) if found and published and "T" not in published else found


def filled(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return (month or day, count) with those between that have none; longer than 20 years or 240 days: as it is."""
    if len(counts) < 2:
        return list(counts)
    known, (begin, end) = dict(counts), (counts[at][0] for at in (0, -1))
    labels = _days(begin, end) if len(begin) == 10 else _months(begin, end)
    return [(label, known.get(label, 0)) for label in labels] if labels else list(counts)


def _months(begin: str, end: str) -> list[str]:
    first, last = (12 * int(label[:4]) + int(label[5:7]) - 1 for label in (begin, end))
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1)] if last - first <= _FILLED else []


def _days(begin: str, end: str) -> list[str]:
    first, last = (date.fromisoformat(label).toordinal() for label in (begin, end))
    return [date.fromordinal(at).isoformat() for at in range(first, last + 1)] if last - first <= _FILLED else []


def bars(counts: Sequence[tuple[str, int]], *, high: int | None = None) -> tuple[Bar, ...]:
    """Return a bar for each (label, count). high: the count that fills the chart; None: the largest."""
    if not counts:
        return ()
    most = max(high or max(count for _, count in counts), 1)
    room = WIDTH / len(counts)
    found = []
    for place, (label, count) in enumerate(counts):
        height = max(HEIGHT * count / most, 1.5) if count else 0.0
        found.append(Bar(x=round(place * room + room * _GAP / 2, 2), y=round(HEIGHT - height, 2),
                         width=round(room * (1 - _GAP), 2), height=round(height, 2), label=label, count=count))
    return tuple(found)
