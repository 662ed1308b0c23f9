"""The parts of a page's markup that speak about the page: meta elements, links, scripts, headings, lines of text.

One pass over the flat tree, shared by everything that reads metadata.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from dateline import limits
from dateline.article.hints import SOUGHT
from dateline.article.tags import among
from dateline.article.tree import Element, Tree
from dateline.model import Span
from dateline.native import ARRAY, COUNT, address, function

_IS_INLINE = among(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
        "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
            "sub", "sup", "time", "tt", "u", "var", "wbr"])
_IS_UNSEEN = among(["head", "title", "noscript", "select", "option", "textarea", "svg", "button", "iframe"])
_TOLD = (_IS_INLINE | _IS_UNSEEN * np.uint8(2) | among(["a"]) * np.uint8(4)).astype(np.uint8)
_visible_lines = function("visible_lines", ARRAY, COUNT, *[ARRAY] * 4, COUNT, *[ARRAY] * 4, COUNT, *[ARRAY] * 4)
"""Lines of text nodes that no block element parts. Told of names: 1 inline; 2 not seen; 4 link."""
_REGIONS = frozenset({"header", "nav", "aside", "footer", "article", "main", "form"})
_IS_REGION = among(_REGIONS)
_IS_NOTED = among(["meta", "script", "title", "link", "html"])
_NOTED_WITH = {"script": "ld+json", "link": "canonical"}
_SCRIPTS = 200
NOT_PRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u200b\u2060\ufeff\u00ad]")
"""What is taken out of a value before it is read."""
_LONGEST_META, _LONGEST_NAME = 5_000, 200  # characters of one meta's value, and of its name, that are looked at


def cleaned(value: str) -> str:
    """Return a value from markup as a reader would see it: entities decoded, white space folded, controls off."""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    value = value.replace("\n", " ")
    return " ".join((value if value.isprintable() else NOT_PRINTED.sub("", value)).split())


class Line(Struct, eq=False, gc=False):
    """A line of page text: text nodes that no block element parts.

    block: index of the element around all of it, -1 for none. linked: characters inside links. words: see Markup.words.
    _starts, _ends: of the text nodes of all lines; _first, _last: which are this line's.
    """

    block: int
    start: int
    end: int
    linked: int
    _starts: list[int]
    _ends: list[int]
    _first: int
    _last: int
    words: str | None = None

    @property
    def nodes(self) -> list[Span]:
        """The spans of its text nodes."""
        first, last = self._first, self._last
        return list(zip(self._starts[first:last], self._ends[first:last], strict=True))


class LineRows(NamedTuple):
    """The lines of a page as arrays.

    rows: of each line its block, start, end, linked, first node and the first behind it. nodes: the spans of the text
    nodes of all lines.
    """

    rows: npt.NDArray[np.int64]
    nodes: npt.NDArray[np.int64]

    def lines(self) -> list[Line]:
        """Return each line by itself."""
        block, start, end, links, one, past = self.rows.T.tolist()
        return list(map(Line, block, start, end, links, *(repeat(column) for column in self.nodes.T.tolist()), one,
                        past))


class _Asked:
    """Something of each element's shape, by the element's index."""

    def __init__(self, tree: Tree, name: str) -> None:
        self._elements, self._name = tree.elements, name

    def __getitem__(self, index: int) -> Any:
        return getattr(self._elements[index].shape, self._name)


class _Marked(dict[str, list[int]]):
    """Elements by mark: those of hints.SOUGHT as one look finds them, others when they are asked for."""

    def __init__(self, tree: Tree) -> None:
        dict.__init__(self, ((name, []) for name in SOUGHT))
        self._elements = tree.elements
        sought = tree.shapes.sought()
        shows = np.zeros(len(tree.shapes), np.bool_)
        shows[list(sought)] = True
        indices = shows.take(tree.rows.shapes).nonzero()[0]
        for index, shape in zip(indices.tolist(), tree.rows.shapes[indices].tolist(), strict=True):
            for name in sought[shape]:
                self[name].append(index)

    def __missing__(self, name: str) -> list[int]:
        self[name] = [element.index for element in self._elements if element.shape.shows(name)]
        return self[name]

    def get(self, name: str, _: object = None) -> list[int]:
        """Return the elements of a mark; no other answer is ever needed."""
        return self[name]


@cache
def _number_of(name: str) -> int:
    """Return the number of an element's name. Raises KeyError for one that no number tells apart."""
    return int(among([name]).argmax())


class _ByTag(dict[str, list[Element]]):
    """Elements by tag, found when they are asked for."""

    def __init__(self, tree: Tree) -> None:
        self._elements, self._tags = tree.elements, tree.rows.tags.tobytes()

    def __missing__(self, name: str) -> list[Element]:
        number = _number_of(name)
        found = self[name] = []
        place = self._tags.find(number)
        while place >= 0:
            found.append(self._elements[place])
            place = self._tags.find(number, place + 1)
        return found

    def get(self, name: str, _: object = None) -> list[Element]:
        """Return the elements of a name; no other answer is ever needed."""
        return self[name]


