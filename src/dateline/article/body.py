"""From decided segments to the body: blocks in page order, and everything else as dropped, each with its reason."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import NamedTuple

from msgspec import Struct

from dateline.article.phrases import any_of
from dateline.article.segments import Segment
from dateline.article.shapes import Shape
from dateline.article.tree import Element, Tree
from dateline.article.wording import EDITS, Edit, wording
from dateline.model import Block, BlockKind, Dropped, Repair, Run, Span

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KIND_OF_TAG: dict[str, BlockKind] = {
    **dict.fromkeys(HEADINGS, "heading"), **dict.fromkeys(("li", "dd", "dt"), "list item"),
    "blockquote": "block quote"}
_LEVELS = 12  # elements around a line that say what it is
_LONGEST_CELL = 300  # characters; a row with a longer cell is layout, its cells are paragraphs
_SAMPLE = 80  # characters of `before` and `after` that a repair shows


class Decision(Struct):
    """What becomes of a segment: kept, and why; or dropped, and why.

    cuts: spans inside it that go all the same. doubted: dropped for its chance alone: no region, field
    nor phrase speaks against it.
    """

    segment: Segment
    keep: bool
    reason: str
    cuts: list[tuple[Span, str]] = []  # each has its own
    doubted: bool = False


class Body(Struct, frozen=True, kw_only=True):
    """The body of an article, and what of its page is not in it."""

    text: str
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    runs: tuple[Run, ...]
    repairs: tuple[Repair, ...]


class _Kind(NamedTuple):
    """A kind of block, the elements of the table row and the live entry it lies in, -1 for none; whether it is code."""

    name: BlockKind
    row: int = -1
    entry: int = -1
    code: bool = False


class _Draft(Struct):
    """A block on its way: its kind, its element, whether it is code, the segments (or cells) that it is made of."""

    kind: _Kind
    block: int
    code: bool
    why: str
    parts: list[tuple[str, list[Span]]]  # what joins a part to the one before, and its spans


def body_of(page: str, tree: Tree | None, decisions: list[Decision]) -> Body:
    """Return the body that the decisions make of page text.

    decisions: of all segments, in page order, tiling `page`.
    """
    kinds = _Kinds(tree)
    drafts: list[_Draft] = []
    dropped: list[Dropped] = []
    if page and not decisions:
        dropped.append(Dropped(reason="white space", spans=((0, len(page)),)))
    parted = True  # something visible was dropped since the last kept segment
    for decision in decisions:
        if not decision.keep:
            segment = decision.segment
            dropped.append(Dropped(reason=decision.reason, spans=((segment.start, segment.end),), text=segment.text))
            parted = parted or bool(segment.text and segment.glue)
            continue
        kept = _uncut(page, decision, dropped)
        if not kept:
            continue
        _add(drafts, decision, kept, kinds, parted)
        parted = False
    return _composed(page, drafts, dropped, kinds)


def _uncut(page: str, decision: Decision, dropped: list[Dropped]) -> list[Span]:
    """Return the spans of a kept segment around its cuts, and add the cuts to what is dropped."""
    if decision.segment.text and not decision.cuts:
        return [(decision.segment.start, decision.segment.end)]
    kept: list[Span] = []
    at = decision.segment.start
    for (start, end), reason in sorted(decision.cuts):
        start, end = max(start, at), min(end, decision.segment.end)
        if start >= end:
            continue
        if page[at:start].strip():
            kept.append((at, start))
        elif at < start:
            start = at
        dropped.append(Dropped(reason=reason, spans=((start, end),), text=" ".join(page[start:end].split())))
        at = end
    if page[at : decision.segment.end].strip():
        kept.append((at, decision.segment.end))
    elif at < decision.segment.end:
        dropped.append(Dropped(reason="white space", spans=((at, decision.segment.end),)))
    return kept


def _add(drafts: list[_Draft], decision: Decision, kept: list[Span], kinds: _Kinds, parted: bool) -> None:
    segment = decision.segment
    kind = kinds.of(segment)
    last = drafts[-1] if drafts else None
    if last is not None and not parted:
        if segment.block == last.block and segment.glue != "\n\n":
            last.parts.append((segment.glue, kept))
            return
        if kind.row >= 0 and kind.row == last.kind.row and len(segment.text) <= _LONGEST_CELL:
            last.parts.append(("\t", kept))
            last.block, last.code = segment.block, kind.code
            return
    if kind.name == "table row" and len(segment.text) > _LONGEST_CELL:
        kind = _Kind("paragraph", code=kind.code)
    drafts.append(_Draft(kind, segment.block, kind.code, decision.reason, [("", kept)]))


def _composed(page: str, drafts: list[_Draft], dropped: list[Dropped], kinds: _Kinds) -> Body:
    text: list[str] = []
    length = 0
    blocks: list[Block] = []
    runs: list[Run] = []
    edits: list[Edit] = []
    for draft in drafts:
        start = length + 2 if blocks else 0  # behind a blank line
        cells: list[Span] = []
        for glue, part in draft.parts:
            joint = "" if not cells else glue or _space(page, part)
            at = length + len(joint) if cells else start
            words = wording(page, part, code=draft.code, at=at, most=EDITS - len(edits))
            edits += words.edits
            if words.text:
                text += (joint if cells or not blocks else "\n\n", words.text)
                runs += words.runs
                length = at + len(words.text)
                cells.append((at, length))
        spans = _merged([span for _, part in draft.parts for span in part])
        if not cells:
            dropped.append(Dropped(reason="nothing printed", spans=spans))
            continue
        blocks.append(Block(kind=draft.kind.name, start=start, end=length, spans=spans, why=draft.why,
                            cells=tuple(cells) if draft.kind.name == "table row" else (),
                            time=kinds.time_of(draft.kind.entry)))
    dropped.sort(key=lambda one: one.spans[0])
    return Body(text="".join(text), blocks=tuple(blocks), dropped=tuple(dropped), runs=tuple(runs),
                repairs=repairs_of(edits))


def _space(page: str, spans: list[Span]) -> str:
    """Return the space that parts a piece from the one before it in the same line, where the page has one."""
    start = spans[0][0]
    return " " if page[start : start + 1].isspace() or page[max(0, start - 1) : start].isspace() else ""


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def repairs_of(edits: list[Edit]) -> tuple[Repair, ...]:
    """Return the edits as repairs, those alike as one with all its spans."""
    alike: defaultdict[tuple[str, str, str, str], list[Span]] = defaultdict(list)
    for edit in edits:
        alike[edit.kind, edit.reason, edit.before[:_SAMPLE], edit.after[:_SAMPLE]].append(edit.span)
    return tuple(Repair(kind=kind, reason=reason, spans=tuple(spans), before=before, after=after)
                 for (kind, reason, before, after), spans in alike.items())


class _Kinds:
    """The kind of block that the elements around a segment make of it."""

    def __init__(self, tree: Tree | None) -> None:
        self.tree = tree
        self._known: dict[tuple[int, Shape], _Kind] = {}  # of elements that are alike in the same element
        self._entries: dict[Shape, bool] = {}
        self._times: list[int] | None = None  # the page's time elements, once one is asked for

    def of(self, segment: Segment) -> _Kind:
        if self.tree is None or segment.block < 0:
            return _Kind("paragraph")
        element = self.tree.elements[segment.block]
        alike = element.parent, element.shape
        kind = self._known.get(alike)
        if kind is None:
            name, row, entry = self._of_element(self.tree, segment.block)
            kind = _Kind(name, row, entry, is_code(self.tree, segment.block))
            if segment.block not in (row, entry):
                self._known[alike] = kind
        return kind

    def _of_element(self, tree: Tree, index: int) -> tuple[BlockKind, int, int]:
        kind: BlockKind | None = None
        row = -1
        element = tree.elements[index]
        for _ in range(_LEVELS):
            if row < 0 and element.tag == "tr":
                kind, row = kind or "table row", element.index
            kind = kind or _KIND_OF_TAG.get(element.tag)
            if self._is_entry(element):
                return "live entry" if kind is None else kind, row if kind == "table row" else -1, element.index
            if element.parent < 0:
                break
            element = tree.elements[element.parent]
        return kind or "paragraph", row if kind == "table row" else -1, -1

    def _is_entry(self, element: Element) -> bool:
        """Return whether an element is one entry of a live blog."""
        shape = element.shape
        if shape not in self._entries:
            attributes = shape.attributes
            names = f"{attributes.get('class', '')} {attributes.get('itemprop', '')}".lower()
            self._entries[shape] = "live" in names and any_of("live_entries").search(names) is not None
        return self._entries[shape]

    def time_of(self, entry: int) -> str | None:
        """Return the time that a live entry states in its first time element."""
        if self.tree is None or entry < 0:
            return None
        if self._times is None:
            self._times = [one.index for one in self.tree.elements if one.tag == "time"]
        place = bisect_right(self._times, entry)
        if place == len(self._times) or self._times[place] > self.tree.elements[entry].last:
            return None
        first = self.tree.elements[self._times[place]]
        return first.attributes.get("datetime") or self.tree.words(first) or None


def is_code(tree: Tree | None, index: int) -> bool:
    """Return whether an element shows code, whose marks are meant as printed."""
    for _ in range(4):
        if tree is None or index < 0:
            return False
        if tree.elements[index].tag in ("pre", "code", "samp", "xmp"):
            return True
        index = tree.elements[index].parent
    return False
