"""A parsed page, flat: elements and text nodes in document order, tied to page text.

Page text is the text nodes of the decoded page in document order, joined with nothing, without those inside
script, style and template elements. Everything that reads a page works on this value, so that each finding has
its span in page text at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from dateline.article.letters import Codes, codes_of
from dateline.article.walk import Element, walked
from dateline.model import Span

__all__ = ["Element", "Tree"]


class Tree:
    """A page as flat lists in document order.

    text: page text. elements[0] is the html element. rows: the elements as arrays. shapes: the page's start tags.
    texts: the text nodes as arrays, tiling `text` without a gap. cut: whether the page had more than limits.nodes, so
    that the rest of it is not here.
    """

    __slots__ = ("_codes", "cut", "elements", "rows", "shapes", "text", "texts")

    def __init__(self, html: str | bytes) -> None:
        """Parse `html`, text or UTF-8, as long as the caller allows: decoding and cutting to size come before."""
        found = walked(html)
        self.elements, self.rows, self.shapes = found.elements, found.rows, found.shapes
        self.texts, self.text, self.cut = found.texts, found.text, found.cut
        self._codes: Codes | None = None

    @property
    def codes(self) -> Codes:
        """Page text as an array of code points."""
        if self._codes is None:
            self._codes = codes_of(self.text)
        return self._codes

    def those(self, tags: npt.NDArray[np.bool_]) -> list[Element]:
        """Return the elements whose tags' numbers are among these, see tags.py."""
        return [self.elements[index] for index in tags.take(self.rows.tags).nonzero()[0].tolist()]

    def shaped(self, shapes: list[int]) -> list[Element]:
        """Return the elements that have one of some shapes, by their places."""
        among = np.zeros(len(self.shapes), np.bool_)
        among[shapes] = True
        return [self.elements[index] for index in among[self.rows.shapes].nonzero()[0].tolist()]

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

    def shows_around(self, index: int, levels: int, name: str, known: dict[int, bool]) -> bool:
        """Return whether an element, -1 for none, or one around it, of so many, shows a mark.

        known: which elements do, as far as they were asked.
        """
        for _ in range(levels):
            if index < 0:
                break
            shows = known.get(index)
            if shows is None:
                shows = known[index] = self.elements[index].shape.shows(name)
            if shows:
                return True
            index = self.elements[index].parent
        return False

    def words(self, span: Span | Element) -> str:
        """Return page text of a span or an element, white space folded."""
        start, end = (span.start, span.end) if isinstance(span, Element) else span
        return " ".join(self.text[start:end].split())
