"""What the printed characters of lines show: lengths, marks, cases; counted for all lines of a page at once."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from dateline.article.segments import Segment

WIDTH = 15  # numbers of a line; see `measures`
_HEAD = 200  # characters of a line in which cases and signs are counted
_STATED = 200  # characters of a JSON-LD articleBody from which it is evidence
_END_MARKS = frozenset(".!?…。！？।؟")
_CLOSING = "\"'”’») \t]"
_APART = re.compile(r"[\W_]+")
_ASCII_APART = bytes(code for code in range(128) if not chr(code).isalnum())
_CLASSES = ("", "0123456789", ",", "|©®•»›→/#@…", " ")  # "": upper case
_UPPER, _DIGIT, _COMMA, _SIGN, _BLANK = range(5)

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


@cache
def _classes() -> npt.NDArray[np.uint8]:
    """Return for each code point of the first plane its classes, a bit each."""
    table = np.zeros(65_536, np.uint8)
    for code in range(65_536):
        if chr(code).isupper():
            table[code] |= 1 << _UPPER
    for bit, members in enumerate(_CLASSES):
        for one in members:
            table[ord(one)] |= 1 << bit
    return table


def squashed(text: str) -> str:
    """Return the letters and digits of a text, lower case."""
    if text.isascii():  # many times faster
        return text.lower().encode().translate(None, _ASCII_APART).decode()
    return _APART.sub("", text.lower())


class Stated(tuple[str, str]):
    """What the page says of its article elsewhere, squashed: the text as JSON-LD has it, and the description; or ""."""

    @classmethod
    def of(cls, body: str, description: str) -> Stated:
        """Return what is evidence of both."""
        return cls((squashed(body) if len(body) >= _STATED else "", squashed(description)))


def measures(segments: list[Segment], stated: Stated) -> Floats:
    """Return a row of WIDTH numbers for each segment, of which the first is the logarithm of its length."""
    length = np.array([len(one.text) for one in segments], np.float64)
    counts = _Counts("".join([one.text for one in segments]), length)
    words = counts.of(_BLANK) + 1
    density = np.minimum(1.0, np.array([one.links for one in segments]) / length)
    seen = np.minimum(length, _HEAD)
    columns = [
        np.log1p(length), density, counts.of(_UPPER, _HEAD) / seen, counts.of(_DIGIT, _HEAD) / seen,
        np.log1p(words), length / words / 10, density > 0.9, density * np.log1p(length),
        np.minimum(5, counts.of(_COMMA)) / 5, np.minimum(3, counts.of(_SIGN, _HEAD)) / 3,
        np.array([one.text[-12:].rstrip(_CLOSING)[-1:] in _END_MARKS for one in segments]),
        *_told(segments, stated).T]
    return np.stack(columns, axis=1).astype(np.float32)


def _told(segments: list[Segment], stated: Stated) -> Doubles:
    """Return for each segment, of both that is stated, whether it holds it, and whether it says something else."""
    body, description = stated
    found = np.zeros((len(segments), 4))
    if body or description:
        openings = [squashed(one.text[:120]) for one in segments]
        for column, one in ((0, body), (2, description)):
            if one:
                inside = np.array([len(words) > 3 and words[:60] in one for words in openings])
                found[:, column], found[:, column + 1] = inside, ~inside
    return found


class _Counts:
    """The characters of all lines as one array."""

    def __init__(self, joined: str, length: Doubles) -> None:
        self._starts = np.concatenate([[0], np.cumsum(length)[:-1]]).astype(np.int64)
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4")
        self._classes = _classes()[np.minimum(codes, 65_535)]
        self._heads = np.stack([self._starts, self._starts + np.minimum(length, _HEAD).astype(np.int64)], 1)

    def of(self, kind: int, within: int = 0) -> Doubles:
        """Return how many characters of a class each line has, in all of it or in its head."""
        found = (self._classes >> kind) & 1
        if within:
            sums = np.concatenate([[0], np.cumsum(found, dtype=np.int64)])
            heads: Doubles = (sums[self._heads[:, 1]] - sums[self._heads[:, 0]]).astype(np.float64)
            return heads
        counts: Doubles = np.add.reduceat(found, self._starts, dtype=np.float64)
        return counts
