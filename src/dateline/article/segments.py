"""Segments: the lines of a page, the smallest pieces that are kept or dropped as a whole.

Text that no block element and no line break parts is one segment. Segments tile page text: white space between two
belongs to the one before it.
"""

from __future__ import annotations

from itertools import accumulate

from msgspec import Struct

from dateline.article.tree import Tree

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data",
    "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "meter",
    "nobr", "o:p", "output", "q", "rb", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr", "img", "picture", "source", "svg", "path", "use", "script", "style", "template",
    "link", "meta", "input", "noscript", "map", "area", "iframe", "object", "embed", "canvas"})
"""Elements that part no text; custom elements part none either, as in a browser."""

_PARTING = {**dict.fromkeys(INLINE, ""), "br": "line"}  # all other elements are blocks

_UNSEEN = {"head": "head of the page", "title": "head of the page", "noscript": "shown without scripts only",
           "select": "form field", "option": "form field", "textarea": "form field",
           "svg": "picture", "iframe": "frame", "object": "embed", "canvas": "picture", "datalist": "form field",
           "rp": "ruby parenthesis", "audio": "shown without support only",
           "video": "shown without support only", "noframes": "shown without frames only"}


_BOX_LINKS = 2  # links beside a picture that make an inline element a box set into a line
_BOX_LEVELS = 4  # elements around the picture that are looked at


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


def segments_of(tree: Tree) -> list[Segment]:
    """Return the segments of a page in order, those with words only."""
    return _tiled(_parted(tree), tree.text)


def _parted(tree: Tree) -> list[Segment]:
    """Return segments that end where their last text node does, without their words."""
    segments: list[Segment] = []
    boxes = _boxes(tree)
    blocks, unseens, linked, partings = _around(tree, boxes)
    text = tree.text
    current: Segment | None = None
    seen = 0  # elements started before the text node before
    glue = "\n\n"
    for node in tree.texts:
        start, end, parent = node.start, node.end, node.parent
        if node.before > seen:
            if any(partings[seen : node.before]):
                glue = _glue(partings[seen : node.before], glue)
            seen = node.before
        if text[start:end].isspace():
            if current is not None:
                current.end = end
            continue
        block = blocks[parent]
        unseen = unseens[parent]
        if current is None or glue or block != current.block or unseen != current.unseen:
            if current is not None and block != current.block and not unseen and not current.unseen:
                inside_line = boxes and not glue and (block in boxes or current.block in boxes)
                glue = "" if inside_line else "\n\n"
            current = Segment(start, end, block, glue, unseen)
            segments.append(current)
            glue = ""
        current.end = end
        if linked[parent]:
            current.links += end - start
    return segments


def _boxes(tree: Tree) -> set[int]:
    """Return the inline elements that hold a picture and several links: what pops up over a name, not part of its line.

    Of nested ones the innermost.
    """
    elements = tree.elements
    boxes: set[int] = set()
    links: dict[int, int] = {}
    before: list[int] = []  # how many links start before each element
    for element in elements:
        if element.tag != "img":
            continue
        index = element.parent
        for _ in range(_BOX_LEVELS):
            if index < 0 or elements[index].tag != "span" or index in links:
                break
            if not before:
                before = [0, *accumulate(one.tag == "a" for one in elements)]
            links[index] = before[elements[index].last + 1] - before[index + 1]
            if links[index] >= _BOX_LINKS:
                boxes.add(index)
                break
            index = elements[index].parent
    return boxes


def _around(tree: Tree, boxes: set[int]) -> tuple[list[int], list[str], list[bool], list[str]]:
    """Return for each element its innermost block element, why it is not seen, whether it is in a link, what it parts.

    Behind the last element stands what holds text that no element holds, at index -1.
    """
    blocks: list[int] = []
    unseens: list[str] = []
    linked: list[bool] = []
    partings: list[str] = []
    for element in tree.elements:
        tag, parent = element.tag, element.parent
        parting = _PARTING.get(tag)
        if parting is None:
            parting = "" if "-" in tag else "block"
        partings.append(parting)
        if parent < 0:
            blocks.append(element.index)
            unseens.append(_UNSEEN.get(tag, ""))
            linked.append(tag == "a")
            continue
        blocks.append(element.index if parting or element.index in boxes else blocks[parent])
        unseens.append(unseens[parent] or _UNSEEN.get(tag, ""))
        linked.append(linked[parent] or tag == "a")
    return [*blocks, -1], [*unseens, ""], [*linked, False], partings


def _glue(partings: list[str], glue: str) -> str:
    """Return what parts two text nodes between which elements start that part so."""
    for parting in partings:
        if parting == "block":
            return "\n\n"
        if parting:
            glue = "\n\n" if glue == "\n" else glue or "\n"
    return glue


def _tiled(segments: list[Segment], text: str) -> list[Segment]:
    starts = [segment.start for segment in segments]
    for segment, following in zip(segments, [*starts, len(text)][1:], strict=True):
        segment.end = following
        segment.text = " ".join(text[segment.start : following].split())
    if segments:
        segments[0].start = 0
    return segments
