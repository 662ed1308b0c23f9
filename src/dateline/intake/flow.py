"""A container's bytes as one stream that may have gaps: where its data are damaged, reading goes on behind the damage.

A source yields pieces of data, an Edge wherever something that can be read by itself begins in the file (a gzip
member, a zstd frame), and a Gap where data are lost. A Flow lets a reader look ahead in that, within bounds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple, TypeAlias


class Edge(NamedTuple):
    """Here in the file something begins that can be read by itself (or the file ends)."""

    offset: int


class Gap(NamedTuple):
    """From here in the file data are lost."""

    offset: int
    reason: str


_BLANK = b"\r\n\0"
Event: TypeAlias = "bytes | Edge | Gap"


class Flow:
    """The next bytes of a container, as many as are asked for, up to the next gap or the end."""

    def __init__(self, events: Iterator[Event], position: int = 0) -> None:
        """position: what the first byte counts as."""
        self._events = events
        self._buffer = bytearray()
        self._edges: deque[Edge] = deque()
        self._edge_positions: deque[int] = deque()
        self._with_edge: set[int] = set()  # the same positions, to be asked for one
        self.position = position  # of the next byte, counted over all pieces
        self.gap: Gap | None = None  # what follows the bytes that can be read now
        self.ended = False

    def ensure(self, count: int) -> bool:
        """Look ahead; return whether `count` bytes can be read before a gap or the end."""
        while len(self._buffer) < count and self.gap is None and not self.ended:
            self._pull()
        return len(self._buffer) >= count

    def _pull(self) -> None:
        event = next(self._events, None)
        if event is None:
            self.ended = True
        elif isinstance(event, Edge):
            self._note(event, self.position + len(self._buffer))
        elif isinstance(event, Gap):
            self.gap = event
        else:
            self._buffer += event

    def _note(self, edge: Edge, at: int) -> None:
        if len(self._edge_positions) > 1 and self._edge_positions[-2] == at:
            self._edges.pop()  # of many empty members in a row only the first and the last edge matter
            self._edge_positions.pop()
        self._edges.append(edge)
        self._edge_positions.append(at)
        self._with_edge.add(at)

    @property
    def ahead(self) -> bytearray:
        """All bytes that have been looked at and not taken; only to be read."""
        return self._buffer

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes, fewer where a gap or the end comes first."""
        self.ensure(count)
        taken = bytes(memoryview(self._buffer)[:count])
        self._drop(len(taken))
        return taken

    def skip(self, count: int) -> bool:
        """Pass over `count` bytes without keeping them; return whether there were as many."""
        while count:
            if not self._buffer and not self.ensure(1):
                return False
            step = min(count, len(self._buffer))
            self._drop(step)
            count -= step
        return True

    def skip_blank(self) -> None:
        """Pass over line ends and NULs, which pad containers."""
        look = 64
        while self.ensure(1):
            near = self._buffer[:look]
            if near.translate(None, _BLANK):
                self._drop(len(near) - len(near.lstrip(_BLANK)))
                return
            self._drop(len(near))
            look = 64 * 1024

    def pass_gap(self) -> None:
        """Drop what is left before the gap, and go on behind it."""
        self._drop(len(self._buffer))
        self._edges.clear()
        self._edge_positions.clear()
        self._with_edge.clear()
        self.gap = None

    def _drop(self, count: int) -> None:
        del self._buffer[:count]
        self.position += count
        while self._edge_positions and self._edge_positions[0] < self.position:
            self._with_edge.discard(self._edge_positions.popleft())
            self._edges.popleft()

    def edges_here(self) -> list[int]:
        """Return the file offsets of the edges at the next byte, in order; call ensure(1) before."""
        here = takewhile(lambda pair: pair[1] == self.position, zip(self._edges, self._edge_positions, strict=True))
        return [edge.offset for edge, _ in here]

    def is_edge(self, distance: int) -> bool:
        """Whether an edge lies `distance` bytes ahead, as far as has been looked."""
        return self.position + distance in self._with_edge
