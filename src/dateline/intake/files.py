"""A single saved page: an HTML file or a text capture, packed or not."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO, Literal, cast

from dateline import limits
from dateline.intake.compressed import Bomb, Coding, Damaged, Inflating, Member, coding_of
from dateline.intake.saved import stated_in
from dateline.intake.sniff import HEAD_BYTES
from dateline.model import Left, Page

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An input that is open for reading, its packing undone."""

    id: str
    source: str
    stream: BinaryIO


def packing_of(name: str, head: bytes) -> Coding | None:
    """Return how a file is packed, by its first bytes; brotli, which has no mark, by its name."""
    return coding_of(head) or ("br" if name.lower().endswith(".br") else None)


def unpacked_head(head: bytes, coding: Coding | None) -> bytes:
    """Return the first bytes of what a packed file holds; b"" where they cannot be had."""
    if coding is None:
        return head[:HEAD_BYTES]
    found = b""
    try:
        for piece in Member(coding, head).feed(head):
            found += piece
            if len(found) >= HEAD_BYTES:
                break
    except (Bomb, Damaged):
        pass
    return found[:HEAD_BYTES]


def unpacked(stream: BinaryIO, coding: Coding | None) -> BinaryIO:
    """Return `stream` with its packing undone; reading it raises Bomb and Damaged."""
    return cast(BinaryIO, io.BufferedReader(Inflating(stream, coding), 64 * 1024)) if coding else stream


def is_cut(stream: BinaryIO) -> bool:
    """Whether a packed file has ended within its data."""
    return isinstance(stream, io.BufferedReader) and isinstance(stream.raw, Inflating) and stream.raw.cut


def whole(stream: BinaryIO, limit: int) -> tuple[bytes, str | None]:
    """Return all that a stream holds up to `limit` bytes, and why the end is missing."""
    data = bytearray()
    while len(data) <= limit and (piece := stream.read(_PIECE)):
        data += piece
    if len(data) > limit:
        del data[limit:]
        return bytes(data), f"longer than {limit // limits.MIB} MiB"
    return bytes(data), "the file ends within its compressed data" if is_cut(stream) else None


def page_in(source: Source, form: Literal["html", "text"]) -> Page | Left:
    """Return the page that a file holds. Raises OSError (Bomb, Damaged)."""
    data, truncated = whole(source.stream, limits.PAGE_BYTES if form == "html" else limits.TEXT_BYTES)
    if not data.strip(b" \t\r\n\0"):
        return Left(source=source.source, reason="empty", rejected=True)
    stated = stated_in(data) if form == "html" else None
    return Page(id=source.id, data=data, form=form, source=source.source, truncated=truncated,
                url=stated and stated.url, url_from="file" if stated and stated.url else None,
                captured=stated and stated.captured, captured_from="file" if stated and stated.captured else None)
