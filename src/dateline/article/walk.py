"""From a parsed page to flat lists of elements and text nodes.

The parser writes the tree that it built as well-formed markup in which every "<" and ">" is a tag's: reading that is
many times faster than asking for node after node. Where it is not so (a frame's contents, names with marks in them)
the nodes are asked after all; both ways find the same.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline import limits
from dateline.article.decode import characters
from dateline.article.rows import Read, Rows, Texts, Unsplittable, read_markup
from dateline.article.shapes import Shape, Shapes, written
from dateline.article.tags import among, number_of

_APART = frozenset({"script", "style", "template"})
_IS_EMPTIED = among(["script", "style"])
_TEXT, _FIRST_ELEMENT = 2, 6  # tag ids; nodes that are no elements have those below


class Element(Struct, gc=False):
    """An element: its place in Tree.elements, its parent's, and the page text that it holds.

    tag: lower case. parent: index into Tree.elements; -1 for the root. start, end: page text,
    code points. last: index of the last descendant element (its own where it has none). shape: its start tag.
    raw_text: the contents of a script or style, which page text leaves out.
    """

    index: int
    tag: str
    parent: int
    start: int
    end: int
    last: int
    shape: Shape
    raw_text: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """Attribute values as the parser decoded them; a bare attribute has ""."""
        return self.shape.attributes


class Walked(Struct):
    """What a walk found: as in Tree."""

    elements: list[Element]
    rows: Rows
    shapes: Shapes
    texts: Texts
    text: str
    cut: bool


def walked(html: str | bytes) -> Walked:
    """Parse a page, text or UTF-8, and return all that is in it, up to limits.nodes."""
    most = limits.nodes(len(html) if isinstance(html, str) else characters(html))
    try:
        return _split(LexborHTMLParser(html), most)
    except Unsplittable:
        return _asked(LexborHTMLParser(html), most)


def _split(parser: LexborHTMLParser, most: int = limits.NODES) -> Walked:
    """Return what the parser's own markup says, up to so many nodes. Empties the tree's scripts and styles.

    Raises Unsplittable.
    """
    raw_texts = _raw_texts(parser)
    root = parser.root
    if root is None:
        raise Unsplittable
    read = read_markup(root.html or "", most)
    raw = dict(zip(_IS_EMPTIED[read.rows.tags].nonzero()[0].tolist(), raw_texts, strict=False))
    return _told(read, raw)


def _told(read: Read, raw: dict[int, str]) -> Walked:
    """Return what was read, with an object for each element. raw: the contents of scripts and styles by element."""
    rows, shapes = read.rows, Shapes(read.tags, read.numbers)
    own = list(map(shapes.__getitem__, rows.shapes.tolist()))
    columns = [one.tolist() for one in (rows.parents, rows.starts, rows.ends, rows.lasts)]
    elements = list(map(Element, range(len(own)), [one.tag for one in own], *columns, own))
    for place, text in raw.items():
        elements[place].raw_text = text
    return Walked(elements, rows, shapes, read.texts, read.text, read.cut)


def _raw_texts(parser: LexborHTMLParser) -> Iterator[str]:
    """Return the contents of scripts and styles in document order, and empty these: nothing in them is escaped."""
    found = []
    for node in parser.css("script, style"):
        child = node.child
        if child is None:
            found.append("")
            continue
        if child.next is not None or child.tag_id != _TEXT:
            raise Unsplittable
        found.append(child.text_content or "")
        child.decompose()
    return iter(found)


class _Asked:
    """What the nodes of a tree say, one after the other: columns of elements and of text nodes, as in rows.py."""

    def __init__(self) -> None:
        self.elements: list[list[int]] = []  # parent, start, end, last, shape
        self.shapes: dict[str, int] = {}  # start tags that differ, by their places
        self.numbers: list[int] = []  # of their names
        self.texts: list[tuple[int, int, int, int, bool]] = []
        self.pieces: list[str] = []
        self.raw: dict[int, str] = {}
        self.length = 0
        self.opened: list[tuple[int, bool]] = []  # the elements around the place that is read; whether they are apart
        self.apart = 0

    @property
    def owner(self) -> int:
        """The innermost element around the place that is read."""
        return self.opened[-1][0] if self.opened else -1

    def open(self, element: tuple[int, bool]) -> None:
        """Go on in the element before."""
        self.opened.append(element)
        self.apart += element[1]

    def close(self) -> None:
        """Go on behind the innermost element."""
        place, apart = self.opened.pop()
        self.elements[place][2:4] = self.length, len(self.elements) - 1
        self.apart -= apart

    def text(self, piece: str) -> None:
        """Take a text node."""
        if piece and not self.apart:
            start, self.length = self.length, self.length + len(piece)
            self.pieces.append(piece)
            self.texts.append((self.owner, start, self.length, len(self.elements), piece.isspace()))

    def element(self, node: LexborNode) -> tuple[int, bool]:
        """Take an element."""
        tag, place = str(node.tag or "").lower(), len(self.elements)
        source = written(tag, node.attributes)
        shape = self.shapes.setdefault(source, len(self.shapes))
        if shape == len(self.numbers):
            self.numbers.append(number_of(tag))
        self.elements.append([self.owner, self.length, self.length, place, shape])
        if tag in _APART:
            self.raw[place] = node.text() or ""
        return place, tag in _APART

    def read(self, *, cut: bool) -> Read:
        """Return all of it."""
        while self.opened:
            self.close()
        numbers = np.array(self.numbers, np.uint8)
        parents, starts, ends, lasts, shaped = np.array(self.elements, np.int64).reshape(-1, 5).T.copy()
        owners, begins, stops, before, blank = np.array(self.texts, np.int64).reshape(-1, 5).T.copy()
        return Read(Rows(parents, starts, ends, lasts, numbers[shaped], shaped),
                    Texts(owners, begins, stops, before, blank.astype(np.bool_)), "".join(self.pieces),
                    "".join([f"{tag}\0" for tag in self.shapes]).encode(), numbers, cut)


def _asked(parser: LexborHTMLParser, most: int = limits.NODES) -> Walked:
    """Return what the nodes of a tree say, one after the other."""
    asked = _Asked()
    cut = False
    holders = [0]  # what tells the nodes of `asked.opened` apart
    latest: tuple[int, bool] | None = None  # the element before, if nothing in it was seen yet
    latest_id = 0
    root = parser.root
    for count, node in enumerate(root.traverse(include_text=True) if root is not None else ()):
        if count >= most:
            cut = True
            break
        number = node.tag_id
        above = node.parent
        holder = above.mem_id if above is not None else 0
        if latest is not None and holder == latest_id:
            asked.open(latest)
            holders.append(holder)
        else:
            while len(holders) > 1 and holders[-1] != holder:
                asked.close()
                holders.pop()
        latest = None
        if number == _TEXT:
            asked.text("" if asked.apart else node.text_content or "")
        elif number >= _FIRST_ELEMENT:
            latest, latest_id = asked.element(node), node.mem_id
    return _told(asked.read(cut=cut), asked.raw)
