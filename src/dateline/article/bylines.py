"""Bylines: whom the page credits, as printed; weighed by all the places that name them. Precision before recall."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import combinations
from math import log
from typing import Literal

from dateline.article.credited import places_of
from dateline.article.credits import agency_name
from dateline.article.linked_data import LinkedData
from dateline.article.markup import Markup
from dateline.article.name_places import Found, PeopleAround
from dateline.article.persons import is_addition, is_company, is_desk, is_person, is_somebody, tidied
from dateline.article.printed_dates import month_number
from dateline.article.printed_names import never, reads_as_prose, shape
from dateline.article.ranking import sums, trees
from dateline.model import Byline, Span

Kind = Literal["person", "agency", "desk", "outlet"]

_SURE = log(0.55 / 0.45)  # log odds from which somebody is named: a chance of 0.55
_NAMES = 60
_WORD = re.compile(r"\w+")
_SOURCES = ("json-ld", "json-ld other", "meta", "rel", "itemprop", "hint", "author page", "line", "label", "near",
            "foot", "bio", "script")
_TRUSTED = frozenset({"json-ld", "meta", "rel", "itemprop"})


class Named:
    """Somebody, with all places that name them."""

    __slots__ = ("features", "found", "nearest", "order", "sources", "words")

    def __init__(self, words: frozenset[str], order: int) -> None:
        self.words = words
        self.order = order
        self.nearest: int | None = None  # characters from the headline to the nearest place
        self.found: list[Found] = []
        self.features: set[str] = set()
        self.sources: tuple[str, ...] = ()


def find_bylines(markup: Markup, linked: LinkedData, data: bytes, around: PeopleAround) -> tuple[Byline, ...]:
    """Return whom the page credits, in the order in which it names them. data: the page's bytes."""
    everybody = candidates(markup, linked, data, around)
    likely = sums([one.features for one in everybody], trees("bylines"))
    chosen = [one for one, sure in zip(everybody, likely, strict=True) if sure >= _SURE]
    named = [_byline(one) for one in sorted(chosen, key=lambda one: one.order)]
    persons = any(one.kind == "person" and is_person(one.name) for one in named)
    credited: dict[str, Byline] = {}
    for one in named:
        if one.kind == "person" and (reads_as_prose(one.name) or not is_somebody(one.name)):
            continue
        outlet = one.kind == "outlet" and one.name.isupper()  # as the page calls it: "CNN" is no degree
        if persons and one.kind != "agency" and not outlet and is_addition(one.name):
            continue
        credited.setdefault(one.name.casefold(), one)
    return tuple(credited.values())


def candidates(markup: Markup, linked: LinkedData, data: bytes, around: PeopleAround) -> list[Named]:
    """Return everybody who may be credited, each with all features."""
    people: dict[frozenset[str], Named] = {}
    for found in places_of(markup, linked, data, around):
        words, _ = _spelt(found.name)
        if words and len(found.name) <= 80 and len(words) <= 8 and not never(found.name):
            if words not in people and len(people) == _NAMES:
                continue
            named = people.setdefault(words, Named(words, len(people)))
            named.found.append(found)
            named.features.update(found.features)
            if found.span and around.headlines:
                distance = _distance(found.span, around.headlines)
                named.nearest = distance if named.nearest is None else min(named.nearest, distance)
    everybody = list(people.values())
    for one in everybody:
        one.sources = tuple([source for source in _SOURCES if source in one.features])
    _compare(everybody)
    outlets, headline = [_spelt(outlet)[0] for outlet in around.outlets], _spelt(around.headline_text)[0]
    for one in everybody:
        one.features.update(shape(one.found[0].name), _own_features(one, outlets, headline, around.domain))
    _beside(everybody)
    return everybody


def _distance(span: Span, headlines: tuple[Span, ...]) -> int:
    """Return how many characters stand between a place and the nearest headline."""
    first, last = span
    return min([max(first - end, start - last, 0) for start, end in headlines])


@lru_cache(maxsize=1_024)
def _spelt(text: str) -> tuple[frozenset[str], str]:
    """Return the words of a text, and its letters and digits, with case folded away."""
    words = _WORD.findall(text.casefold())
    return frozenset(words), "".join(words)


