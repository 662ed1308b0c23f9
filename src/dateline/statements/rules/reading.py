"""What the rules see of a text: its words, quotations and units (sentences that quotations do not break)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.model import Span
from dateline.statements.passage import Passage, read_passage
from dateline.statements.quotes import Quotation, find_quotations

SHORT = 5  # words of a quotation that may be a name or a slogan


class Reading(Struct, frozen=True):
    """Parallel lists over the words of a passage; a unit is a sentence, whole quotations included."""

    passage: Passage
    quotations: list[Quotation]
    quoted: list[int]  # number of the quotation that holds the word, or -1
    unit: list[int]  # number of the unit that holds the word
    units: list[tuple[int, int]]  # first word, and one past the last
    forms: list[str]  # the word where frequent, else its shape; none where no words were said to be frequent

    def span(self, first: int, end: int) -> Span:
        """Return the characters from word `first` up to and without word `end`."""
        return self.passage.starts[first], self.passage.ends[end - 1]

    def opens(self, word: int) -> bool:
        """Whether a quotation begins with `word`."""
        return self.quoted[word] >= 0 and (word == 0 or self.quoted[word - 1] != self.quoted[word])

    def closes(self, word: int) -> bool:
        """Whether a quotation ends with `word`."""
        return self.quoted[word] >= 0 and (word + 1 == len(self.quoted) or self.quoted[word + 1] != self.quoted[word])


def read(text: str, within: Sequence[Span], frequent: frozenset[str]) -> Reading:
    """Read `text`, whose paragraphs are `within`; words not `frequent` are known by their shape. Linear."""
    passage = read_passage(text)
    quotations = find_quotations(text, within)
    quoted = _quoted(passage, quotations)
    unit: list[int] = []
    units: list[tuple[int, int]] = []
    for index in range(len(passage.words)):
        broken = index == 0 or passage.paragraph[index] != passage.paragraph[index - 1] or (
            passage.sentence[index] != passage.sentence[index - 1]
            and (quoted[index] < 0 or quoted[index] != quoted[index - 1]))
        if broken:
            units.append((index, index))
        units[-1] = (units[-1][0], index + 1)
        unit.append(len(units) - 1)
    forms = [low if low in frequent else _shape(word, low)
             for word, low in zip(passage.words, passage.lows, strict=True)] if frequent else []
    return Reading(passage, quotations, quoted, unit, units, forms)


def _quoted(passage: Passage, quotations: list[Quotation]) -> list[int]:
    quoted = [-1] * len(passage.words)
    number = 0
    for index, start in enumerate(passage.starts):
        while number < len(quotations) and quotations[number].end <= start:
            number += 1
        if number < len(quotations) and quotations[number].start <= start:
            quoted[index] = number
    return quoted


def _shape(word: str, low: str) -> str:
    if word[0].isupper():
        return "Aa"
    if word[0].isdigit():
        return "9"
    if not word[0].isalpha():
        return "“" if word in "“”\"„«»" else "."
    for ending in ("ed", "ing", "ly", "s", "er", "or"):
        if low.endswith(ending):
            return "-" + ending
    return "a"
