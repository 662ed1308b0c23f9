"""What may be a page's headline: all places that say the same words, and what each has in common with the others."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from math import fsum

from dateline.article.ranking import score, weights
from dateline.article.tree import Element

WORD = re.compile(r"\w+")
_SOURCES = ("h1", "hinted", "og", "json-ld", "twitter", "meta", "title", "h2", "json-ld name")  # the printed form first
_RANKS = {source: rank for rank, source in enumerate(_SOURCES)}
_KINDS = ("h1", "og", "json-ld", "title", "h1 only", "twitter", "hinted", "json-ld first")  # of places, to compare with
_QUARTERS = 4  # in which likeness is told
_ROUNDING = 1e-6  # far more than sums of weights are rounded by


class Group:
    """All places of a page that say the same words."""

    __slots__ = ("bag", "element", "features", "rank", "text", "words")

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self.bag = frozenset(words)
        self.features: set[str] = set()
        self.text = ""
        self.rank = 99
        self.element: Element | None = None

    def add(self, source: str, text: str, element: Element | None, features: list[str]) -> None:
        """Note one of the places, with what it shows."""
        self.features.add(source)
        self.features.update(features)
        rank = _RANKS.get(source, 50)
        if rank < self.rank:
            self.rank, self.text = rank, text
        if element is not None and self.element is None:
            self.element = element

    def begins(self, other: Group) -> bool:
        """Return whether the other's words are the first of more of these."""
        size = len(other.words)
        return len(self.words) > size and self.words[:size] == other.words


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text with case and marks folded away."""
    return tuple(WORD.findall(text.casefold()))


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the share of words that two texts have in common (Dice), 0 to 1."""
    return shared(frozenset(one), frozenset(other))


def shared(left: frozenset[str], right: frozenset[str]) -> float:
    """Return `likeness` of words without repeats."""
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0


class Compared:
    """What groups share with the others, and with how many kinds of places: told of one by one, when it is asked for.
    """

    def __init__(self, groups: list[Group]) -> None:
        self._groups = groups
        self._own = [tuple([kind for kind in _KINDS if kind in group.features]) for group in groups]
        held: dict[tuple[int, ...], list[str]] = {}  # kinds, by which groups have them: many have the same
        for kind in _KINDS:
            held.setdefault(tuple([place for place, own in enumerate(self._own) if kind in own]), []).append(kind)
        self._missing = _missing(tuple(held.pop((), ())))
        self._sources = [(places, [groups[place] for place in places], tuple(kinds)) for places, kinds in held.items()]
        self._mosts = [(places, _most(kinds)) for places, _, kinds in self._sources]

    def tell(self, number: int) -> None:
        """Add the features of one of the groups."""
        group = self._groups[number]
        group.features.update(self._missing, _both(self._own[number]))
        for places, holders, kinds in self._sources:
            if number in places:
                continue
            best = max([shared(group.bag, other.bag) for other in holders])
            group.features.update(_like(kinds, int(best * _QUARTERS)))
            first = group.words[0]
            near = [other for other in holders if other.words[0] == first] if best else ()
            if near and any(other.begins(group) for other in near):
                group.features.update([f"begins {kind}" for kind in kinds])
            elif near and any(group.begins(other) for other in near):
                group.features.update([f"begins with {kind}" for kind in kinds])

    def most(self, number: int) -> float:
        """Return what the score of one of the groups that was not told of is at most."""
        told = [most for places, most in self._mosts if number not in places]
        return fsum([score(self._groups[number].features, weights("headline")), _weight(self._missing),
                     _weight(_both(self._own[number])), *told])


def best_of(groups: list[Group]) -> Group | None:
    """Return the group that most says it is the headline, the first of equals; None where there is none."""
    compared, weigh = Compared(groups), weights("headline")
    most = [compared.most(number) for number in range(len(groups))]
    best, chosen = float("-inf"), None
    for number in sorted(range(len(groups)), key=most.__getitem__, reverse=True):
        if most[number] + _ROUNDING < best:
            break
        compared.tell(number)
        value = score(groups[number].features, weigh)
        if chosen is None or (value, -number) > (best, -chosen):
            best, chosen = value, number
    return None if chosen is None else groups[chosen]


@lru_cache(maxsize=256)
def _missing(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([f"page has no {kind}" for kind in kinds])


@lru_cache(maxsize=256)
def _both(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([f"{one} and {other}" for one, other in combinations(kinds, 2)])


@lru_cache(maxsize=1_024)
def _like(kinds: tuple[str, ...], quarters: int) -> tuple[str, ...]:
    return tuple([f"like {kind} {quarters}" for kind in kinds])


@lru_cache(maxsize=512)
def _weight(features: tuple[str, ...]) -> float:
    return score(features, weights("headline"))


@lru_cache(maxsize=256)
def _most(kinds: tuple[str, ...]) -> float:
    """Return what likeness to kinds of places counts for at most."""
    weigh = weights("headline").get
    return fsum([max([weigh(f"like {kind} {quarters}", 0.0) for quarters in range(_QUARTERS + 1)])
                 + max(0.0, weigh(f"begins {kind}", 0.0), weigh(f"begins with {kind}", 0.0)) for kind in kinds])
