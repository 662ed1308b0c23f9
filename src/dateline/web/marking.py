"""Statements marked in a text: spans may nest and overlap, so each block is cut into segments that may not."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from dateline.archive.values import Said, VoiceNow
from dateline.model import Block, Span

Role = Literal["content", "source", "cue"]
COLOURS = 8  # speakers told apart on one page; later ones share the last, which is grey
UNSURE = 0.5  # statements of less confidence are marked as unsure


class Opening(Struct, frozen=True, kw_only=True):
    """Where a statement's content begins."""

    number: int
    id: str
    colour: int


class Segment(Struct, frozen=True, kw_only=True):
    """Words of a text that belong to the same statements in the same roles."""

    text: str
    statement: int | None = None  # number on the page of the innermost statement here
    role: Role | None = None  # what the words are to that statement
    colour: int = 0  # of the statement's speaker
    within: tuple[int, ...] = ()  # the other statements whose content this is
    unsure: bool = False
    begins: tuple[Opening, ...] = ()  # statements whose content begins with this segment


class ShownBlock(Struct, frozen=True, kw_only=True):
    """A block of the article with its segments; a table row has one list of them a cell."""

    kind: str
    segments: tuple[Segment, ...] = ()
    cells: tuple[tuple[Segment, ...], ...] = ()
    time: str | None = None
    start: int = 0  # in the text, code points
    end: int = 0
    correction: str | None = None  # by which people took it out, or brought it back (kind "brought back")


class _Mark(Struct, frozen=True):
    span: Span
    number: int
    role: Role
    first: bool  # the first span of this statement in this role
    id: str
    colour: int
    unsure: bool


def colours_of(statements: Sequence[Said]) -> tuple[int, ...]:
    """Return each statement's colour: the speakers in the order in which they first speak; 0 where nobody is known."""
    numbers: dict[str, int] = {}
    return tuple(numbers.setdefault(who, min(len(numbers) + 1, COLOURS)) if (who := voice_key(said.speakers)) else 0
                 for said in statements)


def voice_key(voices: Sequence[VoiceNow]) -> str:
    """Return what tells the speakers of one statement from those of another."""
    return " + ".join(voice.speaker or voice.name for voice in voices)


def shown_blocks(text: str, blocks: Iterable[Block], statements: Sequence[Said],
                 colours: Sequence[int]) -> tuple[ShownBlock, ...]:
    """Return the text's blocks cut into segments."""
    coming, open_, shown = deque(_marks(statements, "text", colours)), list[_Mark](), []
    for block in sorted(blocks, key=lambda b: b.start):
        while coming and coming[0].span[0] < block.end:
            open_.append(coming.popleft())
        open_ = inside = [mark for mark in open_ if mark.span[1] > block.start]
        if block.cells:
            cells = tuple(_segments(text, cell, inside) for cell in block.cells)
            shown.append(ShownBlock(kind=block.kind, cells=cells, time=block.time, start=block.start, end=block.end))
        else:
            segments = _segments(text, (block.start, block.end), inside)
            shown.append(ShownBlock(kind=block.kind, segments=segments, time=block.time, start=block.start,
                                    end=block.end))
    return tuple(shown)


def shown_line(text: str, where: str, statements: Sequence[Said], colours: Sequence[int]) -> tuple[Segment, ...]:
    """Return a headline or a caption cut into segments."""
    return _segments(text, (0, len(text)), _marks(statements, where, colours))


def _marks(statements: Sequence[Said], where: str, colours: Sequence[int]) -> list[_Mark]:
    """Return every span of the statements that count in `where`, in their order."""
    marks = []
    for number, said in enumerate(statements, 1):
        if said.statement.where == where:
            unsure = said.statement.confidence < UNSURE
            roles: Mapping[Role, tuple[Span, ...]] = {
                "content": said.statement.content, "source": said.statement.source, "cue": said.statement.cue}
            marks += [_Mark(span, number, role, not place, said.id, colours[number - 1], unsure)
                      for role, spans in roles.items() for place, span in enumerate(spans)]
    return sorted(marks, key=lambda mark: mark.span)


def _segments(text: str, span: Span, marks: Sequence[_Mark]) -> tuple[Segment, ...]:
    """Cut text[span] wherever a mark begins or ends; one sweep, the marks that are open kept in a list."""
    start, end = span
    here = [mark for mark in marks if mark.span[0] < end and mark.span[1] > start]
    edges = sorted({start, end, *(min(max(edge, start), end) for mark in here for edge in mark.span)})
    segments, open_, next_ = [], list[_Mark](), 0
    for left, right in pairwise(edges):
        while next_ < len(here) and here[next_].span[0] <= left:
            open_.append(here[next_])
            next_ += 1
        open_ = [mark for mark in open_ if mark.span[1] > left]
        segments.append(_segment(text[left:right], left, open_))
    return tuple(segments)


def _segment(words: str, at: int, marks: Sequence[_Mark]) -> Segment:
    if not marks:
        return Segment(text=words)
    inner = min(marks, key=lambda m: (m.span[1] - m.span[0], m.number))
    within = sorted({m.number for m in marks if m.role == "content"} - {inner.number})
    begins = {m.number: Opening(number=m.number, id=m.id, colour=m.colour) for m in marks
              if m.role == "content" and m.first and m.span[0] == at}
    return Segment(text=words, statement=inner.number, role=inner.role, colour=inner.colour, within=tuple(within),
                   unsure=inner.unsure, begins=tuple(begins[number] for number in sorted(begins)))
