"""What the printed characters of lines show: lengths, marks, cases; counted for all lines of a page at once."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from dateline.article.segments import Segment

_HEAD, _OPENING = 200, 40  # characters of a line in which cases and signs, and a colon, are counted
_STATED = 200  # characters of a JSON-LD articleBody from which it is evidence
_END_MARKS = frozenset(".!?…。！？।؟")
_CLOSING = "\"'”’») \t]"
_DATE = re.compile(r"\b(?:19|20)[0-9]{2}\b|[0-9]{1,2}[:.][0-9]{2}\b|[0-9]{1,2}[./-][0-9]{1,2}[./-]")
_WORD = re.compile(r"[^\W_]+")
_CLASSES = ("", "0123456789", ",", "?", "!", "©", "@", "\"“”„«»「『", "|©®•»›→/#@…", ":", " ", ".")  # "": upper case
_UPPER, _DIGIT, _COMMA, _QUESTION, _CALL, _RIGHTS, _AT, _QUOTE, _SIGN, _COLON, _BLANK, _STOP = range(12)

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


@cache
def _classes() -> npt.NDArray[np.uint16]:
    """Return for each code point of the first plane its classes, a bit each."""
    table = np.zeros(65_536, np.uint16)
    for code in range(65_536):
        if chr(code).isupper():
            table[code] |= 1 << _UPPER
    for bit, members in enumerate(_CLASSES):
        for one in members:
            table[ord(one)] |= 1 << bit
    return table


def squashed(text: str) -> str:
    """Return the letters and digits of a text, lower case."""
    return "".join(_WORD.findall(text.lower()))


def measures(segments: list[Segment], title: str, stated: str) -> Floats:
    """Return a row of numbers for each segment.

    title: what the page calls itself. stated: the JSON-LD articleBody, or "".
    """
    counts = _Counts(segments)
    title = squashed(title)[:400]
    stated = squashed(stated) if len(stated) >= _STATED else ""
    flags = np.array([_flags(one.text, title, stated) for one in segments], np.float64)
    length, words = counts.length, counts.of(_BLANK) + 1
    density = np.minimum(1.0, np.array([one.links for one in segments]) / length)
    seen = np.minimum(length, _HEAD)
    known = float(bool(stated))
    columns = [
        np.log1p(length), np.log1p(words), length / words / 10, density, density > 0.9, density * np.log1p(length),
        counts.of(_UPPER, _HEAD) / seen, counts.of(_DIGIT, _HEAD) / seen, *flags[:, :8].T,
        np.minimum(5, counts.of(_COMMA)) / 5, np.minimum(5, counts.sentence_ends()) / 5, counts.of(_QUOTE) > 0,
        np.minimum(3, counts.of(_SIGN, _HEAD)) / 3, counts.of(_RIGHTS) > 0, counts.of(_AT) > 0, *flags[:, 8:10].T,
        counts.of(_QUESTION) > 0, counts.of(_CALL) > 0, counts.of(_COLON, _OPENING) > 0,
        length < 25, length > 100, length > 250,
        np.full(len(segments), known), flags[:, 10], known - flags[:, 10], *flags[:, 11:13].T]
    return np.stack(columns, axis=1).astype(np.float32)


def _flags(text: str, title: str, stated: str) -> tuple[bool, ...]:
    """Return what only a look at the line itself shows; its order is that of `measures`."""
    last, first = text[-1:], text[:1]
    tail = text[-12:].rstrip(_CLOSING)
    in_stated = in_title = is_title = False
    if stated:
        words = squashed(text[:120])
        in_stated = len(words) > 3 and words[:60] in stated
    if title and len(text) <= 2 * len(title) + 40:
        words = squashed(text)
        in_title = len(words) > 8 and words in title
        is_title = in_title and 2 * len(words) > len(title)
    return (text.isupper(), tail[-1:] in _END_MARKS, last in ",;", last == ":", last.isalnum(), first.islower(),
            first.isupper(), first.isdigit(), "http" in text or "www." in text, bool(_DATE.search(text[:60])),
            in_stated, in_title, is_title)


class _Counts:
    """The characters of all lines as one array."""

    def __init__(self, segments: list[Segment]) -> None:
        joined = "".join([one.text for one in segments])
        self.length: Doubles = np.array([len(one.text) for one in segments], np.float64)
        self._starts = np.concatenate([[0], np.cumsum(self.length)[:-1]]).astype(np.int64)
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4")
        self._classes = _classes()[np.minimum(codes, 65_535)]
        self._place = np.arange(len(codes)) - np.repeat(self._starts, self.length.astype(np.int64))

    def of(self, kind: int, within: int = 0) -> Doubles:
        """Return how many characters of a class each line has, in all of it or in its first `within`."""
        found = (self._classes >> kind) & 1
        if within:
            found = found * (self._place < within)
        counts: Doubles = np.add.reduceat(found, self._starts, dtype=np.float64)
        return counts

    def sentence_ends(self) -> Doubles:
        """Return how often a full stop stands before a space."""
        found = (self._classes[:-1] >> _STOP) & (self._classes[1:] >> _BLANK) & 1
        counts: Doubles = np.add.reduceat(np.append(found, 0), self._starts, dtype=np.float64)
        return counts
