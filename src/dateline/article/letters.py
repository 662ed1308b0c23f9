"""The characters of many lines at once, as an array of code points: which are letters, digits, capitals, signs."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

LETTER, DIGIT, UPPER, SIGN = 1, 2, 4, 8
"""Kinds of a character, a bit each: a letter or digit of any script; 0 to 9; upper case; one of _SIGNS."""
_SIGNS = frozenset("|©®•»›→/#@…")
_PLANE = 65_536  # code points that have a place in the table; of those above only letters are told
_BLANK, _BREAK, _ZERO = map(ord, " \n0")

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]


@cache
def _table() -> Kinds:
    """Return for each code point of the first plane its kinds."""
    plane = [chr(code) for code in range(_PLANE)]
    table = np.array([one.isalnum() for one in plane], np.uint8) * LETTER
    table += np.array([one.isupper() for one in plane], np.uint8) * UPPER
    table[list(map(ord, "0123456789"))] += DIGIT
    table[list(map(ord, _SIGNS))] += SIGN
    return table


def codes_of(text: str) -> Codes:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def kinds_of(codes: Codes) -> Kinds:
    """Return the kinds of each code point."""
    kinds = _table().take(codes, mode="clip")
    above = np.flatnonzero(codes >= _PLANE)
    if len(above):
        different, which = np.unique(codes[above], return_inverse=True)
        kinds[above] = np.array([chr(one).isalnum() for one in different.tolist()], np.uint8)[which] * LETTER
    return kinds


def split_words(lines: list[str]) -> tuple[list[bytes], Ints]:
    """Return the words of lines, one after the other, and where those of each line begin, with the end of the last.

    A word is letters and digits of any script, lower case, as UTF-8; the digits 0 to 9 beside each other are one 0.
    """
    codes = codes_of("\n".join(lines).lower())  # no line holds a line break
    kinds = kinds_of(codes)
    letter = (kinds & LETTER).view(np.bool_)
    digit = kinds & DIGIT > 0
    words = np.where(letter, codes, _BLANK)
    words[digit] = _ZERO
    begins = np.flatnonzero(letter[1:] > letter[:-1]) + 1
    if letter[:1].any():
        begins = np.append(0, begins)
    again = digit[1:] & digit[:-1]
    if again.any():
        words = words[np.append(True, ~again)]
    firsts = np.zeros(len(lines) + 1, np.int64)
    firsts[1:-1] = np.searchsorted(begins, np.flatnonzero(codes == _BREAK))
    firsts[-1] = len(begins)
    return words.tobytes().decode("utf-32-le").encode().split(), firsts


def counted_kinds(lines: list[str], within: int) -> Ints:
    """Return for each line (second axis) how many digits, capitals and signs are in so many characters of its head.

    No line is empty.
    """
    heads = [line[:within] for line in lines]
    length = np.array(list(map(len, heads)))
    kinds = kinds_of(codes_of("".join(heads)))
    return np.stack([np.add.reduceat(kinds & kind, np.cumsum(length) - length, dtype=np.int64) // kind
                     for kind in (DIGIT, UPPER, SIGN)])


def squashed_lines(lines: list[str]) -> list[str]:
    """Return the letters and digits of each line, lower case."""
    codes = codes_of("\n".join(lines).lower())
    kept: Codes = codes[(kinds_of(codes) & LETTER).view(np.bool_) | (codes == _BREAK)]
    return kept.tobytes().decode("utf-32-le").split("\n")
