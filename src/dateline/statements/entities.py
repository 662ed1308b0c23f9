"""Who and what a passage names: mentions gathered into entities, each with its fullest name."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model import Span
from dateline.statements.lexicon import Lexicon
from dateline.statements.mentions import Look, Mention, is_role
from dateline.statements.passage import Passage

NAMESAKES = 24  # entities sharing a word that are compared; more make no article, and cost time
ROLE_REACH = 14  # words of an apposition read as the role


@dataclass(slots=True)
class Entity:
    """A person or body of the passage; `mentions` are indices into the passage's mentions, ascending."""

    name: tuple[str, ...]
    look: Look
    gender: str = ""
    mentions: list[int] = field(default_factory=list)
    full: Mention | None = None
    role_words: set[str] = field(default_factory=set)
    acronym: str = ""


def _given_agree(a: str, b: str, lexicon: Lexicon) -> bool:
    if a == b or (len(a) == 1 or len(b) == 1) and a[0] == b[0]:
        return True
    none: frozenset[int] = frozenset()
    return bool(lexicon.nicknames.get(a, none) & lexicon.nicknames.get(b, none))


class Roll:
    """The entities of one passage, grown from its mentions."""

    def __init__(self, passage: Passage, mentions: list[Mention], lexicon: Lexicon) -> None:
        self.passage, self.mentions, self.lexicon = passage, mentions, lexicon
        self.entities: list[Entity] = []
        self.by_word: dict[str, list[int]] = {}
        self.by_name: dict[tuple[str, ...], int] = {}
        self.entity_of: list[int] = [-1] * len(mentions)

    def gather(self) -> Roll:
        """Give each mention its entity: full names first, then what is short for them."""
        order: dict[tuple[str, ...], list[int]] = {}
        for index, mention in enumerate(self.mentions):
            order.setdefault(tuple(w.lower() for w in mention.name), []).append(index)
        ambiguous = []
        for lows in sorted(order, key=lambda name: (-len(name), order[name][0])):
            fitting = self.fitting(lows, self.mentions[order[lows][0]])
            if not fitting:
                self.found(lows, order[lows])
            elif len(fitting) == 1:
                self.join(fitting[0], order[lows])
            else:
                ambiguous.append((lows, fitting))
        for lows, fitting in ambiguous:
            self.choose(order[lows], fitting)
        for entity in self.entities:
            entity.mentions.sort()
            self.describe(entity)
        return self

    def found(self, lows: tuple[str, ...], indices: list[int]) -> None:
        mentions = [self.mentions[i] for i in indices]
        look: Look = "person" if any(m.look == "person" for m in mentions) else mentions[0].look
        entity = Entity(name=mentions[0].name, look=look, full=mentions[0])
        if look == "body" and len(lows) > 2:
            entity.acronym = "".join(w[0] for w in lows if w not in ("of", "the", "and", "for", "on"))
        number = len(self.entities)
        self.entities.append(entity)
        self.by_name[lows] = number
        for word in {lows[-1], lows[0], *lows[1:-1], entity.acronym} - {""}:
            self.by_word.setdefault(word, []).append(number)
        self.join(number, indices)

    def join(self, number: int, indices: list[int]) -> None:
        entity = self.entities[number]
        for index in indices:
            mention = self.mentions[index]
            self.entity_of[index] = number
            entity.mentions.append(index)
            entity.gender = mention.gender or entity.gender
            if mention.look == "person" and entity.look == "unknown":
                entity.look = "person"

    def fitting(self, lows: tuple[str, ...], mention: Mention) -> list[int]:
        """Return the entities that `lows` is a shorter, or another, form of."""
        shared = self.by_word.get(lows[-1], []) or self.by_word.get(lows[0], [])
        if len(lows) == 1 and lows[0].replace(".", "") != lows[0]:
            shared = shared or self.by_word.get(lows[0].replace(".", ""), [])
        return [n for n in shared[:NAMESAKES] if self.short_for(lows, mention, self.entities[n])]

    def short_for(self, lows: tuple[str, ...], mention: Mention, entity: Entity) -> bool:
        full = tuple(w.lower() for w in entity.name)
        if mention.gender and entity.gender and mention.gender != entity.gender:
            return False
        if len(lows) == 1:
            low = lows[0].replace(".", "")
            if entity.look in ("person", "unknown") and mention.look in ("person", "unknown"):
                bare = full[:-1] if full[-1] in self.lexicon.suffixes else full
                gender = self.lexicon.given.get(bare[0], "") if entity.look == "person" else ""
                if mention.gender and gender in ("m", "f") and gender != mention.gender:
                    return False
                return len(bare) > 1 and (low == bare[-1] or low == bare[0] and entity.look == "person"
                                          and not mention.titled)
            return entity.look == "body" and (low == entity.acronym or low == full[-1] and mention.look != "person")
        if entity.look == "person" or mention.look == "person":
            if entity.look == "body" or mention.look == "body":
                return False
            if {full[-1], lows[-1]} & self.lexicon.suffixes and full[-1] != lows[-1]:
                return False
            if full[-len(lows):] == lows:
                return True
            return full[-1] == lows[-1] and _given_agree(full[0], lows[0], self.lexicon)
        return entity.look == mention.look and full[-len(lows):] == lows

    def choose(self, indices: list[int], fitting: list[int]) -> None:
        """Give each mention of an ambiguous short name the namesake named in full most, and last, before it."""
        weight = {n: float(len(self.entities[n].mentions)) for n in fitting}
        places = {n: [self.mentions[i].first for i in self.entities[n].mentions] for n in fitting}
        first = {n: min(places[n]) for n in fitting}
        for index in indices:
            mention = self.mentions[index]
            fits = [n for n in fitting if self.short_for(tuple(w.lower() for w in mention.name), mention,
                                                         self.entities[n])] or fitting
            met = [n for n in fits if first[n] < mention.first] or fits
            self.join(max(met, key=lambda n: (weight[n], -first[n])), [index])

    def describe(self, entity: Entity) -> None:
        """Learn the fullest name, the gender, the words of the roles."""
        mentions = [self.mentions[i] for i in entity.mentions]
        entity.full = max(mentions, key=lambda m: (sum(len(w) > 1 for w in m.name), len(m.name), -m.first))
        entity.name = entity.full.name
        if entity.look == "unknown":
            entity.look = self.guess(entity, mentions)
        if not entity.gender and entity.look == "person" and len(entity.name) > 1:
            gender = self.lexicon.given.get(entity.name[0].lower(), "")
            entity.gender = gender if gender != "u" else ""
        for mention in mentions[:NAMESAKES]:
            for span in (mention.role, self.apposition(mention)):
                if span is not None:
                    words = [self.passage.lows[i] for i in self.passage.within(span)]
                    entity.role_words.update(w for w in words if w not in self.lexicon.function)
                    genders = {self.lexicon.roles.get(w, "") for w in words[-1:]} - {""}
                    if len(genders) == 1 and not entity.gender:
                        entity.gender = genders.pop()

    def guess(self, entity: Entity, mentions: list[Mention]) -> Look:
        """Tell whether an unknown name is a person's, by what stands around it."""
        lexicon, passage = self.lexicon, self.passage
        for mention in mentions[:NAMESAKES]:
            span = self.apposition(mention)
            if span is not None and any(is_role(passage.lows[i], lexicon) for i in passage.within(span)):
                return "person"
            after = mention.last + 1
            if passage.lows[after:after + 1] == [","] and passage.lows[after + 1:after + 2] \
                    and passage.lows[after + 1].isdigit() and len(passage.lows[after + 1]) == 2:
                return "person"
        return "person" if 2 <= len(entity.name) <= 3 and len(entity.mentions) > 1 \
            and any(len(m.name) == 1 for m in mentions) else "unknown"

    def apposition(self, mention: Mention) -> Span | None:
        """Return the description behind a name and a comma: ", the director of debate"."""
        passage = self.passage
        lows, index = passage.lows, mention.last + 1
        if index + 2 >= len(lows) or lows[index] != ",":
            return None
        start = index = index + 1
        if not (lows[index] in ("a", "an", "the", "who", "his", "her") or is_role(lows[index], self.lexicon)
                or any(is_role(low, self.lexicon) for low in lows[index:index + 4])):
            return None
        while index < len(lows) and index - start < ROLE_REACH and lows[index] not in (",", ".", ";", "“", "”", '"') \
                and passage.paragraph[index] == passage.paragraph[start]:
            index += 1
        return (passage.starts[start], passage.ends[index - 1]) if index > start else None
