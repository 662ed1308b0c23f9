"""MHTML: the page that a browser saved as one mail-like file of many parts."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator

from dateline import limits
from dateline.intake.files import Source, whole
from dateline.intake.moments import iso_of_mail_date
from dateline.intake.payload import HTML_MEDIA, charset_of, media_type
from dateline.intake.records import headers_of
from dateline.model import Left, Page

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEAD_BYTES = 64 * 1024
_BOUNDARY = re.compile(r"boundary\s*=\s*(?:\"([^\"]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_START = re.compile(r"start\s*=\s*\"?(<[^>\"]{1,500}>)", re.IGNORECASE)
_NESTING = 4
_PARTS = 20_000


def mhtml_page(source: Source) -> Page | Left:
    """Return the page that an MHTML file holds: its main part, with the address and the date it states."""
    data, truncated = whole(source.stream, limits.PAGE_BYTES)
    headers, body = _split(data)
    part = _main_part(headers, body)
    if part is None:
        return Left(source=source.source, reason="no page in an MHTML file", rejected=True)
    about, encoded = part
    page = _decoded(encoded, about.get("content-transfer-encoding", ""))
    if not page.strip():
        return Left(source=source.source, reason="empty", rejected=True)
    url = headers.get("snapshot-content-location") or about.get("content-location") or headers.get("content-location")
    url = url if url and url.lower().startswith(("http://", "https://")) else None
    captured = iso_of_mail_date(headers.get("date", ""))
    return Page(id=source.id, data=page, charset=charset_of(about.get("content-type", "")), source=source.source,
                truncated=truncated, url=url, url_from="file" if url else None,
                captured=captured, captured_from="file" if captured else None)


def _split(data: bytes) -> tuple[dict[str, str], bytes]:
    data = data.lstrip(b"\r\n")
    end = _HEAD_END.search(data, 0, _HEAD_BYTES)
    return (headers_of(data[:end.start()]), data[end.end():]) if end else ({}, b"")


def _main_part(headers: dict[str, str], body: bytes, depth: int = 0) -> tuple[dict[str, str], bytes] | None:
    """Return headers and body of the part that is the page: the one that is named, else the first of HTML."""
    content_type = headers.get("content-type", "")
    if media_type(content_type) in HTML_MEDIA:
        return headers, body
    boundary = _BOUNDARY.search(content_type)
    if not boundary or depth > _NESTING:
        return None
    first = None
    wanted = {headers.get("snapshot-content-location"), *_START.findall(content_type)} - {None}
    for part_headers, part_body in _parts(body, (boundary[1] or boundary[2]).encode("utf-8")):
        found = _main_part(part_headers, part_body, depth + 1)
        if found is None:
            continue
        if not wanted or {part_headers.get("content-location"), part_headers.get("content-id")} & wanted:
            return found
        first = first or found
    return first


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    line = re.compile(rb"(?:^|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|$)")
    start = None
    for number, found in enumerate(line.finditer(body)):
        if start is not None:
            yield _split(body[start:found.start()])
        if found[1] or number > _PARTS:
            return
        start = found.end()
    if start is not None:
        yield _split(body[start:])  # the closing line is missing: the file was cut


def _decoded(body: bytes, encoding: str) -> bytes:
    name = encoding.strip().lower()
    if name == "quoted-printable":
        return quopri.decodestring(body)
    if name == "base64":
        clean = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        return binascii.a2b_base64(clean[:len(clean) - len(clean) % 4 if len(clean) % 4 == 1 else None] + b"===")
    return body
