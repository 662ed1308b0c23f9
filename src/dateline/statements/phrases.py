"""Noun phrases read word by word, without a parser: "the crowd", "Mia Lund of Channel 5", "a rally in Ohio"."""

from __future__ import annotations

from dateline.statements.language import clauses
from dateline.statements.lexicon import english
from dateline.statements.passage import Passage

WALLS = frozenset(",;:.!?()—–-\"“”«»[]/") | {"--"}
DETERMINERS = clauses()["particular"]
OBLIQUE = clauses()["oblique"]
ENDING = clauses()["ending"]
LINKING = clauses()["linking"]
OPEN = frozenset(["of", "'s", "de", "for"])  # words that a name goes on behind
PLURAL = frozenset(["crew", "staff", "family", "police", "children", "people"])
TITLES = english().closed["short_titles"]
LONGEST = 16


class Phrases:
    """Reads phrases of one passage; `times` and `beyond` are words that end one, `nouns` stand behind names."""

    def __init__(self, passage: Passage, times: frozenset[str], beyond: frozenset[str],
                 nouns: frozenset[str]) -> None:
        self.passage, self.lows, self.times, self.beyond, self.nouns = passage, passage.lows, times, beyond, nouns

    def read(self, start: int, allowed: set[int], *, long: bool = False) -> tuple[int, int] | None:
        """Return first word and end of the phrase at `start`, all within `allowed`; None where there is none.

        long: with what hangs on it: "a meeting of the board in Leeds".
        """
        index, named = start, False
        while index in allowed and index - start < LONGEST and (self.lows[index] not in WALLS or self._title(index)):
            if index > start and self._ends(index, named, long, allowed):
                break
            named = named or self.passage.words[index][0].isupper()
            index += 1
        while index > start and self.lows[index - 1] in LINKING | ENDING:
            index -= 1
        return (start, index) if index > start else None

    def _title(self, dot: int) -> bool:
        """Whether the full stop at `dot` ends a title or an initial: "Mrs. Ruiz"."""
        before = self.lows[dot - 1] if dot else ""
        return self.lows[dot] == "." and (len(before) == 1 or before in TITLES) \
            and self.passage.words[dot - 1][0].isupper()

    def head(self, first: int, end: int) -> int:
        """Return the word that the phrase [first, end) is about: the last before "of"."""
        for index in range(first + 1, end):
            if self.lows[index] in ("of", "and", "for"):
                return index - 1
        return end - 1

    def _ends(self, index: int, named: bool, long: bool, allowed: set[int]) -> bool:
        """Whether the phrase ends before `index`."""
        low, word, before = self.lows[index], self.passage.words[index], self.lows[index - 1]
        capital = word[0].isupper()
        if low in self.times:
            return not word.isupper() and (low not in ("may", "march", "this") or capital)
        if low in self.beyond:
            return True
        if low == "and" and not long:
            return not self._goes_on(index + 1, allowed)
        if long and (low in LINKING or low == "at"):
            return low in ("to", "at") and not self._noun_follows(index + 1)
        if low in DETERMINERS:
            return not (long and before in LINKING) and before not in ("of", "and")
        if low in ENDING:
            return not (low == "of" or (low == "for" and named))
        if named and not capital and not long:
            return not self._in_name(index)
        return low.endswith("ly") and not capital and len(low) > 4 and before not in DETERMINERS

    def _in_name(self, index: int) -> bool:
        """Whether a lower-case word goes on with a name: "Channel 5", "Norland's ambassador", "a House panel"."""
        low, word, before = self.lows[index], self.passage.words[index], self.lows[index - 1]
        return low in OPEN or low in self.nouns or self._leads_to_noun(index) or before in ("'s", "of", "and") \
            or (word[0].isdigit() and before not in OPEN) \
            or (low == "'" and self.passage.starts[index] == self.passage.ends[index - 1])

    def _leads_to_noun(self, index: int) -> bool:
        """Whether a noun follows the word at `index`, behind a name: "the Harbor Post editorial board"."""
        return index + 1 < len(self.lows) and self.lows[index + 1] in self.nouns \
            and self.lows[index] not in self.beyond and not self.lows[index].endswith(("ed", "s"))

    def _goes_on(self, index: int, allowed: set[int]) -> bool:
        """Whether somebody follows "and": "friends and advisers", "Ana Ruiz and Hugh Hill"."""
        if index not in allowed:
            return False
        low = self.lows[index]
        return self.passage.words[index][0].isupper() or low in PLURAL or (low.endswith("s") and low not in (
            "says", "is", "was", "has", "does", "this", "his", "its"))

    def _noun_follows(self, index: int) -> bool:
        """Whether a phrase, no infinitive, follows "to"."""
        return index < len(self.lows) and (self.lows[index] in DETERMINERS or self.passage.words[index][0].isupper()
                                           or self.lows[index].endswith("s"))