def _compare(everybody: list[Named]) -> None:
    """Add of each kind of place whether it names somebody, who else it names, and in which order."""
    holders: dict[str, list[Named]] = {}
    for one in everybody:
        for source in one.sources:
            holders.setdefault(source, []).append(one)
    for source, held in holders.items():
        many = _HOLDERS[source][min(len(held), 4)]
        for number, one in enumerate(held):
            one.features.update((_ORDER[source][min(number, 3)], many))
    all_words = [one.words for one in everybody]
    alike = len(frozenset().union(*all_words)) < sum(map(len, all_words))  # two have a word in common
    people, held_by = f"people {min(len(everybody), 6)}", frozenset(holders)
    for one in everybody:
        one.features.update(_together(one.sources, held_by), (people, _PLACES[min(len(one.found), 4)]))
        if alike and any(map(one.words.__lt__, all_words)):
            one.features.add("part of another")
        if alike and any(map(one.words.__gt__, all_words)):
            one.features.add("holds another")


_ORDER = {source: [f"{source} order {number}" for number in range(4)] for source in _SOURCES}
_HOLDERS = {source: [f"{source} holders {number}" for number in range(5)] for source in _SOURCES}
_PLACES = [f"places {number}" for number in range(5)]


@lru_cache(maxsize=1_024)
def _together(sources: tuple[str, ...], held: frozenset[str]) -> frozenset[str]:
    """Return how many kinds of places name somebody, each two of them, and which name only others.

    held: the kinds of places that name anybody.
    """
    pairs = [f"{a} and {b}" for a, b in combinations(sources, 2)]
    return frozenset([*pairs, *[f"sources at least {n}" for n in range(2, 1 + min(len(sources), 5))],
                      *[f"not {source}" for source in held.difference(sources)]])


def _beside(everybody: list[Named]) -> None:
    """Add who is nearest to the headline, and who stands beside somebody likelier."""
    persons = {one for one in everybody if "like a person" in one.features and "desk" not in one.features}
    trusted = {one for one in persons if not _TRUSTED.isdisjoint(one.sources)}
    labelled = {one for one in persons if not _LABELLED.isdisjoint(one.features)}
    most = max([len(one.sources) for one in persons if "given name" in one.features], default=0)
    visible = sorted({one.nearest for one in persons if one.nearest is not None})
    for one in everybody:
        if one.nearest is not None and visible:
            one.features.add(_NEAREST[min(bisect_left(visible, one.nearest), 3)])
        if len(trusted) > (one in trusted):
            kind = "a person" if one in persons else "no person"
            one.features.add(f"{kind} beside trusted")
            if not _TRUSTED.isdisjoint(one.sources):
                one.features.add(f"{kind} trusted beside trusted")
        if most > len(one.sources):
            one.features.add("beside a person of more places")
        if len(labelled) > (one in labelled):
            one.features.add("beside a labelled person")


_NEAREST = [f"nearest {number}" for number in range(4)]
_LABELLED = frozenset({"label", "line begins", "prefixed"})


def _own_features(one: Named, outlets: list[frozenset[str]], headline: frozenset[str], domain: str) -> list[str]:
    """Return what somebody's name says beside its form, and what his places say that he did."""
    name, words = one.found[0].name, one.words
    told = [f"role {role}" for role in {found.role for found in one.found} if role != "text"]
    if agency_name(name):
        told.append("agency")
    if words in outlets:
        told.append("outlet")
    elif not all(map(words.isdisjoint, outlets)):
        told.append("shares with outlet")
    folded = _spelt(name)[1]
    if domain and (folded in domain or domain in folded) and len(folded) > 3:
        told.append("domain")
    if words <= headline:
        told.append("in headline")
    if any(month_number(part) for part in name.split() if len(part) > 2 and not part.istitle()):
        told.append("month")
    if True in [found.organisation for found in one.found]:
        told.append("organisation")
    return told


def _byline(one: Named) -> Byline:
    alone = not _ALONE.isdisjoint(one.features)  # whom a machine is told alone wrote it, whatever else he did
    best = max(one.found, key=lambda found: (found.span is not None, found.role == "text" if alone else
                                             found.role != "text"))
    name = tidied(best.name)
    kind: Kind = "person"
    if agency_name(name):
        kind = "agency"
    elif is_desk(name) or ("desk" in one.features and "outlet" not in one.features):
        kind = "desk"
    elif ("organisation" in one.features or is_company(name)
          or not (_OUTLETS.isdisjoint(one.features) or is_person(name))):
        kind = "outlet"
    return Byline(name=name, kind=kind, role="text" if alone else best.role, span=best.span)


_OUTLETS = frozenset({"outlet", "domain"})
_ALONE = frozenset(f"{source} holders 1" for source in ("json-ld", "meta", "rel"))
