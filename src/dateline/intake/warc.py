"""Pages out of WARC files: plain, gzip or zstd, whole or damaged."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dateline import limits
from dateline.errors import PageError
from dateline.intake import members, sniff
from dateline.intake.compressed import Bomb, Damaged, coding_of
from dateline.intake.flow import Flow
from dateline.intake.naming import shown
from dateline.intake.payload import HTML_MEDIA, Payload, Response, charset_of, media_type, payload_of, response_of
from dateline.intake.records import Damage, Record, records
from dateline.intake.slices import opened
from dateline.model import Left, Page, Place

NOT_COUNTED = ("warcinfo", "request", "metadata")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z?)?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_REDIRECTS = (301, 302, 303, 307, 308)
_UNTOLD_MEDIA = ("", "application/octet-stream", "unknown", "application/x-unknown-content-type", "unk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A WARC file, or one within another file.

    path, base, length: where its bytes lie; temporary: they do not outlast the run.
    """

    id: str
    source: str
    path: str
    base: int = 0
    length: int | None = None
    temporary: bool = False

    def place_of(self, record: Record) -> Place | None:
        """Return where the record can be read again by `read_place`."""
        spot = record.spot
        if self.temporary or spot.length is None or shown(self.path) != self.path:
            return None
        return Place(path=os.path.abspath(self.path), offset=self.base + spot.offset, length=spot.length)


def records_of(container: Container, offset: int = 0) -> Iterator[Record | Damage]:
    """Yield a WARC's records from a place where one begins (or the whole file). Raises OSError."""
    with opened(container.path, container.base, container.length) as stream:
        yield from _records(stream, container.source, offset)


def _records(stream: BinaryIO, name: str, offset: int) -> Iterator[Record | Damage]:
    head = stream.read(16)
    coding = coding_of(head)
    if not coding and not head.lstrip().startswith(b"WARC/"):  # a damaged beginning: the name decides
        coding = "gzip" if name.endswith(".gz") else "zstd" if name.endswith(".zst") else None
    stream.seek(offset)
    if coding:
        return records(Flow(members.packed(stream, coding)), packed=True)

    def peek(position: int) -> bytes:
        resume = stream.tell()
        stream.seek(position)
        seen = stream.read(16)
        stream.seek(resume)
        return seen

    return records(Flow(members.plain(stream), offset), packed=False, peek=peek)


def page_of(record: Record, *, id: str, source: str, place: Place | None) -> Page | Left:
    """Return what a response, resource or other capture holds: a page, or why it is none."""
    headers = record.headers
    kind = headers["warc-type"].strip().lower()
    response = _response(record) if kind in ("response", "resource") else None
    if response is None:
        damaged = kind == "response"
        return Left(source=source, reason="damaged record" if damaged else f"{kind} record"[:80], rejected=damaged)
    content_type = response.headers.get("content-type", "")
    reason = left_for(response.status, content_type)
    if reason:
        return Left(source=source, reason=reason)
    try:
        payload = payload_of(response)
    except (Bomb, Damaged) as error:
        return Left(source=source, reason=str(error), rejected=True)
    if not payload.data.strip():
        return Left(source=source, reason="empty", rejected=True)
    other = _binary(payload.data[:sniff.HEAD_BYTES], media_type(content_type))
    if other:
        return Left(source=source, reason=other)
    captured = date_of(headers)
    url = address_of(headers)
    return Page(id=id, data=payload.data, charset=charset_of(content_type), url=url, url_from="warc" if url else None,
                captured=captured, captured_from="warc" if captured else None, source=source, place=place,
                truncated=_truncated(record, payload))


def _response(record: Record) -> Response | None:
    """Return the HTTP response of a record, or one made of a resource's own headers; None where it is neither."""
    response = response_of(record.block)
    if response is not None and record.headers["warc-type"].strip().lower() == "response":
        return response
    content_type = record.headers.get("content-type", "")
    if media_type(content_type) == "application/http":
        return response
    return Response(200, {"content-type": content_type}, record.block)


def left_for(status: int, content_type: str) -> str | None:
    """Return why an answer with this status and Content-Type is no page; None where it may be one."""
    if status in _REDIRECTS:
        return "redirect"
    if status != 200:
        return f"status {status}"
    media = media_type(content_type)
    return media[:80] if media not in HTML_MEDIA and media not in _UNTOLD_MEDIA else None


def _binary(head: bytes, media: str) -> str | None:
    """Return what kind of bytes these are when they are not HTML, whatever their header says."""
    other = sniff.media_of(head)
    if other or media in HTML_MEDIA:
        return other
    return None if sniff.is_html(head) else "no media type"


def _truncated(record: Record, payload: Payload) -> str | None:
    stated = record.headers.get("warc-truncated")
    if stated is not None:
        return stated.strip()[:80] or "unspecified"
    if record.cut:
        return f"longer than {limits.PAGE_BYTES // limits.MIB} MiB"
    return payload.cut or ("its stated length does not fit" if record.misfit else None)


def address_of(headers: dict[str, str]) -> str | None:
    """Return the record's address, without the angle brackets that some writers put around it."""
    return headers.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">") or None


def date_of(headers: dict[str, str]) -> str | None:
    """Return WARC-Date as ISO 8601, None where it is no date."""
    stated = headers.get("warc-date", "").strip()
    compact = _COMPACT_DATE.fullmatch(stated)
    if compact:
        return "{}-{}-{}T{}:{}:{}Z".format(*compact.groups())
    return stated if _DATE.fullmatch(stated) else None


def read_place(place: Place) -> bytes:
    """Return the payload that lies at a Place: the same bytes as Page.data had.

    Raises PageError when the file is not there or holds something else by now.
    """
    try:
        with opened(place.path, place.offset, place.length) as part:
            head = part.read(16)
            part.seek(0)
            if coding_of(head) == "zstd":
                found = next(_with_dictionary(place, part), None)
            else:
                found = next(_records(part, place.path, 0), None)
    except OSError as error:
        raise PageError(place.path, f"cannot be read again: {error.strerror or error}") from error
    page = page_of(found, id="", source=place.path, place=place) if isinstance(found, Record) else None
    if not isinstance(page, Page):
        raise PageError(place.path, f"holds no page at byte {place.offset} any more")
    return page.data


def _with_dictionary(place: Place, part: BinaryIO) -> Iterator[Record | Damage]:
    with opened(place.path) as whole:
        dictionary = members.dictionary_of(whole)
    return records(Flow(members.packed(part, "zstd", dictionary)), packed=True)
