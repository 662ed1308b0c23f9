"""What stands around a statement: through whom it came, to whom and on what occasion it was said. English."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from dateline.model import Party, Span
from dateline.statements.attribution import Attribution
from dateline.statements.language import clauses, sections
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.tails import Tail

WALLS = frozenset(",;:.!?()—–-\"“”«»") | {"--"}
DETERMINERS = clauses()["particular"]
OBLIQUE = clauses()["oblique"]
ENDING = clauses()["ending"]
LINKING = clauses()["linking"]
LONGEST = 16


class Words(Struct, frozen=True):
    """The sections of data/en/around.txt."""

    telling: frozenset[str]
    speaking: frozenset[str]
    letters: frozenset[str]
    meeting: frozenset[str]
    occasions: frozenset[str]
    prepositions: frozenset[str]
    times: frozenset[str]
    reported: frozenset[str]
    carried: frozenset[str]


@cache
def words() -> Words:
    """Return what data/en/around.txt lists."""
    return Words(**{section: frozenset(listed) for section, listed in sections("en", "around")})


class Surroundings(Struct, frozen=True, kw_only=True):
    """Via whom (outermost last), to whom, on what occasion."""

    via: tuple[Party, ...] = ()
    addressee: tuple[Party, ...] = ()
    occasion: tuple[Party, ...] = ()


class Around:
    """Reads the sentence of each statement outside its content."""

    def __init__(self, reading: Reading, tails: dict[int, Tail]) -> None:
        self.reading, self.tails, self.words = reading, tails, words()
        self.passage, self.lows = reading.passage, reading.passage.lows

    def read(self, attribution: Attribution) -> Surroundings:
        """Return what stands around `attribution`."""
        if not attribution.cue:
            return Surroundings()
        within = self.passage.within
        cue = within((attribution.cue[0][0], attribution.cue[-1][1]))
        if not cue:
            return Surroundings()
        source = {w for span in attribution.source for w in within(span)}
        content = {w for span in attribution.content for w in within(span)}
        frame = self._frame(cue, content)
        addressee = [*self._told(cue, content, source), *self._to(frame, source)]
        return Surroundings(
            via=self._parties([*self._carried(frame, source), *self._tail(cue, source)]),
            addressee=self._parties(addressee[:1]),
            occasion=self._parties(list(self._occasions(frame, source))[:2], named=False))

    def _frame(self, cue: range, content: set[int]) -> list[int]:
        """Return the words of the cue's sentence that are not content."""
        first, end = self.reading.units[self.reading.unit[cue.start]]
        first, end = max(first, cue.start - 60), min(end, cue.stop + 60)
        return [w for w in range(first, end) if w not in content and self.reading.quoted[w] < 0]

    def _parties(self, found: list[tuple[int, int]], *, named: bool = True) -> tuple[Party, ...]:
        parties: list[Party] = []
        for first, end in dict.fromkeys(found):
            span: Span = self.reading.span(first, end)
            text = self.passage.text[slice(*span)]
            bare = text[4:] if text.lower().startswith("the ") else text
            name = bare if named and bare[:1].isupper() and self.lows[first] not in OBLIQUE else None
            parties.append(Party(text=text, spans=(span,), name=name))
        return tuple(parties)

    def _phrase(self, start: int, allowed: set[int], *, long: bool = False) -> tuple[int, int] | None:
        """Return the noun phrase that begins at `start`, within `allowed`; `long`: with what hangs on it."""
        index, named = start, False
        while index in allowed and index - start < LONGEST and self.lows[index] not in WALLS:
            low, capital = self.lows[index], self.passage.words[index][0].isupper()
            if index > start and low in self.words.times and (capital or low in ("earlier", "later", "last", "this")):
                break
            if index > start and not (long and low in LINKING):
                if low in DETERMINERS or (low in ENDING and not (low == "of" or (low == "for" and named))):
                    break
                if named and not capital and low not in ("of", "'s", "de", "for") and not long:
                    break
            named = named or capital
            index += 1
        while index > start and self.lows[index - 1] in LINKING | ENDING:
            index -= 1
        return (start, index) if index > start else None

    def _told(self, cue: range, content: set[int], source: set[int]) -> Iterator[tuple[int, int]]:
        head = next((w for w in cue if self.lows[w] in self.words.telling), None)
        if head is None:
            return
        start = head + 1
        end = self.reading.units[self.reading.unit[head]][1]
        allowed = {w for w in range(start, min(end, start + LONGEST)) if w not in content and w not in source}
        if start in allowed and self.lows[start] not in ENDING and self.reading.quoted[start] < 0 \
                and (self.lows[start] in OBLIQUE | DETERMINERS or self.passage.words[start][0].isupper()
                     or self.lows[start].endswith("s")) and self.lows[start] not in self.words.times:
            phrase = self._phrase(start, allowed)
            if phrase is not None:
                yield phrase

    def _to(self, frame: list[int], source: set[int]) -> Iterator[tuple[int, int]]:
        """"in a message to X", "speaking to X", "in an interview with X"."""
        allowed = set(frame) - source
        for w in frame:
            before = self.lows[w - 1] if w else ""
            letter = self.lows[w] == "to" and (before in self.words.letters or before in self.words.speaking)
            meeting = self.lows[w] == "with" and before in self.words.meeting
            if (letter or meeting) and w + 1 in allowed and self.lows[w + 1] not in ENDING and (
                    self.lows[w + 1] in DETERMINERS | OBLIQUE or self.passage.words[w + 1][0].isupper()
                    or self.lows[w + 1].endswith("s")):
                phrase = self._phrase(w + 1, allowed)
                if phrase is not None:
                    yield phrase

    def _occasions(self, frame: list[int], source: set[int]) -> Iterator[tuple[int, int]]:
        """"at the ceremony of ... in Moscow", "during an interview with CNN"."""
        allowed = set(frame) - source
        taken = -1
        for w in frame:
            if self.lows[w] not in self.words.prepositions or w < taken or w + 1 not in allowed:
                continue
            phrase = self._phrase(w + 1, allowed, long=True)
            if phrase is None:
                continue
            noun = next((i for i in range(phrase[0], min(phrase[1], phrase[0] + 8))
                         if self.lows[i] in self.words.occasions), None)
            if noun is None or any(self.lows[i] in LINKING - DETERMINERS - {"'s", "of"} for i in range(w + 1, noun)):
                continue
            taken = phrase[1]
            yield phrase

    def _carried(self, frame: list[int], source: set[int]) -> Iterator[tuple[int, int]]:
        """"in remarks carried by X", "was quoted by X as saying"."""
        allowed = set(frame) - source
        for w in frame:
            before = self.lows[max(0, w - 3):w]
            carried = before == ["quoted", "as", "saying"] or (before[-1:] and before[-1] in self.words.carried)
            if self.lows[w] == "by" and carried and w + 1 in allowed:
                phrase = self._phrase(w + 1, allowed)
                if phrase is not None:
                    yield phrase

    def _tail(self, cue: range, source: set[int]) -> Iterator[tuple[int, int]]:
        tail = self.tails.get(self.reading.unit[cue.start])
        if tail is not None and not source & set(range(tail.first, tail.end)):
            yield tail.first, tail.end
