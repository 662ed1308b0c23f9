"""A parsed page, flat: elements and text nodes in document order, tied to page text.

Page text is the text nodes of the decoded page in document order, joined with nothing, without those inside
script, style and template elements. Everything that reads a page works on this value, so that each finding has
its span in page text at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline import limits
from dateline.model import Span

_APART = frozenset({"script", "style", "template"})
_KNOWN_TAGS = 199  # tag ids below are Lexbor's own, the same in every document
_TEXT, _FIRST_ELEMENT = 2, 6  # tag ids; nodes that are no elements have those below
_names: dict[int, str] = {}  # of known tags; reading a name from the node costs fifty times as much


def _tag(node: LexborNode, number: int) -> str:
    name = str(node.tag or "")
    if number < _KNOWN_TAGS:
        _names[number] = name
    return name


class Element(Struct, gc=False):
    """An element: its place in Tree.elements, its parent's, and the page text that it holds.

    tag: lower case. parent: index into Tree.elements; -1 for the root. depth: of the root 0. start, end: page text,
    code points. last: index of the last descendant element (its own where it has none).
    """

    index: int
    tag: str
    parent: int
    depth: int
    start: int
    end: int
    last: int
    _node: LexborNode
    _attributes: dict[str, str] | None = None

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


class TextNode(Struct, gc=False):
    """A text node: the element that holds it, its span in page text, and how many elements start before it."""

    parent: int
    start: int
    end: int
    before: int


class Tree:
    """A page as flat lists in document order.

    text: page text. elements[0] is the html element. texts: its text nodes, tiling `text` without a gap.
    cut: whether the page was longer than limits.NODES, so that the rest of it is not here.
    """

    __slots__ = ("_parser", "cut", "elements", "text", "texts")

    def __init__(self, html: str) -> None:
        """Parse `html`, as long as the caller allows: decoding and cutting to size come before."""
        self._parser = LexborHTMLParser(html)  # owns the memory of every node below
        self.elements: list[Element] = []
        self.texts: list[TextNode] = []
        self.cut = False
        self.text = self._walk()

    def _walk(self) -> str:
        pieces: list[str] = []
        length = apart = 0
        elements, texts = self.elements, self.texts
        opened: list[Element] = []  # the elements around the place that is read
        holders = [0]  # what tells the nodes of `opened` apart
        latest: Element | None = None  # the element before, if nothing in it was seen yet
        latest_id = 0
        root = self._parser.root
        for count, node in enumerate(root.traverse(include_text=True) if root is not None else ()):
            if count >= limits.NODES:
                self.cut = True
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
                    texts.append(TextNode(owner, length, length + len(piece), len(elements)))
                    length += len(piece)
            elif number >= _FIRST_ELEMENT:
                place = len(elements)
                latest = Element(place, _names.get(number) or _tag(node, number), owner, len(opened), length, length,
                                 place, node)
                latest_id = node.mem_id
                elements.append(latest)
        for element in opened:
            element.end, element.last = length, len(elements) - 1
        return "".join(pieces)

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
