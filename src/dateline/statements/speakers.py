"""Who speaks in each attribution of one article: the fullest name printed, the chain to it, or an honest unknown."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.model import Article, Candidate, Span, Speaker, SpeakerType
from dateline.statements.attribution import Attribution
from dateline.statements.coreference import Coreference, Ranked, Scene
from dateline.statements.entities import Roll
from dateline.statements.lexicon import english
from dateline.statements.mentions import Mentions
from dateline.statements.passage import read_passage
from dateline.statements.sources import Part, Sources

SURE = 0.5  # belief from which on a pronoun or a description is given a name
CANDIDATES = 4


class Resolved(Struct, frozen=True, kw_only=True):
    """Who speaks in one attribution; both empty where nobody does."""

    speakers: tuple[Speaker, ...] = ()
    candidates: tuple[Candidate, ...] = ()


NOBODY = Resolved()


def resolve(article: Article, attributions: Sequence[Attribution]) -> tuple[Resolved, ...]:
    """Return who speaks in each of `attributions`, all of Article.text, in their order.

    Only text, headline, blocks, authors and outlet of the article are used. Chains are spans in Article.text.
    """
    return _Resolver(article).all(attributions)


class _Resolver:
    """One article's names, and what is known of who spoke so far."""

    def __init__(self, article: Article) -> None:
        self.lexicon = english()
        self.text = article.text
        self.passage = read_passage(article.text)
        self.mentions = Mentions(self.passage, self.lexicon).read()
        self.roll = Roll(self.passage, self.mentions, self.lexicon).gather()
        looks = [str(self.roll.entities[n].look) for n in self.roll.entity_of]
        self.sources = Sources(self.passage, self.mentions, looks, self.lexicon)
        self.coreference = Coreference(self.passage, self.mentions, self.roll.entities, self.roll.entity_of,
                                       self.lexicon)
        self.last: int | None = None
        self.last_sentence = -1

    def all(self, attributions: Sequence[Attribution]) -> tuple[Resolved, ...]:
        order = sorted(range(len(attributions)), key=lambda i: _place(attributions[i]))
        found: dict[int, Resolved] = {}
        for index in order:
            found[index] = self.one(attributions[index])
        return tuple(found[index] for index in range(len(attributions)))

    def one(self, attribution: Attribution) -> Resolved:
        words = sorted({w for span in attribution.source for w in self.passage.within(span)})
        parts = self.sources.read(words)
        if not parts:
            return NOBODY
        scene = Scene(last=self.last, last_sentence=self.last_sentence, content=attribution.content)
        speakers: list[Speaker] = []
        candidates: list[Candidate] = []
        for part in parts:
            speaker, rivals = self.speaker(part, scene)
            if speaker is not None:
                speakers.append(speaker)
            candidates.extend(rivals)
        return Resolved(speakers=tuple(speakers), candidates=tuple(candidates) if len(parts) == 1 else ())

    def speaker(self, part: Part, scene: Scene) -> tuple[Speaker | None, list[Candidate]]:
        if part.kind == "name" and part.mention is not None:
            return self.named(self.roll.entity_of[part.mention], part, part.mention, 0.95), []
        if part.kind == "pronoun":
            if part.head in ("you", "one", "those", "these", "this", "what", "i", "we", "my", "our", "us", "me"):
                return None, []
            body = part.head in ("it", "its", "which", "that")
            plural = part.head in ("they", "their", "them", "themselves")
            if plural:
                return self.unsure(part), []
            ranked = self.coreference.rank(part, "body" if body else "pronoun",
                                           ("body",) if body else ("person", "unknown"), scene)
            return self.settle(part, ranked)
        if not part.definite or part.type in ("group", "text"):
            return self.unsure(part), []
        if part.type == "organisation":
            ranked = self.coreference.rank(part, "body", ("body",), scene)
        else:
            ranked = self.coreference.rank(part, "description", ("person", "unknown"), scene)
        return self.settle(part, ranked)

    def settle(self, part: Part, ranked: list[Ranked]) -> tuple[Speaker, list[Candidate]]:
        if ranked and ranked[0].weight >= SURE:
            best = ranked[0]
            return self.named(best.entity, part, best.mention, best.weight), []
        return self.unsure(part), [
            Candidate(name=" ".join(self.roll.entities[r.entity].name), confidence=round(r.weight, 2),
                      chain=self.chain(part, r.entity, r.mention)) for r in ranked[:CANDIDATES]]

    def named(self, number: int, part: Part, mention: int, confidence: float) -> Speaker:
        entity = self.roll.entities[number]
        self.last, self.last_sentence = number, self.passage.sentence[part.first]
        span = self.mentions[mention].role
        full = entity.full or self.mentions[mention]
        kind: SpeakerType = "organisation" if entity.look in ("body", "place") \
            else "group" if entity.look == "group" else "person"
        return Speaker(name=self.text[slice(*full.span)], role=self.text[slice(*span)] if span else None, type=kind,
                       named=True, chain=self.chain(part, number, mention), confidence=round(confidence, 2))

    def chain(self, part: Part, number: int, mention: int) -> tuple[Span, ...]:
        entity = self.roll.entities[number]
        source = (self.passage.starts[part.first], self.passage.ends[part.end - 1])
        full = entity.full or self.mentions[mention]
        steps = [self.mentions[mention].span, full.span]
        if part.kind != "name":
            steps.insert(0, source)
        return tuple(dict.fromkeys(steps))

    def unsure(self, part: Part) -> Speaker:
        start, end = self.passage.starts[part.first], self.passage.ends[part.end - 1]
        return Speaker(name=self.text[start:end], type=part.type, named=False, confidence=0.5)


def _place(attribution: Attribution) -> int:
    return min(start for start, _ in attribution.source or attribution.content)
