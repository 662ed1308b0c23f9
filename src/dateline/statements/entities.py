"""Who and what a passage names: mentions gathered into entities, each with its fullest name."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from dateline.model import Span, SpeakerType
from dateline.statements.lexicon import Lexicon
from dateline.statements.mentions import Look, Mention, is_role
from dateline.statements.passage import Passage

NAMESAKES = 24  # entities sharing a word that are compared, and mentions read for roles; bounds the cost
APPOSITION_WORDS = 14
MARKS = (",", ".", ";", ":", "“", "”", '"', "(", ")", "—", "–")
SPELT = {"dr": "doctor", "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general",
         "prof": "professor", "rev": "reverend", "sgt": "sergeant", "capt": "captain", "lt": "lieutenant"}
NOT_SHORT = frozenset(["house", "senate", "congress", "party", "state", "united", "government", "force", "day"])


@dataclass(slots=True)
class Entity:
    """A person or body of the passage; `mentions` are indices into the passage's mentions, ascending."""

    name: tuple[str, ...]
    look: Look
    full: Mention
    gender: str = ""
    told: str = ""  # the gender that a title or a role tells, which a given name may belie
    mentions: list[int] = field(default_factory=list)
    role: Span | None = None
    role_words: set[str] = field(default_factory=set)
    acronym: str = ""
    voice: int = 0  # statements whose source is printed with this name

    @property
    def type(self) -> SpeakerType:
        """The type of speaker; a single unknown word is rather a body ("Twitter"), since people have full names."""
        if self.look == "work" or (self.look != "person" and self.full.lows[-1] in ("poll", "survey")):
            return "text"
        if self.look in ("body", "place") or (self.look == "unknown" and len(self.name) == 1):
            return "organisation"
        return "group" if self.look == "group" else "person"

    @property
    def may_be_person(self) -> bool:
        """Whether a pronoun for a person may mean it."""
        return self.look == "person" or (self.look == "unknown" and (self.voice > 0 or len(self.name) == 2))


