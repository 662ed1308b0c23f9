"""The elements that lie on the paths of a page's lines: what the block classifier looks at of the tree."""

from __future__ import annotations

from itertools import chain

import numpy as np
import numpy.typing as npt

from dateline.article.segments import Segment
from dateline.article.tree import Tree

Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

AROUND = ("article", "aside", "nav", "footer", "header", "form", "figure", "figcaption", "table", "ul", "li",
          "blockquote")
"""Tags of which it counts that they stand anywhere around a line."""
_BITS = {tag: 1 << place for place, tag in enumerate(AROUND)}
_OWN = {"p": 1, "li": 2, "td": 3, "th": 3, "h1": 4, "h2": 4, "h3": 4, "h4": 4, "a": 5, "figcaption": 6, "dd": 7,
        "dt": 7, "h5": 8, "h6": 8, "button": 9, "blockquote": 10, "pre": 11}
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LIKELY = 0.6  # share of what is counted around it that makes an element the likely place of the article
_LINES = 3  # fewer lines make none


class Paths:
    """Rows, one an element, in document order; row 0 is above all.

    parents, depths: of each row; row 0 has parent 0. last: its last descendant. ids: hashed names, flat; starts: where
    each row's begin. alike: equal for elements named alike under parents named alike. around: AROUND as bits. own: the
    kind of element; level: of a heading, else 0. blocks: of each line the row of its block element.
    """

    def __init__(self, tree: Tree, segments: list[Segment]) -> None:
        elements = tree.elements
        needed: set[int] = set()
        for segment in segments:
            index = segment.block
            while index >= 0 and index not in needed:
                needed.add(index)
                index = elements[index].parent
        order = sorted(needed)
        row_of = {index: row for row, index in enumerate(order, 1)}
        row_of[-1] = 0
        opened = [elements[index] for index in order]
        named = [one.shape.names for one in opened]
        parents, depths, around, alike = [0], [0], [0], [0]
        for element, names in zip(opened, named, strict=True):
            parent = row_of[element.parent]
            depth = depths[parent]
            parents.append(parent)
            depths.append(depth + 1)
            around.append(around[parent] | _BITS.get(element.tag, 0))
            alike.append(hash((names, alike[parent] if depth > 1 else 0)))
        self.parents, self.depths = np.array(parents), np.array(depths)
        self.around, self.alike = np.array(around), np.array(alike)
        self.own = np.array([0, *[_OWN.get(one.tag, 0) for one in opened]])
        self.levels = np.array([0, *[_LEVELS.get(one.tag, 0) for one in opened]])
        self.ids = np.array([0, *chain.from_iterable(named)], np.int32)
        self.starts = np.cumsum([0, 1, *map(len, named)][: len(parents)])
        ends = np.array([one.last for one in opened], np.int64)
        self.last: Ints = np.concatenate([[len(order)], np.searchsorted(np.array(order), ends, "right")])
        self.blocks: Ints = np.array([row_of[one.block] for one in segments])

    def sums(self, values: list[Doubles]) -> Doubles:
        """Return for each row (first axis of the result) the sums of lines' values under it."""
        count = len(self.parents)
        own = np.stack([np.bincount(self.blocks, one, count) for one in values], 1)
        before = np.concatenate([np.zeros((1, len(values))), np.cumsum(own, 0)])
        under: Doubles = before[self.last + 1] - before[:-1]
        return under

    def likely(self, amount: Doubles, pieces: Doubles) -> int:
        """Return the row of the deepest element that holds most of an amount."""
        best = 0
        while amount[best] > 0:
            below = np.flatnonzero(self.parents[best + 1 : self.last[best] + 1] == best) + best + 1
            if not len(below):
                break
            top = int(below[np.argmax(amount[below])])
            if amount[top] < _LIKELY * amount[best] or pieces[top] < _LINES:
                break
            best = top
        return best

    def meeting(self, best: int) -> Ints:
        """Return for each row its nearest ancestor, or itself, that is `best` or around it."""
        way = [best]
        while way[-1]:
            way.append(int(self.parents[way[-1]]))
        around = np.array(way[::-1])
        rows = np.arange(len(self.parents))[:, None]
        holds = (around <= rows) & (rows <= self.last[around])
        met: Ints = around[holds.sum(1) - 1]
        return met

    def branches(self, best: int) -> Ints:
        """Return for each line its row right under `best`, or 0 where it is not under it."""
        below = np.flatnonzero(self.parents[best + 1 : self.last[best] + 1] == best) + best + 1
        if not len(below):
            return np.zeros(len(self.blocks), np.int64)
        branch = below[np.maximum(np.searchsorted(below, self.blocks, "right") - 1, 0)]
        inside = (branch <= self.blocks) & (self.blocks <= self.last[branch])
        return np.where(inside, branch, 0)

    def shared_depths(self) -> Ints:
        """Return for each line but the first how deep the innermost element is that holds it and the line before."""
        first, second = self.blocks[:-1], self.blocks[1:]
        lower, upper = np.minimum(first, second), np.maximum(first, second)
        # an element that opens between the two, and highest, stands right under the one that they share
        bounds = np.stack([lower + 1, upper + 1], 1).ravel()
        padded = np.append(self.depths, [0, 0])
        highest = np.minimum.reduceat(padded, bounds)[::2] - 1 if len(bounds) else bounds
        return np.where(second > first, highest, self.depths[second])

    def captioned(self, levels: int) -> npt.NDArray[np.bool_]:
        """Return for each line whether one of the innermost elements around it is a figcaption."""
        found = np.zeros(len(self.blocks), np.bool_)
        row = self.blocks
        for _ in range(levels):
            found |= self.own[row] == _OWN["figcaption"]
            row = self.parents[row]
        return found
