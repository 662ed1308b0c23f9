"""The characters of many lines at once: which are letters, digits, capitals or signs, and their lower case."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from dateline.native import ARRAY, COUNT, TEXT, address, function

LETTER, DIGIT, UPPER, SIGN, SPLIT = (1 << bit for bit in range(24, 29))
"""Kinds of a character, a bit each above those of its lower case: a letter or digit of any script; 0 to 9; upper case;
one of _SIGNS; İ, whose lower case ends with a mark that is no letter."""
_SIGNS = "|©®•»›→/#@…"
_PLANE = 0x10000  # code points of which upper case is told
_KNOWN = 0x40000  # code points that have a place in the table; none above is a letter
_SIGMA = "Σ"  # the one letter whose lower case depends on what is around it

Codes = npt.NDArray[np.uint32]
Ints = npt.NDArray[np.int64]

_squash = function("squash", TEXT, COUNT, COUNT, ARRAY, COUNT, COUNT, COUNT, COUNT, ARRAY, COUNT)


@cache
def letters() -> Codes:
    """Return for each code point its kinds and its lower case."""
    text = np.arange(_KNOWN, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    table = codes_of(text.replace("İ", "i").replace(_SIGMA, "σ").lower()).copy()
    for run in re.finditer(r"[^\W_]+", text):
        table[run.start() : run.end()] |= LETTER
    table[: _PLANE][list(map(str.isupper, text[:_PLANE]))] |= UPPER
    table[ord("0") : ord("9") + 1] |= DIGIT
    table[list(map(ord, _SIGNS))] |= SIGN
    table[ord("İ")] |= SPLIT
    return table


def codes_of(text: str) -> Codes:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


class Lines:
    """Lines of text, without line breaks in them, as the native core takes them: together, as UTF-8.

    lengths: characters of each.
    """

    def __init__(self, texts: list[str]) -> None:
        """Take one or more."""
        self.texts = texts
        self.lengths: Ints = np.fromiter(map(len, texts), np.int64, len(texts))
        self._joined = "\n".join(texts)
        self.written = _written(self._joined)

    def parts(self, of: slice) -> bytes:
        """Return the lines; or this part of each, with "Σ" in lower case, which depends on what the part ends with."""
        if _SIGMA not in self._joined:
            return self.written
        return _settled("\n".join([text[of] for text in self.texts]))

    def squashed(self, most: int, kept: int, least: int) -> bytes:
        """Return of each line letters and digits, lower case, with a line break behind each.

        Of a line so many characters are looked at, and so many letters kept; of one with fewer than `least` none.
        """
        return _squashed(self.parts(slice(most)), len(self.texts), most, kept, least)


def squashed(text: str) -> str:
    """Return the letters and digits of a text, lower case."""
    written = _settled(text.replace("\n", " "))
    return _squashed(written, 1, len(written), len(written), 0)[:-1].decode()


def _squashed(written: bytes, count: int, most: int, kept: int, least: int) -> bytes:
    table = letters()
    found = np.empty(2 * len(written) + count, np.uint8)
    length = _squash(written, len(written), count, address(table), len(table), most, kept, least, address(found),
                     len(found))
    return found[:length].tobytes()


def _settled(text: str) -> bytes:
    """Return a text, UTF-8, in which each "Σ" has its lower case."""
    if _SIGMA in text:
        lower = text.replace("İ", "I").lower()  # of as many characters
        text = "".join([after if before == _SIGMA else before for before, after in zip(text, lower, strict=True)])
    return _written(text)


def _written(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
