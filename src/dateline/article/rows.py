"""A page's elements and text nodes as arrays: how tags nest, worked out for all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from secrets import randbits

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from dateline.article.tags import Bytes, slots
from dateline.native import ARRAY, COUNT, TEXT, address, function

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_OPEN, _RAW, _LEAF, _TEMPLATE = range(4)
"""Kinds of element: one with contents and an end tag; one whose contents are not escaped; one without an end tag; a
template. As in native/markup.zig."""
_SLOTS = slots({
    **dict.fromkeys(("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
                     "keygen", "link", "meta", "param", "source", "track", "wbr"), _LEAF),
    **dict.fromkeys(("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"), _RAW),
    "template": _TEMPLATE})
_SEED = randbits(62)  # so that nobody can write tags that have one hash; which it is changes no result

_read_markup = function("read_markup", TEXT, *[COUNT] * 4, ARRAY, COUNT, COUNT, *[ARRAY] * 5)
_nearest = function("nearest_around", ARRAY, COUNT, ARRAY, ARRAY)
_outermost = function("outermost_around", ARRAY, COUNT, ARRAY, ARRAY)


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
        return self._around(_outermost, those)

    def inside(self, those: Bools) -> Bools:
        """Return of each element whether it is one of `those` or lies in one; and behind them all False."""
        return self.outermost(those) >= 0

    def nearest(self, those: Bools) -> Ints:
        """Return of each element the innermost of `those` that it is or lies in, else its root; and behind them -1."""
        return self._around(_nearest, those)

    def _around(self, kind: Callable[..., int], those: Bools) -> Ints:
        found = np.empty(len(self.parents) + 1, np.int64)
        kind(address(self.parents), len(self.parents), address(those), address(found))
        return found


class Texts(Struct):
    """Text nodes in document order: the element that holds each (-1 for none), its span in page text, how many elements
    start before it, and whether it is white space only."""

    parents: Ints
    starts: Ints
    ends: Ints
    before: Ints
    blank: Bools


class Read(Struct):
    """What markup says: elements, text nodes, page text; its start tags that differ, UTF-8, each with a NUL behind it,
    and the numbers of their names; whether it was cut."""

    rows: Rows
    texts: Texts
    text: str
    tags: bytes
    numbers: Bytes
    cut: bool


def read_markup(written: str, most: int) -> Read:
    """Return what the parser's markup says, up to so many nodes.

    Contents of scripts and styles are taken out of it before. Raises Unsplittable.
    """
    markup = written.encode()
    tags = int(np.count_nonzero(np.frombuffer(markup, np.uint8) == ord("<")))
    count = min(tags, most)  # no more nodes are written than are read, however many marks stand in raw text
    size = 1 << count.bit_length()  # of a hash table, that is never full
    numbers = np.empty(12 * count + 1 + size, np.int64)
    numbers[-size:] = 0
    told = np.empty(4 * count, np.uint8)
    page, different = np.empty(len(markup), np.uint8), np.empty(len(markup), np.uint8)
    counts = np.empty(6, np.int64)
    if not _read_markup(markup, len(markup), count, most, _SEED, address(_SLOTS), len(_SLOTS), size,
                        *[address(one) for one in (numbers, told, page, different, counts)]):
        raise Unsplittable
    elements, nodes, length, shapes, tags_length, cut = counts.tolist()
    columns = numbers[: 9 * count].reshape(9, count)
    parents, starts, ends, lasts, shaped = columns[:5, :elements]
    holders, begins, stops, before = columns[5:, :nodes]
    return Read(Rows(parents, starts, ends, lasts, told[:elements], shaped),
                Texts(holders, begins, stops, before, told[count : count + nodes].view(np.bool_)),
                str(page[:length].data, "utf-8"), different[:tags_length].tobytes(),
                told[2 * count : 2 * count + shapes], bool(cut))