class Roll:
    """The entities of one passage, and the entity of each mention."""

    def __init__(self, passage: Passage, mentions: list[Mention], speaking: frozenset[int], body: int,
                 lexicon: Lexicon) -> None:
        """speaking: indices of the mentions that stand as sources; body: the offset from where on names are full."""
        self.passage, self.mentions, self.lexicon = passage, mentions, lexicon
        self.speaking, self.body = speaking, body
        self.firsts = [mention.first for mention in mentions]
        self.entities: list[Entity] = []
        self.entity_of: list[int] = [-1] * len(mentions)
        self.by_word: dict[str, list[int]] = {}
        self.shared: set[int] = set()  # mentions of a short name that several bear
        self._gather()
        self.works = self._works()

    def _gather(self) -> None:
        """Give each mention its entity: full names first, then what is short for them."""
        printed: dict[tuple[tuple[str, ...], str], list[int]] = {}
        for index, mention in enumerate(self.mentions):
            printed.setdefault((mention.lows, mention.gender), []).append(index)
        ambiguous: list[tuple[list[int], list[int]]] = []
        for form in sorted(printed, key=lambda form: (-len(form[0]), not form[1], printed[form][0])):
            lows, indices = form[0], printed[form]
            fitting = self._fitting(lows, [self.mentions[i] for i in indices])
            if not fitting:
                self._found(lows, indices)
            elif len(fitting) == 1:
                self._join(fitting[0], indices)
            else:
                ambiguous.append((indices, fitting))
        for indices, fitting in ambiguous:
            self._choose(indices, fitting)
        for entity in self.entities:
            entity.mentions.sort()
            self._describe(entity)

    def _works(self) -> dict[str, list[int]]:
        """Return noun -> the mentions of works, polls, laws that it may stand for, ascending."""
        found: dict[str, list[int]] = {}
        for index, mention in enumerate(self.mentions):
            entity = self.entities[self.entity_of[index]]
            if entity.look == "work":
                for noun in sorted(entity.role_words):
                    found.setdefault(noun, []).append(index)
            elif len(mention.name) > 1 and entity.look in ("unknown", "body"):
                found.setdefault(mention.lows[-1], []).append(index)
        return found

    def work_before(self, word: int, nouns: frozenset[str]) -> int | None:
        """Return the mention of a work that one of `nouns` fits: the last before `word`, else the first after it."""
        before, after = [], []
        for noun in sorted(nouns):
            indices = self.works.get(noun, [])
            place = bisect_left(indices, word, key=lambda index: self.mentions[index].first)
            before.extend(indices[max(0, place - 1):place])
            after.extend(indices[place:place + 1])
        return max(before) if before else min(after, default=None)

    def _found(self, lows: tuple[str, ...], indices: list[int]) -> None:
        mentions = [self.mentions[i] for i in indices]
        look: Look = "person" if any(m.look == "person" for m in mentions) else mentions[0].look
        entity = Entity(name=mentions[0].name, look=look, full=mentions[0])
        if look == "body" and len(lows) > 2:
            entity.acronym = "".join(w[0] for w in lows if w not in ("of", "the", "and", "for", "on"))
        number = len(self.entities)
        self.entities.append(entity)
        for word in dict.fromkeys((*lows, entity.acronym)):
            if word:
                self.by_word.setdefault(word, []).append(number)
        self._join(number, indices)

    def _join(self, number: int, indices: list[int]) -> None:
        entity = self.entities[number]
        for index in indices:
            mention = self.mentions[index]
            self.entity_of[index] = number
            entity.mentions.append(index)
            entity.voice += index in self.speaking
            entity.told = entity.told or (mention.gender if index not in self.shared else "")
            entity.gender = entity.gender or entity.told
            if mention.look == "person" and entity.look == "unknown":
                entity.look = "person"

    def _fitting(self, lows: tuple[str, ...], mentions: list[Mention]) -> list[int]:
        """Return the entities that `lows` is a shorter, or another, form of; people before bodies."""
        shared = self.by_word.get(lows[-1], []) or self.by_word.get(lows[-1].replace(".", ""), [])
        best = next((m for m in mentions if m.titled), mentions[0])
        look: Look = "person" if any(m.look == "person" for m in mentions) else mentions[0].look
        fitting = [n for n in shared[:NAMESAKES] if self._short_for(lows, look, best, self.entities[n])
                   and not self._long_before(mentions, self.entities[n])]
        people = [n for n in fitting if self.entities[n].look != "body"]
        return people or fitting

    def _is_acronym(self, word: str) -> bool:
        """Whether a name begins with a body: "VOA Pentagon"."""
        return len(word) > 2 and word.isupper()

    def _long_before(self, mentions: list[Mention], entity: Entity) -> bool:
        """Whether a name was printed thrice before what looks like its longer form: Twitter, then "Wilayat Twitter"."""
        return entity.look == "unknown" and len(entity.name) > len(mentions[0].name) \
            and sum(m.first < entity.full.first for m in mentions[:3]) > 2

    def _short_for(self, lows: tuple[str, ...], look: Look, mention: Mention, entity: Entity) -> bool:
        full = entity.full.lows
        if mention.gender and entity.gender and mention.gender != entity.gender:
            return False
        if full == lows and (entity.look == look or "unknown" in (entity.look, look)):
            return True
        if entity.look == "person" and look == "body" and len(lows) == 1:
            return len(full) > 1 and lows[0] == full[-1] and lows[0] in self.lexicon.formal \
                and not mention.name[0].isupper()
        if entity.look == "body":
            return look in ("body", "unknown") and self._short_for_body(lows, entity)
        if "work" in (entity.look, look):
            return False
        if entity.look not in ("person", "unknown") or look not in ("person", "unknown"):
            return False
        bare = full[:-1] if full[-1] in self.lexicon.suffixes and len(full) > 2 else full
        if len(lows) == 1:
            gender = self.lexicon.given.get(bare[0], "")
            if mention.gender and gender in ("m", "f") and gender != mention.gender:
                return False
            first = lows[0] == bare[0] and not mention.titled and (
                entity.look == "person" or bare[0] in self.lexicon.given)  # "Ascom" is not short for "Ascom Unite"
            last = lows[0] == bare[-1] and not (entity.look == "unknown" and self._is_acronym(entity.name[0]))
            return len(bare) > 1 and (first or last)
        if {full[-1], lows[-1]} & self.lexicon.suffixes and full[-1] != lows[-1]:
            return False
        return full[-len(lows):] == lows or (full[-1] == lows[-1] and self._given_agree(full[0], lows[0]))

    def _short_for_body(self, lows: tuple[str, ...], entity: Entity) -> bool:
        full = entity.full.lows
        if "/" in full:
            return False  # a poll's two makers: neither is short for both
        if len(lows) > 1:
            return full[-len(lows):] == lows
        low = lows[0].replace(".", "")
        if low in (entity.acronym, entity.acronym.replace("u", "us", 1)):
            return True
        if len(full) < 2:
            return False
        if low == full[-1] and low in self.lexicon.formal and low not in NOT_SHORT:
            return True
        return low == full[0] and full[-1] in self.lexicon.formal and low not in self.lexicon.common \
            and low not in self.lexicon.formal

    def _given_agree(self, one: str, other: str) -> bool:
        if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
            return True
        none: frozenset[int] = frozenset()
        return bool(self.lexicon.nicknames.get(one, none) & self.lexicon.nicknames.get(other, none))

    def _choose(self, indices: list[int], fitting: list[int]) -> None:
        """Give each mention of an ambiguous short name the namesake that the text is most about."""
        first = {n: min(self.mentions[i].first for i in self.entities[n].mentions) for n in fitting}
        weight = {n: sum(1.0 + self.mentions[i].subject + 2.0 * (i in self.speaking) for i in self.entities[n].mentions)
                  + 2.0 * (first[n] == min(first.values())) for n in fitting}
        self.shared.update(indices)
        for index in indices:
            mention = self.mentions[index]
            fits = [n for n in fitting
                    if self._short_for(mention.lows, mention.look, mention, self.entities[n])] or fitting
            met = [n for n in fits if first[n] < mention.first] or fits
            self._join(max(met, key=lambda n: (weight[n], -first[n])), [index])

    def _describe(self, entity: Entity) -> None:
        """Learn the fullest name, the look, the gender, the roles."""
        mentions = [self.mentions[i] for i in entity.mentions]
        entity.full = max(mentions, key=lambda m: (m.span[0] >= self.body, sum(len(w) > 1 for w in m.name),
                                                   len(m.name), -m.first))
        entity.name = entity.full.name
        if entity.look == "unknown":
            entity.look = self._guess(entity, mentions)
        if entity.look == "unknown" and len(entity.name) == 1 and self._is_given(entity.full.lows[0]):
            entity.look, entity.gender = "person", self.lexicon.given[entity.full.lows[0]]
        if not entity.gender and entity.look == "person" and len(entity.name) > 1:
            entity.gender = self.lexicon.given.get(entity.full.lows[0], "").replace("u", "")
        for mention in mentions[:NAMESAKES]:
            for span in (mention.role, self.apposition(mention), self.introduction(mention), self.being(mention)):
                if span is not None:
                    self._take_role(entity, span)
            self._take_seat(entity, mention)

    def _is_given(self, low: str) -> bool:
        """Whether a single name is surely a given name: "Melanie"."""
        return self.lexicon.given.get(low) in ("m", "f") and low not in self.lexicon.common \
            and low not in self.lexicon.place_words

    def _take_seat(self, entity: Entity, mention: Mention) -> None:
        """Learn party and place from what stands behind a name: "(R-Utah)", ", D-Calif.", "of Florida"."""
        lows, after = self.passage.lows, mention.last + 1
        if after + 1 >= len(lows) or lows[after] not in ("(", ",", "of"):
            return
        low = lows[after + 1]
        if lows[after] == "of":
            if low in self.lexicon.place_words:
                entity.role_words.update(w for w in lows[after + 1:after + 3] if w in self.lexicon.place_words)
            return
        party, _, place = low.partition("-")
        if party in ("r", "d", "i") and (place or lows[after] == "("):
            entity.role_words.add({"r": "republican", "d": "democrat", "i": "independent"}[party])
            entity.role_words.add(self.lexicon.states.get(place, place or party))

    def _take_role(self, entity: Entity, span: Span) -> None:
        words = [self.passage.lows[i] for i in self.passage.within(span)]
        entity.role_words.update(w for w in words if w not in self.lexicon.function and w[0].isalnum())
        entity.role_words.update(SPELT[w] for w in words if w in SPELT)
        genders = {self.lexicon.roles.get(w, "") for w in words} - {""}
        if len(genders) == 1 and not entity.told and entity.look in ("person", "unknown"):
            entity.gender = entity.told = genders.pop()
        if entity.role is None or (len(words) > 1 and entity.role[1] - entity.role[0] < 5):
            entity.role = span

    def _guess(self, entity: Entity, mentions: list[Mention]) -> Look:
        """Tell whether an unknown name is a person's, by what stands around it."""
        lows = self.passage.lows
        for mention in mentions[:NAMESAKES]:
            span = self.apposition(mention)
            if span is not None and any(is_role(lows[i], self.lexicon) for i in self.passage.within(span)):
                return "person"
            after = mention.last + 1
            if after + 2 < len(lows) and lows[after] == "," and lows[after + 1].isdigit() \
                    and len(lows[after + 1]) == 2 and lows[after + 2] in (",", "."):
                return "person"  # "Krystal Correa, 24,"
        if len(entity.name) > 1 and any(map(self._is_articled, mentions[:NAMESAKES])):
            return "body"
        common, adjectives, places = self.lexicon.common, self.lexicon.adjectives, self.lexicon.places
        plain = all(low in common or low in places or low.removesuffix("s") in adjectives for low in entity.full.lows)
        if plain and len(entity.name) > 1:
            return "body"
        short = any(len(m.name) == 1 for m in mentions)
        return "person" if 2 <= len(entity.name) <= 3 and short else "unknown"

    def _is_articled(self, mention: Mention) -> bool:
        """Whether a name stands behind "the" and before no noun, as no person's does: "the Mayo Clinic said"."""
        lows, after = self.passage.lows, mention.last + 1
        return mention.first > 0 and lows[mention.first - 1] == "the" and self.passage.adjoining(mention.first) and (
            after >= len(lows) or not lows[after][0].isalpha() or lows[after] in self.lexicon.function)

    def introduction(self, mention: Mention) -> Span | None:
        """Return the description before a comma and a name: "An attorney for Ruiz, Hugh Hill, said"."""
        passage, first = self.passage, mention.first
        lows = passage.lows
        if mention.role is not None and passage.within(mention.role)[-1] == first - 1:
            first = passage.within(mention.role)[0]  # "Ruiz's son, filmmaker Hugh Hill"
        if first < 3 or lows[first - 1] != "," or passage.paragraph[first - 1] != passage.paragraph[first]:
            return None
        start = first - 2
        while start > first - APPOSITION_WORDS and start > 0 and lows[start - 1] not in MARKS \
                and passage.sentence[start - 1] == passage.sentence[first]:
            start -= 1
        owner = next((i for i in range(first - 2, start, -1) if lows[i] == "'s"), None)
        if owner is not None:
            start = owner  # "Ruiz's sister, Una Sandal"
        elif lows[start] not in ("a", "an", "the", "his", "her", "their", "its"):
            return None
        noun = next((i for i in range(start + 1, min(first - 1, start + 5)) if is_role(lows[i], self.lexicon)), None)
        if noun is None or any(low in self.lexicon.closed["prepositions"] for low in lows[start:noun]):
            return None
        if lows[noun + 1] not in (",", "of", "for", "in", "at", "with", "to", "from", "on"):
            return None
        return passage.starts[start + 1], passage.ends[first - 2]

    def being(self, mention: Mention) -> Span | None:
        """Return what somebody is said to be: "Khan, a Muslim, was elected mayor", "Ruiz is the mayor of Leeds"."""
        passage, place = self.passage, mention.last + 1
        lows = passage.lows
        if place + 2 >= len(lows) or lows[place] not in ("is", "was", "became", "remains", ","):
            return None
        if lows[place] == ",":
            place = next((i for i in range(place + 1, min(len(lows) - 2, place + 8))
                          if lows[i] == "," and lows[i + 1] in ("is", "was", "became")), -2) + 1
            if place < 0:
                return None
        start = place + 1
        while start < len(lows) - 1 and lows[start] in ("elected", "named", "appointed", "sworn", "in", "as", "now",
                                                        "then", "a", "an", "the", "once", "also"):
            start += 1
        if start == place + 1:
            return None
        for end in range(start, min(len(lows), start + 4)):
            if passage.sentence[end] != passage.sentence[mention.last] or lows[end] in self.lexicon.function:
                return None
            if is_role(lows[end], self.lexicon):
                return passage.starts[start], passage.ends[end]
        return None

    def apposition(self, mention: Mention) -> Span | None:
        """Return the description behind a name and a comma: ", the director of debate"."""
        passage = self.passage
        lows, start = passage.lows, mention.last + 2
        if start + 1 >= len(lows) or lows[start - 1] != "," or passage.paragraph[start] != passage.paragraph[start - 2]:
            return None
        if not (lows[start] in ("a", "an", "the", "his", "her")
                or any(is_role(low, self.lexicon) for low in lows[start:start + 4])):
            return None
        index = start
        while index < len(lows) and index - start < APPOSITION_WORDS and lows[index] not in (
                ",", ".", ";", ":", "“", "”", '"', "who", "whose", "which", "said", "says", "told") \
                and passage.paragraph[index] == passage.paragraph[start]:
            index += 1
        start += lows[start] in ("a", "an", "the")
        return (passage.starts[start], passage.ends[index - 1]) if index > start else None
