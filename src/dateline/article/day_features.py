"""How the days of a page compare: which kinds of places show them, who is called changed, whose places look alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.article.date_places import FAR
from dateline.article.days import PLACED, STRONG, Day, only_in_prose, order, shifted
from dateline.article.sightings import Sighting

_TELLING = frozenset({"json-ld datePublished", "meta published", "itemprop", "time element", "printed", "address",
                      "script"})
_STATED = frozenset({"json-ld datePublished", "meta published"})
_CHANGED = frozenset({"json-ld dateModified", "meta modified"})
_CALLED_CHANGED = frozenset({"printed modified", "itemprop modified", "time element modified time",
                             "time element modified attribute", "label modified"})
_KINDS = tuple(f"kinds at least {number}" for number in range(2, 6))
_NEAR = frozenset({"after 60", "after 200", "after 600", "just before"})


def compare(days: dict[str, Day], seen: Sequence[Sighting]) -> None:
    """Add to the features of a page's days what these show beside each other."""
    _alike(days, seen)
    _compare(days, {one.moment.value for one in seen if one.source == "address" and len(one.moment.value) == 7})
    _prose(days)
    _universal(days)
    _changes(days, seen)
    for day in days.values():
        day.features.update(_agreement(day))


def _compare(days: dict[str, Day], months: set[str]) -> None:
    """Add which kinds of places show a day, who is earliest, nearest, next door."""
    kinds = {name: set(day.best) for name, day in days.items()}
    strong = sorted(name for name, found in kinds.items() if found & STRONG)
    holders: dict[str, list[str]] = {}
    for name, found in kinds.items():
        for kind in found & _TELLING:
            holders.setdefault(kind, []).append(name)
    spans = [(kind, min(names), max(names), len(names)) for kind, names in holders.items()]
    for name, day in days.items():
        features, own = day.features, kinds[name]
        features.update(_KINDS[: max(0, len(own) - 1)])
        for kind, first, last, many in spans:
            if kind in own:
                if many == 1:
                    features.add(f"only {kind}")
                continue
            rival = f"rival {kind}"
            features.update((rival, f"{rival} later" if first > name else f"{rival} earlier" if last < name else
                             f"{rival} around"))
        if len(strong) > 1 and name in strong:
            features.add("earliest" if name == strong[0] else "latest" if name == strong[-1] else "between")
        if len(days) == 1:
            features.add("only day")
        if months:
            features.add("month in address" if name[:7] in months else "month not in address")
        for near in (shifted(name, -1), shifted(name, 1)):
            if near in kinds:
                features.update([f"next to {kind}" for kind in kinds[near] & _TELLING])
        if name < "1996":
            features.add("before the web")
    for kind in PLACED:
        _rank(days, kind)


def _rank(days: dict[str, Day], kind: str) -> None:
    """Add which day a kind of place shows nearest behind the headline, which second."""
    placed = sorted((order(day.best[kind]), name) for name, day in days.items() if kind in day.best)
    for number, (_, name) in enumerate(placed):
        rank = "nearest" if number == 0 else "second" if number == 1 else "behind"
        days[name].features.add(f"{kind} {rank}")
    if placed and len(placed) <= 3:
        for _, name in placed:
            days[name].features.add(f"few {kind}")


def _alike(days: dict[str, Day], seen: Sequence[Sighting]) -> None:
    """Add how many days stand in markup that looks alike: the entries of a list do, an article's own date rarely."""
    shown: dict[tuple[str, str], dict[str, None]] = {}
    for one in seen:
        if one.key and not one.alternative:
            shown.setdefault((one.source, one.key), {})[one.moment.value[:10]] = None
    for name, day in days.items():
        for kind, one in day.best.items():
            if one.key:
                others = shown.get((one.source, one.key), {})
                day.features.add(f"{kind} alike {min(len(others), 4)}")
                if len(others) > 1 and next(iter(others)) == name:
                    day.features.add(f"{kind} first of alike")


def _prose(days: dict[str, Day]) -> None:
    """Add which days only sentences tell of."""
    told = {name for name, day in days.items() if only_in_prose(day)}
    for name in told:
        days[name].features.update(("prose only", "all prose" if len(told) == len(days) else "prose only, others not"))


def _universal(days: dict[str, Day]) -> None:
    """Add where a day that is stated in universal time can be the day before or after as the page prints it."""
    printed = {name for name, day in days.items() if not day.best.keys().isdisjoint(PLACED)}
    universal = {name: [one.moment.value for one in day.sightings
                        if one.source in _STATED and one.moment.value[11:].endswith(("Z", "+00:00"))]
                 for name, day in days.items()}
    for name, day in days.items():
        for value in universal[name]:
            if shifted(name, -1) in printed and value[11:13] < "12":
                day.features.add("universal, day before seen")
            if shifted(name, 1) in printed and value[11:13] >= "12":
                day.features.add("universal, day after seen")
        if name in printed:
            day.features.update(f"universal {step} beside" for step in (-1, 1) if universal.get(shifted(name, step)))


def _changes(days: dict[str, Day], seen: Sequence[Sighting]) -> None:
    """Add how a day lies to those that a machine calls changed and published, and what its own places call it."""
    changed = [one.moment.value[:10] for one in seen if one.source in _CHANGED and one.distance in (0, FAR)
               and len(one.moment.value) >= 10]
    stated = [one.moment.value[:10] for one in seen
              if one.source == "meta published" or one.features[:1] == ("json-ld datePublished first",)]
    published = {name for name, day in days.items() if any(map(_called_published, day.sightings))}
    for name, day in days.items():
        features = day.features
        if changed:
            features.add("after modified" if name > max(changed) else "is modified" if name in changed else
                         "before modified")
        if stated:
            features.add("after published" if name > max(stated) else "is stated" if name in stated else
                         "before published" if name < min(stated) else "among published")
        called = [one.source in _CHANGED or not _CALLED_CHANGED.isdisjoint(one.features)
                  for one in day.sightings]
        if all(called):
            features.update(("all modified", f"all modified, {'others' if published else 'none'} published"))
        elif any(called):
            features.add("some modified")
        if name in published:
            features.add("some published")


def _called_published(one: Sighting) -> bool:
    return (one.source in ("meta published", "json-ld datePublished", "script", "address")
            or one.features[0] == "itemprop published" or "label published" in one.features)


def _agreement(day: Day) -> Iterator[str]:
    """Yield which kinds of places agree on a day."""
    kinds = day.best.keys()
    stated = not kinds.isdisjoint(_STATED)
    if kinds >= _STATED:
        yield "agree machine"
    if any(one.source in PLACED for one in day.best.values()):
        if stated:
            yield "agree seen and stated"
        elif not kinds.isdisjoint(_CHANGED):
            yield "agree seen and modified only"
    if "printed" in day.best:
        if sum(one.source == "printed" for one in day.sightings) > 1:
            yield "printed twice"
        features = day.best["printed"].features
        short = "line alone" in features or "line short" in features
        yield f"printed {'short' if short else 'prose'} {'away' if _NEAR.isdisjoint(features) else 'near'}"
