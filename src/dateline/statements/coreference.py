"""Whom a pronoun or a description means: the entities named around it, weighed by a small log-linear model."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from dateline.model import Span
from dateline.statements.entities import Entity
from dateline.statements.lexicon import Lexicon
from dateline.statements.mentions import Mention
from dateline.statements.passage import Passage
from dateline.statements.sources import Part

RIVALS = 10  # entities weighed for one source
REACH = 300  # mentions looked back over for them
FEATURES = (
    "gender agrees", "gender differs", "named last", "distance", "same sentence", "subject", "spoke last",
    "spoke last, near", "often named", "named at the top", "possessive", "in a quotation", "role fits",
    "more of the role fits", "in the content", "unknown look", "quotes this", "reports this", "named later",
)
MASCULINE, FEMININE = frozenset("he his him himself".split()), frozenset("she her hers herself".split())


class Scene(msgspec.Struct, frozen=True):
    """What is known where a source stands: who spoke last, who quotes or reports it, its own content."""

    last: int | None = None  # entity
    last_sentence: int = -1
    quoting: int | None = None
    reporting: int | None = None
    content: tuple[Span, ...] = ()


class Ranked(msgspec.Struct, frozen=True):
    """An entity that a source may mean, the mention that it is nearest to, and its share of belief."""

    entity: int
    mention: int
    weight: float
    features: tuple[float, ...]


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return kind of source -> feature -> weight, as training/speakers.py wrote them."""
    source = files("dateline.statements") / "data" / "en" / "coreference.json"
    return msgspec.json.decode(source.read_bytes(), type=dict[str, dict[str, float]])


class Coreference:
    """Weighs the entities of one passage."""

    def __init__(self, passage: Passage, mentions: list[Mention], entities: list[Entity], entity_of: list[int],
                 lexicon: Lexicon) -> None:
        self.passage, self.mentions, self.entities = passage, mentions, entities
        self.entity_of, self.lexicon = entity_of, lexicon
        self.firsts = [mention.first for mention in mentions]
        self.by_role: dict[str, list[int]] = {}
        for number, entity in enumerate(entities):
            for word in sorted(entity.role_words):
                self.by_role.setdefault(word, []).append(number)

    def rank(self, part: Part, kind: str, looks: Sequence[str], scene: Scene) -> list[Ranked]:
        """Return the entities of these `looks` that `part` may mean, likeliest first; weights sum to 1 at most."""
        rivals = self.rivals(part, looks)
        scored = []
        table = weights()[kind]
        vector = [table.get(name, 0.0) for name in FEATURES]
        gender = self.gender(part)
        words = {self.passage.lows[w] for w in range(part.first, part.end)} - self.lexicon.function - {part.head}
        for order, (entity, mention) in enumerate(rivals):
            features = self.features(part, entity, mention, order, gender, words, scene)
            scored.append((sum(map(float.__mul__, vector, features)), entity, mention, features))
        top = max((score for score, *_ in scored), default=0.0)
        total = sum(math.exp(score - top) for score, *_ in scored) + math.exp(table.get("nobody", -2.0) - top)
        ranked = [Ranked(e, m, math.exp(score - top) / total, f) for score, e, m, f in scored]
        return sorted(ranked, key=lambda r: (-r.weight, r.entity))

    def gender(self, part: Part) -> str:
        if part.kind == "pronoun":
            return "m" if part.head in MASCULINE else "f" if part.head in FEMININE else ""
        return self.lexicon.roles.get(part.head, "") or ""

    def rivals(self, part: Part, looks: Sequence[str]) -> list[tuple[int, int]]:
        """Return (entity, its mention nearest before the source), nearest first; for descriptions also later."""
        place = bisect_left(self.firsts, part.first)
        found: dict[int, int] = {}
        for index in range(place - 1, max(-1, place - 1 - REACH), -1):
            entity = self.entity_of[index]
            if entity not in found and self.entities[entity].look in looks:
                found[entity] = index
                if len(found) == RIVALS:
                    break
        if part.kind == "description":
            for entity in self.by_role.get(part.head, [])[:RIVALS]:
                if self.entities[entity].look in looks:
                    found.setdefault(entity, self.nearest(entity, place))
        if not found or part.kind == "description":
            for index in range(place, min(len(self.mentions), place + RIVALS)):
                entity = self.entity_of[index]
                if self.entities[entity].look in looks and self.mentions[index].first >= part.end:
                    found.setdefault(entity, index)
        return list(found.items())

    def nearest(self, entity: int, place: int) -> int:
        mentions = self.entities[entity].mentions
        return mentions[max(0, bisect_left(mentions, place) - 1)]

    def features(self, part: Part, number: int, index: int, order: int, gender: str, words: set[str],
                 scene: Scene) -> tuple[float, ...]:
        passage, entity, mention = self.passage, self.entities[number], self.mentions[index]
        here, there = passage.sentence[part.first], passage.sentence[mention.first]
        later = mention.first >= part.first
        before = bisect_left(entity.mentions, bisect_left(self.firsts, part.first))
        spoke = scene.last == number
        return (
            float(bool(gender) and entity.gender == gender),
            float(bool(gender) and entity.gender not in ("", gender)),
            float(order == 0 and not later),
            math.log1p(abs(here - there)),
            float(here == there),
            float(mention.subject),
            float(spoke),
            float(spoke and here - scene.last_sentence <= 2),
            math.log1p(before),
            float(passage.paragraph[self.mentions[entity.mentions[0]].first] <= 2),
            float(mention.possessive),
            float(passage.quoted(mention.span[0]) is not None),
            float(part.kind == "description" and part.head in entity.role_words),
            float(min(3, len(words & entity.role_words))),
            float(any(start <= mention.span[0] < end for start, end in scene.content)),
            float(entity.look == "unknown"),
            float(scene.quoting == number),
            float(scene.reporting == number),
            float(later),
        )
