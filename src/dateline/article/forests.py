"""Forests of trees: what they come to for all lines of a page at once, by the native core.

A tree is kept as a set of splits. Each looks at one number of a line and, where that is above a threshold, or is none,
rules out the leaves on its left; the first leaf of a tree that no split rules out is the line's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.native import ARRAY, COUNT, address, function

Doubles = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]

LEAVES = 32
"""The most of a tree."""
_TOGETHER = 32  # lines
_NUMBERS, _THRESHOLDS = 256, 255  # the most of a line, and of one of its numbers
_EIGHTS = np.arange(0, LEAVES, 8)

_forest_means = function("forest_means", ARRAY, COUNT, COUNT, ARRAY, ARRAY, ARRAY, COUNT, *[ARRAY] * 6)


class Forests:
    """Forests, whose mean counts; `width` is how many numbers of a line they know."""

    def __init__(self, stored: Mapping[str, npt.NDArray[Any]]) -> None:
        """Take them as training/block_trees.py writes them.

        thresholds: those of each number of a line, in rising order, flat; starts: where each number's begin, and the
        end. splits: tree by tree, of each the number that it looks at, the place of its threshold among that number's,
        the first leaf that it rules out, and how many. sizes: splits of each tree. leaves: LEAVES of each tree, filled
        up with 0. ends: the trees before the end of each forest.
        """
        starts, sizes = stored["starts"].astype(np.uint32), stored["sizes"]
        self.width = len(starts) - 1
        if self.width > _NUMBERS or np.diff(starts).max() > _THRESHOLDS:
            raise ValueError("forests that look at more numbers, or thresholds of one, than the native core can")
        number, place, first, many = stored["splits"].T.astype(np.int64)
        out = ((1 << many) - 1) << first
        stay = 255 - (out[:, None] >> _EIGHTS & 255)  # a bit each for eight leaves
        split, eight = np.nonzero(stay < 255)
        tree = np.repeat(np.arange(len(sizes)), sizes)[split]
        order = np.lexsort((eight, tree))
        told = np.stack([number[split], place[split], stay[split, eight]], 1)[order].astype(np.uint8)
        held = np.bincount(len(_EIGHTS) * tree + eight, minlength=len(_EIGHTS) * len(sizes))
        bounds = np.append(0, np.cumsum(held)).astype(np.uint32)
        ends = stored["ends"].astype(np.uint32)
        self._kept = (stored["thresholds"].astype(np.float32), starts, ends, bounds, told,
                      stored["leaves"].astype(np.float32))
        places = [address(one) for one in self._kept]
        self._told = (*places[:3], len(ends), *places[3:])

    def means(self, rows: Floats) -> Doubles:
        """Return the mean of what they come to for each row, the numbers of a line."""
        if rows.shape[1] != self.width:
            raise ValueError(f"forests for {self.width} numbers of a line, not {rows.shape[1]}")
        found = np.empty(len(rows))
        columns, ranks = np.empty(_TOGETHER * self.width, np.float32), np.empty(_TOGETHER * self.width, np.uint8)
        _forest_means(address(rows), *rows.shape, *self._told, address(columns), address(ranks), address(found))
        return found
