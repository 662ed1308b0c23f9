"""From a parsed page to flat lists of elements and text nodes.

The parser writes the tree that it built as well-formed markup in which every "<" and ">" is a tag's: splitting that is
several times faster than asking for node after node. Where it is not so (a frame's contents, names with marks in them)
the nodes are asked after all; both ways find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline import limits
from dateline.article.shapes import CLOSE, COMMENT, OPEN, RAW, TEMPLATE, Shape, Shapes, shape_of, unescaped

_APART = frozenset({"script", "style", "template"})
_TEXT, _FIRST_ELEMENT = 2, 6  # tag ids; nodes that are no elements have those below
_ESCAPED = re.compile("&(?:amp|lt|gt|nbsp);")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class Element(Struct, gc=False):
    """An element: its place in Tree.elements, its parent's, and the page text that it holds.

    tag: lower case. parent: index into Tree.elements; -1 for the root. depth: of the root 0. start, end: page text,
    code points. last: index of the last descendant element (its own where it has none). shape: its start tag.
    raw_text: the contents of a script or style, which page text leaves out.
    """

    index: int
    tag: str
    parent: int
    depth: int
    start: int
    end: int
    last: int
    shape: Shape
    raw_text: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """Attribute values as the parser decoded them; a bare attribute has ""."""
        return self.shape.attributes


class TextNode(Struct, gc=False):
    """A text node: the element that holds it, its span in page text, and how many elements start before it.

    blank: whether it is white space only.
    """

    parent: int
    start: int
    end: int
    before: int
    blank: bool


class Walked(Struct):
    """What a walk found: as in Tree."""

    elements: list[Element] = []
    texts: list[TextNode] = []
    text: str = ""
    cut: bool = False


_UNOPENED = Element(-1, "", -1, 0, 0, 0, -1, shape_of("", {}))


class Unsplittable(Exception):
    """The parser's markup cannot be split at its tags."""


def walked(html: str) -> Walked:
    """Parse a page and return all that is in it, up to limits.nodes."""
    most = limits.nodes(len(html))
    try:
        return _split(LexborHTMLParser(html), most)
    except Unsplittable:
        return _asked(LexborHTMLParser(html), most)


def _split(parser: LexborHTMLParser, most: int = limits.NODES) -> Walked:
    """Return what the parser's own markup says, up to so many nodes. Empties the tree's scripts and styles.

    Raises Unsplittable.
    """
    raw = _raw_texts(parser)
    root = parser.root
    pairs, cut = _pairs((root.html if root is not None else "") or "", most)
    known = Shapes()
    elements: list[Element] = []
    texts: list[TextNode] = []
    pieces: list[str] = []
    opened: list[Element] = []
    owner, length, place, depth = -1, 0, 0, 0
    for source, text in pairs:
        shape = known[source]
        kind = shape.kind
        if kind == CLOSE:
            element = opened.pop() if opened else _UNOPENED
            if element.shape.name != shape.name:
                raise Unsplittable
            element.end, element.last, owner = length, place - 1, element.parent
            depth -= 1
        elif kind != COMMENT:
            element = Element(place, shape.tag, owner, depth, length, length, place, shape)
            elements.append(element)
            if kind == OPEN:
                opened.append(element)
                owner = place
                depth += 1
            elif kind == TEMPLATE:
                text = _behind_template(pairs)
            elif kind == RAW:
                inside, text = text, _behind_raw(text, shape, pairs)
                if shape.tag in _APART:
                    element.raw_text = next(raw, "")
                elif inside:
                    pieces.append(inside)
                    texts.append(TextNode(place, length, length + len(inside), place + 1, inside.isspace()))
                    length += len(inside)
                    element.end = length
            place += 1
        if text:
            if "&" in text:
                text = unescaped(text)
            pieces.append(text)
            start, length = length, length + len(text)
            texts.append(TextNode(owner, start, length, place, text.isspace()))
    if opened and not cut:
        raise Unsplittable
    for element in opened:
        element.end, element.last = length, place - 1
    return Walked(elements, texts, "".join(pieces), cut)


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


def _pairs(markup: str, most: int) -> tuple[Iterator[tuple[str, str]], bool]:
    """Return what stands in each tag with the text behind it, and whether that is cut at the most nodes."""
    if "<!--" in markup:
        if markup.rfind("<!--") > markup.rfind("-->"):
            raise Unsplittable  # the contents of a raw element: each would be sought an end for up to the page's
        markup = _COMMENT.sub("<!>", markup)
    if markup.count("<") != markup.count(">"):
        raise Unsplittable  # a name holds one
    flat = markup.replace(">", "<").split("<")
    cut = False
    if len(flat) > most:
        count = 0
        for place in range(1, len(flat) - 1, 2):
            count += (flat[place][:1] != "/") + (flat[place + 1] != "")
            if count > most:
                cut = True
                del flat[place:]
                break
    return zip(flat[1::2], flat[2::2], strict=False), cut


def _behind_template(pairs: Iterator[tuple[str, str]]) -> str:
    """Step over what a template holds; return the text behind it."""
    depth = 1
    for source, text in pairs:
        if source == "/template":
            depth -= 1
            if not depth:
                return text
        elif source == "template" or source.startswith("template "):
            depth += 1
    raise Unsplittable


def _behind_raw(inside: str, shape: Shape, pairs: Iterator[tuple[str, str]]) -> str:
    """Return the text behind an element whose contents, `inside`, the parser does not escape."""
    source, text = next(pairs, ("", ""))
    if source != f"/{shape.name}" or _ESCAPED.search(inside):
        raise Unsplittable
    return text


def _asked(parser: LexborHTMLParser, most: int = limits.NODES) -> Walked:
    """Return what the nodes of a tree say, one after the other."""
    elements: list[Element] = []
    texts: list[TextNode] = []
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
                texts.append(TextNode(owner, length, length + len(piece), len(elements), piece.isspace()))
                length += len(piece)
        elif number >= _FIRST_ELEMENT:
            place = len(elements)
            latest = _element(node, place, owner, len(opened), length)
            latest_id = node.mem_id
            elements.append(latest)
    for element in opened:
        element.end, element.last = length, len(elements) - 1
    return Walked(elements, texts, "".join(pieces), cut)


def _element(node: LexborNode, place: int, owner: int, depth: int, length: int) -> Element:
    tag = str(node.tag or "").lower()
    shape = shape_of(tag, {name: value or "" for name, value in node.attributes.items()})
    raw_text = (node.text() or "") if tag in _APART else ""
    return Element(place, tag, owner, depth, length, length, place, shape, raw_text)
