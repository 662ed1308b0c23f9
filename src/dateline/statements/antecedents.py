"""The names that a pronoun's place tells without weighing: before "who", around "I"."""

from __future__ import annotations

from dateline.statements.entities import APPOSITION_WORDS, Roll
from dateline.statements.lexicon import Lexicon
from dateline.statements.mentions import is_role
from dateline.statements.passage import Passage
from dateline.statements.sources import Part, Sources

CLOSING_MENTIONS = 24  # mentions at the end of a text looked through for a note on its author
MARKS = (",", "-", "–", "—", ")")


class Antecedents:
    """Finds them in one passage; answers are indices of mentions."""

    def __init__(self, passage: Passage, roll: Roll, sources: Sources, lexicon: Lexicon) -> None:
        self.passage, self.roll, self.lexicon = passage, roll, lexicon
        self.ending = sources.ending
        self.author = self._closing_note()

    def before(self, part: Part) -> int | None:
        """Return the name before "who" or "which", past "of Florida", "(R-Utah)" and ", a donor"; or None."""
        passage, word = self.passage, part.first - 1
        for _ in range(APPOSITION_WORDS):
            if word < 0 or passage.sentence[word] != passage.sentence[part.first]:
                return None
            index = self.ending.get(word)
            if index is not None and not self._is_seat(index):
                apposed = self._kind_of_thing(index)
                if apposed is None:
                    return index
                word = apposed
                continue
            if index is not None:
                word = self.roll.mentions[index].first - 2
            elif passage.lows[word] in MARKS:
                word = self._before_bracket(word)
            else:
                start = self._apposition_start(word)
                if start is None:
                    return None
                word = start
        return None

    def _is_seat(self, index: int) -> bool:
        """Whether a mention is where somebody is from: "of Florida"."""
        mention = self.roll.mentions[index]
        if not mention.oblique or self.passage.lows[mention.first - 1] not in ("of", "from"):
            return False
        return self.roll.entities[self.roll.entity_of[index]].look in ("place", "body") \
            or (mention.first > 1 and is_role(self.passage.lows[mention.first - 2], self.lexicon))

    def _kind_of_thing(self, index: int) -> int | None:
        """Return the comma before a mention that says what the name before it is: ", a super PAC"; else None."""
        first = self.roll.mentions[index].first
        for place in range(first - 1, max(0, first - 4), -1):
            if self.passage.lows[place] in ("a", "an"):
                behind = place - 1
                return behind if self.passage.lows[behind] == "," and behind - 1 in self.ending else None
        return None

    def _before_bracket(self, word: int) -> int:
        """Return the word before a mark, or before the bracket that it closes."""
        if self.passage.lows[word] == ")":
            for step in range(1, min(word, APPOSITION_WORDS)):
                if self.passage.lows[word - step] == "(":
                    return word - step - 1
        return word - 1

    def _apposition_start(self, word: int) -> int | None:
        """Return the mark before the apposition that ends with `word`: ", a California investor"."""
        lows = self.passage.lows
        for step in range(1, min(word, APPOSITION_WORDS)):
            place = word - step
            if lows[place] in (".", ";"):
                return None
            if lows[place] in (",", "(", "-", "–", "—"):
                described = lows[place + 1] in ("a", "an", "the", "his", "her") or is_role(lows[word], self.lexicon)
                return place if described else None
        return None

    def labelled(self, part: Part) -> int | None:
        """Return the name that labels the paragraph of `part`: "RUIZ: I don't think so."; or None."""
        first = self.passage.paragraph_first(part.first)
        for word in range(first, min(part.first, first + 6)):
            if self.passage.lows[word] == ":":
                return self.ending.get(word - 1)
        return None

    def _closing_note(self) -> int | None:
        """Return the mention that opens a closing note on the author: "Ana Ruiz is a professor at ..."; or None."""
        mentions, passage = self.roll.mentions, self.passage
        for index in range(len(mentions) - 1, max(-1, len(mentions) - CLOSING_MENTIONS), -1):
            mention, after = mentions[index], mentions[index].last + 1
            if len(mention.name) > 1 and passage.paragraph_first(mention.first) == mention.first \
                    and passage.lows[after:after + 1] == ["is"] \
                    and self.roll.entities[self.roll.entity_of[index]].look == "person" \
                    and passage.paragraphs_after(mention.first) <= 1:
                return index
        return None
