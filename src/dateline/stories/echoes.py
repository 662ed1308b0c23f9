"""Echoes: statements that have a telling passage in common, so that they may be wordings of one quotation.

What tells is weighed by the table that ships (`terms`), never by the archive's other statements: the keys of a wording
are a pure function of it alone, and which statements are echoes hangs on no order of arrival.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Literal, TypeAlias

from msgspec import Struct

from dateline.model import Comparison
from dateline.stories.terms import fold, rarity, stem
from dateline.stories.wording import REWORDED, compare

TELLING = 1.2  # rarity from which a word tells something: it stands in less than 3 of 10 documents
PASSAGE = 10.0  # rarity of a run of telling words, added up, from which it is no coincidence
PASSAGE_WORDS = 4
READ_WORDS = 400  # of a wording
NAME_WEIGHT = 0.5
WHOLE = 8.0  # rarity of a wording without such a run from which it is one itself
LITTLE = 5.0  # rarity of what two wordings share from which it is looked at how they differ
CLUE = 7.0  # rarity of words that are looked for together
CLUES = 16  # such groups, the rarest
EDGE_WORDS = 6  # at the beginning and at the end of a wording, by which what was cut out of a longer one is found

_WORD = re.compile(r"\w+(?:['’]\w+)*")

Relation: TypeAlias = Literal["same", "longer", "shorter", "reordered", "reworded", "passage"]
"""How a wording stands to what was asked for: the same words; all of them among others; some of them; all in another
order; most of them among others; a passage of them."""


class Resemblance(Struct, frozen=True, kw_only=True):
    """That two wordings are of one quotation, and how they differ."""

    relation: Relation
    comparison: Comparison


class Telling(Struct, frozen=True):
    """The words of a wording that tell something, in order."""

    printed: tuple[str, ...]
    folded: tuple[str, ...]
    weights: tuple[float, ...]

    def runs(self, weight: float, least: int) -> list[tuple[int, int]]:
        """Return the shortest run from each word on that weighs enough, as [start, end)."""
        found, end, total = [], 0, 0.0
        for start in range(len(self.weights)):
            while end < len(self.weights) and (total < weight or end - start < least):
                total += self.weights[end]
                end += 1
            if total < weight or end - start < least:
                break
            found.append((start, end))
            total -= self.weights[start]
        return found

    def passages(self) -> list[tuple[str, ...]]:
        """Return every passage that is no coincidence; where there is none, all words if they tell enough."""
        found = [self.folded[start:end] for start, end in self.runs(PASSAGE, PASSAGE_WORDS)]
        return found or ([self.folded] if sum(self.weights) >= WHOLE and len(self.folded) > 1 else [])


def telling(wording: str) -> Telling:
    """Return the telling words of a wording: all its words where none tells."""
    weighed = [(word, *_weighed(word, not place)) for place, word in enumerate(_words(wording))]
    kept = [one for one in weighed if one[2] >= TELLING] or weighed
    return Telling(tuple(one[0] for one in kept), tuple(one[1] for one in kept), tuple(one[2] for one in kept))


def _words(wording: str) -> list[str]:
    if len(wording) < READ_WORDS * 8:  # nearly always; all at once is quicker than one by one
        return _WORD.findall(wording)[:READ_WORDS]
    return [match[0] for match in islice(_WORD.finditer(wording), READ_WORDS)]


def _folded(wording: str) -> list[str]:
    return list(map(fold, _words(wording)))


@lru_cache(maxsize=65_536)
def _weighed(word: str, first: bool) -> tuple[str, float]:
    """A word folded, and how much it tells: names half of their rarity, since they make a subject and no quotation."""
    folded = fold(word)
    if len(word) == 1:
        return folded, 0.0
    is_name = word[0].isupper() and not word.isupper() and not first
    return folded, rarity(stem(folded)) * (NAME_WEIGHT if is_name else 1.0)


def echo_keys(wording: str) -> tuple[int, ...]:
    """Return the keys of a wording, each of 48 bits: statements that share one are echoes of each other."""
    return tuple(sorted({int.from_bytes(blake2b(" ".join(words).encode(), digest_size=6).digest(), "big")
                         for words in telling(wording).passages()}))


def edge_keys(wording: str) -> tuple[int, ...]:
    """Return the keys of how a wording begins and ends, below 0; none where it has fewer words than an edge."""
    every = _runs_of_words(wording)
    return tuple(sorted({_edge_key(run) for run in (*every[:1], *every[-1:])}))


def edges_within(asked: str) -> tuple[int, ...]:
    """Return the edge keys that a wording may have which was cut out of what was `asked`."""
    return tuple(sorted({_edge_key(run) for run in _runs_of_words(asked)}))


def _runs_of_words(wording: str) -> list[list[str]]:
    words = _folded(wording)
    return [words[start : start + EDGE_WORDS] for start in range(len(words) - EDGE_WORDS + 1)]


def _edge_key(run: list[str]) -> int:
    return -1 - int.from_bytes(blake2b(" ".join(run).encode(), digest_size=6).digest(), "big")


def clues(asked: str, known: Telling) -> list[tuple[str, ...]]:
    """Return groups of words and phrases of which a wording of what was `asked` holds at least one whole group.

    known: what tells in `asked`. The first group is all that tells; where that is little, the whole as a phrase.
    """
    if sum(known.weights) < LITTLE:
        return [(asked,)]
    runs = known.runs(CLUE, 2)
    runs = sorted(sorted(runs, key=lambda run: -sum(known.weights[slice(*run)]) / (run[1] - run[0]))[:CLUES])
    return list(dict.fromkeys([tuple(dict.fromkeys(known.printed)), *(known.printed[slice(*run)] for run in runs)]))


def resemblance(asked: str, known: Telling, other: str,
                edges: frozenset[int] = frozenset()) -> Resemblance | None:
    """Return how `other` words what was `asked`; None where it is another quotation.

    known: what tells in `asked`. edges: its `edges_within`.
    """
    words = _folded(other)
    theirs = set(words)
    weights, whole = _weights_of(known)
    shared = sum(map(weights.__getitem__, weights.keys() & theirs))
    tells = shared >= min(LITTLE, whole * 0.999)
    if not tells and edges.isdisjoint(edge_keys(other)):
        return None
    passages = _passages_in(known, theirs) if tells else False
    if tells and not passages and not _may_be_alike(asked, words):
        return None  # most are: nothing is compared word by word that cannot be alike
    comparison = compare(asked, other)
    if not tells:  # frequent words, but a run of them
        cut = _relation(comparison) if comparison.kind == "trimmed" else None
        return Resemblance(relation=cut, comparison=comparison) if cut else None
    relation = _relation(comparison)
    if relation == "reworded" and shared < whole / 2:
        relation = None
    if relation is None and passages and _holds_a_passage(known, other, words):
        relation = "passage"
    return Resemblance(relation=relation, comparison=comparison) if relation else None


@lru_cache(maxsize=16)
def _weights_of(known: Telling) -> tuple[dict[str, float], float]:
    weights = dict(zip(known.folded, known.weights, strict=True))
    return weights, sum(weights.values())


def _holds_a_passage(known: Telling, other: str, words: list[str]) -> bool:
    """Return whether a passage of what was asked for is one of another wording, whose words these are."""
    in_order = [passage for passage in known.passages() if _in_order(passage, words)]  # what tells is asked of few
    return bool(in_order) and not set(in_order).isdisjoint(telling(other).passages())


def _in_order(passage: tuple[str, ...], words: list[str]) -> bool:
    left = iter(words)
    return all(word in left for word in passage)


def _passages_in(known: Telling, theirs: set[str]) -> bool:
    """Return whether all words of some passage are among theirs."""
    return any(words <= theirs for words in _passage_words(known))


@lru_cache(maxsize=16)
def _passage_words(known: Telling) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for words in known.passages())


def _may_be_alike(asked: str, words: list[str]) -> bool:
    """Return whether so many words are among those asked for that the two may be anything but different.

    What is trimmed has all words of the shorter, what is reordered or reworded a half of both in common at least.
    """
    mine, length = _words_of(asked)
    shared = sum(map(mine.__contains__, words))
    if READ_WORDS in (length, len(words)):  # there may be more
        return True
    return 2 * shared >= REWORDED * (length + len(words)) or shared >= min(length, len(words))


@lru_cache(maxsize=16)
def _words_of(asked: str) -> tuple[frozenset[str], int]:
    words = _folded(asked)
    return frozenset(words), len(words)


def _relation(comparison: Comparison) -> Relation | None:
    if comparison.kind == "different":
        return None
    if comparison.kind == "trimmed":
        missing = any(start < end for start, end in (change.a for change in comparison.changes))
        return "shorter" if missing else "longer"
    return comparison.kind
