"""Which lines of a page begin with one of some words: one look at the first letters of all, in the native core.

It turns away no line that begins so: characters whose lower case is several, that markup stands for, or that readers
do not see, may be any letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt

from dateline.article.markup import NOT_PRINTED, Line, Markup
from dateline.native import ARRAY, COUNT, address, function

Keys = npt.NDArray[np.int64]

_LETTERS, _BITS = 3, 21  # as first_words.zig has them
_PLANE = 65_536  # code points that are looked up
_VEILED = 0xFFFF_FFFF
_ONE_OF_TWO = "&ı"  # what begins an entity; what regular expressions take for an "i", and casefold does not

_lines_beginning = function("lines_beginning", ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, COUNT, COUNT,
                            ARRAY)


@cache
def _folds() -> npt.NDArray[np.uint32]:
    """Return for each code point its lower case, 0 where it is no letter, _VEILED where that cannot be told."""
    return np.array([_fold(chr(code)) for code in range(_PLANE)], np.uint32)


def _fold(character: str) -> int:
    folded = character.casefold()
    if len(folded) != 1 or character in _ONE_OF_TWO or NOT_PRINTED.match(character):
        return _VEILED
    in_words = [one.isalnum() or one == "_" for one in (character, folded)]
    return (ord(folded) if in_words[0] else 0) if in_words[0] == in_words[1] else _VEILED


def keys_of(words: Iterable[str]) -> Keys:
    """Return what lines that begin with one of these words, casefolded, are found by."""
    return np.array(sorted({sum(ord(letter) << _BITS * place for place, letter in enumerate(word[:_LETTERS]))
                            for word in words}), np.int64)


def lines_beginning(markup: Markup, keys: Keys, least: int, most: int) -> list[Line]:
    """Return the lines of so many characters that may begin with a word, in order."""
    codes, folds, rows = markup.tree.codes, _folds(), markup.line_rows.rows
    found = np.empty(len(rows), np.int64)
    many = _lines_beginning(address(codes), len(codes), address(folds), len(folds), address(rows), len(rows),
                            address(keys), len(keys), least, most, address(found))
    return [markup.lines[place] for place in found[:many].tolist()]
