"""Proper names in a passage: where each stands, with which title, and whether it looks like a person."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.model import Span
from dateline.statements.lexicon import Lexicon
from dateline.statements.passage import Passage

Look = Literal["person", "body", "place", "group", "unknown"]
PARTICLES = frozenset("de la von van der den bin ibn al el di da del du le dos das ter".split())
LINKS = frozenset("of for on to".split())
SHORT_TITLES = frozenset("mr mrs ms dr sen rep gov gen lt col sgt st jr sr prof rev hon maj capt cmdr adm".split())
ROLE_WORDS = 7  # longest role read before a name, in words
HEADLINE_WORDS = 40


class Mention(Struct, frozen=True):
    """One printed name, titles left out; `first` and `last` are indices of words."""

    span: Span
    first: int
    last: int
    name: tuple[str, ...]  # its words, without full stops
    look: Look
    role: Span | None  # printed before it: "Russian President"
    gender: str  # m or f by its title, else ""
    titled: bool
    opens: bool  # stands first in its sentence, alone
    subject: bool
    possessive: bool


class Mentions:
    """Reads the names of one passage."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage, self.lexicon = passage, lexicon

    def read(self) -> list[Mention]:
        """Return the mentions outside headlines, in reading order."""
        headlines = self.headlines()
        found: list[Mention] = []
        words, paragraphs = self.passage.words, self.passage.paragraph
        index, count = 0, len(words)
        while index < count:
            if not words[index][0].isupper() or paragraphs[index] in headlines:
                index += 1
                continue
            end = self.run_end(index)
            mention = self.read_run(index, end)
            if mention is not None:
                found.append(mention)
            index = max(end, index + 1)
        return found

    def headlines(self) -> frozenset[int]:
        """Return the paragraphs printed in Title Case, where capitals tell nothing."""
        long: dict[int, int] = {}
        capital: dict[int, int] = {}
        sizes: dict[int, int] = {}
        for word, paragraph in zip(self.passage.words, self.passage.paragraph, strict=True):
            sizes[paragraph] = sizes.get(paragraph, 0) + 1
            if len(word) > 3 and word[0].isalpha():
                long[paragraph] = long.get(paragraph, 0) + 1
                capital[paragraph] = capital.get(paragraph, 0) + word[0].isupper()
        return frozenset(p for p, n in long.items() if n >= 3 and capital[p] >= 0.75 * n
                         and sizes[p] <= HEADLINE_WORDS)

    def run_end(self, index: int) -> int:
        """Return the end of the capitalised run that begins at `index`."""
        passage, lexicon = self.passage, self.lexicon
        words, lows = passage.words, passage.lows
        if lows[index] in lexicon.function:
            return index + 1
        end, count = index + 1, len(words)
        while end < count and passage.adjoining(end):
            word, low = words[end], lows[end]
            if word[0].isupper() and (low not in lexicon.function or lows[end - 1] in lexicon.given):
                end += 1
            elif word == "." and passage.starts[end] == passage.ends[end - 1] and self.goes_on(end) \
                    and (len(words[end - 1]) == 1 or lows[end - 1] in SHORT_TITLES):
                end += 1
            elif (low in PARTICLES or low in LINKS or low in ("and", "&")) and (step := self.link(index, end)):
                end = step
            else:
                break
        return end

    def goes_on(self, dot: int) -> bool:
        after = dot + 1
        return after < len(self.passage.words) and self.passage.adjoining(after) \
            and self.passage.words[after][0].isupper()

    def link(self, first: int, index: int) -> int:
        """Return where a run goes on behind the connecting word at `index`, or 0."""
        passage, lexicon = self.passage, self.lexicon
        words, lows = passage.words, passage.lows
        after = index + 1
        if after < len(words) and lows[after] in ("the", "la", "der") and words[after].islower():
            after += 1
        if after >= len(words) or not words[after][0].isupper() or not passage.adjoining(after):
            return 0
        before, low = lows[index - 1], lows[index]
        if low in PARTICLES:
            return after
        if low in LINKS:
            known = before in lexicon.formal or before in lexicon.titles or before in ("chamber", "citizens")
            return after if known and not (before in lexicon.titles and low != "of") else 0
        parts = lows[first:index]
        if parts[0] in lexicon.given or any(p in lexicon.titles for p in parts) or before in lexicon.formal:
            return 0
        end = after
        while end < len(words) and words[end][0].isupper() and passage.adjoining(end):
            end += 1
        return end if lows[end - 1] in lexicon.formal and "of" not in parts or "of" in parts else 0

    def read_run(self, first: int, end: int) -> Mention | None:
        """Return the name in the capitalised run [first, end), its title split off; None for a common word."""
        passage, lexicon = self.passage, self.lexicon
        lows = passage.lows
        while end > first and not passage.words[end - 1][0].isalnum():
            end -= 1
        if first >= end or lows[first] in lexicon.function:
            return None
        start = self.name_start(first, end)
        if start >= end:
            return None
        name = tuple(w for w in passage.words[start:end] if w != ".")
        titles = [lexicon.titles[low] for low in lows[first:start] if low in lexicon.titles]
        role = self.role_before(first) if start == first else (passage.starts[first], passage.ends[start - 1])
        after = end
        if lows[first:start][-1:] and not passage.words[start - 1][0].isalnum():
            role = (passage.starts[first], passage.ends[start - 1])
        possessive = after < len(lows) and (lows[after] == "'s" or passage.words[after] in ("'", "’")) \
            and passage.starts[after] == passage.ends[after - 1]
        look = self.look(tuple(w.lower() for w in name), name, bool(titles) or bool(start == first and role))
        return Mention(
            span=(passage.starts[start], passage.ends[end - 1]), first=start, last=end - 1, name=name, look=look,
            role=role, gender="".join(titles)[-1:], titled=bool(titles),
            opens=passage.opens[start] and end - start == 1,
            subject=self.is_subject(first, end), possessive=possessive,
        )

    def name_start(self, first: int, end: int) -> int:
        """Return where the name begins behind its titles in the run [first, end)."""
        lexicon, lows = self.lexicon, self.passage.lows
        if lows[end - 1] in lexicon.formal and not any(
                lexicon.titles.get(low) in ("m", "f") for low in lows[first:end - 1]):
            return first
        title = -1
        for index in range(first, end - 1):
            if lows[index] in lexicon.titles and not (index == first and lows[index] in lexicon.given):
                title = index
        if title < 0:
            return self.anchored(first, end)
        start = title + 1
        if start < end and lows[start] == ".":
            start += 1
        if start < end and lows[start] in LINKS:
            named = [i for i in range(start, end) if lows[i] in lexicon.given]
            start = named[0] if named else max(start, end - 2) if end - start > 3 else end
        while start < end - 1 and (lows[start] in lexicon.suffixes or not self.passage.words[start][0].isalnum()):
            start += 1
        return start

    def anchored(self, first: int, end: int) -> int:
        """Return where a given name begins behind places and bodies: "Fox News Sean Hannity"."""
        lexicon, lows = self.lexicon, self.passage.lows
        if lows[first] in lexicon.given or lows[end - 1] in lexicon.formal:
            return first
        for index in range(first + 1, end - 1):
            if lows[index] in lexicon.given and all(
                    low in lexicon.adjectives or low in lexicon.formal or low in lexicon.places
                    or low in lexicon.roles for low in lows[first:index]):
                return index
        return first

    def role_before(self, first: int) -> Span | None:
        """Return the role printed in lower case before a name: "IMF chief economist" Maury Obstfeld."""
        passage, lexicon = self.passage, self.lexicon
        index = first - 1
        if not passage.adjoining(first) or not is_role(passage.lows[index], lexicon):
            return None
        while index > 0 and first - index < ROLE_WORDS and passage.adjoining(index) \
                and passage.lows[index - 1] not in lexicon.function and passage.words[index - 1][0].isalnum():
            index -= 1
        return passage.starts[index], passage.ends[first - 1]

    def look(self, lows: tuple[str, ...], name: tuple[str, ...], titled: bool) -> Look:
        lexicon = self.lexicon
        joined = "_".join(lows)
        if joined in lexicon.places:
            return "person" if titled and len(lows) == 1 and joined not in ("us", "u.s") else "place"
        if any(low in lexicon.formal for low in lows[1:]) or lows[0] in lexicon.formal:
            return "person" if titled and len(lows) == 1 else "body"
        if joined in lexicon.adjectives or len(lows) == 1 and (lows[0][:-1] in lexicon.adjectives
                                                              or lows[0][:-1] in lexicon.titles):
            return "group"
        if titled or len(lows) > 1 and lows[0] in lexicon.given:
            return "person"
        if len(lows) == 1 and name[0].isupper() and 2 <= len(name[0]) <= 6:
            return "body"
        return "unknown"

    def is_subject(self, first: int, end: int) -> bool:
        """Whether the name opens its clause, as far as its neighbours tell."""
        passage = self.passage
        before = passage.lows[first - 1] if first and passage.sentence[first - 1] == passage.sentence[first] else ""
        after = passage.lows[end] if end < len(passage.lows) else ""
        if before in ("", ",", "but", "and", "that", "when", "as", "because", "while", "\"", "”", "if", ":"):
            return after not in ("and", "'s")
        return before in ("said", "says", "added") or after in ("said", "says", "has", "had", "is", "was", "told")


def is_role(low: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word names a person by what they do or are."""
    return low in lexicon.roles or low.endswith(("woman", "ologist")) and low not in lexicon.function
