"""What the printed words of a source are: a name, a pronoun, a description, or several of these."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.model import SpeakerType
from dateline.statements.lexicon import Lexicon
from dateline.statements.mentions import Mention, is_role
from dateline.statements.passage import Passage

Kind = Literal["name", "pronoun", "description", "nobody"]
PRONOUNS = frozenset(
    "he she it they i we you who which that him her his hers their its them me us my our your whose himself herself "
    "themselves itself one those these this what".split())
POSSESSIVES = frozenset("his her their its my our your".split())
PREPOSITIONS = frozenset("of for in at from with on to by about as near inside during under against among "
                         "who which that whose whom briefed named called including led".split())
DEFINITE = frozenset("the his her their its my our your this that same".split())
INDEFINITE = frozenset("a an some many several other others another one two three four five six seven eight nine ten "
                       "most few any every each no all both more dozens hundreds thousands nearly fellow such".split())


class Part(Struct, frozen=True):
    """One speaker of a source, as printed in the words [first, end)."""

    kind: Kind
    first: int
    end: int
    mention: int | None = None  # of a name
    head: str = ""  # lower case: the pronoun, or the noun of a description
    definite: bool = False
    type: SpeakerType = "person"


class Sources:
    """Reads sources of one passage; `entity_looks` tells whether a mention is a person."""

    def __init__(self, passage: Passage, mentions: list[Mention], looks: list[str], lexicon: Lexicon) -> None:
        self.passage, self.mentions, self.looks, self.lexicon = passage, mentions, looks, lexicon
        self.ending = {mention.last: index for index, mention in enumerate(mentions)}
        self.holding: dict[int, int] = {}
        for index, mention in enumerate(mentions):
            for word in range(mention.first, mention.last + 1):
                self.holding[word] = index

    def read(self, words: list[int]) -> list[Part]:
        """Return the speakers that the printed `words` (indices, ascending) hold."""
        words = self.without_brackets(words)
        lows = self.passage.lows
        if not words:
            return []
        head = lows[words[0]]
        if head in PRONOUNS and (len(words) == 1 or head not in POSSESSIVES | {"that", "this", "those", "these", "one"}
                                 and not self.joined(words)):
            return [Part("pronoun", words[0], words[0] + 1, head=head)]
        parts = []
        for piece in self.pieces(words):
            part = self.part(piece)
            if part is not None:
                parts.append(part)
        return parts

    def joined(self, words: list[int]) -> bool:
        return any(self.passage.lows[w] in ("and", "&") for w in words)

    def without_brackets(self, words: list[int]) -> list[int]:
        kept, depth = [], 0
        for word in words:
            low = self.passage.lows[word]
            depth += low in ("(", "[")
            if not depth and low not in ("“", "”", '"', "-", "–", "—", ":", ";"):
                kept.append(word)
            depth -= low in (")", "]") and depth > 0
        while kept and self.passage.lows[kept[-1]] in (",", ".", "'s", "'", "’") and not self.is_initial(kept):
            kept.pop()
        return kept

    def is_initial(self, words: list[int]) -> bool:
        return words[-1] in self.holding

    def pieces(self, words: list[int]) -> list[list[int]]:
        """Cut coordinated speakers apart; commas before an apposition don't cut."""
        lows = self.passage.lows
        segments: list[list[int]] = [[]]
        links = [""]
        for word in words:
            low = lows[word]
            if word not in self.holding and low in (",", "and", "&", "or"):
                if segments[-1]:
                    segments.append([])
                    links.append(low)
                else:
                    links[-1] = low if low != "," else links[-1]
            else:
                segments[-1].append(word)
        pieces: list[list[int]] = []
        within = False
        for segment, link in zip(segments, links, strict=True):
            if not segment:
                continue
            joins = link in ("and", "&", "or") and (self.heads(segment) or self.starts_group(segment)) \
                and not within
            if not pieces or joins:
                pieces.append(list(segment))
            elif link == "," and self.is_person_name(segment) and self.is_role_piece(pieces[-1]):
                pieces[-1] = list(segment)
            elif link == "," and self.heads(segment) and self.heads(pieces[-1]) and "and" in links:
                pieces.append(list(segment))
            elif link in ("and", "&") and len(segments) == 2 and not self.cut(segment):
                pieces.append(list(segment))
            within = self.within_phrase(segment) if link != "" or within else self.within_phrase(segment)
        return pieces

    def within_phrase(self, segment: list[int]) -> bool:
        """Whether a preposition is open at the segment's end, so that "and" may go on with it."""
        return any(self.passage.lows[w] in PREPOSITIONS and w not in self.holding for w in segment)

    def heads(self, segment: list[int]) -> bool:
        core = self.core(segment)
        return bool(core) and core[-1] in self.ending and self.looks[self.ending[core[-1]]] in ("person", "unknown")

    def starts_group(self, segment: list[int]) -> bool:
        return self.passage.lows[segment[0]] in ("other", "others", "his", "her", "their", "some", "many")

    def is_person_name(self, segment: list[int]) -> bool:
        mention = self.ending.get(segment[-1])
        return mention is not None and self.mentions[mention].first <= segment[0] + 2 \
            and self.looks[mention] in ("person", "unknown")

    def is_role_piece(self, piece: list[int]) -> bool:
        core = self.core(piece)
        return bool(core) and core[-1] not in self.ending and is_role(self.passage.lows[core[-1]], self.lexicon)

    def cut(self, segment: list[int]) -> bool:
        return len(self.core(segment)) < len(segment)

    def core(self, segment: list[int]) -> list[int]:
        """Return the words before the first preposition or relative pronoun outside a name."""
        for place, word in enumerate(segment):
            if place and self.passage.lows[word] in PREPOSITIONS and word not in self.holding:
                return segment[:place]
        return segment

    def part(self, piece: list[int]) -> Part | None:
        lows, lexicon = self.passage.lows, self.lexicon
        core = self.core(piece)
        while core and lows[core[-1]] in ("'s", "'", "’", "himself", "herself", "itself", "also", "alone"):
            core = core[:-1]
        if not core:
            return None
        first, last = core[0], core[-1]
        head = lows[last]
        if head in PRONOUNS and len(core) == 1:
            return Part("pronoun", first, last + 1, head=head)
        mention = self.ending.get(last)
        indefinite = lows[first] in INDEFINITE or lows[first].isdigit()
        if mention is not None and self.looks[mention] != "group":
            return Part("name", first, last + 1, mention=mention, head=head)
        if mention is not None and first in (last, last - 1) and lows[first] in (head, "the"):
            return Part("name", first, last + 1, mention=mention, head=head, type="group")
        definite = lows[first] in DEFINITE or (not indefinite and (
            first in self.holding or self.passage.words[first][0].isupper()))
        return Part("description", first, last + 1, head=head, definite=definite and not indefinite,
                    type=describe(head, lexicon))


def describe(head: str, lexicon: Lexicon) -> SpeakerType:
    """Return the type that a description's noun tells."""
    if head in lexicon.texts:
        return "text"
    if head in lexicon.bodies:
        return "organisation"
    if head in lexicon.plurals:
        return "group"
    if is_role(head, lexicon):
        return "person"
    if head.endswith("s") and not head.endswith("ss"):
        return "group"
    return "person" if head.endswith(("er", "or", "ist", "ian", "man")) else "group"
