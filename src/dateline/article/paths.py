"""The elements that lie on the paths of a page's lines: what the block classifier looks at of the tree."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dateline.article.names import NAMES, Names, name_ids
from dateline.article.segments import Segment
from dateline.article.tags import table
from dateline.article.tree import Tree
from dateline.native import ARRAY, COUNT, address, function

Ints = npt.NDArray[np.int64]

AROUND = ("article", "aside", "nav", "footer", "header", "form", "figure", "figcaption", "table", "ul", "li",
          "blockquote")
"""Tags of which it counts that they stand anywhere around a line."""
FIELDS = ("parents", "last", "depths", "own", "levels", "around", "named", "alike")
_OWN = {"p": 1, "li": 2, "td": 3, "th": 3, "h1": 4, "h2": 4, "h3": 4, "h4": 4, "a": 5, "figcaption": 6, "dd": 7,
        "dt": 7, "h5": 8, "h6": 8, "button": 9, "blockquote": 10, "pre": 11}
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_KINDS = np.array([table(_OWN), table(_LEVELS), table({tag: place for place, tag in enumerate(AROUND, 1)})])
_NOBODY = np.zeros(1, np.uint16)  # the ids of the row above all: 0 alone, which speaks for nothing

_page_paths = function("page_paths", ARRAY, ARRAY, ARRAY, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, ARRAY,
                       ARRAY, COUNT, ARRAY, COUNT)
_number_alike = function("number_alike", ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, COUNT, ARRAY, COUNT)


class Paths:
    """Rows, one an element, in document order; row 0 is above all.

    grid: FIELDS, a row of numbers each. parents, depths: of each row; row 0 has parent 0. last: its last descendant.
    own: the kind of element; level: of a heading, else 0. around: a bit for each of AROUND that it is or lies in.
    named: which of the different names it has. alike: equal for elements named alike under parents named alike; what
    is right under the first two levels is told apart by its own name alone. ids: hashed names of the different names,
    flat; starts: where those of each begin. blocks: of each line the row of its block element.
    """

    def __init__(self, tree: Tree, segments: list[Segment]) -> None:
        shapes = tree.shapes
        parents, lasts, shaped = (np.ascontiguousarray(one, np.int64)
                                  for one in (tree.rows.parents, tree.rows.lasts, tree.rows.shapes))
        elements = len(lasts)
        blocks = np.array([one.block for one in segments], np.int64)
        grid = np.empty(len(FIELDS) * (elements + 1), np.int64)
        different = np.empty(len(shapes) + 1, np.int64)
        room = np.empty(2 * elements + 2 + len(shapes), np.int64)
        self.blocks: Ints = np.empty(len(blocks), np.int64)
        count = _page_paths(
            address(parents), address(lasts), address(tree.rows.tags), address(shaped), elements,
            address(blocks), len(blocks), address(_KINDS), _KINDS.shape[1], address(grid), address(self.blocks),
            address(different), len(shapes), address(room), len(room))
        self.grid: Ints = grid[: len(FIELDS) * count].reshape(len(FIELDS), count)
        found, bounds = name_ids(shapes.written, len(shapes), different[1 : different[0] + 1])
        self.ids: Names = np.append(_NOBODY, found)
        self.starts: Ints = np.append(0, bounds[:-1] + 1)
        number_alike(self.grid, self.ids, self.starts)

    @property
    def parents(self) -> Ints:
        """Of each row the one around it."""
        return self.field("parents")

    @property
    def named(self) -> Ints:
        """Of each row which of the different names it has."""
        return self.field("named")

    def field(self, name: str) -> Ints:
        """Return one of FIELDS, of each row."""
        found: Ints = self.grid[FIELDS.index(name)]
        return found


def number_alike(grid: Ints, ids: Names, starts: Ints) -> None:
    """Write `alike` into a grid, given the other fields and the ids that different names have, as in Paths."""
    count, names = grid.shape[1], len(starts)
    room = np.empty(names + max(4 * count + 2 * names, 4 * (len(ids) + 1) + names + NAMES), np.int64)
    _number_alike(address(grid), count, address(ids), len(ids), address(starts), names, NAMES, address(room), len(room))
