"""What the printed words of a source are: names, pronouns, descriptions, one or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from dateline.model import SpeakerType
from dateline.statements.lexicon import Lexicon
from dateline.statements.mentions import Mention, is_role
from dateline.statements.nouns import nouns_of
from dateline.statements.passage import Passage

Kind = Literal["name", "own name", "pronoun", "description"]
MARKS = (",", ".", "-", "–", "—", ":", ";", "'s", "'", "’")
PRONOUNS = ("masculine", "feminine", "neuter", "plural", "relative", "first", "others")


class Part(Struct, frozen=True):
    """One speaker of a source, as printed in the words [first, end)."""

    kind: Kind  # "own name": a name and a noun that are a name together, "the Clinton campaign", "the Monmouth poll"
    first: int
    end: int
    mention: int | None = None  # of a name
    head: str = ""  # lower case: the pronoun, or the noun of a description
    definite: bool = False
    owned: bool = False  # "his attorney", "Clinton's attorney"
    type: SpeakerType = "person"


class Sources:
    """Reads sources of one passage; `looks` tells of each mention whether it is a person."""

    def __init__(self, passage: Passage, mentions: list[Mention], looks: Sequence[str], lexicon: Lexicon,
                 language: str | None = None) -> None:
        self.passage, self.mentions, self.looks, self.lexicon = passage, mentions, looks, lexicon
        self.foreign = language not in (None, "en")  # whose roles no list holds
        self.nouns = nouns_of(language)
        self.closed = lexicon.closed
        self.pronouns = frozenset[str]().union(*(self.closed[kind] for kind in PRONOUNS))
        self.ending = {mention.last: index for index, mention in enumerate(mentions)}
        self.holding = {word for mention in mentions for word in range(mention.first, mention.last + 1)}
        for mention in mentions:
            if mention.role is not None and mention.titled:
                self.holding.update(passage.within(mention.role))
        self.own_names = self._own_names()

    def read(self, words: list[int]) -> list[Part]:
        """Return the speakers that the printed `words` (indices, ascending) hold."""
        words = self.trimmed(words)
        lows = self.passage.lows
        if not words:
            return []
        head = lows[words[0]].partition("'")[0]  # "we'd"
        determiner = head in self.closed["possessive"] or head in ("that", "this", "those", "these", "one")
        if head in self.pronouns and (len(words) == 1 or not (determiner or self.joined(words))):
            return [Part("pronoun", words[0], words[0] + 1, head=head)]
        parts = [self.part(piece) for piece in self.pieces(words)]
        return [part for part in (*parts, *self.members(words)) if part is not None]

    def members(self, words: list[int]) -> list[Part]:
        """Return the names that a group is said to include: "unions, including the Teamsters"."""
        for place, word in enumerate(words):
            if place and word not in self.holding and self.passage.lows[word] in self.closed["including"]:
                parts = [self.part(segment) for _, segment in self.segments(words[place + 1:])]
                return [part for part in parts if part is not None and part.kind == "name"]
        return []

    def joined(self, words: list[int]) -> bool:
        return any(self.passage.lows[w] in ("and", "&") for w in words)

    def trimmed(self, words: list[int]) -> list[int]:
        """Leave out brackets and marks, and "from", "according to" before the source."""
        kept: list[int] = []
        depth = 0
        for word in words:
            low = self.passage.lows[word]
            depth += low in ("(", "[")
            if not depth and low not in ("“", "”", '"'):
                kept.append(word)
            depth -= low in (")", "]") and depth > 0
        while kept and kept[-1] not in self.holding and self.passage.lows[kept[-1]] in MARKS:
            kept.pop()
        if len(kept) == 2 and self.passage.lows[kept[0]] == "that" and self.passage.lows[kept[1]] in self.pronouns:
            kept.pop(0)  # "an idea that we think will work"
        while kept and self.passage.lows[kept[0]] in ("from", "by", "to", "according", "of", "with", "both", *MARKS):
            kept.pop(0)
        return kept

    def segments(self, words: list[int]) -> list[tuple[str, list[int]]]:
        """Cut at commas, "and" and left out words, outside names; each piece comes with what stood before it."""
        cut: list[tuple[str, list[int]]] = [("", [])]
        for place, word in enumerate(words):
            low = self.passage.lows[word]
            if place and cut[-1][1] and self.apart(words[place - 1], word):
                cut.append(("…", []))  # a source in two pieces: "Guests laughed when she"
            if word in self.holding or not (low in MARKS or low in ("and", "&", "or")) or low in ("'s", "'", "’", ".") \
                    or (low == "-" and self.passage.inside_word(word)):
                cut[-1][1].append(word)
            elif cut[-1][1]:
                cut.append(("," if low in MARKS else low, []))
            elif low not in MARKS:
                cut[-1] = (low, [])
        return [(link, segment) for link, segment in cut if segment]

    def apart(self, before: int, word: int) -> bool:
        """Whether words, and no bracket, are left out between two words of a source."""
        return self.passage.lows[word - 1] not in (")", "]") \
            and any(self.passage.words[left][0].isalnum() for left in range(before + 1, word))

    def pieces(self, words: list[int]) -> list[list[int]]:
        """Return the coordinated speakers apart; what a comma sets off is an apposition, not a speaker."""
        segments = self.segments(words)
        listed = any(link in ("and", "&", "or") for link, _ in segments) \
            and all(self.heads(segment) for _, segment in segments)
        pieces: list[list[int]] = []
        open_phrase = False  # a preposition that "and" may go on with
        for link, segment in segments:
            if not pieces or listed:
                pieces.append(segment)
            elif link in (",", "…"):
                if self.is_name(segment) and (self.is_description(pieces[-1]) or (
                        link == "…" and self.ending.keys().isdisjoint(pieces[-1]))):
                    pieces[-1] = segment
                open_phrase = False
            elif not open_phrase and (self.heads(segment) or self.starts_group(segment) or len(segments) == 2):
                pieces.append(segment)
            open_phrase = open_phrase or len(self.core(segment)) < len(segment)
        if len(pieces) == 2 and len(segments) == 2 and self.leads_up(*pieces):
            return pieces[1:]
        if len(pieces) == 2 and len(segments) == 2 and (self.shares_noun(*pieces) or self.was_both(*pieces)):
            return [words]
        return pieces

    def shares_noun(self, one: list[int], other: list[int]) -> bool:
        """Whether two pieces are one: "Federal and state officials"."""
        return len(one) == 1 and not self.heads(one) and not self.passage.lows[one[0]].endswith("s") \
            and not self.heads(other) and self.passage.lows[one[0]] not in self.pronouns

    def leads_up(self, one: list[int], other: list[int]) -> bool:
        """Whether the first of two pieces is a role of the second's: "lead author and economist Ana Ruiz"."""
        lows = self.passage.lows
        return not self.heads(one) and self.heads(other) and is_role(lows[one[-1]], self.lexicon) \
            and lows[one[0]] not in self.closed["definite"] and lows[one[0]] not in self.closed["indefinite"] \
            and len(self.core(one)) == len(one) and other[0] not in self.holding

    def was_both(self, one: list[int], other: list[int]) -> bool:
        """Whether two pieces describe one person: "The former first lady and U.S. senator"."""
        lows = self.passage.lows
        return "former" in lows[one[0]:one[0] + 2] and not self.heads(one) and not self.heads(other) \
            and lows[other[0]] not in self.closed["definite"] and lows[other[0]] not in ("a", "an") \
            and not lows[one[-1]].endswith("s") and is_role(lows[other[-1]], self.lexicon)

    def heads(self, segment: list[int]) -> bool:
        core = self.core(segment)
        return bool(core) and core[-1] in self.ending and self.looks[self.ending[core[-1]]] in ("person", "unknown") \
            and self.passage.lows[core[0]] not in self.closed["prepositions"]

    def starts_group(self, segment: list[int]) -> bool:
        return self.passage.lows[segment[0]] in self.closed["members"]

    def is_name(self, segment: list[int]) -> bool:
        mention = self.ending.get(segment[-1])
        return mention is not None and self.looks[mention] in ("person", "unknown") \
            and self.passage.lows[segment[0]] not in ("a", "an", "the", "who") \
            and len(self.core(segment)) == len(segment)

    def is_description(self, piece: list[int]) -> bool:
        core = self.core(piece)
        if self.foreign and core and self.passage.words[core[0]][0].islower():
            return True  # "le président de la région, Marc Vidal"
        return bool(core) and core[-1] not in self.ending and is_role(self.passage.lows[core[-1]], self.lexicon)

    def core(self, segment: list[int]) -> list[int]:
        """Return the words before the first preposition or relative pronoun outside a name."""
        for place, word in enumerate(segment):
            low = self.passage.lows[word]
            if place and word not in self.holding and (
                    low in self.closed["prepositions"] or low in self.nouns.small
                    or (low.endswith("ing") and self.passage.lows[segment[place - 1]].endswith("s"))):
                return segment[:place]
        return segment

    def part(self, piece: list[int]) -> Part | None:
        lows = self.passage.lows
        core = self.core(piece)
        if len(core) < len(piece) and self.names_at_end(piece):
            core = piece
        while core and (lows[core[-1]] in self.closed["asides"] or lows[core[-1]] in ("'s", "'", "’", ".")) \
                and len(core) > 1 and core[-1] not in self.holding:
            core = core[:-1]
        if not core:
            return None
        first, last = core[0], core[-1]
        head = lows[last]
        if head in self.pronouns and len(core) == 1:
            return Part("pronoun", first, last + 1, head=head)
        mention = self.ending.get(last)
        if mention is not None and self.looks[mention] != "group":
            return Part("name", first, last + 1, mention=mention, head=head)
        if mention is not None and (first == last or (first == last - 1 and lows[first] == "the")) \
                and head.endswith("s") and self.is_party(head):
            return Part("name", first, last + 1, mention=mention, head=head, type="group")
        called = piece[len(core):]
        if head in self.closed["panels"] and called and called[-1] in self.ending and self.looks[
                self.ending[called[-1]]] == "body" and self.passage.lows[called[0]] == "of":
            return Part("name", first, called[-1] + 1, mention=self.ending[called[-1]], head=head)
        if len(called) > 1 and self.passage.lows[called[0]] in self.closed["called"] and called[-1] in self.ending:
            return Part("name", called[1], called[-1] + 1, mention=self.ending[called[-1]], head=head)
        return self.description(core)

    def names_at_end(self, piece: list[int]) -> bool:
        """Whether a role with a preposition leads up to a name: "chief of staff Don Regan"."""
        index = self.ending.get(piece[-1])
        if index is None or self.looks[index] != "person" or self.mentions[index].oblique:
            return False
        before = self.mentions[index].first - 1
        role = self.mentions[index].role
        if role is not None and before in piece and self.passage.within(role)[0] == self.core(piece)[-1] \
                and self.passage.within(role)[-1] == before:
            return True  # "the president of Norland Una Sandal"
        return before in piece and self.passage.words[before][0].islower() and self.passage.adjoining(before + 1) \
            and (is_role(self.passage.lows[before], self.lexicon) or self.passage.lows[before] in self.lexicon.plurals)

    def _own_names(self) -> dict[str, list[tuple[int, int]]]:
        """Return noun -> first and last word of the names made with it, "Clinton campaign", in reading order."""
        lows = self.passage.lows
        found: dict[str, list[tuple[int, int]]] = {}
        for mention, look in zip(self.mentions, self.looks, strict=True):
            noun = mention.last + 1 + mention.possessive
            if noun + 1 < len(lows) and lows[noun + 1] in ("poll", "survey") and self.passage.words[noun].islower() \
                    and self.passage.adjoining(noun) and self.passage.adjoining(noun + 1):
                noun += 1  # "Harbor Times tracking poll"
            if look != "group" and noun < len(lows) and self.passage.adjoining(noun) and (
                    lows[noun] in self.lexicon.named_bodies or lows[noun] in ("poll", "survey")):
                found.setdefault(lows[noun], []).append((mention.first, noun))
        return found

    def is_party(self, head: str) -> bool:
        """Whether a plural is a proper name: "Democrats", no "Developers", "Environmentalists" or "MPs"."""
        one = head.removesuffix("s")
        crowd = head in self.lexicon.common or one.endswith("ist") or is_role(one.rpartition("-")[2], self.lexicon) \
            or one in self.lexicon.titles or one in self.lexicon.formal
        return one in self.lexicon.adjectives or not crowd

    def description(self, core: list[int]) -> Part:
        """Read a noun phrase whose head is no name."""
        lows, first, last = self.passage.lows, core[0], core[-1]
        head = lows[last]
        named = [word for word in core[:-1] if word in self.ending and self.looks[self.ending[word]] != "group"]
        indefinite = lows[first] in self.closed["indefinite"] or lows[first].isdigit()
        if named and named[-1] >= last - 2 and not indefinite and (
                head in self.lexicon.named_bodies or (head in ("poll", "survey") and lows[first] == "the")):
            return Part("own name", first + (lows[first] == "the"), last + 1, head=head,
                        type=describe(head, self.lexicon))
        if first == last and head in self.lexicon.adjectives and self.passage.words[first][0].isupper():
            indefinite = True  # "Republican criticism", clipped
        owned = bool(named) and any(lows[word] in ("'s", "’", "'") for word in core)
        definite = not indefinite and (lows[first] in self.closed["definite"] or owned
                                       or self.passage.words[first][0].isupper())
        return Part("description", first, last + 1, head=head, definite=definite,
                    owned=owned or lows[first] in self.closed["possessive"], type=describe(head, self.lexicon))


def describe(head: str, lexicon: Lexicon) -> SpeakerType:
    """Return the type that a description's noun tells."""
    if head in lexicon.texts and head not in lexicon.families:
        return "text"
    if head in lexicon.bodies:
        return "organisation"
    if head in lexicon.plurals:
        return "group"
    if is_role(head, lexicon):
        return "person"
    if head.endswith("s") and not head.endswith("ss"):
        return "group"
    return "person" if head.endswith(("ist", "ian", "man")) else "group"
