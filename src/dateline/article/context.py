"""What a first guess at every line tells of each: its neighbours' guesses, and those of the elements around it.

The native core counts it, in linear time; NUMBERS says what it counts.
"""

from __future__ import annotations

import numpy as np

from dateline.article import features as known
from dateline.article.features import Doubles, Features, Floats, Ints, logarithms
from dateline.native import ARRAY, COUNT, address, function

PARTS = ("own names", "names of the element around", "names further out", "words")
"""What the first look adds up."""
NUMBERS = (
    *known.NUMBERS, *PARTS,
    "guess", "guess again",
    # shares that are likely the article's, of characters and of lines, and what part of the article that is
    "characters above", "lines above", "part above", "characters higher", "lines higher", "part higher",
    "characters higher still", "lines higher still", "part higher still", "characters above without the line",
    # the likely place of the article is the deepest element that holds most of it, a branch what is right under it
    "depth of what meets", "in the likely place", "depth below what meets", "part in the likely place",
    "log length of the article", "characters in the branch", "part in the branch",
    "lines alike", "characters alike", "part alike",
    *(f"guess {step} {side}" for step in (1, 2, 3, 4) for side in ("before", "after")),
    *(f"{what} of {width} lines around" for width in (4, 12) for what in (
        "characters without the line", "lines", "characters before", "characters after")),
    "words of the last heading", "guess at it",
    # a line is sure if it is long and likely
    "part up to here", "log lines since one is sure", "log lines until one is", "place among the sure",
    "words before", "words after")
"""The numbers of a line, in order; native/context.zig writes them."""

_row_numbers = function("row_numbers", ARRAY, COUNT, ARRAY, ARRAY, COUNT, ARRAY, ARRAY, ARRAY, COUNT, ARRAY, ARRAY,
                        ARRAY, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT)


def in_context(features: Features, parts: Doubles, guesses: Doubles, wanted: Ints) -> Floats:
    """Return the numbers of some lines, a row for each.

    parts: PARTS of each line. guesses: logits that it is the article's.
    """
    chance = chances(guesses)
    paths, logs = features.paths, logarithms()
    around, count = paths.grid.shape[1], len(guesses)
    rows = np.empty((len(wanted), len(NUMBERS)), np.float32)
    room = np.empty(4 * count + 7 * around + 4, np.int64)
    _row_numbers(
        address(paths.grid), around, address(paths.blocks), address(features.lines), count, address(features.under),
        address(features.among), address(features.table), len(known.NUMBERS), address(parts), address(guesses),
        address(chance), address(wanted), len(wanted), address(logs), len(logs), address(rows), len(NUMBERS),
        address(room), len(room))
    return rows


def chances(logits: Doubles) -> Doubles:
    """Return the chances, 0 to 1, that logits stand for."""
    found: Doubles = 1 / (1 + np.exp(-np.minimum(np.maximum(logits, -20), 20)))
    return found
