"""What a printed role tells of its bearer: which office, of which country or town, held now or not."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from dateline.speakers.names import folded
from dateline.speakers.wordlists import groups

_ROLE_CHARACTERS = 300
_USA = "usa"
_NO_WORDS = frozenset({"the", "a", "an", "of", "for", "and", "at", "in", "on", "to", "by", "with", "from", "s", "his",
                       "her", "its", "their", "who", "as"})
_DOT = re.compile(r"\b([a-z])\. ?(?=[a-z]\b)")


class Role(Struct, frozen=True, kw_only=True):
    """A role in parts."""

    heads: frozenset[str] = frozenset()  # offices and callings, by the name of each
    classes: frozenset[str] = frozenset()  # politics, sport, science, ...
    seats: frozenset[str] = frozenset()  # offices that one holds one at a time
    countries: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()  # what else it says
    now: bool = True  # whether it is held at the time
    below: bool = False  # a deputy, a spokesman, a wife

    @property
    def places(self) -> frozenset[str]:
        """The countries, states and cities that it names."""
        return self.countries | self.states | self.cities

    @property
    def office(self) -> str:
        """The office as a key, "" where none is named with its place: "president russia"."""
        places = self.places
        if not self.now or self.below or len(self.seats) != 1 or len(places) != 1:
            return ""
        other = self.words if self.seats & {"minister", "secretary"} else frozenset[str]()
        return " ".join([*sorted(self.seats), *sorted(places), *sorted(other)])


@lru_cache(maxsize=2)
def _known(name: str) -> dict[str, frozenset[tuple[str, str]]]:
    """Return word: {(kind, name of its group)}."""
    found: dict[str, set[tuple[str, str]]] = {}
    first: dict[str, str] = {}
    for kind, words in groups(name):
        for word in words:
            key = folded(word).replace("-", " ")
            first.setdefault(key, words[0])
            found.setdefault(key, set()).add((kind, words[0]))
    for _, words in groups(name):  # a group's first word may stand in other kinds by itself
        for other in {k for k, n in found[folded(words[0]).replace("-", " ")] if n == words[0]}:
            for word in words[1:]:
                found[folded(word).replace("-", " ")].add((other, words[0]))
    return {word: frozenset(kinds) for word, kinds in found.items()}


@lru_cache(maxsize=65_536)
def read_role(role: str) -> Role:
    """Return what a printed role tells: "former Ohio governor", "Russian President"."""
    plain = _DOT.sub(r"\1 ", role[:_ROLE_CHARACTERS].casefold())
    words = folded(plain.replace("’s", "").replace("'s", "").replace("-", " ")).split()
    kinds: dict[str, set[str]] = {}
    rest = set()
    at = 0
    while at < len(words):
        for length in (3, 2, 1):
            key = " ".join(words[at:at + length])
            hits = (_known("office_words.txt").get(key, frozenset()) | _known("places.txt").get(key, frozenset())
                    if len(key) > 1 or length > 1 else frozenset[tuple[str, str]]())
            if hits and at + length <= len(words):
                for kind, name in hits:
                    kinds.setdefault(kind, set()).add(name)
                at += length
                break
        else:
            if words[at] not in _NO_WORDS:
                rest.add(words[at])
            at += 1
    places = {kind: frozenset(kinds.pop(kind, ())) for kind in ("country", "state", "city")}
    not_now, below = kinds.pop("not-now", set()), kinds.pop("below", set())
    seats = frozenset(kinds.get("seat", ()))
    heads = frozenset(name for names in kinds.values() for name in names)
    return Role(heads=heads, classes=frozenset(kinds) - {"seat", "post"}, seats=seats, countries=places["country"],
                states=places["state"], cities=places["city"], words=frozenset(rest), now=not not_now,
                below=bool(below))


def places_conflict(a: Role, b: Role) -> bool:
    """Return whether two roles belong to places of which neither lies in the other."""
    for one, other in ((a.countries, b.countries), (a.states, b.states), (a.cities, b.cities)):
        if one and other and not one & other:
            return True
    abroad = (a.states and b.countries and _USA not in b.countries) or (b.states and a.countries
                                                                         and _USA not in a.countries)
    return bool(abroad)


def agreement(a: Role, b: Role, *, at_once: bool = True) -> float:
    """Return how much two roles speak for one bearer (above 0) or two (below).

    The same office in one place 3, the same office 2, another word in common 1.5, only the place 1; two places -3; two
    callings that have nothing in common -2; two seats that both are held now -2, if they are printed at one time
    (at_once).
    """
    if places_conflict(a, b):
        return -3.0
    common = a.heads & b.heads
    places = (a.countries & b.countries) | (a.states & b.states) | (a.cities & b.cities)
    if common and a.below == b.below:
        return 3.0 if places or a.words & b.words else 2.0
    if a.words & b.words:
        return 1.5
    if a.classes and b.classes and not a.classes & b.classes:
        return -2.0
    if at_once and a.seats and b.seats and not a.seats & b.seats and a.now and b.now and not (a.below or b.below):
        return -2.0
    return 1.0 if places else 0.0
