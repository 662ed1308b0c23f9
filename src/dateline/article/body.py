"""From decided segments to the body: blocks in page order, and everything else as dropped, each with its reason."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from dateline.article.kinds import Kind, Times, kinds_of
from dateline.article.segments import Segment
from dateline.article.tree import Tree
from dateline.article.wording import EDITS, Edit, wording
from dateline.model import Block, Dropped, Repair, Run, Span

_LONGEST_CELL = 300  # characters; a row with a longer cell is layout, its cells are paragraphs
_SAMPLE = 80  # characters of `before` and `after` that a repair shows


class Decision(Struct, gc=False):
    """What becomes of a segment: kept, and why; or dropped, and why.

    cuts: spans inside it that go all the same. doubted: dropped for its chance alone: no region, field
    nor phrase speaks against it.
    """

    segment: Segment
    keep: bool
    reason: str
    cuts: list[tuple[Span, str]] | None = None
    doubted: bool = False

    def cut(self, span: Span, reason: str) -> None:
        """Let a span go."""
        self.cuts = self.cuts or []
        self.cuts.append((span, reason))


class Body(Struct, frozen=True, kw_only=True):
    """The body of an article, and what of its page is not in it."""

    text: str
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    runs: tuple[Run, ...]
    repairs: tuple[Repair, ...]


_Part = tuple[str, tuple[Span, ...], Segment | None]
"""A segment, or cell, of a block: what joins it to the part before, its spans; and the segment itself, where its text
needs no mending."""


class _Draft(Struct, gc=False):
    """A block on its way: its kind, its element, whether it is code, why it was kept, its parts."""

    kind: Kind
    block: int
    code: bool
    why: str
    parts: list[_Part]


def body_of(page: str, tree: Tree | None, decisions: list[Decision]) -> Body:
    """Return the body that the decisions make of page text.

    decisions: of all segments, in page order, tiling `page`.
    """
    kinds = iter(kinds_of(tree, [one.segment.block for one in decisions if one.keep]))
    drafts: list[_Draft] = []
    dropped: list[Dropped] = []
    if page and not decisions:
        dropped.append(Dropped(reason="white space", spans=((0, len(page)),)))
    parted = True  # something visible was dropped since the last kept segment
    for decision in decisions:
        segment = decision.segment
        if not decision.keep:
            dropped.append(Dropped(reason=decision.reason, spans=((segment.start, segment.end),), text=segment.text))
            parted = parted or bool(segment.text and segment.glue)
            continue
        kind = next(kinds)
        if segment.text and not decision.cuts:
            mended = segment.stands < 0 and not segment.runs
            part: _Part = segment.glue, ((segment.start, segment.end),), None if mended else segment
        else:
            kept = _uncut(page, decision, dropped)
            if not kept:
                continue
            part = segment.glue, kept, None
        _add(drafts, decision, part, kind, parted)
        parted = False
    return _composed(page, drafts, dropped, Times(tree))


def _uncut(page: str, decision: Decision, dropped: list[Dropped]) -> tuple[Span, ...]:
    """Return the spans of a kept segment around its cuts, and add the cuts to what is dropped."""
    kept: list[Span] = []
    at = decision.segment.start
    for (start, end), reason in sorted(decision.cuts or ()):
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
    return tuple(kept)


def _add(drafts: list[_Draft], decision: Decision, part: _Part, kind: Kind, parted: bool) -> None:
    """Add a kept segment to the block before it, or as one of its own."""
    segment = decision.segment
    name, row, _, code = kind
    if drafts and not parted:
        last = drafts[-1]
        if segment.block == last.block and segment.glue != "\n\n":
            last.parts.append(part)
            return
        if row >= 0 and row == last.kind[1] and len(segment.text) <= _LONGEST_CELL:
            last.parts.append(("\t", *part[1:]))
            last.block, last.code = segment.block, code
            return
    if name == "table row" and len(segment.text) > _LONGEST_CELL:
        kind = "paragraph", -1, -1, code
    drafts.append(_Draft(kind, segment.block, code, decision.reason, [part]))


def _composed(page: str, drafts: list[_Draft], dropped: list[Dropped], times: Times) -> Body:
    texts: list[str] = []  # of the blocks
    start = 0
    blocks: list[Block] = []
    runs: list[Run] = []
    edits: list[Edit] = []
    empty: list[Dropped] = []
    for draft in drafts:
        pieces, cells = _worded(page, draft, start, runs, edits)
        spans = _merged([span for _, spans, _ in draft.parts for span in spans])
        if not cells:
            empty.append(Dropped(reason="nothing printed", spans=spans))
            continue
        end = cells[-1][1]
        kind, _, entry, _ = draft.kind
        blocks.append(Block(kind=kind, start=start, end=end, spans=spans, why=draft.why,
                            cells=tuple(cells) if kind == "table row" else (), time=times.of(entry)))
        texts.append("".join(pieces))
        start = end + 2  # behind a blank line
    if empty:
        dropped = sorted(dropped + empty, key=lambda one: one.spans[0])
    return Body(text="\n\n".join(texts), blocks=tuple(blocks), dropped=tuple(dropped), runs=tuple(runs),
                repairs=repairs_of(edits))


def _worded(page: str, draft: _Draft, start: int, runs: list[Run], edits: list[Edit]) -> tuple[list[str], list[Span]]:
    """Return the words of a block that begins at `start`, and where those of its parts are; add to runs and edits."""
    pieces: list[str] = []
    cells: list[Span] = []
    for glue, spans, segment in draft.parts:
        joint = "" if not cells else glue or _space(page, spans)
        at = (cells[-1][1] if cells else start) + len(joint)
        if segment is None:
            mended = wording(page, spans, code=draft.code, at=at, most=EDITS - len(edits))
            words = mended.text
            runs += mended.runs
            edits += mended.edits
        else:
            words = segment.text
            if segment.stands >= 0:
                runs.append(Run(at, segment.stands, len(words)))
            else:
                runs += [Run(at + place, stands, length) for place, stands, length in segment.runs]
        if words:
            pieces += (joint, words)
            cells.append((at, at + len(words)))
    return pieces, cells


def _space(page: str, spans: tuple[Span, ...]) -> str:
    """Return the space that parts a piece from the one before it in the same line, where the page has one."""
    start = spans[0][0]
    return " " if page[start : start + 1].isspace() or page[max(0, start - 1) : start].isspace() else ""


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    if len(spans) == 1:
        return (spans[0],)
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
