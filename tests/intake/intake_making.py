"""Small inputs for the tests of the intake room: pages, and WARC files written by the libraries that people use."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

from fastwarc.stream_io import GzipWriter, ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.intake import Options, pages
from dateline.model import Left, Page

DATE = "2020-05-17T08:00:00Z"


def html(words: str) -> bytes:
    """A page of at least a few hundred bytes that do not compress away."""
    filler = hashlib.sha256(words.encode()).hexdigest() * 6
    return f"<!DOCTYPE html><html><body><h1>{words}</h1><p>{filler}</p></body></html>".encode()


def read(*paths: object, **options: object) -> tuple[list[Page], list[Left]]:
    """Return the pages and what was left, apart."""
    found = list(pages([str(path) for path in paths], Options(**options)))  # type: ignore[arg-type]
    return [x for x in found if isinstance(x, Page)], [x for x in found if isinstance(x, Left)]


def reasons(left: Iterable[Left]) -> list[tuple[str, bool]]:
    return [(x.reason, x.rejected) for x in left]


def http(body: bytes, *headers: tuple[str, str], status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(url: str, block: bytes, kind: str = "response", **more: str) -> bytes:
    """One plain WARC record, with no digests of its own."""
    content_type = "application/http; msgtype=response" if kind in ("response", "revisit") else "text/html"
    fields = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": DATE, "WARC-Record-ID": f"<urn:test:{url}>",
              "Content-Type": content_type, "Content-Length": str(len(block))}
    fields |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def page_record(url: str, words: str, **more: str) -> bytes:
    return record(url, http(html(words), ("Content-Type", "text/html; charset=utf-8")), **more)


def digest(body: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def members(records: Iterable[bytes]) -> bytes:
    """A gzip member for each record, as WARC asks for."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def by_warcio(path: Path, count: int, *, packed: bool) -> Path:
    """A crawl as warcio writes it: warcinfo, then request and response for each page, with digests."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for number in range(count):
            url = f"https://courier.example/{number}"
            answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            ask = StatusAndHeaders("GET / HTTP/1.1", [("Host", "courier.example")], is_http_request=True)
            writer.write_record(writer.create_warc_record(
                url, "request", payload=io.BytesIO(b""), http_headers=ask, warc_headers_dict={"WARC-Date": DATE}))
            writer.write_record(writer.create_warc_record(
                url, "response", payload=io.BytesIO(html(f"page {number}")), http_headers=answer,
                warc_headers_dict={"WARC-Date": DATE}))
    return path


def by_fastwarc(path: Path, count: int) -> Path:
    """A crawl as FastWARC writes it, packed as the file's name says."""
    with path.open("wb") as file:
        stream = {".gz": GzipWriter, ".zst": ZstdWriter}.get(path.suffix, lambda raw: raw)(file)
        for number in range(count):
            one = WarcRecord()
            one.init_headers(record_type=WarcRecordType.response)
            one.headers["WARC-Target-URI"] = f"https://courier.example/{number}"
            one.headers["WARC-Date"] = DATE
            one.headers["Content-Type"] = "application/http; msgtype=response"
            one.set_bytes_content(http(html(f"page {number}"), ("Content-Type", "text/html; charset=utf-8")))
            one.write(stream, checksum_data=True)
            if hasattr(stream, "finish"):
                stream.finish()  # a member of its own
        if hasattr(stream, "close"):
            stream.close()
    return path
