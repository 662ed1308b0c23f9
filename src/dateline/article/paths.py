"""The elements that lie on the paths of a page's lines: what the block classifier looks at of the tree."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dateline.article.segments import Segment
from dateline.article.tree import Tree

Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

AROUND = ("article", "aside", "nav", "footer", "header", "form", "figure", "figcaption", "table", "ul", "li",
          "blockquote")
"""Tags of which it counts that they stand anywhere around a line."""
_OWN = {"p": 1, "li": 2, "td": 3, "th": 3, "h1": 4, "h2": 4, "h3": 4, "h4": 4, "a": 5, "figcaption": 6, "dd": 7,
        "dt": 7, "h5": 8, "h6": 8, "button": 9, "blockquote": 10, "pre": 11}
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_PLACES = {tag: place for place, tag in enumerate(AROUND, 1)}
_TOLD = {tag: _OWN.get(tag, 0) + 16 * _LEVELS.get(tag, 0) + 256 * _PLACES.get(tag, 0) for tag in (*AROUND, *_OWN)}
_NOBODY = bytes(2)  # the ids of the row above all: 0 alone, which speaks for nothing
_LIKELY = 0.6  # share of what is counted around it that makes an element the likely place of the article
_LINES = 3  # fewer lines make none


class Paths:
    """Rows, one an element, in document order; row 0 is above all.

    parents, depths: of each row; row 0 has parent 0. last: its last descendant. ids: hashed names, flat; starts: where
    each row's begin. alike: equal for elements named alike under parents named alike. own: the kind of element;
    level: of a heading, else 0. blocks: of each line the row of its block element.
    """

    def __init__(self, tree: Tree, segments: list[Segment]) -> None:
        elements = tree.elements
        needed = {-1}
        for segment in segments:
            index = segment.block
            while index not in needed:
                needed.add(index)
                index = elements[index].parent
        order = sorted(needed)
        row_of = dict(zip(order, range(len(order)), strict=True))
        opened = [elements[index] for index in order[1:]]
        named = [_NOBODY, *[one.shape.names for one in opened]]
        parents = [0, *[row_of[one.parent] for one in opened]]
        self.parents = np.array(parents)
        self.depths = np.array([0, *[one.depth + 1 for one in opened]])
        self.alike = _alike(named, np.where(self.depths[self.parents] > 1, self.parents, 0).tolist())
        told = np.array([0, *[_TOLD.get(one.tag, 0) for one in opened]])
        self.own, self.levels, self._places = told % 16, told // 16 % 16, told // 256
        self.ids = np.frombuffer(b"".join(named), "<u2")
        lengths = np.array(list(map(len, named))) // 2
        self.starts = np.cumsum(lengths) - lengths
        ends = np.array([len(elements), *[one.last for one in opened]])
        self.last: Ints = np.array(order).searchsorted(ends, "right") - 1
        self.blocks = np.array([row_of[one.block] for one in segments])

    def around(self) -> npt.NDArray[np.bool_]:
        """Return for each line (first axis) which of AROUND stand around it."""
        told = np.flatnonzero(self._places)
        places = self._places[told] - 1
        opens = np.zeros((len(self.parents) + 1, len(AROUND)), np.int32)
        opens[told, places] = 1
        np.subtract.at(opens, (self.last[told] + 1, places), 1)
        around: npt.NDArray[np.bool_] = np.cumsum(opens, 0)[self.blocks] > 0
        return around

    def sums(self, values: list[Doubles]) -> Doubles:
        """Return for each of some values of lines (first axis) the sums of those under each row."""
        count = len(self.parents)
        before = np.zeros((len(values), count + 1))
        np.cumsum([np.bincount(self.blocks, one, count) for one in values], 1, out=before[:, 1:])
        under: Doubles = before.take(self.last + 1, 1) - before[:, :-1]
        return under

    def likely(self, amount: Doubles, pieces: Doubles) -> int:
        """Return the row of the deepest element that holds most of an amount."""
        above = amount[self.parents]
        holds = (amount >= _LIKELY * above) & (above > 0) & (pieces >= _LINES)
        rows = np.flatnonzero(holds)
        best = 0
        for row, parent in zip(rows.tolist(), self.parents[rows].tolist(), strict=True):
            if parent == best and row:
                best = row
        return best

    def meeting(self, best: int) -> Ints:
        """Return for each row its nearest ancestor, or itself, that is `best` or around it."""
        way = [best]
        while way[-1]:
            way.append(int(self.parents[way[-1]]))
        met = np.zeros(len(self.parents), np.int64)
        for row in reversed(way):
            met[row : self.last[row] + 1] = row
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


class _Numbers(dict[bytes, bytes]):
    """Numbers of what is named, as bytes, in the order of asking."""

    def __missing__(self, named: bytes) -> bytes:
        self[named] = number = (len(self) + 1).to_bytes(4, "little")
        return number


def _alike(named: list[bytes], parents: list[int]) -> Ints:
    """Return the same number for rows with the same names whose parents have the same number; of row 0 it is 0."""
    numbers = _Numbers()
    alike = [bytes(4)]
    for names, parent in zip(named[1:], parents[1:], strict=True):
        alike.append(numbers[names + alike[parent]])
    return np.frombuffer(b"".join(alike), "<u4").astype(np.int64)
