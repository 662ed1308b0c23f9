"""Whom a pronoun or a description means: the entities named around it, weighed by a small log-linear model."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.model import Span
from dateline.statements.entities import Entity, Roll
from dateline.statements.lexicon import Lexicon
from dateline.statements.passage import Passage
from dateline.statements.sources import Part

RIVALS = 10  # entities weighed for one source
OFTEN = 6  # mentions from which on an entity counts as named often
REACH = 300  # mentions looked back over for them
NEXT_SENTENCES = 3  # in which a speaker described first is named
FEATURES = (
    "gender agrees", "gender differs", "gender unknown", "named last", "distance", "same sentence",
    "same paragraph", "subject", "spoke last", "spoke last, near", "often named", "named at the top", "possessive",
    "in a quotation", "role fits", "more of the role fits", "in the content", "not surely a person", "quotes this",
    "reports this", "named later", "speaks", "opens the sentence", "place", "role akin", "indefinite", "owned",
    "named here", "speaks often",
    "names between", "oblique", "subject, same sentence", "subject, sentence before", "speaks there",
    "spoke last, same paragraph", "spoke last, paragraph before", "spoke last, words first",
    "introduced next", "party agrees", "party differs", "shared words",
    "another fits", "other role",
    "office fits", "office, none fits", "generic noun", "complement", "family", "campaign noun, named often",
    "named most", "foreign office",
)


FITS, AKIN, PARTY = map(FEATURES.index, ("role fits", "role akin", "party agrees"))
OFTEN_IN_ALL = 30  # mentions counted of a whole text
OWN = FEATURES.index("another fits")  # in the rows that `features` gives: whether the entity has any role
FOREIGN = -1
COMPLEMENTS = frozenset(["of", "for", "in", "at", "who", "that", "from", "with", "on"])


class Scene(Struct, frozen=True):
    """What is known where a source stands: who spoke last, who quotes or reports it, its own content."""

    last: int | None = None  # entity
    last_sentence: int = -1
    last_paragraph: int = -1
    quoting: int | None = None
    reporting: int | None = None
    content: tuple[Span, ...] = ()


class Ranked(Struct, frozen=True):
    """An entity that a source may mean, its mention nearest to the source, and its share of belief."""

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

    def __init__(self, passage: Passage, roll: Roll, lexicon: Lexicon) -> None:
        self.passage, self.roll, self.lexicon = passage, roll, lexicon
        self.firsts = roll.firsts
        people = [(len(entity.mentions), -number) for number, entity in enumerate(roll.entities)
                  if entity.may_be_person]
        self.most = -max(people)[1] if people else -1  # the person named most, the first of equals
        self.by_role: dict[str, list[int]] = {}
        for number, entity in enumerate(roll.entities):
            words = entity.full.lows if entity.look == "body" else sorted(entity.role_words)
            for word in words:
                self.by_role.setdefault(word, []).append(number)

    def rank(self, part: Part, kind: str, scene: Scene) -> list[Ranked]:
        """Return whom `part` may mean, likeliest first; the weights sum to less than 1, the rest is nobody's.

        kind: "pronoun", "description" (both people) or "body".
        """
        table = weights()[kind]
        rivals = self.rivals(part, kind)
        vector = [table.get(name, 0.0) for name in FEATURES]
        scored = []
        table_of_features = [self.features(part, entity, mention, order, scene)
                             for order, (entity, mention) in enumerate(rivals)]
        for (entity, mention), features in zip(rivals, self.compared(part, table_of_features), strict=True):
            scored.append((sum(map(float.__mul__, vector, features)), entity, mention, features))
        nobody = table.get("nobody", 0.0)
        top = max([nobody, *(score for score, *_ in scored)])
        total = sum(math.exp(score - top) for score, *_ in scored) + math.exp(nobody - top)
        ranked = [Ranked(e, m, math.exp(score - top) / total, f) for score, e, m, f in scored]
        return sorted(ranked, key=lambda r: (-r.weight, r.entity))

    def compared(self, part: Part, rows: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
        """Add to each rival's features what the others' tell: that another's role fits and this one's doesn't."""
        described = part.kind == "description"
        office = described and part.head in self.lexicon.closed["offices"]
        if office and any(row[FITS] and not row[FOREIGN] for row in rows):  # "the president" isn't the Russian one
            rows = [(*row[:FITS], row[FITS] * (not row[FOREIGN]), *row[FITS + 1:]) for row in rows]
        fits = [described and bool(row[FITS] or row[AKIN]) for row in rows]
        generic = described and part.head in self.lexicon.closed["generic"]
        after = self.passage.lows[part.end] if part.end < len(self.passage.lows) else ""
        more = float(office and not any(fits)), float(generic), float(described and after in COMPLEMENTS)
        return [(*row[:OWN], float(any(fits) and not fit), float(described and not fit and not row[PARTY]) * row[OWN],
                 float(office and fit), *more, *row[OWN + 1:]) for row, fit in zip(rows, fits, strict=True)]

    def only_relative(self, part: Part) -> int | None:
        """Return the mention, nearest before `part`, of the only one whom "Scott's wife" may be by name; or None."""
        if not part.owned or part.head not in self.lexicon.closed["family"]:
            return None
        found = [number for number, entity in enumerate(self.roll.entities)
                 if entity.may_be_person and self.related(part, entity)]
        return self.nearest(found[0], bisect_left(self.firsts, part.first)) if len(found) == 1 else None

    def related(self, part: Part, entity: Entity) -> bool:
        """Whether "Scott's wife" may be this bearer of the name Scott."""
        if not part.owned or part.head not in self.lexicon.closed["family"]:
            return False
        owners = {self.roll.entity_of[index] for index in range(
            bisect_left(self.firsts, part.first), bisect_left(self.firsts, part.end))}
        gender = self.gender(part)
        return len(entity.name) > 1 and entity.gender in ("", gender) and any(
            self.roll.entities[owner].full.lows[-1] == entity.full.lows[-1] and self.roll.entities[owner] is not entity
            for owner in owners)

    def gender(self, part: Part) -> str:
        """Return m or f where the words of `part` tell it."""
        if part.kind == "pronoun":
            closed = self.lexicon.closed
            return "m" if part.head in closed["masculine"] else "f" if part.head in closed["feminine"] else ""
        return self.lexicon.roles.get(part.head, "")

    def fits(self, entity: Entity, kind: str, gender: str = "") -> bool:
        """Whether an entity may be meant, by its look; of the other `gender` than a pronoun's it may not."""
        if gender and entity.told not in ("", gender):
            return False
        if kind != "body":
            return entity.may_be_person
        return entity.look == "body" or (entity.look == "unknown" and len(entity.name) == 1)

    def role_heads(self, part: Part, kind: str) -> tuple[str, ...]:
        """Return the words, one of which an entity must bear to fit the noun of a description."""
        if kind == "body":
            return tuple(sorted(self.lexicon.families.get(part.head, frozenset([part.head]))))
        return (part.head,)

    def parties(self, part: Part, own: Collection[str]) -> tuple[float, float]:
        """Return whether a description and an entity's roles name the same party, and whether different ones."""
        words = {self.passage.lows[w] for w in range(part.first, part.end)}
        sides = [self.lexicon.closed[side] for side in ("republican", "democrat")]
        said = [bool(side & words) for side in sides]
        held = [not side.isdisjoint(own) for side in sides]
        return float(any(a and b for a, b in zip(said, held, strict=True))), \
            float(any(said) and any(held) and not any(a and b for a, b in zip(said, held, strict=True)))

    def kin(self, part: Part) -> frozenset[str]:
        return self.lexicon.kin.get(part.head, frozenset())

    def rivals(self, part: Part, kind: str) -> list[tuple[int, int]]:
        """Return (entity, its mention nearest before the source), nearest first; for descriptions also later."""
        mentions, entities, entity_of = self.roll.mentions, self.roll.entities, self.roll.entity_of
        gender = self.gender(part) if kind == "pronoun" else ""
        place = bisect_left(self.firsts, part.first)
        inside = {entity_of[i] for i in range(place, bisect_left(self.firsts, part.end))}
        found: dict[int, int] = {}
        for index in range(place - 1, max(-1, place - 1 - REACH), -1):
            entity = entity_of[index]
            if entity not in found and entity not in inside and mentions[index].last < part.first \
                    and self.fits(entities[entity], kind, gender):
                found[entity] = index
                if len(found) == RIVALS:
                    break
        if part.kind == "description":
            for word in dict.fromkeys((*self.role_heads(part, kind), *sorted(self.kin(part)))):
                for entity in self.by_role.get(word, [])[:RIVALS]:
                    if entity not in found and entity not in inside and self.fits(entities[entity], kind):
                        found[entity] = self.nearest(entity, place)
        if not found or part.kind == "description":
            for index in range(place, min(len(mentions), place + RIVALS)):
                entity = entity_of[index]
                if entity not in found and entity not in inside and mentions[index].first >= part.end \
                        and self.fits(entities[entity], kind, gender):
                    found[entity] = index
        return list(found.items())

    def count_since(self, entity: Entity, start: int, end: int) -> int:
        """Return how often `entity` is named among the words [start, end)."""
        low, high = bisect_left(self.firsts, start), bisect_left(self.firsts, end)
        return bisect_left(entity.mentions, high) - bisect_left(entity.mentions, low)

    def nearest(self, entity: int, place: int) -> int:
        mentions = self.roll.entities[entity].mentions
        return mentions[max(0, bisect_left(mentions, place) - 1)]

    def features(self, part: Part, number: int, index: int, order: int, scene: Scene) -> tuple[float, ...]:
        passage, entity, mention = self.passage, self.roll.entities[number], self.roll.mentions[index]
        here, there = passage.sentence[part.first], passage.sentence[mention.first]
        later = mention.first >= part.first
        before = bisect_left(entity.mentions, bisect_left(self.firsts, part.first))
        spoke = scene.last == number
        gender = self.gender(part)
        body = entity.look in ("body", "unknown") and part.type == "organisation"
        own = frozenset(entity.full.lows) if body else entity.role_words
        heads = self.role_heads(part, "body" if body else "person")
        others = {passage.lows[w] for w in range(part.first, part.end)} - self.lexicon.function - {part.head}
        return (
            float(bool(gender) and entity.gender == gender),
            float(bool(gender) and entity.gender not in ("", gender)),
            float(bool(gender) and not entity.gender),
            float(order == 0 and not later),
            math.log1p(abs(here - there)),
            float(here == there),
            float(passage.paragraph[part.first] == passage.paragraph[mention.first]),
            float(mention.subject),
            float(spoke),
            float(spoke and here - scene.last_sentence <= 2),
            math.log1p(min(before, OFTEN)),
            float(passage.paragraph[self.roll.mentions[entity.mentions[0]].first] <= 2),
            float(mention.possessive),
            float(passage.quoted(mention.span[0]) is not None),
            float(part.kind == "description" and any(word in own for word in heads)),
            float(min(3, len(others.intersection(own)))),
            float(any(start <= mention.span[0] < end for start, end in scene.content)),
            float(entity.look == "unknown"),
            float(scene.quoting == number),
            float(scene.reporting == number),
            float(later),
            float(entity.voice > 0),
            float(passage.opens[mention.first]),
            float(entity.look == "place"),
            float(part.kind == "description" and bool(self.kin(part).intersection(own))),
            float(part.kind == "description" and not part.definite),
            float(part.owned),
            math.log1p(self.count_since(entity, passage.paragraph_first(part.first), part.first)),
            math.log1p(min(entity.voice, OFTEN)),
            math.log1p(order),
            float(mention.oblique),
            float(mention.subject and here == there),
            float(mention.subject and here == there + 1),
            float(index in self.roll.speaking),
            float(spoke and scene.last_paragraph == passage.paragraph[part.first]),
            float(spoke and scene.last_paragraph == passage.paragraph_before(part.first)),
            float(spoke and bool(scene.content) and scene.content[0][0] < passage.starts[part.first]),
            float(later and entity.mentions[0] == index and index in self.roll.speaking and len(entity.name) > 1
                  and mention.role is None and there - here <= NEXT_SENTENCES),
            *self.parties(part, own),
            len((others | {part.head}).intersection(own)) / max(1, len(own)) if part.kind == "description" else 0.0,
            float(bool(own)),
            float(part.kind == "description" and self.related(part, entity)),
            math.log1p(min(len(entity.mentions), OFTEN_IN_ALL)) * (part.head in self.lexicon.closed["campaigners"]),
            float(number == self.most),
            float(part.head in self.lexicon.closed["offices"] and bool(own & self.lexicon.closed["nations"] - others)),
        )
