"""The elements that lie on the paths of a page's lines: what the block classifier looks at of the tree."""

from __future__ import annotations

from itertools import count

import numpy as np
import numpy.typing as npt

from dateline.article.names import name_ids
from dateline.article.segments import Segment
from dateline.article.tags import table
from dateline.article.tree import Tree

Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

AROUND = ("article", "aside", "nav", "footer", "header", "form", "figure", "figcaption", "table", "ul", "li",
          "blockquote")
"""Tags of which it counts that they stand anywhere around a line."""
_OWN = {"p": 1, "li": 2, "td": 3, "th": 3, "h1": 4, "h2": 4, "h3": 4, "h4": 4, "a": 5, "figcaption": 6, "dd": 7,
        "dt": 7, "h5": 8, "h6": 8, "button": 9, "blockquote": 10, "pre": 11}
_OWN_KINDS = table(_OWN)
_LEVELS = table({"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6})
_PLACES = table({tag: place for place, tag in enumerate(AROUND, 1)})
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
        rows = tree.rows
        blocks = np.array([one.block for one in segments])
        held = np.append(0, np.cumsum(np.bincount(blocks + 1, minlength=len(rows.lasts) + 1)[1:]))
        needed = held[rows.lasts + 1] > held[:-1]
        order = np.flatnonzero(needed)
        row_of = np.append(np.cumsum(needed), 0)  # of an element that is needed; behind them all the row above all
        tags = rows.tags[order]
        self.blocks: Ints = row_of[blocks]
        self.parents: Ints = np.append(0, row_of[rows.parents[order]])
        self.last: Ints = np.append(len(order), row_of[rows.lasts[order]])
        closed = np.cumsum(np.bincount(self.last[1:] + 1, minlength=len(order) + 2))
        self.depths: Ints = np.arange(len(order) + 1) - closed[:-1]
        self.own, self.levels = np.append(0, _OWN_KINDS[tags]), np.append(0, _LEVELS[tags])
        self._places = np.append(0, _PLACES[tags])
        different, which = np.unique(rows.shapes[order], return_inverse=True)
        shapes = [tree.shapes[place] for place in different.tolist()]
        ids = name_ids([(shape.tag, shape.attributes) for shape in shapes])
        named = [_NOBODY, *map(ids.__getitem__, which.tolist())]
        self.alike = _alike(ids, which.tolist(), np.where(self.depths[self.parents] > 1, self.parents, 0).tolist())
        self.ids = np.frombuffer(b"".join(named), "<u2")
        lengths = np.array(list(map(len, named))) // 2
        self.starts = np.cumsum(lengths) - lengths

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


def _alike(names: list[bytes], which: list[int], parents: list[int]) -> Ints:
    """Return the same number for rows with the same names whose parents have the same number; of row 0 it is 0.

    which: place among `names` of each row but the first.
    """
    numbers = dict(zip(dict.fromkeys(names), count(), strict=False))
    most = len(parents)
    own = [numbers[one] * most for one in names]
    pairs: dict[int, int] = {}
    alike = [0]
    for place, parent in zip(which, parents[1:], strict=True):
        alike.append(pairs.setdefault(own[place] + alike[parent], len(pairs) + 1))
    return np.array(alike)
