"""The kinds of block that the elements around lines make of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dateline.article.phrases import any_of
from dateline.article.tags import number_of, table
from dateline.article.tree import Tree
from dateline.model import BlockKind
from dateline.native import ARRAY, COUNT, address, function

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KINDS: tuple[BlockKind, ...] = ("paragraph", "table row", "live entry", "heading", "list item", "block quote")
_KIND_OF_TAG: dict[str, BlockKind] = {
    **dict.fromkeys(HEADINGS, "heading"), **dict.fromkeys(("li", "dd", "dt"), "list item"),
    "blockquote": "block quote"}
_ROW, _CODE = 0x40, 0x80  # what a name tells beside that, see native/kinds.zig
_CODES = ("pre", "code", "samp", "xmp")
_TOLD = table({**{tag: _KINDS.index(kind) for tag, kind in _KIND_OF_TAG.items()}, "tr": _ROW,
               **dict.fromkeys(_CODES, _CODE)})
_TIME = number_of("time")
_NO_ENTRIES = np.zeros(0, np.bool_)

Kind = tuple[BlockKind, int, int, bool]
"""A kind of block, the elements of the table row and the live entry it lies in, -1 for none; whether it is code."""
PARAGRAPH: Kind = ("paragraph", -1, -1, False)

_kinds_of = function("kinds_of", ARRAY, COUNT, ARRAY, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY)


def kinds_of(tree: Tree | None, blocks: Sequence[int]) -> list[Kind]:
    """Return the kinds of lines by their block elements, -1 for those of none."""
    if tree is None:
        return [PARAGRAPH] * len(blocks)
    rows = tree.rows
    parents, entries, places = np.ascontiguousarray(rows.parents), _entries(tree), np.array(blocks, np.int64)
    found = np.empty((len(blocks), 4), np.int64)
    _kinds_of(address(_TOLD), len(_TOLD), address(rows.tags), address(parents), len(parents), address(entries),
              len(entries), address(places), len(places), address(found))
    kind, row, entry, code = found.T.tolist()
    return list(zip(map(_KINDS.__getitem__, kind), row, entry, map(bool, code), strict=True))


def _entries(tree: Tree) -> npt.NDArray[np.bool_]:
    """Return which elements are entries of a live blog; nothing where none is."""
    places = [place for place in tree.shapes.holding("live") if _is_entry(tree.shapes[place].attributes)]
    if not places:
        return _NO_ENTRIES
    among = np.zeros(len(tree.shapes), np.bool_)
    among[places] = True
    return among[tree.rows.shapes]


def _is_entry(attributes: dict[str, str]) -> bool:
    names = f"{attributes.get('class', '')} {attributes.get('itemprop', '')}".lower()
    return "live" in names and any_of("live_entries").search(names) is not None


class Times:
    """The times that live entries state."""

    def __init__(self, tree: Tree | None) -> None:
        self._tree = tree
        self._places: list[int] | None = None  # the page's time elements, once one is asked for

    def of(self, entry: int) -> str | None:
        """Return the time in the first time element of an entry, -1 for none."""
        if self._tree is None or entry < 0:
            return None
        if self._places is None:
            self._places = (self._tree.rows.tags == _TIME).nonzero()[0].tolist()
        place = bisect_right(self._places, entry)
        if place == len(self._places) or self._places[place] > self._tree.elements[entry].last:
            return None
        first = self._tree.elements[self._places[place]]
        return first.attributes.get("datetime") or self._tree.words(first) or None
