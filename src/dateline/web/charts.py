"""Bars over time, drawn as SVG by the templates: numbers in, places out. A table of them stands behind."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

WIDTH, HEIGHT = 600, 120
_GAP = 0.18  # of a bar's room


class Bar(Struct, frozen=True, kw_only=True):
    """A bar, in the chart's own units; y grows downwards."""

    x: float
    y: float
    width: float
    height: float
    label: str
    count: int


def filled(months: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return (month, count) with the months between that have none; longer than 20 years: as it is."""
    if len(months) < 2:
        return list(months)
    known, found = dict(months), list[tuple[str, int]]()
    (year, month), (last_year, last_month) = (map(int, months[at][0].split("-")) for at in (0, -1))
    if last_year - year > 20:
        return list(months)
    while (year, month) <= (last_year, last_month):
        label = f"{year:04d}-{month:02d}"
        found.append((label, known.get(label, 0)))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


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
