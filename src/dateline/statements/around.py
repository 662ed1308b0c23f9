"""Through whom a statement came, to whom it was said and on what occasion: read off the words around its spans."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from dateline.model import Party, Span
from dateline.statements.attribution import Attribution
from dateline.statements.language import clauses, sections
from dateline.statements.lexicon import english
from dateline.statements.phrases import DETERMINERS, ENDING, OBLIQUE, Phrases
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.tails import Tail

LINKING = clauses()["linking"]
OUTLETS = clauses()["outlets"]
FRAME = 60  # words of the sentence before and after the cue that are read
QUOTED_AS = 6  # words between "quoted" and "as saying"

Found = tuple[int, int]
"""First word and one past the last."""


class Words(Struct, frozen=True):
    """The sections of data/en/around.txt."""

    telling: frozenset[str]
    thing: frozenset[str]
    speaking: frozenset[str]
    letters: frozenset[str]
    speeches: frozenset[str]
    meeting: frozenset[str]
    before: frozenset[str]
    asking: frozenset[str]
    audience: frozenset[str]
    occasions: frozenset[str]
    prepositions: frozenset[str]
    times: frozenset[str]
    beyond: frozenset[str]
    carried: frozenset[str]
    outlet: frozenset[str]


@cache
def words() -> Words:
    """Return what data/en/around.txt lists."""
    gathered: dict[str, list[str]] = {}
    for section, listed in sections("en", "around"):
        gathered.setdefault(section, []).extend(listed)
    return Words(**{section: frozenset(listed) for section, listed in gathered.items()})


class Surroundings(Struct, frozen=True, kw_only=True):
    """Via whom (outermost last), to whom, on what occasion."""

    via: tuple[Party, ...] = ()
    addressee: tuple[Party, ...] = ()
    occasion: tuple[Party, ...] = ()


NOTHING = Surroundings()


class Around:
    """Reads the sentence of each statement outside its content."""

    def __init__(self, reading: Reading, tails: dict[int, Tail]) -> None:
        self.reading, self.tails, self.words, self.lexicon = reading, tails, words(), english()
        self.passage, self.lows = reading.passage, reading.passage.lows
        self.phrases = Phrases(reading.passage, self.words.times, self.words.beyond, self._nouns())

    def _nouns(self) -> frozenset[str]:
        """Return the nouns that a name may stand before: "a House panel", "Harbor Post readers"."""
        lexicon = self.lexicon
        return self.words.audience.union(self.words.outlet, lexicon.bodies, lexicon.plurals, lexicon.roles)

    def read(self, attribution: Attribution) -> Surroundings:
        """Return what stands around `attribution`; nothing where it has no cue."""
        within = self.passage.within
        cue = within((attribution.cue[0][0], attribution.cue[-1][1])) if attribution.cue else range(0)
        if not cue:
            return NOTHING
        source = {w for span in attribution.source for w in within(span)}
        content = {w for span in attribution.content for w in within(span)}
        frame = self._frame(cue, content)
        allowed = set(frame) - source
        addressee = [*self._told(cue, content, source), *self._to(frame, allowed),
                     *self._briefed(frame, allowed, source),
                     *self._asked(cue, frame, allowed)]
        return Surroundings(
            via=self._parties([*self._carried(frame, allowed, source, cue), *self._tail(cue, source)]),
            addressee=self._parties(addressee[:1]),
            occasion=self._parties(list(self._occasions(frame, allowed))[:2], named=False))

    def _frame(self, cue: range, content: set[int]) -> list[int]:
        """Return the words of the cue's sentence that are not content."""
        first, end = self.reading.units[self.reading.unit[cue.start]]
        first, end = max(first, cue.start - FRAME), min(end, cue.stop + FRAME)
        return [w for w in range(first, end) if w not in content and self.reading.quoted[w] < 0]

    def _parties(self, found: list[Found], *, named: bool = True) -> tuple[Party, ...]:
        parties: list[Party] = []
        for first, end in dict.fromkeys(found):
            span: Span = self.reading.span(first, end)
            text = self.passage.text[slice(*span)]
            bare = text[4:] if text.lower().startswith("the ") else text
            name = bare if named and bare[:1].isupper() and self.lows[first] not in OBLIQUE else None
            parties.append(Party(text=text, spans=(span,), name=name))
        return tuple(parties)

    # ---------------------------------------------------------------------------------------------- to whom

    def _hears(self, phrase: Found) -> bool:
        """Whether the phrase names people or a body: who may be spoken to."""
        first, end = phrase
        head = self.phrases.head(first, end)
        low = self.lows[head]
        return self.passage.words[head][0].isupper() or low in OBLIQUE or low in self.phrases.nouns \
            or low.removesuffix("s") in self.lexicon.roles

    def _told(self, cue: range, content: set[int], source: set[int]) -> Iterator[Found]:
        """"told reporters that", "urged Congress to": whoever stands behind the verb, in the content or before it."""
        head = next((w for w in cue if self.lows[w] in self.words.telling), None)
        if head is None or head + 1 >= len(self.lows):
            return
        start, end = head + 1, self.reading.units[self.reading.unit[head]][1]
        inside = start in content and self.reading.quoted[start] < 0
        phrase = self._heard(start, {w for w in range(start, end) if (w in content) == inside and w not in source
                                     and self.reading.quoted[w] < 0})
        if phrase is None:
            return
        after = self.lows[phrase[1]] if phrase[1] < end else ""
        if not inside or (after in ("to", "that", "not", "whether", "if") and self._hears(phrase)):
            yield phrase

    def _heard(self, start: int, allowed: set[int]) -> Found | None:
        """Return the phrase at `start` where it may be a hearer."""
        low = self.lows[start] if start < len(self.lows) else ""
        if start not in allowed or low in ENDING or low in self.words.times or low in self.words.thing:
            return None
        phrase = self.phrases.read(start, allowed)
        if phrase is None or self.lows[self.phrases.head(*phrase)] in self.words.thing:
            return None
        known = low in OBLIQUE | DETERMINERS or self.passage.words[start][0].isupper() or low.endswith("s")
        return phrase if known or self._hears(phrase) else None

    def _to(self, frame: list[int], allowed: set[int]) -> Iterator[Found]:
        """"in a message to X", "speaking to X", "in an interview with X", "addressing X", "testified before X"."""
        about = self.words
        for w in frame:
            low, before = self.lows[w], self.lows[w - 1] if w else ""
            if (low == "to" and before in about.letters and (before not in about.speeches or self._within_one(w))) \
                    or (low == "with" and before in about.meeting and (before[-3:] in ("ing", "oke")
                                                                       or self._within_one(w))):
                phrase = self._heard(w + 1, allowed)
                if phrase is not None:
                    yield phrase
            elif (low == "to" and before in about.speaking) or low == "addressing" \
                    or (low == "before" and before in about.before):
                phrase = self._heard(w + 1, allowed)
                if phrase is not None and self._hears(phrase):
                    yield phrase

    def _within_one(self, w: int) -> bool:
        """Whether the speech or meeting before word `w` is where it was said: "in a speech to"."""
        return any(self.lows[v] in ("in", "during", "at", "on") for v in range(max(0, w - 6), w))

    def _briefed(self, frame: list[int], allowed: set[int], source: set[int]) -> Iterator[Found]:
        """"Hale briefed lawmakers, saying ...": the speaker's own verb beside the cue."""
        for w in frame:
            if self.lows[w] in self.words.telling and w - 1 in source:
                phrase = self._heard(w + 1, allowed)
                if phrase is not None and self._hears(phrase):
                    yield phrase

    def _asked(self, cue: range, frame: list[int], allowed: set[int]) -> Iterator[Found]:
        """"Asked by reporters", "when a voter asked Okafor": who is answered."""
        for w in frame:
            if self.lows[w] not in self.words.asking or w in cue:
                continue
            if w + 1 < len(self.lows) and self.lows[w + 1] == "by":
                phrase = self._heard(w + 2, allowed)
                if phrase is not None:
                    yield phrase
                continue
            when = next((v for v in range(w - 1, max(-1, w - 8), -1) if self.lows[v] in ("when", "after")), w)
            asker = (when + 1, w)
            if when + 1 < w and self.phrases.read(when + 1, allowed.intersection(range(*asker))) == asker:
                yield asker

    # ---------------------------------------------------------------------------------------------- on what occasion

    def _occasions(self, frame: list[int], allowed: set[int]) -> Iterator[Found]:
        """"at the ceremony of ... in Moscow", "during an interview with CNN"."""
        taken = -1
        for place, w in enumerate(frame):
            if self.lows[w] not in self.words.prepositions or w < taken or w + 1 not in allowed:
                continue
            if self._of_somebody_else(frame, place):
                continue
            start = w + 1
            if self.lows[start:start + 3] == ["the", "sidelines", "of"]:
                start += 3
            phrase = self.phrases.read(start, allowed, long=True)
            if phrase is None:
                continue
            noun = next((i for i in range(phrase[0], min(phrase[1], phrase[0] + 8)) if self._is_occasion(i)), None)
            if noun is None or any(self.lows[i] in LINKING - DETERMINERS - {"'s", "of"} for i in range(start, noun)):
                continue
            taken = phrase[1]
            yield phrase

    def _is_occasion(self, w: int) -> bool:
        """Whether word `w` is a noun for an occasion; not so in "March 2011", "a show of defiance", "the eve of"."""
        low, after = self.lows[w], self.lows[w + 1] if w + 1 < len(self.lows) else ""
        return low in self.words.occasions and not (after[:1].isdigit() and low == "march") \
            and not (low == "show" and after == "of") and self.lows[w - 2:w] != ["eve", "of"]

    def _of_somebody_else(self, frame: list[int], place: int) -> bool:
        """Whether the word at `place` of the frame stands in a clause on the speaker: ", who spoke at a rally,"."""
        for w in reversed(frame[max(0, place - 8):place]):
            if self.lows[w] in (",", ";", "(", "—"):
                return False
            if self.lows[w] in ("who", "which", "that", "whose"):
                return True
        return False

    # ---------------------------------------------------------------------------------------------- through whom

    def _carried(self, frame: list[int], allowed: set[int], source: set[int], cue: range) -> Iterator[Found]:
        """"in remarks carried by X", "was quoted as saying by X", "X quoted him as saying", "(via X)".

        Behind the cue X may have been taken for another source.
        """
        for w in frame:
            before = self.lows[max(0, w - 3):w]
            carried = before == ["quoted", "as", "saying"] or (before[-1:] and before[-1] in self.words.carried)
            if (self.lows[w] == "by" and carried) or self._through(w):
                phrase = self.phrases.read(w + 1, allowed | source if w >= cue.stop and w not in source else allowed)
                if phrase is not None:
                    yield from self._outlets(*phrase)
            elif self.lows[w] == "quoted" and w - 1 in allowed and self.passage.words[w - 1][0].isupper() \
                    and "as" in self.lows[w + 2:w + QUOTED_AS]:
                start = w - 1
                while start - 1 in allowed and self.passage.words[start - 1][0].isupper():
                    start -= 1
                yield start, w

    def _through(self, w: int) -> bool:
        """Whether an outlet follows word `w`, "via" or "per"."""
        low = self.lows[w]
        return low in ("via", "per") and w + 1 < len(self.lows) and (
            self.passage.words[w + 1][0].isupper() or self.lows[w + 1] == "the")

    def _tail(self, cue: range, source: set[int]) -> Iterator[Found]:
        tail = self.tails.get(self.reading.unit[cue.start])
        if tail is None or source & set(range(tail.first, tail.end)):
            return
        unit_end = self.reading.units[self.reading.unit[cue.start]][1]
        for w in range(tail.end, unit_end - 1):  # "RT reported, citing Interfax": the inner one first
            if self.lows[w] == "citing" and self._is_outlet(w + 1, unit_end):
                phrase = self.phrases.read(w + 1, set(range(w + 1, unit_end)))
                if phrase is not None:
                    yield from self._outlets(*phrase)
        yield from self._outlets(tail.first, tail.end)

    def _is_outlet(self, start: int, end: int) -> bool:
        """Whether the words at `start` name an outlet: one of its words is known, or it is a short name in capitals."""
        words = self.passage.words[start:min(end, start + 5)]
        lows = self.lows[start:start + len(words)]
        return bool(words) and (words[0].isupper() or any(low in OUTLETS for low in lows))

    def _outlets(self, first: int, end: int) -> Iterator[Found]:
        """Yield each outlet of "the BBC and Reuters", without "local broadcaster" before and "report" behind a name."""
        names = [w for w in range(first, end) if self.passage.words[w][0].isupper()]
        if not names:
            yield first, end
            return
        start = first
        for w in range(first, end + 1):
            if w < end and self.lows[w] not in ("and", "&", ","):
                continue
            stop = w
            if any(start <= name < w for name in names):
                while self.lows[start] in self.words.outlet and not self.passage.words[start][0].isupper():
                    start += 1
                while self.lows[stop - 1] in ("report", "reports"):
                    stop -= 1
                yield start, stop
            start = w + 1
