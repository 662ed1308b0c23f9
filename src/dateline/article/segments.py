"""Segments: the lines of a page, the smallest pieces that are kept or dropped as a whole.

Text that no block element and no line break parts is one segment. Segments tile page text: white space between two
belongs to the one before it.
"""

from __future__ import annotations

from dateline.article.tree import Element, Tree

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data",
    "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "meter",
    "nobr", "o:p", "output", "q", "rb", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr", "img", "picture", "source", "svg", "path", "use", "script", "style", "template",
    "link", "meta", "input", "noscript", "map", "area", "iframe", "object", "embed", "canvas"})
"""Elements that part no text; custom elements part none either, as in a browser."""

_UNSEEN = {"head": "head of the page", "title": "head of the page", "noscript": "shown without scripts only",
           "select": "form field", "option": "form field", "textarea": "form field",
           "svg": "picture", "iframe": "frame", "object": "embed", "canvas": "picture", "datalist": "form field",
           "rp": "ruby parenthesis", "audio": "shown without support only",
           "video": "shown without support only", "noframes": "shown without frames only"}


class Segment:
    """One line of a page."""

    __slots__ = ("block", "end", "glue", "links", "start", "text", "unseen")

    def __init__(self, start: int, block: int, glue: str, unseen: str) -> None:
        self.start = start  # page text, half-open, with the white space up to the next segment
        self.end = start
        self.block = block  # index of the innermost block element around it; -1 for none
        self.glue = glue  # what parts it from the segment before: "" nothing, "\n" a line break, "\n\n" a block
        self.unseen = unseen  # why a reader never sees it, else ""
        self.text = ""  # white space folded
        self.links = 0  # characters inside links


def segments_of(tree: Tree) -> list[Segment]:
    """Return the segments of a page in order, those with words only."""
    return _Segmenter(tree).run()


class _Segmenter:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.segments: list[Segment] = []
        self.block: list[int] = []  # of each element: the innermost block element, its own index where it is one
        self.unseen: list[str] = []
        self.linked: list[bool] = []
        for element in tree.elements:
            self._place(element)

    def _place(self, element: Element) -> None:
        tag, parent = element.tag, element.parent
        inline = tag in INLINE or "-" in tag
        self.block.append(self.block[parent] if inline and parent >= 0 else element.index)
        above = self.unseen[parent] if parent >= 0 else ""
        self.unseen.append(above or _UNSEEN.get(tag, ""))
        self.linked.append((parent >= 0 and self.linked[parent]) or tag == "a")

    def run(self) -> list[Segment]:
        current: Segment | None = None
        seen = 0  # elements started before the text node before
        glue = "\n\n"
        for node in self.tree.texts:
            parent = node.parent
            block = self.block[parent] if parent >= 0 else -1
            unseen = self.unseen[parent] if parent >= 0 else ""
            if node.before > seen:
                glue = self._parting(seen, node.before, glue)
                seen = node.before
            piece = self.tree.text[node.start : node.end]
            blank = piece.isspace()
            if current is None or (not blank and (glue or block != current.block or unseen != current.unseen)):
                if blank:
                    continue
                if current is not None and block != current.block and not unseen and not current.unseen:
                    glue = "\n\n"
                current = Segment(node.start, block, glue, unseen)
                self.segments.append(current)
                glue = ""
            current.end = node.end
            if not blank and parent >= 0 and self.linked[parent]:
                current.links += len(piece)
        return self._tiled()

    def _parting(self, first: int, last: int, glue: str) -> str:
        """Return what parts two text nodes between which the elements first to last - 1 start."""
        for index in range(first, last):
            tag = self.tree.elements[index].tag
            if tag == "br":
                glue = "\n\n" if glue == "\n" else glue or "\n"
            elif tag not in INLINE and "-" not in tag:
                return "\n\n"
        return glue

    def _tiled(self) -> list[Segment]:
        text = self.tree.text
        for position, segment in enumerate(self.segments):
            following = self.segments[position + 1].start if position + 1 < len(self.segments) else len(text)
            segment.end = following
            segment.text = " ".join(text[segment.start : following].split())
        if self.segments:
            self.segments[0].start = 0
        return self.segments
