"""WARC records out of a Flow: each whole record, and a Damage for each that is not, whatever the file has been through.

A record's stated length is believed only when something fitting follows; else the next record's first line ends it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from dateline import limits
from dateline.intake.flow import Flow

HEAD_BYTES = 256 * 1024
BLOCK_BYTES = limits.PAGE_BYTES + limits.MIB  # of a longer record's block only so much is kept
_HEAD_END = re.compile(rb"\n(?:\r?\n|(?=WARC/[01]\.\d))")
# At the beginning of a line, which is looked at last: patterns that begin with plain bytes are searched for fast.
_NEXT_RECORD = re.compile(rb"WARC/(?:(?<=\nWARC/)|(?<=\AWARC/))[01]\.\d{1,2}\r?\n")
_RECORD_ENDS = (b"\r\n\r\n", b"\n\n")
_FIRST_LINE = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_DIGEST = re.compile(r"(sha1|sha-1|sha256|sha-256|md5):([A-Za-z0-9+/=_-]{1,128})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record can be found again: open the file at `offset`, pass over `inner` decompressed bytes."""

    offset: int
    inner: int
    length: int | None  # of the file, from offset to the record's end; None where it cannot be cut out of the file


@dataclass(frozen=True, slots=True)
class Record:
    """One whole WARC record."""

    number: int  # in the file, from 1
    headers: dict[str, str]  # names in lower case; of several of one name the first
    block: bytes
    cut: bool  # the block is longer than BLOCK_BYTES
    misfit: bool  # its stated length does not fit; the block reaches to the next record
    spot: Spot


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that should have been a record."""

    number: int
    offset: int  # in the file, or in what it decompresses to
    reason: str


Peek: TypeAlias = "Callable[[int], bytes]"


def records(flow: Flow, *, packed: bool, peek: Peek | None = None) -> Iterator[Record | Damage]:
    """Yield what `flow` holds, numbered from 1.

    packed: it comes from a compressed file. peek: returns some bytes at a position of the flow, where that is cheap;
    it saves what would be lost behind a stated length that is far too great.
    """
    return _Reader(flow, packed, peek).records()


def headers_of(lines: bytes) -> dict[str, str]:
    """Return header fields by lower-case name, the first of several; folded lines are joined."""
    found: dict[str, str] = {}
    for line in re.sub(rb"\r?\n[ \t]+", b" ", lines).splitlines():
        name, colon, value = line.partition(b":")
        if colon:
            found.setdefault(name.strip().lower().decode("latin-1"), _text(value.strip()))
    return found


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


class _Reader:
    def __init__(self, flow: Flow, packed: bool, peek: Peek | None) -> None:
        self._flow, self._packed, self._peek = flow, packed, peek
        self._number = 0
        self._hashed = 0  # bytes whose digest was taken to prove a stated length
        self._member = (0, 0)  # file offset of the last edge, and its position in the flow

    def records(self) -> Iterator[Record | Damage]:
        while True:
            self._flow.skip_blank()
            self._number += 1
            if self._flow.ensure(1):
                yield self._record()
            elif self._flow.gap:
                yield self._past_gap()
            else:
                return

    def _past_gap(self) -> Damage:
        gap = self._flow.gap
        assert gap is not None
        self._flow.pass_gap()
        return Damage(self._number, gap.offset, gap.reason)

    def _record(self) -> Record | Damage:
        flow, start = self._flow, self._flow.position
        edges = flow.edges_here()
        if edges:
            self._member = (edges[-1], start)
        head = self._head()
        if head is None:
            return self._lost(start)
        headers = headers_of(head)
        stated = headers.get("content-length", "")
        if not re.fullmatch(r"\d{1,15}", stated) or "warc-type" not in headers:
            return self._lost(start)
        return self._with_block(start, bool(edges), headers, len(head), int(stated))

    def _head(self) -> bytes | None:
        """Return the header with the blank line that ends it, None where none begins here."""
        flow, look = self._flow, 4096
        while True:
            flow.ensure(look)
            if not _FIRST_LINE.match(flow.ahead):
                return None
            end = _HEAD_END.search(flow.ahead, 0, HEAD_BYTES)
            if end:  # another record's first line before the blank one: this header lost its end
                return bytes(flow.ahead[:end.end()]) if len(end[0]) > 1 else None
            if len(flow.ahead) < look or look >= HEAD_BYTES:
                return None
            look *= 4

    def _lost(self, start: int) -> Damage:
        """Go to the next record behind one that cannot be read."""
        flow = self._flow
        flow.skip(1)
        while flow.ensure(64):
            found = _NEXT_RECORD.search(flow.ahead)
            if found:
                flow.skip(found.start())
                break
            flow.skip(len(flow.ahead) - 24)
            flow.ensure(4096)
        else:
            found = _NEXT_RECORD.search(flow.ahead)
            if not found and flow.gap:
                return self._past_gap()
            flow.skip(found.start() if found else len(flow.ahead))
        return Damage(self._number, self._file_offset(start), "damaged record")

    def _file_offset(self, start: int) -> int:
        return self._member[0] if self._packed else start

    def _with_block(self, start: int, at_edge: bool, headers: dict[str, str], head: int,
                    stated: int) -> Record | Damage:
        """head, stated: lengths of the header and, as it says, of the block."""
        flow = self._flow
        kept = min(stated, BLOCK_BYTES)
        length, misfit = stated, False
        if not self._fits(head + stated) and not self._proves(headers, head, stated):
            found = self._next_record(head)
            if found is None:
                return self._broken(start)
            kept = length = found - head
            misfit = True
        flow.skip(head)
        block = flow.take(kept)
        if not flow.skip(length - kept):
            return self._broken(start)
        end = flow.position
        if misfit:
            block = block.removesuffix(b"\r\n\r\n" if block.endswith(b"\r\n\r\n") else b"\n\n")
            if _digest_fits(headers, block) is False:
                return Damage(self._number, self._file_offset(start), "damaged record")
        return self._settled(Record(self._number, headers, block, length > kept, misfit, Spot(0, 0, None)),
                             start, end, at_edge)

    def _settled(self, record: Record, start: int, end: int, at_edge: bool) -> Record | Damage:
        """Return the record with its spot, once the member it lies in has proved whole."""
        flow = self._flow
        flow.skip_blank()
        edges = flow.edges_here()
        if flow.gap and not flow.ahead and not edges:
            return self._past_gap()
        if not self._packed:
            spot = Spot(start, 0, end - start)
        else:
            offset, position = self._member
            spot = Spot(offset, start - position, edges[0] - offset if at_edge and edges else None)
        return Record(record.number, record.headers, record.block, record.cut, record.misfit, spot)

    def _broken(self, start: int) -> Damage:
        """Name a record whose end is missing."""
        if self._flow.gap:
            return self._past_gap()
        if self._flow.ended:
            self._flow.skip(len(self._flow.ahead))
            return Damage(self._number, self._file_offset(start), "the file ends within it")
        return self._lost(start)

    def _fits(self, end: int) -> bool:
        """Whether what lies `end` bytes ahead may follow a record; of far ends only where peeking is cheap."""
        flow = self._flow
        if end > BLOCK_BYTES + HEAD_BYTES:
            return self._peek is None or self._peek(flow.position + end).startswith(_RECORD_ENDS)
        flow.ensure(end + 32)
        if len(flow.ahead) <= end:
            return len(flow.ahead) == end and (flow.ended or flow.gap is not None or flow.is_edge(end))
        after = bytes(flow.ahead[end:end + 32])
        return after.startswith(_RECORD_ENDS) or flow.is_edge(end) or b"WARC/" in after[:16] or (
            not after.strip(b"\r\n") and len(flow.ahead) < end + 32)

    def _proves(self, headers: dict[str, str], head: int, stated: int) -> bool:
        """Whether a block of the stated length has the stated digest, though what follows is no record."""
        flow = self._flow
        if len(flow.ahead) < head + stated or self._hashed + stated > BLOCK_BYTES + 4 * flow.position:
            return False  # thousands of records may each claim to reach to the end of the file
        self._hashed += stated
        return _digest_fits(headers, bytes(flow.ahead[head:head + stated])) is True

    def _next_record(self, after: int) -> int | None:
        """Return how many bytes ahead the next record begins, looking at most BLOCK_BYTES ahead."""
        flow, look = self._flow, after + limits.MIB
        while True:
            flow.ensure(look)
            found = _NEXT_RECORD.search(flow.ahead, max(after - 1, 0))
            if found:
                return found.start()
            if len(flow.ahead) < look or look > BLOCK_BYTES:
                return None
            look *= 4


def _digest_fits(headers: dict[str, str], block: bytes) -> bool | None:
    """Whether the block has the digest that the record states; None where it states none that we know."""
    stated = _DIGEST.fullmatch(headers.get("warc-block-digest", "").strip())
    if not stated:
        return None
    digest = hashlib.new(stated[1].lower().replace("-", ""), block, usedforsecurity=False).digest()
    forms = {base64.b32encode(digest).decode(), digest.hex().upper(), base64.b64encode(digest).decode().upper()}
    return stated[2].upper() in forms | {form.rstrip("=") for form in forms}
