"""Segments: the lines of a page, the smallest pieces that are kept or dropped as a whole.

Text that no block element and no line break parts is one segment. Segments tile page text: white space between two
belongs to the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from dateline.article.folding import Stretch, folded
from dateline.article.phrase_marks import phrase_marks
from dateline.article.rows import Ints
from dateline.article.tags import table
from dateline.article.tree import Tree
from dateline.native import ARRAY, COUNT, address, function

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data",
    "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "meter",
    "nobr", "o:p", "output", "q", "rb", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr", "img", "picture", "source", "svg", "path", "use", "script", "style", "template",
    "link", "meta", "input", "noscript", "map", "area", "iframe", "object", "embed", "canvas"})
"""Elements that part no text; custom elements part none either, as in a browser."""

_NOTHING, _LINE, _BLOCK = range(3)  # what the start of an element parts; two lines part as a block does
_GLUES = ("", "\n", "\n\n")
UNSEEN = {"head": "head of the page", "title": "head of the page", "noscript": "shown without scripts only",
           "select": "form field", "option": "form field", "textarea": "form field",
           "svg": "picture", "iframe": "frame", "object": "embed", "canvas": "picture", "datalist": "form field",
           "rp": "ruby parenthesis", "audio": "shown without support only",
           "video": "shown without support only", "noframes": "shown without frames only"}
_WHY = ("", *dict.fromkeys(UNSEEN.values()))
_LINK, _PICTURE, _SPAN, _WHY_AT = 4, 8, 16, 8  # see native/lines.zig
_AROUND = 4  # numbers that it keeps of an element


def _told() -> npt.NDArray[np.uint16]:
    """Return what the name of an element tells by its number."""
    why = table({tag: _WHY.index(why) for tag, why in UNSEEN.items()})
    told = why.astype(np.uint16) * np.uint16(1 << _WHY_AT)
    told += table({**dict.fromkeys(INLINE, _NOTHING), "br": _LINE}, _BLOCK, custom=_NOTHING)
    told += table({"a": _LINK, "img": _PICTURE, "span": _SPAN})
    return told


_TOLD = _told()
LINKED = 0.4
"""Share of a line's characters in links from which it leads elsewhere."""


_lines_of = function("lines_of", ARRAY, COUNT, ARRAY, ARRAY, ARRAY, COUNT, ARRAY, ARRAY, ARRAY, ARRAY, ARRAY, COUNT,
                     ARRAY, ARRAY)


class Segment(Struct, gc=False):
    """One line of a page, or a piece of one around a box that is set into it.

    start, end: page text, half-open, with the white space up to the next segment. block: index of the innermost block
    element, or box, around it; -1 for none. glue: what parts it from the segment before: "" nothing, "\n" a line
    break, "\n\n" a block. unseen: why a reader never sees it, else "". text: white space folded. links: characters
    inside links. stands: where in page text its text stands with nothing in it to mend, -1 for nowhere; runs: the
    stretches of it that do, where no more than white space was folded; see folding.py.
    may: the lists of phrases of which it may have one, see phrase_marks.py.
    """

    start: int
    end: int
    block: int
    glue: str
    unseen: str
    text: str = ""
    links: int = 0
    stands: int = -1
    runs: Sequence[Stretch] = ()
    may: int = 0

    @property
    def is_link(self) -> bool:
        """Whether so much of a line is links that it leads elsewhere."""
        return self.links >= LINKED * len(self.text)


def segments_of(tree: Tree) -> list[Segment]:
    """Return the segments of a page in order, those with words only."""
    lines = _lines(tree)
    if not len(lines):
        return []
    first, blocks, glues, why, links = lines.T.tolist()
    words, stands, runs, codes = folded(tree.codes, lines[:, 0])
    ends = [*first[1:], len(tree.text)]
    first[0] = 0
    return list(map(Segment, first, ends, blocks, map(_GLUES.__getitem__, glues), map(_WHY.__getitem__, why), words,
                    links, stands, runs, phrase_marks(codes, len(words))))


def _lines(tree: Tree) -> Ints:
    """Return for each line where its text starts, its block, what parts it by _GLUES, why it is unseen by _WHY, and
    how many of its characters are in links."""
    rows, texts = tree.rows, tree.texts
    around = np.empty((len(rows.tags) + 1, _AROUND), np.int64)
    lines = np.empty((len(texts.starts), 5), np.int64)
    parents, lasts, holders, starts, ends, before = [np.ascontiguousarray(one, np.int64) for one in (
        rows.parents, rows.lasts, texts.parents, texts.starts, texts.ends, texts.before)]
    blank = np.ascontiguousarray(texts.blank)
    many = _lines_of(
        address(_TOLD), len(_TOLD), address(rows.tags), address(parents), address(lasts), len(parents),
        address(holders), address(starts), address(ends), address(before), address(blank), len(starts),
        address(around), address(lines))
    return lines[:many]
