"""The parts of a page's markup that speak about the page: meta elements, links, scripts, headings, lines of text.

One pass over the flat tree, shared by everything that reads metadata.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from typing import Any

from dateline import limits
from dateline.article.hints import SOUGHT
from dateline.article.tree import Element, Tree
from dateline.model import Span

_INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
        "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
            "sub", "sup", "time", "tt", "u", "var", "wbr"])
_UNSEEN = frozenset({"head", "title", "noscript", "select", "option", "textarea", "svg", "button", "iframe"})
_NOT_PRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u200b\u2060\ufeff\u00ad]")
_LONGEST_META, _LONGEST_NAME = 5_000, 200  # characters of one meta's value, and of its name, that are looked at


def cleaned(value: str) -> str:
    """Return a value from markup as a reader would see it: entities decoded, white space folded, controls off."""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    value = value.replace("\n", " ")
    return " ".join((value if value.isprintable() else _NOT_PRINTED.sub("", value)).split())


class Line:
    """A line of page text: text nodes that no block element parts."""

    __slots__ = ("block", "end", "linked", "nodes", "start", "words")

    def __init__(self, block: int, nodes: list[Span], linked: int) -> None:
        self.block = block  # index of the element around all of it, -1 for none
        self.start = nodes[0][0]
        self.end = nodes[-1][1]
        self.linked = linked  # characters inside links
        self.nodes = nodes
        self.words: str | None = None  # see Markup.words


class _Asked:
    """Something of each element's shape, by the element's index."""

    def __init__(self, tree: Tree, name: str) -> None:
        self._elements, self._name = tree.elements, name

    def __getitem__(self, index: int) -> Any:
        return getattr(self._elements[index].shape, self._name)


class _Marked(dict[str, list[int]]):
    """Elements by mark: those of hints.SOUGHT as one pass finds them, others when they are asked for."""

    def __init__(self, tree: Tree) -> None:
        super().__init__((name, []) for name in SOUGHT)
        self._elements = tree.elements

    def __missing__(self, name: str) -> list[int]:
        self[name] = [element.index for element in self._elements if name in element.shape.marks]
        return self[name]

    def get(self, name: str, _: object = None) -> list[int]:
        """Return the elements of a mark; no other answer is ever needed."""
        return self[name]


class Markup:
    """What one pass over a tree finds.

    metas: contents of meta elements by lower-case name, property, itemprop or http-equiv.
    marks, hints: of each element, what its hint says and the hint itself (see shapes.py), read when asked for.
    marked: elements by mark, in page order.
    linked_data: the JSON-LD scripts. lines: the visible lines of page text. region: for each element the nearest
    of header, nav, aside, footer, article, main and form around it, "" where there is none.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.metas: dict[str, list[str]] = {}
        self.marks = _Asked(tree, "marks")
        self.hints = _Asked(tree, "hint")
        self.marked = _Marked(tree)
        self.region: list[str] = []
        self.linked_data: list[str] = []
        self.title = ""
        self.canonical: str | None = None
        self.language = ""
        self.by_tag: dict[str, list[Element]] = {}
        self._walk()
        self.lines = _lines(tree)
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

    def _walk(self) -> None:
        region, by_tag, marked = self.region, self.by_tag, self.marked
        for element in self.tree.elements:
            tag, shape = element.tag, element.shape
            parent = element.parent
            region.append(tag if tag in _REGIONS else region[parent] if parent >= 0 else "")
            for mark in shape.sought:
                marked[mark].append(element.index)
            if tag in _KEPT_TAGS:
                by_tag.setdefault(tag, []).append(element)
                if tag in _NOTED:
                    self._note(element, shape.attributes)

    def _note(self, element: Element, attributes: dict[str, str]) -> None:
        tag = element.tag
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


_REGIONS = frozenset({"header", "nav", "aside", "footer", "article", "main", "form"})
_KEPT_TAGS = frozenset({"meta", "script", "title", "link", "html", "h1", "h2", "h3", "time", "img", "video", "audio",
                        "figure", "figcaption", "source", "iframe", "a"})
_NOTED = frozenset({"meta", "script", "title", "link", "html"})
_SCRIPTS = 200


def _lines(tree: Tree) -> list[Line]:
    block_of, unseen, linked, breaks = _around(tree)
    lines: list[Line] = []
    nodes: list[Span] = []  # of the line that is read, with its block, its end, and whether anything is printed in it
    block, end, blank, in_links = -2, -1, True, 0
    for node in tree.texts:
        parent = node.parent
        if unseen[parent]:
            continue
        start = node.start
        if end != start or block != block_of[parent] or start in breaks:
            if not blank:
                lines.append(Line(block, nodes, in_links))
            block, nodes, blank, in_links = block_of[parent], [], True, 0
        end = node.end
        nodes.append((start, end))
        if blank:
            blank = node.blank
        if linked[parent]:
            in_links += end - start
    if not blank:
        lines.append(Line(block, nodes, in_links))
    return lines


def _around(tree: Tree) -> tuple[list[int], list[bool], list[bool], set[int]]:
    """Return for each element its innermost block element, whether it is not seen, and whether it lies in a link;
    and where empty elements part lines.

    Behind the last element stands what holds text that no element holds, at index -1.
    """
    block_of: list[int] = []
    unseen: list[bool] = []
    linked: list[bool] = []
    breaks: set[int] = set()
    for element in tree.elements:
        tag, parent = element.tag, element.parent
        if tag in _INLINE:
            block_of.append(block_of[parent] if parent >= 0 else element.index)
        else:
            block_of.append(element.index)
            if element.end == element.start:
                breaks.add(element.start)
        unseen.append(tag in _UNSEEN or (parent >= 0 and unseen[parent]))
        linked.append(tag == "a" or (parent >= 0 and linked[parent]))
    return [*block_of, -1], [*unseen, False], [*linked, False], breaks
