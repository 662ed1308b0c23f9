"""A text cut into words, sentences, paragraphs and quotations, for the reading of names in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec import Struct

from dateline.model import Span
from dateline.statements.lexicon import english

# "U.S." is one word; "Trump's" is two, and French "a-t-il" too; a line break ends a paragraph
TOKEN = re.compile(r"(?P<joint>(?:-t)?-(?=(?:ils?|elles?)\b))"
                   r"|(?:[A-Za-z]\.){2,}|\d[\d,]*(?:\.\d+)?(?!\w)"
                   r"|\w+(?:(?:-(?!(?:t-)?(?:ils?|elles?)\b)|&|['’](?![sS]\b))\w+)*"
                   r"|['’][sS]\b|[^\w\s]|\n")
CAPITALS = {"US": "u.s.", "WHO": "w.h.o."}  # names that are pronouns in lower case; in a line of capitals they may be
OPENING, CLOSING, BOTH = "“«„", "”»", '"'


class Passage(Struct, frozen=True):
    """Parallel lists over the words of `text`; `quotations` are the spans between quotation marks."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lows: list[str]  # lower case, apostrophes straight
    paragraph: list[int]
    sentence: list[int]
    opens: list[bool]  # first word of a sentence or of a quotation
    quotations: list[Span]
    quotation_starts: list[int]
    firsts: list[int]  # the first word of each paragraph that has words, ascending

    def at(self, offset: int) -> int:
        """Return the index of the first word that ends after `offset`."""
        return bisect_right(self.ends, offset)

    def within(self, span: Span) -> range:
        """Return the indices of the words that `span` touches."""
        return range(self.at(span[0]), bisect_left(self.starts, span[1]))

    def quoted(self, offset: int) -> int | None:
        """Return the number of the quotation that holds `offset`, or None."""
        number = bisect_right(self.quotation_starts, offset) - 1
        return number if number >= 0 and offset < self.quotations[number][1] else None

    def paragraph_first(self, word: int) -> int:
        """Return the first word of the paragraph that holds `word`."""
        return self.firsts[bisect_right(self.firsts, word) - 1]

    def paragraph_before(self, word: int) -> int:
        """Return the number of the paragraph before that of `word`, or -1; numbers skip where blank lines stand."""
        first = self.paragraph_first(word)
        return self.paragraph[first - 1] if first else -1

    def paragraphs_after(self, word: int) -> int:
        """Return how many paragraphs follow that of `word`."""
        return len(self.firsts) - bisect_right(self.firsts, word)

    def same_paragraph(self, one: int, other: int) -> bool:
        """Whether two offsets lie in one paragraph."""
        words = [min(self.at(offset), len(self.words) - 1) for offset in (one, other)]
        return bool(self.words) and self.paragraph[words[0]] == self.paragraph[words[1]]

    def adjoining(self, word: int) -> bool:
        """Whether only a blank stands between `word` and the word before it; a tab parts the cells of a table."""
        return word > 0 and self.paragraph[word] == self.paragraph[word - 1] \
            and self.starts[word] - self.ends[word - 1] <= 1 and self.text[self.ends[word - 1]] != "\t"

    def inside_word(self, mark: int) -> bool:
        """Whether a mark stands between words without a blank: the first hyphen of "34-year-old"."""
        return 0 < mark < len(self.words) - 1 and self.starts[mark] == self.ends[mark - 1] \
            and self.ends[mark] == self.starts[mark + 1]


class _Marks:
    """Follows quotation marks; an unclosed one ends with its paragraph."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.open: int | None = None

    def see(self, mark: str, offset: int) -> bool:
        """Take in a mark; return whether it opened a quotation."""
        if mark in OPENING or (mark == BOTH and self.open is None):
            self.open = offset if self.open is None else self.open
            return True
        if self.open is not None:
            self.close(offset + 1)
        return False

    def close(self, end: int) -> None:
        if self.open is not None:
            self.spans.append((self.open, end))
            self.open = None


def read_passage(text: str) -> Passage:
    """Cut `text` into words; one pass, linear in its length."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    paragraphs: list[int] = []
    sentences: list[int] = []
    opens: list[bool] = []
    marks = _Marks()
    paragraph = sentence = 0
    fresh, ended = True, False
    abbreviations = english().closed["abbreviations"]
    for match in TOKEN.finditer(text):
        if match.lastgroup:
            continue
        word = match.group()
        start = match.start()
        if word == "\n":
            marks.close(start)
            if not fresh or ended:
                sentence += 1
            paragraph += 1
            fresh, ended = True, False
            continue
        lead = word[0]
        if ended and (lead.isalnum() or lead in OPENING or (lead == BOTH and marks.open is None)):
            if not lead.islower():
                sentence += 1
                fresh = True
            ended = False
        starts.append(start)
        ends.append(match.end())
        words.append(word)
        paragraphs.append(paragraph)
        sentences.append(sentence)
        opens.append(fresh)
        if lead.isalnum():
            fresh = False
        elif lead in "“”«»„\"":
            fresh = marks.see(lead, start)
        elif lead in ".!?":
            before = words[-2] if len(words) > 1 else ""
            ended = lead != "." or not (before.lower() in abbreviations or len(before) == 1)
    marks.close(len(text))
    lows = [word.lower().replace("’", "'") for word in words]
    for place, word in enumerate(words):
        if word in CAPITALS and any(other != other.upper() for other in words[max(0, place - 1):place + 2]):
            lows[place] = CAPITALS[word]
    return Passage(text, starts, ends, words, lows, paragraphs, sentences, opens, marks.spans,
                   [start for start, _ in marks.spans],
                   [i for i, number in enumerate(paragraphs) if not i or number != paragraphs[i - 1]])
