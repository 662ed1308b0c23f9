"""A page's elements and text nodes as arrays: how tags nest, worked out for all of them at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from dateline.article.shapes import CLOSE, COMMENT, OPEN, RAW
from dateline.article.tags import Bytes

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_STEPS = np.zeros(COMMENT + 1, np.int16)
_STEPS[[OPEN, RAW, CLOSE]] = 1, 1, -1


class Unsplittable(Exception):
    """The parser's markup cannot be split at its tags."""


class Rows(Struct):
    """Elements in document order: parents, starts, ends and lasts as in Element; tags: numbers, see tags.py; shapes:
    places in Tree.shapes."""

    parents: Ints
    starts: Ints
    ends: Ints
    lasts: Ints
    tags: Bytes
    shapes: Ints

    def outermost(self, those: Bools) -> Ints:
        """Return of each element the outermost of `those` that it is or lies in, else -1; and behind them all -1."""
        places = np.flatnonzero(those)
        reach = np.maximum.accumulate(self.lasts[places])
        outer = places[np.append(True, places[1:] > reach[:-1])[: len(places)]]
        latest = np.full(len(those) + 1, -1)
        latest[outer] = outer
        latest = np.maximum.accumulate(latest)
        return np.where(np.arange(len(latest)) <= self.lasts[latest], latest, -1)

    def inside(self, those: Bools) -> Bools:
        """Return of each element whether it is one of `those` or lies in one; and behind them all False."""
        return self.outermost(those) >= 0

    def nearest(self, those: Bools) -> Ints:
        """Return of each element the innermost of `those` that it is or lies in, else its root; and behind them -1."""
        found = np.append(np.where(those | (self.parents < 0), np.arange(len(those)), self.parents), -1)
        while ((further := found[found]) != found).any():  # twice as far each time
            found = further
        return found


class Texts(Struct):
    """Text nodes in document order: the element that holds each (-1 for none), its span in page text, how many elements
    start before it, and whether it is white space only."""

    parents: Ints
    starts: Ints
    ends: Ints
    before: Ints
    blank: Bools


class Nested:
    """How the tags of a page nest.

    opened: the tags that start an element, in order. rows: the elements, without their shapes and tags. place: of each
    tag, the last element that starts at or before it.
    """

    def __init__(self, kinds: Bytes, names: Ints, lengths: Ints, cut: bool) -> None:
        """Take of each tag its kind, a number of its name and the length of the text behind it.

        cut: whether there are more tags than these. Raises Unsplittable where end tags are not those of what is open.
        """
        count = len(kinds)
        steps = _STEPS[kinds]
        levels = np.cumsum(steps, dtype=np.int16)  # what is too deep for it turns up below nothing
        if count and (levels.min() < 0 or (levels[-1] and not cut)):
            raise Unsplittable
        tops = _tops(levels, steps > 0)
        closing = np.flatnonzero(kinds == CLOSE)
        closed = tops[closing - 1]
        if (names[closing] != names[closed]).any():
            raise Unsplittable
        until = np.where(steps > 0, count, np.arange(count))  # the tag with which an element ends
        until[closed] = closing
        is_opened = kinds < CLOSE
        self.opened = np.flatnonzero(is_opened)
        total = len(self.opened)
        self.place = np.cumsum(is_opened) - 1
        self._places = np.concatenate([self.place, [total - 1, -1]])  # behind all tags; around all of them
        self._ends = np.concatenate([[0], np.cumsum(lengths)])  # of the text before each tag
        self._tops = tops
        until = until[self.opened]
        around = np.append(tops, -1)[self.opened - 1]
        self.rows = Rows(self._places[around], self._ends[self.opened], self._ends[until], self._places[until],
                         np.zeros(0, np.uint8), np.zeros(0, np.int64))

    def texts(self, texts: list[str]) -> Texts:
        """Return the text nodes, given what stands behind each tag."""
        ends = self._ends
        places = np.flatnonzero(ends[1:] > ends[:-1])
        blank = np.frombuffer(bytes(map(str.isspace, texts)), np.bool_)[places]
        return Texts(self._places[self._tops[places]], ends[places], ends[places + 1], self.place[places] + 1, blank)


def _tops(levels: npt.NDArray[np.int16], opens: Bools) -> Ints:
    """Return for each tag the one that opened the innermost element which is open behind it, -1 for none.

    It is the last that opened one at the same level: between the two nothing went below that.
    """
    order = np.argsort(levels, kind="stable")
    latest = np.maximum.accumulate(np.where(opens[order], np.arange(len(order)), -1))
    tops = np.empty(len(order), np.int64)
    tops[order] = np.where(latest >= 0, order[latest], -1)
    return tops
