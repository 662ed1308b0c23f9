"""Who speaks in each attribution of one article: the fullest name printed, the chain to it, or an honest unknown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import Article, Candidate, Span, Speaker, SpeakerType
from dateline.statements.attribution import Attribution
from dateline.statements.coreference import FEATURES, Coreference, Ranked, Scene
from dateline.statements.entities import APPOSITION_WORDS, Roll
from dateline.statements.lexicon import english
from dateline.statements.mentions import is_role, read_mentions
from dateline.statements.passage import read_passage
from dateline.statements.sources import Part, Sources

SURE = 0.5  # belief from which on a pronoun or a description is given a name
CANDIDATES = 4
NESTING = 24  # statements looked back over for the one that a source stands in


class Resolved(Struct, frozen=True, kw_only=True):
    """Who speaks in one attribution; both empty where nobody does."""

    speakers: tuple[Speaker, ...] = ()
    candidates: tuple[Candidate, ...] = ()


NOBODY = Resolved()


def resolve(article: Article, attributions: Sequence[Attribution]) -> tuple[Resolved, ...]:
    """Return who speaks in each of `attributions`, all of Article.text, in their order.

    Only the text of the article is used. Chains are spans in Article.text.
    """
    return Resolver(article.text, attributions).all()


def resolve_elsewhere(article: Article, sources: Sequence[str]) -> tuple[Resolved, ...]:
    """Return whom each of `sources`, printed in the headline or a caption, means; in their order.

    Names and descriptions are looked up in Article.text, where their chains lie too: ("Russian President",) leads
    to the Russian President whom the text names. Where the text doesn't know a name, it stands as printed, with an
    empty chain.
    """
    lines = [" ".join(source.split()) for source in sources]
    lead = "".join(line + ".\n" for line in lines)
    offset, attributions = 0, []
    for line in lines:
        span = (offset, offset + len(line))
        attributions.append(Attribution(source=(span,), content=((span[1], span[1] + 1),), confidence=1.0,
                                        method="printed"))
        offset = span[1] + 2
    found = Resolver(lead + article.text, attributions).all()
    return tuple(_moved(resolved, len(lead)) for resolved in found)


def _moved(resolved: Resolved, lead: int) -> Resolved:
    """Return `resolved` with chains that count from `lead` on; steps before it are left out."""
    def chain(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((start - lead, end - lead) for start, end in spans if start >= lead)

    return Resolved(
        speakers=tuple(Speaker(name=s.name, role=s.role, type=s.type, named=s.named, chain=chain(s.chain),
                               confidence=s.confidence) for s in resolved.speakers),
        candidates=tuple(Candidate(name=c.name, confidence=c.confidence, chain=chain(c.chain))
                         for c in resolved.candidates))


class _Answer(Struct, frozen=True):
    """One part of a source, answered."""

    speaker: Speaker | None
    entity: int | None = None
    rivals: tuple[Candidate, ...] = ()


class Resolver:
    """One text's names, and what is known so far of who speaks where."""

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self.text, self.attributions = text, attributions
        self.lexicon = english()
        self.passage = read_passage(text)
        self.mentions = read_mentions(self.passage, self.lexicon)
        self.roll = Roll(self.passage, self.mentions, self.speaking(), self.lexicon)
        looks = [str(self.roll.entities[number].look) for number in self.roll.entity_of]
        self.sources = Sources(self.passage, self.mentions, looks, self.lexicon)
        self.parts = [self.sources.read(self.words(attribution)) for attribution in attributions]
        self.coreference = Coreference(self.passage, self.roll, self.lexicon)
        self.contents = sorted((start, end, index) for index, attribution in enumerate(attributions)
                               for start, end in attribution.content)
        self.content_starts = [start for start, _, _ in self.contents]
        self.answers: dict[int, list[_Answer]] = {}
        self.own_names = self.sources.own_names()
        self.author = self.closing_note()
        self.last: int | None = None
        self.last_sentence = self.last_paragraph = -1

    def speaking(self) -> frozenset[int]:
        """Return the mentions that stand first in a source."""
        firsts = [mention.first for mention in self.mentions]
        found: set[int] = set()
        for words in map(self.words, self.attributions):
            if words:
                place = bisect_left(firsts, words[0])
                if place < len(firsts) and firsts[place] <= words[-1]:
                    found.add(place)
        return frozenset(found)

    def words(self, attribution: Attribution) -> list[int]:
        return sorted({word for span in attribution.source for word in self.passage.within(span)})

    def all(self) -> tuple[Resolved, ...]:
        order = sorted(range(len(self.attributions)), key=lambda index: _place(self.attributions[index]))
        for index in order:
            self.answers[index] = [self.answer(part, index) for part in self.parts[index]]
        return tuple(self.resolved(index) for index in range(len(self.attributions)))

    def resolved(self, index: int) -> Resolved:
        answers = self.answers[index]
        speakers: dict[tuple[str, bool], Speaker] = {}
        for answer in answers:
            if answer.speaker is None:
                continue
            speakers.setdefault((answer.speaker.name, answer.speaker.named), answer.speaker)
        return Resolved(speakers=tuple(speakers.values()), candidates=answers[0].rivals if len(answers) == 1 else ())

    def scene(self, part: Part, index: int) -> Scene:
        """Gather what is known where `part` of statement `index` stands."""
        holder = self.holder(self.passage.starts[part.first], index)
        speaker = None
        if holder is not None:
            known = self.answers.get(holder) or []
            speaker = known[0].entity if len(known) == 1 else None
        quoted = self.passage.quoted(self.passage.starts[part.first]) is not None
        return Scene(last=self.last, last_sentence=self.last_sentence,
                     last_paragraph=self.last_paragraph, quoting=speaker if quoted else None,
                     reporting=None if quoted else speaker, content=self.attributions[index].content)

    def holder(self, offset: int, index: int) -> int | None:
        """Return the other statement whose content holds `offset`, the innermost one."""
        place = bisect_right(self.content_starts, offset)
        for start, end, other in reversed(self.contents[max(0, place - NESTING):place]):
            if other != index and start <= offset < end:
                return other
        return None

    def answer(self, part: Part, index: int) -> _Answer:
        if part.kind == "name" and part.mention is not None:
            return self.named(self.roll.entity_of[part.mention], part, part.mention, 0.95)
        if part.kind == "own name":
            return self.own_name(part)
        if part.kind == "pronoun":
            return self.pronoun(part, index)
        if part.type == "text":
            return self.text_meant(part)
        if part.head in self.lexicon.named_bodies and part.definite:
            own = self.own_before(part)
            if own is not None:
                return own
        if part.type == "group":
            return self.unsure(part, [])
        ranked = self.weigh(part, "body" if part.type == "organisation" else "description", index)
        return self.settle(part, self.fitting(part, ranked))

    def text_meant(self, part: Part) -> _Answer:
        """Return the work, or the named poll or law, that "the film" or "this poll" means: the last one that fits."""
        if not part.definite or part.owned:
            return self.unsure(part, [])
        nouns = self.lexicon.works.get(part.head, frozenset([part.head]))
        best = None
        for index, mention in enumerate(self.mentions):
            if mention.first > part.first and best is not None:
                break
            entity = self.roll.entities[self.roll.entity_of[index]]
            if (entity.look == "work" and nouns & entity.role_words) or (
                    entity.look in ("unknown", "body") and len(mention.name) > 1 and mention.lows[-1] in nouns):
                best = index
        if best is None:
            return self.own_before(part) or self.unsure(part, [])
        return self.named(self.roll.entity_of[best], part, best, 0.7)

    def own_before(self, part: Part) -> _Answer | None:
        """Return the last name made of a name and a noun that a description's noun means: "the campaign"."""
        for first, last in reversed(self.own_names[:bisect_left(self.own_names, (part.first, 0))]):
            if self.passage.lows[last] == part.head:
                span = (self.passage.starts[first], self.passage.ends[last])
                here = (self.passage.starts[part.first], self.passage.ends[part.end - 1])
                return _Answer(Speaker(name=self.text[slice(*span)], type=part.type, named=True, chain=(here, span),
                                       confidence=0.6))
        return None

    def weigh(self, part: Part, kind: str, index: int) -> list[Ranked]:
        return self.coreference.rank(part, kind, self.scene(part, index))

    def fitting(self, part: Part, ranked: list[Ranked]) -> list[Ranked]:
        """Leave out whom a description cannot mean: "a panel", "his attorney" mean only whom their noun fits."""
        known = part.type == "organisation" or (part.head in self.lexicon.roles
                                                and part.head not in self.lexicon.closed["generic"])
        if part.definite and not part.owned and known:
            return ranked
        fits, akin, introduced, later = map(FEATURES.index, ("role fits", "role akin", "introduced next",
                                                             "named later"))
        kept = [r for r in ranked if (r.features[introduced] and part.type == "person")
                or (r.features[later] and r.features[fits])
                or (part.definite and (r.features[akin] or r.features[fits]))]
        left = 1.0 - sum(r.weight for r in ranked) + sum(r.weight for r in kept)
        return [replace(r, weight=r.weight / left) for r in kept]

    def text_meant(self, part: Part) -> _Answer:
        """Return the work, or the named poll or law, that "the film" or "this poll" means: the last one that fits."""
        if not part.definite or part.owned:
            return self.unsure(part, [])
        nouns = self.lexicon.works.get(part.head, frozenset([part.head]))
        best = None
        for index, mention in enumerate(self.mentions):
            if mention.first > part.first and best is not None:
                break
            entity = self.roll.entities[self.roll.entity_of[index]]
            if (entity.look == "work" and nouns & entity.role_words) or (
                    entity.look in ("unknown", "body") and len(mention.name) > 1 and mention.lows[-1] in nouns):
                best = index
        if best is None:
            return self.own_before(part) or self.unsure(part, [])
        return self.named(self.roll.entity_of[best], part, best, 0.7)

    def own_before(self, part: Part) -> _Answer | None:
        """Return the last name made of a name and a noun that a description's noun means: "the campaign"."""
        for first, last in reversed(self.own_names[:bisect_left(self.own_names, (part.first, 0))]):
            if self.passage.lows[last] == part.head:
                span = (self.passage.starts[first], self.passage.ends[last])
                here = (self.passage.starts[part.first], self.passage.ends[part.end - 1])
                return _Answer(Speaker(name=self.text[slice(*span)], type=part.type, named=True, chain=(here, span),
                                       confidence=0.6))
        return None

    def weigh(self, part: Part, kind: str, index: int) -> list[Ranked]:
        return self.coreference.rank(part, kind, self.scene(part, index))

    def fitting(self, part: Part, ranked: list[Ranked]) -> list[Ranked]:
        """Leave out whom a description cannot mean: "a panel", "his attorney" mean only whom their noun fits."""
        known = part.head in self.lexicon.roles or part.type == "organisation"
        if part.definite and not part.owned and known:
            return ranked
        fits, akin, introduced = map(FEATURES.index, ("role fits", "role akin", "introduced next"))
        kept = [r for r in ranked if r.features[fits] or (part.definite and r.features[akin])
                or (r.features[introduced] and part.type == "person")]
        left = 1.0 - sum(r.weight for r in ranked) + sum(r.weight for r in kept)
        return [replace(r, weight=r.weight / left) for r in kept]

    def pronoun(self, part: Part, index: int) -> _Answer:
        closed = self.lexicon.closed
        if part.head in closed["relative"]:
            before = self.antecedent(part)
            return before if before is not None else self.unsure(part, [])
        if part.head in closed["first"]:
            return self.first_person(part, self.scene(part, index))
        if part.head in closed["masculine"] or part.head in closed["feminine"]:
            return self.settle(part, self.weigh(part, "pronoun", index))
        if part.head in closed["neuter"]:
            return self.settle(part, self.weigh(part, "body", index))
        return self.unsure(part, [])

    def first_person(self, part: Part, scene: Scene) -> _Answer:
        """Return who says "I": whoever is quoted; outside quotations the author where a closing note names them."""
        start = self.passage.starts[part.first]
        if scene.quoting is not None:
            return self.named(scene.quoting, part, self.roll.entities[scene.quoting].mentions[0], 0.8)
        if self.passage.quoted(start) is None and self.author is not None:
            return self.named(self.roll.entity_of[self.author], part, self.author, 0.7)
        return _Answer(None)

    def closing_note(self) -> int | None:
        """Return the mention that opens a closing note on the author: "Ana Ruiz is a professor at ..."."""
        if not self.mentions or not self.passage.paragraph:
            return None
        last = self.passage.paragraph[-1]
        for index in range(len(self.mentions) - 1, max(-1, len(self.mentions) - NESTING), -1):
            mention = self.mentions[index]
            paragraph, after = self.passage.paragraph[mention.first], mention.last + 1
            opening = mention.first == 0 or self.passage.paragraph[mention.first - 1] != paragraph
            if opening and len(mention.name) > 1 and self.passage.lows[after:after + 1] == ["is"] \
                    and mention.look == "person" and self.passage.paragraph[after] == paragraph \
                    and len({p for p in self.passage.paragraph[mention.first:]}) <= 2 and paragraph > last // 2:
                return index
        return None

    def antecedent(self, part: Part) -> _Answer | None:
        """Return whom the words before "who" or "which" mean: a name, past "of Florida" and "a donor"."""
        lows, ending = self.passage.lows, self.sources.ending
        word, steps = part.first - 1, 0
        while word > 0 and steps < APPOSITION_WORDS and self.passage.sentence[word] == self.passage.sentence[part.first]:
            mention = ending.get(word)
            if lows[word] in (",", "-", "–", "—", ")"):
                word = self.before_bracket(word)
            elif mention is not None and self.mentions[mention].oblique and lows[self.mentions[mention].first - 1] in (
                    "of", "from") and self.roll.entities[self.roll.entity_of[mention]].look in ("place", "body"):
                word = self.mentions[mention].first - 2
            elif mention is not None:
                return self.named(self.roll.entity_of[mention], part, mention, 0.9)
            else:
                start = self.apposition_start(word)
                if start is None:
                    return None
                word = start
            steps += 1
        return None

    def before_bracket(self, word: int) -> int:
        """Return the word before a mark, or before the bracket that it closes."""
        if self.passage.lows[word] == ")":
            for step in range(1, APPOSITION_WORDS):
                if word - step > 0 and self.passage.lows[word - step] == "(":
                    return word - step - 1
        return word - 1

    def apposition_start(self, word: int) -> int | None:
        """Return the comma before the indefinite apposition that ends with `word`: ", a California investor"."""
        lows = self.passage.lows
        for step in range(1, APPOSITION_WORDS):
            place = word - step
            if place < 1 or lows[place] in (".", ";"):
                return None
            if lows[place] in (",", "(", "-", "–", "—"):
                return place if lows[place + 1] in ("a", "an", "the", "his", "her") \
                    or is_role(lows[word], self.lexicon) else None
        return None

    def settle(self, part: Part, ranked: list[Ranked]) -> _Answer:
        if ranked and ranked[0].weight >= SURE:
            return self.named(ranked[0].entity, part, ranked[0].mention, ranked[0].weight)
        return self.unsure(part, ranked)

    def named(self, number: int, part: Part, mention: int, confidence: float) -> _Answer:
        entity = self.roll.entities[number]
        self.last, self.last_sentence = number, self.passage.sentence[part.first]
        self.last_paragraph = self.passage.paragraph[part.first]
        role = self.mentions[mention].role or entity.role
        kind: SpeakerType = "text" if entity.look == "work" or (part.kind == "name" and entity.full.lows[-1] in self.lexicon.texts) \
            else "organisation" if entity.look in ("body", "place") \
            else "group" if entity.look == "group" else "person"
        return _Answer(Speaker(
            name=self.text[slice(*entity.full.span)], role=self.text[slice(*role)] if role else None, type=kind,
            named=True, chain=self.chain(part, number, mention), confidence=round(confidence, 2)), number)

    def own_name(self, part: Part) -> _Answer:
        span = (self.passage.starts[part.first], self.passage.ends[part.end - 1])
        return _Answer(Speaker(name=self.text[slice(*span)], type=part.type, named=True, chain=(span,), confidence=0.9))

    def chain(self, part: Part, number: int, mention: int) -> tuple[Span, ...]:
        """Return the mentions from the source over `mention` to the full name."""
        steps = [self.mentions[mention].span, self.roll.entities[number].full.span]
        if part.kind != "name":
            steps.insert(0, (self.passage.starts[part.first], self.passage.ends[part.end - 1]))
        return tuple(dict.fromkeys(steps))

    def unsure(self, part: Part, ranked: list[Ranked]) -> _Answer:
        start, end = self.passage.starts[part.first], self.passage.ends[part.end - 1]
        rivals = tuple(Candidate(
            name=self.text[slice(*self.roll.entities[r.entity].full.span)], confidence=round(r.weight, 2),
            chain=self.chain(part, r.entity, r.mention)) for r in ranked[:CANDIDATES])
        return _Answer(Speaker(name=self.text[start:end], type=part.type, named=False, confidence=0.5), None, rivals)


def _place(attribution: Attribution) -> int:
    return min(start for start, _ in attribution.source or attribution.content)
