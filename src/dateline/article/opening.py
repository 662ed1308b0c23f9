"""The opening lines of a text capture: headline, printed once or twice, time, byline; all by their form and place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dateline import limits
from dateline.article.printed_dates import Reading, find_dates
from dateline.article.printed_names import names_in
from dateline.model import Byline, Moment, Span

_LINE = re.compile(r"[^\n]+")
_BYLINE = re.compile(r"^(?:by|von|par|por|di|door|text|autor|author)\s*:?\s+\S", re.IGNORECASE)
_OPENING_LINES = 12
_LONGEST_HEADLINE = 250
_WORDS_BESIDE_TIME = 40  # characters of a line beside its date: "Published:", a section's name


class Opening(Struct, frozen=True, kw_only=True):
    """What the lines before the text say."""

    headline: str | None = None
    headline_spans: tuple[Span, ...] = ()
    published: Moment | None = None
    time_spans: tuple[Span, ...] = ()
    bylines: tuple[Byline, ...] = ()


def read_opening(text: str, language: str = "") -> Opening:
    """Return the fields that open a text capture.

    The first line is the headline when it is short and does not run on: a blank line, a repeat of it, a time or a
    byline follows.
    """
    lines = list(_lines(text))
    if not lines:
        return Opening()
    first = _folded(text, lines[0])
    headline_spans: tuple[Span, ...] = ()
    rest = lines[1:]
    if len(first) <= min(_LONGEST_HEADLINE, limits.HEADLINE_CHARACTERS) and _stands_alone(text, lines, language):
        headline_spans = tuple(line for line in lines if _folded(text, line) == first)
        rest = [line for line in rest if line not in headline_spans]
    published: Moment | None = None
    time_spans: tuple[Span, ...] = ()
    bylines: tuple[Byline, ...] = ()
    for line in rest[:4]:
        reading = _time_line(text, line, language)
        if reading is not None and published is None:
            published, time_spans = _moment(text, line, reading), (line,)
        elif reading is None and not bylines and _BYLINE.match(_folded(text, line)) and line[1] - line[0] < 120:
            bylines = tuple(Byline(name=name, span=line) for name in names_in(_folded(text, line)))
        elif reading is None:
            break
    return Opening(headline=first if headline_spans else None, headline_spans=headline_spans, published=published,
                   time_spans=time_spans, bylines=bylines)


def _lines(text: str) -> Iterator[Span]:
    count = 0
    for found in _LINE.finditer(text[:20_000]):
        if found[0].strip():
            count += 1
            yield found.span()
            if count == _OPENING_LINES:
                return


def _folded(text: str, span: Span) -> str:
    return " ".join(text[span[0] : span[1]].split())


def _stands_alone(text: str, lines: list[Span], language: str) -> bool:
    if len(lines) == 1:
        return False
    first, second = lines[0], lines[1]
    return ("\n\n" in text[first[1] : second[0]].replace(" ", "").replace("\r", "")
            or _folded(text, first) == _folded(text, second) or _time_line(text, second, language) is not None
            or bool(_BYLINE.match(_folded(text, second))))


def _time_line(text: str, line: Span, language: str) -> Reading | None:
    """Return the date of a line that says little else."""
    words = text[line[0] : line[1]]
    if len(words) > 150:
        return None
    reading = next(find_dates(words, language), None)
    return reading if reading and len(words.strip()) - (reading.end - reading.start) <= _WORDS_BESIDE_TIME else None


def _moment(text: str, line: Span, reading: Reading) -> Moment:
    span = (line[0] + reading.start, line[0] + reading.end)
    return Moment(value=reading.value, precision=reading.precision, evidence="printed", printed=text[span[0] : span[1]],
                  span=span, note="ambiguous day and month" if reading.ambiguous else "")
