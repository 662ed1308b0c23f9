"""A parsed page, flat: elements and text nodes in document order, tied to page text.

Page text is the text nodes of the decoded page in document order, joined with nothing, without those inside
script, style and template elements. Everything that reads a page works on this value, so that each finding has
its span in page text at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline import limits
from dateline.model import Span

_APART = frozenset({"script", "style", "template"})
_KNOWN_TAGS = 199  # tag ids below are Lexbor's own, the same in every document
_names: dict[int, str] = {}  # of known tags; reading a name from the node costs fifty times as much


def _tag(node: LexborNode) -> str:
    number: int = node.tag_id
    name = _names.get(number)
    if name is None:
        name = str(node.tag or "")
        if number < _KNOWN_TAGS:
            _names[number] = name
    return name


class Element:
    """An element: its place in Tree.elements, its parent's, and the page text that it holds."""

    __slots__ = ("_attributes", "_node", "depth", "end", "index", "last", "parent", "start", "tag")

    def __init__(self, index: int, tag: str, parent: int, depth: int, start: int, node: LexborNode) -> None:
        self.index = index
        self.tag = tag  # lower case
        self.parent = parent  # index into Tree.elements; -1 for the root
        self.depth = depth  # of the root 0
        self.start = start  # page text, code points
        self.end = start
        self.last = index  # index of the last descendant element (its own where it has none)
        self._node = node
        self._attributes: dict[str, str] | None = None

    @property
    def attributes(self) -> dict[str, str]:
        """Attribute values as the parser decoded them; a bare attribute has ""."""
        if self._attributes is None:
            self._attributes = {name: value or "" for name, value in self._node.attributes.items()}
        return self._attributes

    @property
    def raw_text(self) -> str:
        """The contents of a script or style, which page text leaves out."""
        return self._node.text() or ""


class TextNode:
    """A text node: the element that holds it, its span in page text, and how many elements start before it."""

    __slots__ = ("before", "end", "parent", "start")

    def __init__(self, parent: int, start: int, end: int, before: int) -> None:
        self.parent = parent
        self.before = before
        self.start = start
        self.end = end


class Tree:
    """A page as flat lists in document order.

    text: page text. elements[0] is the html element. texts: its text nodes, tiling `text` without a gap.
    cut: whether the page was longer than limits.NODES, so that the rest of it is not here.
    """

    __slots__ = ("_parser", "comments", "cut", "elements", "text", "texts")

    def __init__(self, html: str) -> None:
        """Parse `html`, as long as the caller allows: decoding and cutting to size come before."""
        self._parser = LexborHTMLParser(html)  # owns the memory of every node below
        self.elements: list[Element] = []
        self.texts: list[TextNode] = []
        self.comments: list[str] = []
        self.cut = False
        self.text = self._walk()

    def _walk(self) -> str:
        pieces: list[str] = []
        length = count = 0
        open_elements: list[Element] = []
        node = self._parser.root
        apart = False
        while node is not None:
            count += 1
            if count > limits.NODES:
                self.cut = True
                break
            below: LexborNode | None = None
            if node.is_text_node:
                if not apart:
                    piece = node.text_content or ""
                    if piece:
                        pieces.append(piece)
                        owner = open_elements[-1].index if open_elements else -1
                        self.texts.append(TextNode(owner, length, length + len(piece), len(self.elements)))
                        length += len(piece)
            elif node.is_element_node:
                depth = len(open_elements)
                parent = open_elements[-1].index if open_elements else -1
                element = Element(len(self.elements), _tag(node), parent, depth, length, node)
                self.elements.append(element)
                below = node.first_child
                if below is not None:
                    open_elements.append(element)
                    if element.tag in _APART:
                        apart = True
            elif node.is_comment_node and len(self.comments) < 1000:
                self.comments.append(node.comment_content or "")
            if below is not None:
                node = below
                continue
            while node is not None and node.next is None:  # climb to the nearest ancestor with a next sibling
                node = node.parent
                if node is None or not open_elements:
                    node = None
                    break
                self._close(open_elements.pop(), length)
                apart = apart and any(one.tag in _APART for one in open_elements[-3:])
            node = node.next if node is not None else None
        while open_elements:
            self._close(open_elements.pop(), length)
        return "".join(pieces)

    def _close(self, element: Element, length: int) -> None:
        element.end = length
        element.last = len(self.elements) - 1

    def children(self, element: Element) -> Iterator[Element]:
        """Yield the elements right under `element`, in order."""
        index = element.index + 1
        while index <= element.last:
            child = self.elements[index]
            yield child
            index = child.last + 1

    def within(self, element: Element) -> Iterator[Element]:
        """Yield every element under `element`, in document order, without itself."""
        for index in range(element.index + 1, element.last + 1):
            yield self.elements[index]

    def ancestors(self, element: Element) -> Iterator[Element]:
        """Yield the elements around `element`, the nearest first."""
        while element.parent >= 0:
            element = self.elements[element.parent]
            yield element

    def words(self, span: Span | Element) -> str:
        """Return page text of a span or an element, white space folded."""
        start, end = (span.start, span.end) if isinstance(span, Element) else span
        return " ".join(self.text[start:end].split())
