"""The days that a page shows, each with its places, so that days can be weighed; day_features.py compares them.

Pages repeat their date in many places. Of each kind of place a day counts the best one only: the nearest behind the
headline, the first JSON-LD article. So a day that a list of other stories repeats gains nothing by it. Comments,
embedded posts, navigation, asides and what a page calls a term ("valid until") are kinds of their own, so that they
rival no place of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from dateline.article.date_places import FAR
from dateline.article.sightings import Sighting
from dateline.model import Moment

RANK = ("given", "json-ld datePublished", "meta published", "itemprop", "time element", "printed", "meta other",
        "json-ld other", "script", "json-ld dateModified", "meta modified", "address", "image")
"""Sources of dates, the surest first."""
STRONG = frozenset({"json-ld datePublished", "meta published", "itemprop", "time element", "json-ld dateModified",
                    "meta modified", "address"})
_OF_PROSE = frozenset({"line middle", "line long"})
PLACED = ("printed", "time element", "itemprop")  # kinds that stand somewhere in page text
_APART = ("hint comment near", "hint comment far", "embedded", "in nav", "in aside", "label event")
_BESIDE, _BELOW = 200, 600  # characters before and behind a headline that are its surroundings
APART = {kind: f"{kind} apart" for kind in PLACED}


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
            kind = APART[sighting.source] if _stands_apart(sighting) else sighting.source
            best = day.best.get(kind)
            if best is None or order(sighting) < order(best):
                day.best[kind] = sighting
    for day in days.values():
        _describe(day)
    return days


def _describe(day: Day) -> None:
    """Give a day what its best places show; a place apart counts where no other of its kind shows the day."""
    if day.best:
        day.features.discard("alternative only")
    for kind, sighting in list(day.best.items()):
        if kind == sighting.source:
            day.features.update(sighting.features)
            continue
        day.features.add(kind)
        if sighting.source in day.best:
            del day.best[kind]
        else:
            day.features.update([f"{kind} {feature}" for feature in sighting.features])


def _stands_apart(sighting: Sighting) -> bool:
    if sighting.source not in PLACED:
        return False
    before = "" if sighting.source == "printed" else f"{sighting.source}: "
    return any(before + mark in sighting.features for mark in _APART)


def only_in_prose(day: Day) -> bool:
    """Return whether nothing but sentences, or lines as long, show a day.

    A line with a time of day beside the headline is no sentence, however many names it holds.
    """
    return all(one.source == "printed" and not _OF_PROSE.isdisjoint(one.features)
               and not ("clock" in one.features and -_BESIDE < one.distance < _BELOW) for one in day.sightings)


def is_stated(day: Day) -> bool:
    """Return whether a machine is told that a day is the publication's."""
    return any(one.source == "meta published" or one.features[0] == "json-ld datePublished first"
               for one in day.sightings)


def _settled(seen: Sequence[Sighting]) -> bool:
    """Return whether a machine's date says that ambiguous dates of this page are to be read the other way."""
    stated = {one.moment.value[:10] for one in seen if one.source in STRONG}
    swapped = {one.moment.value[:10] for one in seen if one.alternative}
    first = {one.moment.value[:10] for one in seen if one.moment.note and not one.alternative}
    return bool(swapped & stated) and not first & stated


def order(one: Sighting) -> tuple[bool, bool, int]:
    """Return what sorts sightings of one kind, the best first."""
    distance = one.distance if one.distance >= 0 else FAR // 2 - one.distance
    return one.alternative, "comment" in "\n".join(one.features), distance


def best_moment(sightings: Sequence[Sighting]) -> Moment:
    """Return the moment of a day's best source, with a time of day where a place as good as visible text has one."""
    ranked = sorted(sightings, key=lambda one: (one.alternative, RANK.index(one.source)))
    for one in ranked:
        if one.moment.precision in ("minute", "second") and RANK.index(one.source) <= RANK.index("printed"):
            return one.moment
    return ranked[0].moment


@lru_cache(maxsize=1_024)
def shifted(day: str, days: int) -> str:
    """Return an ISO day moved by so many days; as it is where there is none."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day
