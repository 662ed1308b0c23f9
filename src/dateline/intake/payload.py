"""What an HTTP response really carried: headers, and the payload with all its codings undone, even where they lie."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline import limits
from dateline.intake.compressed import GZIP_MAGIC, ZSTD_MAGIC, Coding, Damaged, undo
from dateline.intake.records import headers_of

HTML_MEDIA = ("text/html", "application/xhtml+xml")
_STATUS_LINE = re.compile(rb"(?:HTTP|ICY)(?:/\d(?:\.\d)?)? +(\d{3})\b")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1024})?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{1,40})", re.IGNORECASE)
_CODINGS: dict[str, Coding] = {"gzip": "gzip", "x-gzip": "gzip", "br": "br", "zstd": "zstd", "deflate": "deflate"}
_MAGIC = {"gzip": GZIP_MAGIC, "zstd": ZSTD_MAGIC}
_CUT = "the end of the compressed payload is missing"


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response as it was stored."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Payload:
    """What a response carried."""

    data: bytes
    cut: str | None = None  # why its end is missing


def response_of(block: bytes) -> Response | None:
    """Return the response in a record's block, None where it does not begin as one."""
    line = _STATUS_LINE.match(block)
    if not line:
        return None
    end = re.compile(rb"\r?\n\r?\n").search(block, 0, 256 * 1024)
    if not end:
        return Response(int(line[1]), headers_of(block[line.end():256 * 1024]), b"")
    return Response(int(line[1]), headers_of(block[line.end():end.start()]), block[end.end():])


def media_type(content_type: str) -> str:
    """Return the media type alone, in lower case: "text/html; charset=utf-8" gives "text/html"."""
    return content_type.partition(";")[0].partition(",")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """Return the charset that a Content-Type names."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def payload_of(response: Response) -> Payload:
    """Return what the response carried, at most PAGE_BYTES. Raises Bomb, Damaged."""
    body, cut = response.body, None
    if "chunked" in response.headers.get("transfer-encoding", "").lower():
        body, cut = unchunked(body)
    coded = decoded(body, response.headers.get("content-encoding", ""))
    if len(coded.data) > limits.PAGE_BYTES:
        return Payload(coded.data[:limits.PAGE_BYTES], f"longer than {limits.PAGE_BYTES // limits.MIB} MiB")
    return Payload(coded.data, coded.cut or cut)


def unchunked(body: bytes) -> tuple[bytes, str | None]:
    """Return a chunked body's data, and why their end is missing; a body that is not chunked comes back as it is."""
    chunks: list[bytes] = []
    position = 0
    while True:
        size = _CHUNK.match(body, position)
        if not size:
            if not chunks:
                return body, None  # stored already joined
            return b"".join(chunks), "the last chunk of the payload is missing"
        length = int(size[1], 16)
        if length == 0:
            return b"".join(chunks), None
        chunk = body[size.end():size.end() + length]
        if not chunks and len(chunk) < length and not body[size.end():].strip():
            return body, None
        chunks.append(chunk)
        position = size.end() + length
        position += 2 if body.startswith(b"\r\n", position) else 1 if body.startswith(b"\n", position) else 0


def decoded(body: bytes, content_encoding: str) -> Payload:
    """Undo the codings that Content-Encoding names, last first, and one that it fails to name. Raises Bomb, Damaged."""
    names = [name.strip().lower() for name in content_encoding.split(",")][:8]
    codings = [_CODINGS[name] for name in reversed(names) if name in _CODINGS]
    cut = None
    for coding in codings:
        body, missing = _undone(body, coding)
        cut = cut or missing
    hidden = next((coding for coding, magic in _MAGIC.items() if body.startswith(magic)), None)
    if hidden:
        body, missing = _undone(body, _CODINGS[hidden])
        cut = cut or missing
    return Payload(body, cut)


def _undone(body: bytes, coding: Coding) -> tuple[bytes, str | None]:
    """Undo one coding, or return the body as it is where it was stored decoded."""
    magic = _MAGIC.get(coding)
    if magic and not body.startswith(magic):
        return body, None
    try:
        data, short = undo(body, coding, limits.PAGE_BYTES + 1)
    except Damaged:
        if magic:
            raise
        return body, None  # brotli and deflate have no mark to tell by
    if short and len(data) <= limits.PAGE_BYTES:
        return (data, _CUT) if magic or not _is_text(body) else (body, None)
    return data, None


def _is_text(body: bytes) -> bool:
    head = body[:1024]
    return b"<" in head and not head.translate(None, bytes(range(32, 256)) + b"\t\n\r\f")
