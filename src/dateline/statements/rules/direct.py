"""Direct quotations with their source in any language that has a list of cues: marks, colons, dashes, labels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.model import Block, Span
from dateline.statements.attribution import Attribution
from dateline.statements.language import Speech, language_of, speech_of
from dateline.statements.lexicon import english
from dateline.statements.quotes import paragraphs
from dateline.statements.rules.reading import Reading, read
from dateline.statements.rules.unspaced import UNSPACED, find_unspaced

SPOKEN = 4  # words from which on a quotation is speech by its length alone
TAIL = 12  # words after a quotation, or before it, in which its cue may stand
SOURCE = 9  # words of a source
LABEL = 5  # words of "Name:" before a quotation, or of "— Name" after it
PARTICLE = 3  # letters of the longest particle of a name: "von", "van", "el"
PRONOUNS = frozenset(["er", "sie", "il", "elle", "él", "ella", "lui", "lei", "ele", "ela", "hij", "zij", "han", "hon",
                      "hun", "on", "ona", "он", "она", "він", "вона"])
PAGE_LABELS = frozenset(["tel", "fax", "e-mail", "email", "mail", "ps", "pps", "bu", "nb", "web", "www", "foto"])
DASHES = frozenset("—–―-")
WALLS = frozenset(",;:.!?()…،؛؟。，") | DASHES
# Shares right in PolNeAR's train and dev articles, by bench/reliability.py direct: English; elsewhere, and for SIGNED
# ("— Name", all in one article there), they are guesses.
WITH_CUE, WITH_COLON, SIGNED = 0.72, 0.47, 0.5


def find_direct(text: str, blocks: Sequence[Block], language: str | None = None) -> tuple[Attribution, ...]:
    """Return the direct quotations of `text` that somebody is named for; without `language` it is guessed."""
    within = paragraphs(text, blocks)
    reading = read(text, within, frozenset())
    language = language or language_of(reading.passage)
    if language in UNSPACED:
        return find_unspaced(text, reading.quotations, language, WITH_CUE)
    finder = _Direct(reading, speech_of(language))
    found = finder.quotations() + finder.dialogues(within) + finder.labels(within)
    return tuple(sorted(found, key=lambda a: (a.content[0], a.cue)))


def find_signed(reading: Reading, language: str) -> tuple[Attribution, ...]:
    """Return the quotations that fill a paragraph and are signed at its end by a name behind a dash: `"..." — Name`."""
    finder = _Direct(reading, speech_of(language))
    whole = ((first, end) for first, end in finder.runs() if reading.passage.paragraph_first(first) == first)
    return tuple(one for first, end in whole if (one := finder.signed(first, end)) is not None)


class _Direct:
    """The quotations of one text, each looked at once."""

    def __init__(self, reading: Reading, speech: Speech) -> None:
        self.reading, self.speech = reading, speech
        self.passage, self.quoted = reading.passage, reading.quoted
        self.lows, self.words = reading.passage.lows, reading.passage.words
        self.abbreviations = english().closed["abbreviations"]

    def quotations(self) -> list[Attribution]:
        found: list[Attribution] = []
        last_end = -1
        for first, end in self.runs():
            attribution = self._attributed(first, end)
            if attribution is not None:
                found.append(attribution)
                last_end = max([end, *(self.passage.at(e - 1) + 1 for _, e in attribution.source)])
            elif found and self._goes_on(first, end, last_end):
                last = found[-1]
                found[-1] = Attribution(source=last.source, cue=last.cue, confidence=last.confidence, method="rules",
                                        content=(*last.content, self.reading.span(first, end)))
                last_end = end
        return found

    def runs(self) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for index, number in enumerate(self.quoted):
            if number >= 0 and self.reading.opens(index):
                runs.append((index, index + 1))
            elif number >= 0 and runs:
                runs[-1] = (runs[-1][0], index + 1)
        return runs

    def _goes_on(self, first: int, end: int, last: int) -> bool:
        """Whether the quotation follows what was last said within some words, and a sentence begins with it."""
        opening = first == 0 or self.lows[first - 1] in WALLS
        near = 0 <= first - last <= TAIL and all(self.quoted[i] < 0 for i in range(last, first))
        return opening and near and end - first >= SPOKEN and (
            self.passage.paragraph[first] == self.passage.paragraph[last - 1]
            or not self.reading.quotations[self.quoted[last - 1]].closed)

    def _attributed(self, first: int, end: int) -> Attribution | None:
        spoken = end - first - 2 >= SPOKEN or (end - first > 2 and self.lows[end - 2] in ",.!?…") \
            or (first > 0 and self.lows[first - 1] == ":") or (
                end + 1 < len(self.lows) and self.lows[end] == "," and self._is_cue(end + 1))
        if not spoken:
            return None
        return self._after(first, end) or self._before(first, end) or self.signed(first, end)

    def _is_cue(self, word: int) -> bool:
        """Whether a cue stands at `word`, behind a helping word or not: "dit", "a dit"."""
        while word < len(self.lows) - 1 and self.lows[word] in self.speech.helps:
            word += 1
        return self.lows[word] in self.speech.cues

    def _after(self, first: int, end: int) -> Attribution | None:
        """`"...", sagte X` and `"...", X sagte`."""
        start = end
        while start < len(self.lows) and (self.lows[start] == "," or self.lows[start] in DASHES):
            start += 1
        stop = self._edge(start, start + TAIL, end - 1)
        cue = next((i for i in range(start, stop) if self.lows[i] in self.speech.cues), None)
        if cue is None:
            return None
        if cue == start or (cue == start + 1 and not self.words[start][0].isupper()):
            source = self._source(cue + 1, stop) or self._source(start, cue)
        else:
            source = self._source(start, cue) or self._source(cue + 1, stop)
        return self._attribution(first, end, self._helped(cue), source, WITH_CUE) if source else None

    def _helped(self, cue: int) -> tuple[int, int]:
        """Return the cue with the helping words before it: "a déclaré"."""
        start = cue
        while start > 0 and self.lows[start - 1] in self.speech.helps:
            start -= 1
        return start, cue + 1

    def _before(self, first: int, end: int) -> Attribution | None:
        """`X sagte: "..."`, `قال X: "..."`, `X said, "..."` and `X: "..."`."""
        stop = first
        while stop > 0 and self.lows[stop - 1] in (":", ","):
            stop -= 1
        colon = ":" in self.lows[stop:first]
        start = stop
        while start > 0 and first - start < TAIL + 4 and self._same(start - 1, first) and self.quoted[start - 1] < 0 \
                and self.lows[start - 1] not in (".", ";", "!", "?", ":"):
            start -= 1
        cue = next((i for i in range(stop - 1, start - 1, -1) if self.lows[i] in self.speech.cues), None)
        if cue is not None and (colon or stop - cue <= 3 or stop < first):
            left = cue
            while left > start and self.lows[left - 1] not in WALLS and cue - left < SOURCE:
                left -= 1
            source = self._source(left, cue) or self._source(cue + 1, stop)
            return self._attribution(first, end, self._helped(cue), source, WITH_CUE) if source else None
        label = self._label(start, stop) if colon and 0 < stop - start <= LABEL else None
        return self._attribution(first, end, (stop, stop + 1), label, WITH_COLON) if label else None

    def _label(self, start: int, stop: int) -> tuple[int, int] | None:
        """Return the name, or the pronoun, that a colon ends; of a clause ("Still, Una Sandal admits:") what names."""
        words = self.words[start:stop]
        if not words[0][0].isalpha() or words[0][0].islower() or self.lows[start] in PAGE_LABELS:
            return None
        if not any(word[0].islower() and len(word) > PARTICLE for word in words):
            return start, stop
        if self.lows[start] in PRONOUNS:
            return start, start + 1
        named = [i for i in range(start + 1, stop) if self.words[i][0].isupper() and self.lows[i - 1] not in WALLS]
        return (named[0], named[-1] + 1) if named and named[-1] - named[0] == len(named) - 1 else None

    def signed(self, first: int, end: int) -> Attribution | None:
        """`"..." — Name` at the end of a paragraph."""
        if end >= len(self.lows) or self.lows[end] not in DASHES or not self._same(end, end - 1):
            return None
        stop = self._edge(end + 1, end + 2 + LABEL, end)
        closing = stop >= len(self.lows) or not self._same(stop, end) or (
            self.lows[stop] == "." and (stop + 1 >= len(self.lows) or not self._same(stop + 1, end)))
        if stop == end + 1 or not closing or not self.words[end + 1][0].isupper():
            return None
        return self._attribution(first, end, (end, end + 1), (end + 1, stop), SIGNED)

    def dialogues(self, within: Sequence[Span]) -> list[Attribution]:
        """`— Words, — said X. — More words.` as a paragraph."""
        found = []
        for span in within:
            words = self.passage.within(span)
            if len(words) > 3 and self.words[words.start] in ("—", "–", "―", "-"):
                attribution = self._dialogue(words.start, words.stop)
                if attribution is not None:
                    found.append(attribution)
        return found

    def _dialogue(self, first: int, end: int) -> Attribution | None:
        dashes = [i for i in range(first + 1, end) if self.words[i] in DASHES] + [end]
        for number, dash in enumerate(dashes[:-1]):
            stop = self._edge(dash + 1, dashes[number + 1], dash)
            cue = next((i for i in range(dash + 1, min(stop, dash + 5)) if self.lows[i] in self.speech.cues), None)
            if cue is None:
                continue
            source = self._source(cue + 1, stop) or self._source(dash + 1, cue)
            last = dash - 1 if self.lows[dash - 1] == "," else dash
            if source is None or last <= first + 1:
                return None
            said = [(first + 1, last)]
            more = dashes[number + 1]
            while more < end and self.lows[more] in WALLS:
                more += 1
            if more < end:
                said.append((more, end))
            return Attribution(source=(self.reading.span(*source),), cue=(self.reading.span(cue, cue + 1),),
                               content=tuple(self.reading.span(*words) for words in said), confidence=WITH_CUE,
                               method="rules")
        return self._without_dash(first, end)

    def _without_dash(self, first: int, end: int) -> Attribution | None:
        """`– Words, says X.`, as Swedish, Danish and Norwegian papers print it."""
        for comma in range(end - 3, first + 2, -1):
            if self.lows[comma] == "," and self.lows[comma + 1] in self.speech.cues:
                source = self._source(comma + 2, self._edge(comma + 2, end, comma))
                return self._attribution(first + 1, comma, (comma + 1, comma + 2), source, WITH_CUE) if source else None
        return None

    def labels(self, within: Sequence[Span]) -> list[Attribution]:
        """`NAME: words` paragraphs of a transcript: the label in capitals, or met again."""
        labelled: list[tuple[int, int, int]] = []
        for span in within:
            words = self.passage.within(span)
            colon = next((i for i in words[:LABEL + 1] if self.words[i] == ":"), None)
            if colon is not None and colon > words.start and words.stop - colon > 3 and all(
                    self.words[i][0].isupper() or self.words[i] == "." for i in range(words.start, colon)) \
                    and self.quoted[colon + 1] < 0 and self.lows[words.start] not in PAGE_LABELS:
                labelled.append((words.start, colon, words.stop))
        names = [" ".join(self.words[first:colon]) for first, colon, _ in labelled]
        ordered = sorted(names)
        return [Attribution(source=(self.reading.span(first, colon),), cue=(self.reading.span(colon, colon + 1),),
                            content=(self.reading.span(colon + 1, end),), confidence=WITH_COLON, method="rules")
                for (first, colon, end), name in zip(labelled, names, strict=True)
                if len(names) > 1 and (name.isupper() or self._again(ordered, name))]

    @staticmethod
    def _again(ordered: list[str], name: str) -> bool:
        place = bisect_left(ordered, name)
        return place + 1 < len(ordered) and ordered[place + 1] == name

    def _same(self, a: int, b: int) -> bool:
        return self.passage.paragraph[a] == self.passage.paragraph[b]

    def _edge(self, start: int, stop: int, inside: int) -> int:
        """Return where the clause that begins at `start` ends: a full stop, a quotation, the paragraph, or `stop`."""
        index = start
        while index < min(stop, len(self.lows)) and self._same(index, inside) and self.quoted[index] < 0 \
                and (self.lows[index] not in (".", ";", ":", "!", "?") or self._abbreviates(index)) \
                and self.lows[index] not in DASHES:
            index += 1
        return index

    def _abbreviates(self, stop: int) -> bool:
        """Whether a full stop belongs to a title or an initial that begins a name: "Dr. Lehmann", "M. Dupont"."""
        if self.words[stop] != "." or not 0 < stop < len(self.words) - 1 or not self.words[stop + 1][0].isupper():
            return False
        word, low = self.words[stop - 1], self.lows[stop - 1]
        initial = len(word) == 1 and (stop < 2 or not self.words[stop - 2][0].isupper())
        return word[0].isupper() and (initial or low in self.abbreviations) and self._same(stop, stop + 1)

    def _source(self, start: int, stop: int) -> tuple[int, int] | None:
        """Return the words from `start` that name somebody: up to a stop word, a mark, or the end of the name."""
        while start < stop and self.lows[start] in self.speech.helps:
            start += 1
        end, named = start, False
        while end < min(stop, start + SOURCE):
            low, capital = self.lows[end], self.words[end][0].isupper()
            if (low in WALLS and not self._abbreviates(end)) or low in self.speech.stops or low in self.speech.cues \
                    or low in self.speech.negated:
                break
            if named and self.words[end][0].islower() and not (
                    end + 1 < stop and len(low) <= 3 and self.words[end + 1][0].isupper()):
                break
            named = named or (capital and not self.passage.opens[end])
            end += 1
        while end > start and self.lows[end - 1] in self.speech.helps:
            end -= 1
        if end <= start or not any(c.isalpha() for c in self.words[start]):
            return None
        return start, self._named_behind(start, end)

    def _named_behind(self, start: int, end: int) -> int:
        """Return the end of the name that a comma sets off behind a description: "die Chefin des Amtes, Una Sandal".

        `end` where the source begins with a name, or none stands there.
        """
        if not self.words[start][0].islower() or end - start < 2:
            return end
        stop = self._edge(end, end + SOURCE + LABEL, start)
        comma = next((i for i in range(end, stop) if self.lows[i] in WALLS), stop)
        last = comma + 1
        while last < min(stop, comma + 1 + LABEL) and (
                self.words[last][0].isupper() or (comma + 1 < last < stop - 1 and len(self.words[last]) <= PARTICLE
                                                  and self.words[last + 1][0].isupper())):
            last += 1
        closed = last >= len(self.lows) or self.lows[last] in WALLS or last == stop
        return last if comma < stop and self.lows[comma] == "," and last - comma > 2 and closed else end

    def _attribution(self, first: int, end: int, cue: tuple[int, int] | tuple[()], source: tuple[int, int],
                     confidence: float) -> Attribution:
        return Attribution(source=(self.reading.span(*source),), cue=(self.reading.span(*cue),) if cue else (),
                           content=(self.reading.span(first, end),), confidence=confidence, method="rules")
