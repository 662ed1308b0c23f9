"""Places that name somebody, and what the surroundings of each say: the words before it, its line, where the headline
is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from msgspec import Struct

from dateline.article.markup import Line, Markup
from dateline.model import Span

Role = Literal["text", "photo", "translation", "editing", "video"]

# All patterns are of lower case: several times faster than re.I.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("photo", re.compile(r"photo|foto|bild|image|picture|camera|фото")),
    ("translation", re.compile(r"translat|übersetz|traduc|traduit|перев")),
    ("editing", re.compile(r"edited by|editing by|edit(?:ed)?\s*:")),
    ("video", re.compile(r"\bvideo\s*(?:by|:|von)")))
_ROLE_STEMS = re.compile("photo|foto|bild|image|picture|camera|фото|translat|übersetz|traduc|traduit|перев|edit|video")
_WITH_TEXT = re.compile(r"(?:text|words|story)\W{0,3}(?:und|and|et)?\W{0,3}(?:photo|foto|bild|picture)")
_CONTEXTS = {word: f"context {kind}" for kind, words in (
    ("review", ("review", "fact", "edit", "medical", "expert", "checked", "geprüft", "approved")),
    ("about", ("about", "über", "more from", "mehr von")), ("photo", ("photo", "foto", "image", "bild")))
    for word in words}
_CONTEXT = re.compile("|".join(_CONTEXTS))
_INTRODUCING = frozenset({"by", "von", "par", "por", "di", "door", "autor", "author", "text", "written"})
_LIMITS = (60, 200, 600, 2000)  # characters behind the headline
_BEHIND = ("after 60", "after 200", "after 600", "after 2000", "after far")
_WORD = re.compile(r"\w+")
_DATED = re.compile(r"(?:19|20)\d\d")
_LEVELS = 5  # elements around a name whose hints are looked at
_LABEL = 30  # characters of a line that says what those named below it did


class Found(Struct, frozen=True, kw_only=True):
    """One place that names somebody."""

    name: str
    features: tuple[str, ...]  # the first is the kind of place
    role: Role = "text"
    organisation: bool = False  # whether markup calls it one
    span: Span | None = None


class PeopleAround(Struct, frozen=True, kw_only=True):
    """What is known before bylines are sought."""

    headlines: tuple[Span, ...] = ()  # where the headline is printed
    headline_text: str = ""
    outlets: tuple[str, ...] = ()
    domain: str = ""  # "courier" of courier.example.com's registrable domain's first label


class NamePlaces:
    """The places of one page, each looked at once, whatever kinds of places it counts among."""

    def __init__(self, markup: Markup, around: PeopleAround) -> None:
        self.markup, self.around = markup, around
        self._known: dict[tuple[int, int], tuple[tuple[str, ...], Role]] = {}
        self._against: dict[int, bool] = {}

    def at(self, index: int, place: int) -> tuple[tuple[str, ...], Role]:
        """Return where a name stands (its context, the hints around it, from the headline), and what words say he did.

        index: of the element around it, -1 for none. place: where it begins. Words: those before it, and its first.
        """
        known = self._known.get((index, place))
        if known is None:
            text, line = self.markup.tree.text, self.markup.line_at(place)
            first = _said_from(self.markup, line, place)
            features = (*_in_line(text, line, place), *self._in_elements(index), self._from_headline(place))
            known = self._known[index, place] = features, _role(text[first : place + 15].lower())
        return known

    def _in_elements(self, index: int) -> list[str]:
        region = self.markup.region[index] if index >= 0 else ""
        told = [f"in {region}"] if region else []
        if self.markup.tree.shows_around(index, _LEVELS, "no byline", self._against):
            told.append("hint against")
        return told

    def _from_headline(self, place: int) -> str:
        headlines = self.around.headlines
        if not headlines:
            return "no headline"
        distance = min([place - end for start, end in headlines if place >= start], default=-1)
        if distance < 0:
            return "before 200" if headlines[0][0] - place < 200 else "before"
        return _BEHIND[bisect_right(_LIMITS, distance)]


def _in_line(text: str, line: Line | None, place: int) -> list[str]:
    """Return what the words before a place say, how long its line is, and whether a year stands by it."""
    before = text[max(0, place - 40) : place].lower()
    told = []
    if context := _CONTEXT.search(before):
        told.append(_CONTEXTS[context[0]])
    elif _last_word(before) in _INTRODUCING:
        told.append("context by")
    if line is not None:
        length = line.end - line.start
        told.append("on line short" if length < 50 else "on line middle" if length < 150 else "on line long")
    if _DATED.search(text, place, place + 120):
        told.append("date behind")
    elif _DATED.search(text, max(0, place - 60), place):
        told.append("date before")
    return told


def _last_word(words: str) -> str:
    """Return the last word, "" where there is none."""
    last = words.rsplit(None, 1)[-1:]
    if last and last[0].isalpha():
        return last[0]
    found = _WORD.findall(words)
    return found[-1] if found else ""


def _said_from(markup: Markup, line: Line | None, place: int) -> int:
    """Return from where words say what somebody named at `place` did: on his line, and on a label's above it."""
    first = max(0, place - 30)
    if line is None or first >= line.start:
        return first
    above = markup.line_before(line)
    if above is not None and above.end - above.start <= _LABEL and markup.words(above).endswith((":", " by")):
        return max(first, above.start)
    return line.start


def _role(words: str) -> Role:
    if _ROLE_STEMS.search(words):
        for role, pattern in _ROLES:
            if pattern.search(words):
                return "text" if role == "photo" and _WITH_TEXT.search(words) else role
    return "text"
