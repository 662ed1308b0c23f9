"""Segments: the lines of a page, the smallest pieces that are kept or dropped as a whole.

Text that no block element and no line break parts is one segment. Segments tile page text: white space between two
belongs to the one before it.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from dateline.article.rows import Rows
from dateline.article.tags import Bytes, among, table
from dateline.article.tree import Tree

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
_PARTED = table({**dict.fromkeys(INLINE, _NOTHING), "br": _LINE}, _BLOCK, custom=_NOTHING)
_UNSEEN = {"head": "head of the page", "title": "head of the page", "noscript": "shown without scripts only",
           "select": "form field", "option": "form field", "textarea": "form field",
           "svg": "picture", "iframe": "frame", "object": "embed", "canvas": "picture", "datalist": "form field",
           "rp": "ruby parenthesis", "audio": "shown without support only",
           "video": "shown without support only", "noframes": "shown without frames only"}
_WHY = ("", *dict.fromkeys(_UNSEEN.values()))
_WHY_UNSEEN = table({tag: _WHY.index(why) for tag, why in _UNSEEN.items()})
_IS_LINK = among(["a"])
_IS_PICTURE = among(["img"])

_BOX_LINKS = 2  # links beside a picture that make an inline element a box set into a line
_BOX_LEVELS = 4  # elements around the picture that are looked at
LINKED = 0.4
"""Share of a line's characters in links from which it leads elsewhere."""


class Segment(Struct, gc=False):
    """One line of a page, or a piece of one around a box that is set into it.

    start, end: page text, half-open, with the white space up to the next segment. block: index of the innermost block
    element, or box, around it; -1 for none. glue: what parts it from the segment before: "" nothing, "\n" a line
    break, "\n\n" a block. unseen: why a reader never sees it, else "". text: white space folded. links: characters
    inside links.
    """

    start: int
    end: int
    block: int
    glue: str
    unseen: str
    text: str = ""
    links: int = 0

    @property
    def is_link(self) -> bool:
        """Whether so much of a line is links that it leads elsewhere."""
        return self.links >= LINKED * len(self.text)


def segments_of(tree: Tree) -> list[Segment]:
    """Return the segments of a page in order, those with words only."""
    rows, texts, text = tree.rows, tree.texts, tree.text
    printed = ~texts.blank
    parents, starts, before = texts.parents[printed], texts.starts[printed], texts.before[printed]
    if not len(parents):
        return []
    boxes = _boxes(tree)
    parts = _PARTED[rows.tags]
    is_block = parts > 0
    is_block[boxes] = True
    blocks = rows.nearest(is_block)[parents]
    why = _why_unseen(rows)[parents]
    sums = np.cumsum(np.append(0, parts), dtype=np.int64)
    glues = np.minimum(np.diff(sums[before], prepend=0), _BLOCK)
    glues[0] = _BLOCK
    apart = np.append(False, blocks[1:] != blocks[:-1])
    begins = np.flatnonzero((glues > 0) | apart | np.append(False, why[1:] != why[:-1]))
    apart[1:] &= (why[1:] == 0) & (why[:-1] == 0)
    if boxes:  # a box is set into a line
        is_box = np.isin(blocks, boxes)
        apart[1:] &= (glues[1:] > 0) | ~(is_box[1:] | is_box[:-1])
    glues[apart] = _BLOCK
    linked = np.where(rows.inside(_IS_LINK[rows.tags])[parents], texts.ends[printed] - starts, 0)
    first = starts[begins].tolist()
    ends = [*first[1:], len(text)]
    words = [" ".join(text[start:end].split()) for start, end in zip(first, ends, strict=True)]
    first[0] = 0
    return list(map(Segment, first, ends, blocks[begins].tolist(), [_GLUES[one] for one in glues[begins].tolist()],
                    [_WHY[one] for one in why[begins].tolist()], words, np.add.reduceat(linked, begins).tolist()))


def _why_unseen(rows: Rows) -> Bytes:
    """Return for each element by _WHY what the outermost around it says; behind them stands what no element holds."""
    why = _WHY_UNSEEN[rows.tags]
    outer = rows.outermost(why > 0)
    return np.where(outer >= 0, why[outer], 0)


def _boxes(tree: Tree) -> list[int]:
    """Return the inline elements that hold a picture and several links: what pops up over a name, not part of its line.

    Of nested ones the innermost.
    """
    elements = tree.elements
    boxes: list[int] = []
    links: dict[int, int] = {}
    before: list[int] = []  # how many links start before each element
    for element in tree.those(_IS_PICTURE):
        index = element.parent
        for _ in range(_BOX_LEVELS):
            if index < 0 or elements[index].tag != "span" or index in links:
                break
            if not before:
                before = [0, *np.cumsum(_IS_LINK[tree.rows.tags]).tolist()]
            links[index] = before[elements[index].last + 1] - before[index + 1]
            if links[index] >= _BOX_LINKS:
                boxes.append(index)
                break
            index = elements[index].parent
    return boxes
