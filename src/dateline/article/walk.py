"""From a parsed page to flat lists of elements and text nodes.

The parser writes the tree that it built as well-formed markup in which every "<" and ">" is a tag's: splitting that is
several times faster than asking for node after node. Where it is not so (a frame's contents, names with marks in them)
the nodes are asked after all; both ways find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline import limits
from dateline.article.decode import characters
from dateline.article.rows import Nested, Rows, Texts, Unsplittable
from dateline.article.shapes import RAW, Shape, tags_of, unescaped, written
from dateline.article.tags import number_of

_APART = frozenset({"script", "style", "template"})
_TEXT, _FIRST_ELEMENT = 2, 6  # tag ids; nodes that are no elements have those below
_ESCAPED = re.compile("&(?:amp|lt|gt|nbsp|quot);")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


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
    shapes: list[Shape]
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
    sources, texts, cut = _pairs(root.html or "", most)
    different = dict.fromkeys(sources)
    if cut or "/template" in different:
        _empty_templates(sources, texts)
        different = dict.fromkeys(sources)
    names, tags, kinds, numbers = zip(*tags_of(different), strict=True)
    shapes = list(map(Shape, different, tags))
    places = dict(zip(different, range(len(shapes)), strict=True))
    shaped = np.fromiter(map(places.__getitem__, sources), np.int64, len(sources))
    kind = np.frombuffer(bytes(kinds), np.uint8)[shaped]
    raw = np.flatnonzero(kind == RAW).tolist()
    for place in raw:
        _check_raw(tags[shaped[place]], sources[place : place + 2], texts[place])
    texts = [unescaped(text) if "&" in text else text for text in texts]
    known = {name: number for number, name in enumerate(dict.fromkeys(names))}
    nested = Nested(kind, np.array([known[name] for name in names], np.int64)[shaped],
                    np.fromiter(map(len, texts), np.int64, len(texts)), cut)
    rows = nested.rows
    rows.shapes = shaped[nested.opened]
    rows.tags = np.frombuffer(bytes(numbers), np.uint8)[rows.shapes]
    elements = _elements(rows, shapes)
    for place in raw:
        element = elements[nested.place[place]]
        if element.tag in _APART:
            element.raw_text = next(raw_texts, "")
    return Walked(elements, rows, shapes, nested.texts(texts), "".join(texts), cut)


def _elements(rows: Rows, shapes: list[Shape]) -> list[Element]:
    own = [shapes[place] for place in rows.shapes.tolist()]
    columns = [one.tolist() for one in (rows.parents, rows.starts, rows.ends, rows.lasts)]
    return list(map(Element, range(len(own)), [one.tag for one in own], *columns, own))


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


def _pairs(markup: str, most: int) -> tuple[list[str], list[str], bool]:
    """Return what stands in each tag, the text behind each, and whether they are cut at the most nodes."""
    if "<!--" in markup:
        if markup.rfind("<!--") > markup.rfind("-->"):
            raise Unsplittable  # the contents of a raw element: each would be sought an end for up to the page's
        markup = _COMMENT.sub("<!>", markup)
    tags = markup.count("<")
    flat = markup.replace(">", "<").split("<")
    if len(flat) != 2 * tags + 1:
        raise Unsplittable  # a name holds one
    cut = False
    if len(flat) > most:
        count = 0
        for place in range(1, len(flat) - 1, 2):
            count += (flat[place][:1] != "/") + (flat[place + 1] != "")
            if count > most:
                cut = True
                del flat[place:]
                break
    return flat[1::2], flat[2::2], cut


def _empty_templates(sources: list[str], texts: list[str]) -> None:
    """Take out what templates hold, with their end tags: what stands behind one is then behind its start tag."""
    kept = depth = 0
    for source, text in zip(sources, texts, strict=True):
        if not depth:
            sources[kept], texts[kept] = source, text
            kept += 1
        if source == "template" or source.startswith("template "):
            depth += 1
        elif depth and source == "/template":
            depth -= 1
            texts[kept - 1] = text
    if depth:
        raise Unsplittable
    del sources[kept:], texts[kept:]


def _check_raw(tag: str, sources: list[str], inside: str) -> None:
    """Raise Unsplittable where an element whose contents, `inside`, the parser does not escape cannot be told whole."""
    name = sources[0].partition(" ")[0]
    if sources[1:] != [f"/{name}"] or _ESCAPED.search(inside) or (inside and tag in _APART):
        raise Unsplittable


def _asked(parser: LexborHTMLParser, most: int = limits.NODES) -> Walked:
    """Return what the nodes of a tree say, one after the other."""
    elements: list[Element] = []
    shapes: dict[str, Shape] = {}
    texts: list[tuple[int, int, int, int, bool]] = []  # as in Texts
    pieces: list[str] = []
    length = apart = 0
    cut = False
    opened: list[Element] = []  # the elements around the place that is read
    holders = [0]  # what tells the nodes of `opened` apart
    latest: Element | None = None  # the element before, if nothing in it was seen yet
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
            opened.append(latest)
            holders.append(holder)
            apart += latest.tag in _APART
        else:
            while len(holders) > 1 and holders[-1] != holder:
                closed = opened.pop()
                holders.pop()
                closed.end, closed.last = length, len(elements) - 1
                apart -= closed.tag in _APART
        latest = None
        owner = opened[-1].index if opened else -1
        if number == _TEXT:
            piece = "" if apart else node.text_content
            if piece:
                pieces.append(piece)
                texts.append((owner, length, length + len(piece), len(elements), piece.isspace()))
                length += len(piece)
        elif number >= _FIRST_ELEMENT:
            place = len(elements)
            latest, latest_id = _element(node, shapes, place, owner, length), node.mem_id
            elements.append(latest)
    for element in opened:
        element.end, element.last = length, len(elements) - 1
    places = {shape: place for place, shape in enumerate(shapes.values())}
    columns = np.array([(one.parent, one.start, one.end, one.last, places[one.shape]) for one in elements], np.int64)
    parents, starts, ends, lasts, shaped = columns.reshape(-1, 5).T
    tags = np.array([number_of(one.tag) for one in elements], np.uint8)
    owners, begins, stops, before, blank = np.array(texts, np.int64).reshape(-1, 5).T
    return Walked(elements, Rows(parents, starts, ends, lasts, tags, shaped), list(shapes.values()),
                  Texts(owners, begins, stops, before, blank.astype(np.bool_)), "".join(pieces), cut)


def _element(node: LexborNode, shapes: dict[str, Shape], place: int, owner: int, length: int) -> Element:
    tag = str(node.tag or "").lower()
    source = written(tag, node.attributes)
    shape = shapes.setdefault(source, Shape(source, tag))
    raw_text = (node.text() or "") if tag in _APART else ""
    return Element(place, tag, owner, length, length, place, shape, raw_text)
