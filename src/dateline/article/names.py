"""Hashed names: what elements are called, and the words that lines begin and end with, as rows of two tables.

Hashes are CRC-32, the same in every process.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dateline.article.letters import Ints, Lines, letters
from dateline.native import ARRAY, COUNT, TEXT, address, function

NAMES, WORDS = 8_192, 16_384  # rows of the tables; row 0 is nothing
_HEAD, _TAIL, _MOST = 80, 40, 14  # of a line: characters in which words are looked for at both ends; the most ids
_MARKED, _PARTED = 24, 7  # bytes that are put around the words of an element; the most ids of a word
_WORDS = 51  # the most of an element

Names = npt.NDArray[np.uint16]

_name_words = function("name_words", TEXT, COUNT, COUNT, ARRAY, COUNT, ARRAY, ARRAY, COUNT, ARRAY, ARRAY)
_name_ids = function("name_ids", TEXT, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY)
_word_ids = function("word_ids", TEXT, COUNT, TEXT, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, ARRAY)


def name_ids(tags: bytes, count: int, places: Ints) -> tuple[Names, Ints]:
    """Return the ids that name some elements, flat, and where each element's begin, with the end of the last.

    tags: so many start tags, UTF-8, each with a NUL behind it. places: the elements' among these, none twice. The ids
    are of tag, classes, id, role, itemprop, data marks, and of whether an element is hidden.
    """
    found = np.empty(2 * len(tags) + _MARKED * len(places), np.uint8)
    kinds, bounds = np.empty(_WORDS * len(places), np.uint8), np.empty(len(places) + 1, np.int64)
    begins = np.empty(count, np.uint64)
    size = _name_words(tags, len(tags), count, address(places), len(places), address(begins), address(found),
                       len(found), address(kinds), address(bounds))
    words, many = found[:size].tobytes().decode().lower().encode(), int(bounds[-1])
    ids = np.empty(_PARTED * many, np.uint16)
    length = _name_ids(words, len(words), address(kinds), many, address(bounds), len(bounds), address(ids))
    return ids[:length], bounds


def word_ids(lines: Lines) -> tuple[Ints, Ints]:
    """Return the ids of lines' first and last words, of the first two together, of lengths and of end marks.

    A line of a few words is one more, whole. The ids are flat; where each line's begin is told beside.
    """
    heads, tails = lines.parts(slice(_HEAD)), lines.parts(slice(-_TAIL, None))
    table, count = letters(), len(lines.texts)
    ids, starts = np.empty(_MOST * count, np.int64), np.empty(count, np.int64)
    many = _word_ids(heads, len(heads), tails, len(tails), address(lines.lengths), count, address(table), len(table),
                     address(ids), address(starts))
    return ids[:many], starts