class _Regions:
    """The nearest of the elements that part a page around each element, by its index; "" where there is none."""

    def __init__(self, tree: Tree) -> None:
        self._elements = tree.elements
        self._nearest = tree.rows.nearest(_IS_REGION[tree.rows.tags]).tolist()

    def __getitem__(self, index: int) -> str:
        tag = self._elements[self._nearest[index]].tag
        return tag if tag in _REGIONS else ""


class Markup:
    """What one pass over a tree finds.

    metas: contents of meta elements by lower-case name, property, itemprop or http-equiv.
    marks, hints: of each element, what its hint says and the hint itself (see shapes.py), read when asked for.
    marked: elements by mark, in page order.
    linked_data: the JSON-LD scripts. lines: the visible lines of page text; line_rows: the same as arrays. region: for
    each element the nearest of header, nav, aside, footer, article, main and form around it, "" where there is none.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.metas: dict[str, list[str]] = {}
        self.marks = _Asked(tree, "marks")
        self.hints = _Asked(tree, "hint")
        self.marked = _Marked(tree)
        self.region = _Regions(tree)
        self.linked_data: list[str] = []
        self.title = ""
        self.canonical: str | None = None
        self.language = ""
        self.by_tag = _ByTag(tree)
        for element in tree.those(_IS_NOTED):
            self._note(element)
        self.line_rows = _line_rows(tree)
        self.lines = self.line_rows.lines()
        self._starts = [line.start for line in self.lines]

    def meta(self, *names: str) -> str:
        """Return the first non-empty content that one of `names` has, cleaned, else ""."""
        for name in names:
            for content in self.metas.get(name, ()):
                if value := cleaned(content):
                    return value
        return ""

    def lines_in(self, element: Element) -> list[Line]:
        """Return the lines that lie wholly in `element`."""
        first = bisect_left(self._starts, element.start)
        last = bisect_left(self._starts, element.end)
        return [line for line in self.lines[first:last] if line.end <= element.end]

    def words(self, line: Line) -> str:
        """Return a line's text, cleaned."""
        if line.words is None:
            line.words = cleaned(self.tree.text[line.start : line.end])
        return line.words

    def line_at(self, place: int) -> Line | None:
        """Return the line that holds the character at `place`."""
        index = bisect_right(self._starts, place) - 1
        return self.lines[index] if index >= 0 and place < self.lines[index].end else None

    def line_before(self, line: Line) -> Line | None:
        """Return the line before `line`."""
        index = bisect_left(self._starts, line.start) - 1
        return self.lines[index] if index >= 0 else None

    def printed(self, element: Element) -> str:
        """Return the words of an element as a reader sees them: its lines, with a space between."""
        text = self.tree.text
        lines = self.lines_in(element) if element.end - element.start < 5_000 else []
        if not lines:
            return cleaned(text[element.start : min(element.end, element.start + 5_000)])
        return " ".join([self.words(line) for line in lines])

    def _note(self, element: Element) -> None:
        tag = element.tag
        if _NOTED_WITH.get(tag, "") not in element.shape.source.lower():
            return  # most of them, before their attributes are read
        attributes = element.attributes
        if tag == "meta":
            content = attributes.get("content", "")[:_LONGEST_META]
            for key in ("name", "property", "itemprop", "http-equiv"):
                if content and (name := attributes.get(key)):
                    self.metas.setdefault(name[:_LONGEST_NAME].strip().lower(), []).append(content)
        elif tag == "script":
            if "ld+json" in attributes.get("type", "").lower() and len(self.linked_data) < _SCRIPTS:
                self.linked_data.append(element.raw_text[: limits.SCRIPT_BYTES])
        elif tag == "title":
            self.title = self.title or cleaned(self.tree.text[element.start : element.end][:_LONGEST_META])
        elif tag == "link":
            if self.canonical is None and "canonical" in attributes.get("rel", "").lower().split():
                self.canonical = attributes.get("href", "").strip() or None
        elif tag == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang") or ""


def _line_rows(tree: Tree) -> LineRows:
    rows, texts = tree.rows, tree.texts
    elements, nodes = len(rows.tags), len(texts.starts)
    around = np.empty((elements + 1, 3), np.int64)
    found, spans, seen = np.empty((nodes, 6), np.int64), np.empty((nodes, 2), np.int64), np.empty(1, np.int64)
    many = _visible_lines(
        address(_TOLD), len(_TOLD), address(rows.tags), address(rows.parents), address(rows.starts),
        address(rows.ends), elements, address(texts.parents), address(texts.starts), address(texts.ends),
        address(texts.blank), nodes, address(around), address(found), address(spans), address(seen))
    return LineRows(found[:many], spans[: int(seen[0])])
