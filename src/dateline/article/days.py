"""The days that a page shows, each with its places and what these show together, so that days can be weighed.

Pages repeat their date in many places. Of each kind of place a day counts the best one only: the nearest behind the
headline, the first JSON-LD article. So a day that a list of other stories repeats gains nothing by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.article.date_places import FAR
from dateline.article.sightings import Sighting
from dateline.model import Moment

RANK = ("given", "json-ld datePublished", "meta published", "itemprop", "time element", "printed", "meta other",
        "json-ld other", "script", "json-ld dateModified", "meta modified", "address")  # sources, the surest first
_STRONG = frozenset({"json-ld datePublished", "meta published", "itemprop", "time element", "json-ld dateModified",
                     "meta modified", "address"})
_TELLING = frozenset({"json-ld datePublished", "meta published", "itemprop", "time element", "printed", "address",
                      "script"})
_OF_PROSE = frozenset({"line middle", "line long"})
_PLACED = ("printed", "time element", "itemprop")  # kinds that stand somewhere in page text


class Day:
    """A day and all sightings of it."""

    __slots__ = ("best", "features", "sightings")

    def __init__(self) -> None:
        self.sightings: list[Sighting] = []
        self.best: dict[str, Sighting] = {}  # by source
        self.features: set[str] = set()


def days_of(seen: Sequence[Sighting], captured: Moment | None) -> dict[str, Day]:
    """Return the days that can be the publication's, with their features; none later than the capture and a day."""
    last = shifted(captured.value[:10], 1) if captured else ""
    days: dict[str, Day] = {}
    settled = _settled(seen)
    for sighting in seen:
        name = sighting.moment.value[:10]
        if len(name) == 10 and not (last and name > last):
            day = days.setdefault(name, Day())
            day.sightings.append(sighting)
            if sighting.moment.note and sighting.alternative != settled:
                day.features.add("alternative only")
                continue
            best = day.best.get(sighting.source)
            if best is None or _order(sighting) < _order(best):
                day.best[sighting.source] = sighting
    for day in days.values():
        if day.best:
            day.features.discard("alternative only")
        for sighting in day.best.values():
            day.features.update(sighting.features)
    months = {one.moment.value for one in seen if one.source == "address" and len(one.moment.value) == 7}
    _compare(days, months)
    return days


def only_in_prose(day: Day) -> bool:
    """Return whether nothing but sentences, or lines as long, show a day."""
    return all(one.source == "printed" and not _OF_PROSE.isdisjoint(one.features) for one in day.sightings)


def is_stated(day: Day) -> bool:
    """Return whether a machine is told that a day is the publication's."""
    return any(one.source == "meta published" or one.features[0] == "json-ld datePublished first"
               for one in day.sightings)


def _settled(seen: Sequence[Sighting]) -> bool:
    """Return whether a machine's date says that ambiguous dates of this page are to be read the other way."""
    stated = {one.moment.value[:10] for one in seen if one.source in _STRONG}
    swapped = {one.moment.value[:10] for one in seen if one.alternative}
    first = {one.moment.value[:10] for one in seen if one.moment.note and not one.alternative}
    return bool(swapped & stated) and not first & stated


def _order(one: Sighting) -> tuple[bool, bool, int]:
    distance = one.distance if one.distance >= 0 else FAR // 2 - one.distance
    return one.alternative, any("comment" in feature for feature in one.features), distance


def _compare(days: dict[str, Day], months: set[str]) -> None:
    """Add what days show beside each other: which kinds of places, who is earliest, nearest, next door."""
    kinds = {name: set(day.best) for name, day in days.items()}
    strong = sorted(name for name, found in kinds.items() if found & _STRONG)
    holders: dict[str, list[str]] = {}
    for name, found in kinds.items():
        for kind in found & _TELLING:
            holders.setdefault(kind, []).append(name)
    for name, day in days.items():
        features = day.features
        features.update(f"kinds at least {n}" for n in range(2, 1 + min(len(kinds[name]), 5)))
        for kind, others in holders.items():
            if kind in kinds[name]:
                if len(others) == 1:
                    features.add(f"only {kind}")
                continue
            features.add(f"rival {kind}")
            features.add(f"rival {kind} " + ("later" if min(others) > name else "earlier" if max(others) < name else
                                             "around"))
        if len(strong) > 1 and name in strong:
            features.add("earliest" if name == strong[0] else "latest" if name == strong[-1] else "between")
        if len(days) == 1:
            features.add("only day")
        if months:
            features.add("month in address" if name[:7] in months else "month not in address")
        for near in (shifted(name, -1), shifted(name, 1)):
            features.update(f"next to {kind}" for kind in kinds.get(near, ()) if kind in _TELLING)
        if name < "1996":
            features.add("before the web")
    for kind in _PLACED:
        _rank(days, kind)


def _rank(days: dict[str, Day], kind: str) -> None:
    """Add which day a kind of place shows nearest behind the headline, which second."""
    placed = sorted((_order(day.best[kind]), name) for name, day in days.items() if kind in day.best)
    for number, (_, name) in enumerate(placed):
        rank = "nearest" if number == 0 else "second" if number == 1 else "behind"
        days[name].features.add(f"{kind} {rank}")
    if placed and len(placed) <= 3:
        for _, name in placed:
            days[name].features.add(f"few {kind}")


def best_moment(sightings: Sequence[Sighting]) -> Moment:
    """Return the moment of a day's best source, with a time of day where a place as good as visible text has one."""
    ranked = sorted(sightings, key=lambda one: (one.alternative, RANK.index(one.source)))
    for one in ranked:
        if one.moment.precision in ("minute", "second") and RANK.index(one.source) <= RANK.index("printed"):
            return one.moment
    return ranked[0].moment


def shifted(day: str, days: int) -> str:
    """Return an ISO day moved by so many days; as it is where there is none."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


