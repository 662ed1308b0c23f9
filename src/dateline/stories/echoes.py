"""Echoes: statements that have a telling passage in common, so that they may be wordings of one quotation.

What tells is weighed by the table that ships (`terms`), never by the archive's other statements: the keys of a wording
are a pure function of it alone, and which statements are echoes hangs on no order of arrival.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Literal, TypeAlias

from msgspec import Struct

from dateline.model import Comparison
from dateline.stories.terms import WORD_CHARACTERS, fold, rarity, stem
from dateline.stories.wording import compare

TELLING = 1.2  # rarity from which a word tells something: it stands in less than 3 of 10 documents
PASSAGE = 10.0  # rarity of a run of telling words, added up, from which it is no coincidence
PASSAGE_WORDS = 4
READ_WORDS = 400  # of a wording
NAME_WEIGHT = 0.5
WHOLE = 8.0  # rarity of a wording without such a run from which it is one itself
LITTLE = 5.0  # rarity of what two wordings share from which it is looked at how they differ
CLUE = 7.0  # rarity of words that are looked for together
CLUES = 16  # such groups, the rarest

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
    words = [match[0] for match, _ in zip(_WORD.finditer(wording), range(READ_WORDS), strict=False)]
    weighed = [(word[:WORD_CHARACTERS], fold(word), _weight(word, first=not place)) for place, word in enumerate(words)]
    kept = [one for one in weighed if one[2] >= TELLING] or weighed
    return Telling(*(tuple(one[part] for one in kept) for part in range(3)))  # type: ignore[arg-type]


def _weight(word: str, *, first: bool) -> float:
    """How much a word tells: names half of their rarity, since they make a subject and no quotation."""
    if len(word) == 1:
        return 0.0
    return rarity(stem(fold(word))) * (NAME_WEIGHT if word[0].isupper() and not first else 1.0)


def echo_keys(wording: str) -> tuple[int, ...]:
    """Return the keys of a wording, each of 48 bits: statements that share one are echoes of each other."""
    return tuple(sorted({int.from_bytes(blake2b(" ".join(words).encode(), digest_size=6).digest(), "big")
                         for words in telling(wording).passages()}))


def clues(asked: Telling) -> list[tuple[str, ...]]:
    """Return groups of words, as printed, of which a wording of the same quotation holds at least one whole group.

    The first group is all of the words.
    """
    runs = asked.runs(CLUE, 2)
    runs = sorted(sorted(runs, key=lambda run: -sum(asked.weights[slice(*run)]) / (run[1] - run[0]))[:CLUES])
    return list(dict.fromkeys([tuple(dict.fromkeys(asked.printed)), *(asked.printed[slice(*run)] for run in runs)]))


def resemblance(asked: str, known: Telling, other: str) -> Resemblance | None:
    """Return how `other` words what was `asked`; None where it is another quotation. known: what tells in `asked`."""
    theirs = telling(other)
    weights = dict(zip(known.folded, known.weights, strict=True))
    shared = sum(weights[word] for word in weights.keys() & set(theirs.folded))
    if shared < min(LITTLE, sum(weights.values()) * 0.999):
        return None
    comparison = compare(asked, other)
    relation = _relation(asked, other, comparison)
    if relation == "reworded" and shared < sum(weights.values()) / 2:
        relation = None
    if relation is None and set(known.passages()) & set(theirs.passages()):
        relation = "passage"
    return Resemblance(relation=relation, comparison=comparison) if relation else None


def _relation(asked: str, other: str, comparison: Comparison) -> Relation | None:
    if comparison.kind == "different":
        return None
    if comparison.kind == "trimmed":
        return "longer" if all(start == end for start, end in (change.a for change in comparison.changes)) else "shorter"
    return comparison.kind
