"""One text's names, and who speaks in each of its statements, one after the other in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import Candidate, Span, Speaker
from dateline.statements.antecedents import Antecedents
from dateline.statements.attribution import Attribution
from dateline.statements.certainty import certainty
from dateline.statements.coreference import FEATURES, Coreference, Ranked, Scene
from dateline.statements.entities import Entity, Roll
from dateline.statements.lexicon import english
from dateline.statements.mentions import read_mentions
from dateline.statements.nouns import dateline_end, nouns_of
from dateline.statements.passage import Passage
from dateline.statements.sources import Part, Sources

SURE = 0.5  # belief from which on a pronoun or a description is given a name
LIKELY = 0.33  # the same, where nobody else is half as likely
CANDIDATES = 4
SOURCE_WORDS = 400  # of a source; what follows is not read
HELD_WORDS = 3  # "the Vermont senator" is who is one; "the former first lady and senator" may have been one
NESTING = 24  # statements looked back over for the one that a source stands in
FITS, AKIN, NEXT, LATER, FAMILY = map(
    FEATURES.index, ("role fits", "role akin", "introduced next", "named later", "family"))


class Resolved(Struct, frozen=True, kw_only=True):
    """Who speaks in one attribution; both empty where nobody does."""

    speakers: tuple[Speaker, ...] = ()
    candidates: tuple[Candidate, ...] = ()


NOBODY = Resolved()


class Answer(Struct, frozen=True):
    """One part of a source, answered; `speaker` is None where nobody speaks."""

    speaker: Speaker | None
    kind: str  # how it was found: what `certainty` is kept of
    weight: float = 1.0  # the model's belief, where it was asked
    entity: int | None = None
    rivals: tuple[Candidate, ...] = ()


class Resolver:
    """Resolves the statements of one text; use it once."""

    def __init__(self, passage: Passage, attributions: Sequence[Attribution], body: int = 0,
                 language: str | None = None) -> None:
        """body: where the article's text begins in the passage; names before it are full only where it has none."""
        self.passage, self.text, self.attributions = passage, passage.text, attributions
        self.lexicon = english()
        self.opening = range(body, dateline_end(passage, body))  # where and by whom it was filed: nobody speaks there
        self.mentions = [mention for mention in read_mentions(self.passage, self.lexicon, nouns_of(language))
                         if mention.span[0] not in self.opening]
        self.roll = Roll(self.passage, self.mentions, self._speaking(), body, self.lexicon)
        looks = [entity.look for entity in map(self.roll.entities.__getitem__, self.roll.entity_of)]
        self.sources = Sources(self.passage, self.mentions, looks, self.lexicon, language)
        self.antecedents = Antecedents(self.passage, self.roll, self.sources, self.lexicon)
        self.coreference = Coreference(self.passage, self.roll, self.lexicon)
        self.parts = [self.sources.read(self._words(attribution)) for attribution in attributions]
        self.contents = sorted((start, end, index) for index, attribution in enumerate(attributions)
                               for start, end in attribution.content)
        self.content_starts = [start for start, _, _ in self.contents]
        self.answers: dict[int, list[Answer]] = {}
        self.last = Scene()
        self.own: Part | None = None  # the own name, "the Clinton campaign", that spoke last

    def all(self) -> tuple[Resolved, ...]:
        """Return who speaks in each statement, in the order given."""
        order = sorted(range(len(self.attributions)), key=lambda index: _place(self.attributions[index]))
        previous = None
        for index in order:
            self.answers[index] = self._pair(index) or [self.answer(part, index) for part in self.parts[index]]
            if not self.parts[index] and previous is not None and self._goes_on(previous, index):
                self.answers[index] = [_continued(answer) for answer in self.answers[previous]]
            previous = index
        return tuple(self._resolved(index) for index in range(len(self.attributions)))

    def answer(self, part: Part, index: int) -> Answer:
        """Return whom `part`, of the source of statement `index`, means."""
        if part.kind == "name" and part.mention is not None:
            return self._named(self.roll.entity_of[part.mention], part, part.mention, self._name_kind(part))
        if part.kind == "own name":
            return self._own_name(part)
        if part.kind == "pronoun":
            return self._pronoun(part, index)
        if part.type == "text":
            return self._work(part)
        if part.definite and part.head in self.lexicon.named_bodies and (own := self._own_before(part)):
            return own
        if part.type == "group":
            return self._unsure(part, [])
        if (kin := self.coreference.only_relative(part)) is not None:
            return self._mentioned(part, kin, "relative")
        kind = "body" if part.type == "organisation" else "description"
        return self._settled(part, self._fitting(part, self.weigh(part, kind, index)), kind)

    def weigh(self, part: Part, kind: str, index: int) -> list[Ranked]:
        """Ask the model; training/speakers.py listens here."""
        return self.coreference.rank(part, kind, self._scene(part, index))

    # ------------------------------------------------------------------------------------------- where a source stands

    def _speaking(self) -> frozenset[int]:
        """Return the mentions that stand first in a source."""
        firsts = [mention.first for mention in self.mentions]
        found: set[int] = set()
        for words in map(self._words, self.attributions):
            place = bisect_left(firsts, words[0]) if words else len(firsts)
            if place < len(firsts) and firsts[place] <= words[-1]:
                found.add(place)
        return frozenset(found)

    def _words(self, attribution: Attribution) -> list[int]:
        words = sorted({word for span in attribution.source for word in self.passage.within(span)[:SOURCE_WORDS]
                        if self.passage.starts[word] not in self.opening})
        return words[:SOURCE_WORDS]

    def _scene(self, part: Part, index: int) -> Scene:
        """Gather what is known where `part` of statement `index` stands."""
        start = self.passage.starts[part.first]
        holder = self._holder(start, index)
        known = self.answers.get(holder, []) if holder is not None else []
        speaker = known[0].entity if len(known) == 1 else None
        quoted = self.passage.quoted(start) is not None
        return replace(self.last, quoting=speaker if quoted else None, reporting=None if quoted else speaker,
                       content=self.attributions[index].content)

    def _holder(self, offset: int, index: int) -> int | None:
        """Return the other statement whose content holds `offset`, the innermost one."""
        place = bisect_right(self.content_starts, offset)
        for start, end, other in reversed(self.contents[max(0, place - NESTING):place]):
            if other != index and start <= offset < end:
                return other
        return None

    def _goes_on(self, previous: int, index: int) -> bool:
        """Whether a quotation without source and cue goes on with the speaker quoted before it in its paragraph."""
        now, then = self.attributions[index], self.attributions[previous]
        start, before = now.content[0][0], then.content[-1][0]
        return not now.cue and all(self.passage.quoted(s) is not None for s in (start, before)) \
            and self.passage.same_paragraph(start, before) \
            and all(answer.speaker is not None and answer.speaker.named for answer in self.answers[previous])

    # ------------------------------------------------------------------------------------------- kinds of sources

    def _pair(self, index: int) -> list[Answer]:
        """Return the two people whom "each" or "both" means: the only two of its sentence and the one before."""
        parts = self.parts[index]
        if len(parts) != 1 or parts[0].end - parts[0].first != 1 or parts[0].head not in self.lexicon.closed["pair"]:
            return []
        part = parts[0]
        found: dict[int, int] = {}
        place = bisect_left(self.roll.firsts, part.first) - 1
        for mention in range(place, max(-1, place - NESTING), -1):
            if self.passage.sentence[self.mentions[mention].first] < self.passage.sentence[part.first] - 1:
                break
            number = self.roll.entity_of[mention]
            if self.roll.entities[number].look == "person":
                found.setdefault(number, mention)
        if len(found) != 2:
            return []
        return [self._mentioned(part, mention, "pair") for mention in sorted(found.values())]

    def _name_kind(self, part: Part) -> str:
        mention = self.mentions[part.mention or 0]
        entity = self.roll.entities[self.roll.entity_of[part.mention or 0]]
        if mention.name == entity.name:
            return "full name" if len(mention.name) > 1 or entity.look != "unknown" else "single name"
        return "shared short name" if part.mention in self.roll.shared else "short name"

    def _pronoun(self, part: Part, index: int) -> Answer:
        closed = self.lexicon.closed
        if part.head in closed["relative"]:
            before = self.antecedents.before(part)
            if before is None or self._is_class(before):
                return self._unsure(part, [])
            return self._mentioned(part, before, "before who")
        if part.head in closed["first"]:
            return self._first_person(part, index)
        if part.head in closed["masculine"] or part.head in closed["feminine"]:
            return self._settled(part, self.weigh(part, "pronoun", index), "pronoun")
        if part.head in closed["neuter"]:
            if (own := self._own_spoke(part)) is not None:
                return own
            return self._settled(part, self.weigh(part, "body", index), "body")
        return self._unsure(part, [])

    def _is_class(self, mention: int) -> bool:
        """Whether a mention is a class of people printed with a capital, no name: "Parents", but "Democrats"."""
        entity = self.roll.entities[self.roll.entity_of[mention]]
        return entity.look == "group" and not self.sources.is_party(entity.full.lows[-1])

    def _first_person(self, part: Part, index: int) -> Answer:
        """Return who says "I": whoever is quoted; outside quotations whom a label or a closing note names."""
        quoting = self._scene(part, index).quoting
        if quoting is not None:
            return self._mentioned(part, self.roll.entities[quoting].mentions[0], "quoted I")
        if self.passage.quoted(self.passage.starts[part.first]) is not None:
            return self._unsure(part, [])
        named = self.antecedents.labelled(part)
        if named is None:
            named = self.antecedents.author
        return Answer(None, "nobody") if named is None else self._mentioned(part, named, "author")

    def _fitting(self, part: Part, ranked: list[Ranked]) -> list[Ranked]:
        """Leave out whom a description cannot mean.

        An office that somebody holds is that one's, and "the Norwegian president" is nobody whom the text does not give
        that office. "His attorney" and "the official" mean only somebody whose role
        fits, "a panel" only a body that is named after it, and somebody described without a name may be named in the
        next sentences.
        """
        ranked = [r for r in ranked if not self._another_s(part, r)]
        generic = part.type == "person" and (part.head not in self.lexicon.roles
                                             or part.head in self.lexicon.closed["generic"])
        held = part.end - part.first <= HELD_WORDS and part.head in self.lexicon.closed["offices"] \
            and any(r.features[FITS] for r in ranked)
        abroad = part.head in self.lexicon.closed["offices"] and not self.lexicon.closed["nations"].isdisjoint(
            self.passage.lows[part.first:part.end])
        if part.definite and not part.owned and not generic and not held and not abroad:
            return ranked
        kept = [r for r in ranked if (r.features[NEXT] and part.type == "person")
                or (r.features[FITS] and (part.definite or r.features[LATER]))
                or (r.features[AKIN] and part.definite) or r.features[FAMILY]]
        left = 1.0 - sum(r.weight for r in ranked) + sum(r.weight for r in kept)
        return [replace(r, weight=r.weight / left) for r in kept]

    def _another_s(self, part: Part, rival: Ranked) -> bool:
        """Whether a description names a country or a body that isn't the rival's.

        "The French foreign ministry" is not the British Foreign Office, "the United Nations commissioner" not whoever
        spoke last.
        """
        nations = self.lexicon.closed["nations"].intersection(
            self.passage.lows[w] for w in range(part.first, part.end))
        theirs = self.lexicon.closed["nations"].intersection(self.roll.entities[rival.entity].full.lows)
        if part.type == "organisation":
            return bool(nations and theirs and not nations & theirs)
        place = bisect_left(self.roll.firsts, part.first)
        inside = self.mentions[place:bisect_left(self.roll.firsts, part.end)]
        bodies = [m for m in inside if m.look == "body" and m.lows[0].rstrip(".") not in self.lexicon.places]
        return bool(bodies) and not rival.features[FITS] \
            and not rival.features[AKIN]

    def _work(self, part: Part) -> Answer:
        """Return the work, or the named poll or law, that "the film" or "this poll" means: the last one that fits."""
        if part.definite and not part.owned:
            index = self.roll.work_before(part.first, self.lexicon.works.get(part.head, frozenset([part.head])))
            if index is not None:
                return self._mentioned(part, index, "work")
            return self._own_before(part) or self._unsure(part, [])
        return self._unsure(part, [])

    def _own_name(self, part: Part) -> Answer:
        span = self._span(part)
        self.own = part
        return Answer(Speaker(name=self.text[slice(*span)], type=part.type, chain=(span,),
                              confidence=certainty("own name")), "own name")

    def _own_spoke(self, part: Part) -> Answer | None:
        """Return the own name that "it" means: the last speaker, in this sentence or the one before."""
        own, sentence = self.own, self.passage.sentence
        if own is None or own.type != "organisation" or sentence[part.first] - sentence[own.first] > 1 \
                or own.first >= part.first or self.passage.lows[part.first] not in ("it", "its"):
            return None
        span = self._span(own)
        return Answer(Speaker(name=self.text[slice(*span)], type=own.type, chain=(self._span(part), span),
                              confidence=certainty("own name before")), "own name before")

    def _own_before(self, part: Part) -> Answer | None:
        """Return the last name made of a name and the noun of `part`: "the campaign" after "the Clinton campaign"."""
        places = self.sources.own_names.get(part.head, [])
        place = bisect_left(places, (part.first, 0)) - 1
        if place < 0:
            return None
        first, last = places[place]
        span = (self.passage.starts[first], self.passage.ends[last])
        return Answer(Speaker(name=self.text[slice(*span)], type=part.type, chain=(self._span(part), span),
                              confidence=certainty("own name before")), "own name before")

    # ------------------------------------------------------------------------------------------- answers

    def _settled(self, part: Part, ranked: list[Ranked], kind: str) -> Answer:
        second = ranked[1].weight if len(ranked) > 1 else 0.0
        if ranked and (ranked[0].weight >= SURE or ranked[0].weight >= max(LIKELY, 2 * second)):
            return self._named(ranked[0].entity, part, ranked[0].mention, kind, ranked[0].weight)
        return self._unsure(part, ranked)

    def _mentioned(self, part: Part, mention: int, kind: str) -> Answer:
        return self._named(self.roll.entity_of[mention], part, mention, kind)

    def _named(self, number: int, part: Part, mention: int, kind: str, weight: float = 1.0) -> Answer:
        entity = self.roll.entities[number]
        self.own = None
        self.last = Scene(last=number, last_sentence=self.passage.sentence[part.first],
                          last_paragraph=self.passage.paragraph[part.first])
        role = self._role(entity, mention)
        return Answer(Speaker(
            name=self.text[slice(*entity.full.span)], role=self.text[slice(*role)] if role else None,
            type=entity.type, chain=self._chain(part, number, mention), confidence=certainty(kind, weight)),
            kind, weight, number)

    def _role(self, entity: Entity, mention: int) -> Span | None:
        """Return the role printed at `mention` where it says more than a word, else the one at the full name."""
        own, full = self.mentions[mention].role, entity.full.role
        if own and " " in self.text[slice(*own)]:
            return own
        return full or own or entity.role

    def _chain(self, part: Part, number: int, mention: int) -> tuple[Span, ...]:
        """Return the mentions from the source over `mention` to the full name."""
        steps = [self.mentions[mention].span, self.roll.entities[number].full.span]
        if part.kind != "name":
            steps.insert(0, self._span(part))
        return tuple(dict.fromkeys(steps))

    def _unsure(self, part: Part, ranked: list[Ranked]) -> Answer:
        rivals = tuple(Candidate(
            name=self.text[slice(*self.roll.entities[r.entity].full.span)], confidence=round(r.weight, 2),
            chain=self._chain(part, r.entity, r.mention)) for r in ranked[:CANDIDATES])
        kind = "undecided" if rivals else "unnamed"
        return Answer(Speaker(name=self.text[slice(*self._span(part))], type=part.type, named=False,
                              confidence=certainty(kind)), kind, rivals=rivals)

    def _span(self, part: Part) -> Span:
        start, end = self.passage.starts[part.first], self.passage.ends[part.end - 1]
        return (start, min(end, start + len(part.head))) if part.kind == "pronoun" else (start, end)  # "we" of "we've"

    def _resolved(self, index: int) -> Resolved:
        answers = self.answers[index]
        speakers: dict[tuple[str, bool], Speaker] = {}
        for answer in answers:
            if answer.speaker is not None:
                speakers.setdefault((answer.speaker.name, answer.speaker.named), answer.speaker)
        return Resolved(speakers=tuple(speakers.values()), candidates=answers[0].rivals if len(answers) == 1 else ())


def _continued(answer: Answer) -> Answer:
    kind = "quotation goes on"
    speaker = answer.speaker and replace(answer.speaker, confidence=certainty(kind))
    return replace(answer, speaker=speaker, kind=kind, weight=1.0)


def _place(attribution: Attribution) -> int:
    return min(start for start, _ in attribution.source or attribution.content)
