"""WARC files: what becomes a page, what is left, and the way back to the bytes."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import zstandard
from intake_making import (
    DATE,
    by_fastwarc,
    by_warcio,
    html,
    http,
    members,
    page_record,
    read,
    reasons,
    record,
)

from dateline import limits
from dateline.errors import PageError
from dateline.intake import read_place
from dateline.model import Place

HTML = ("Content-Type", "text/html; charset=utf-8")
URL = "https://courier.example/0"


def plain(data: bytes) -> bytes:
    return data


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "one.warc": plain, "one.warc.gz": gzip.compress, "one.warc.zst": zstandard.ZstdCompressor().compress,
}


class TestWriters:
    @pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
    def test_warcio(self, tmp_path: Path, name: str) -> None:
        """Requests and warcinfo are not counted, but numbered: a page's id is its record's number in the file."""
        pages, left = read(by_warcio(tmp_path / name, 3, packed=name.endswith(".gz")))
        assert [page.id for page in pages] == ["crawl#3", "crawl#5", "crawl#7"]
        assert [page.data for page in pages] == [html(f"page {n}") for n in range(3)]
        assert left == []

    @pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl.warc.zst"])
    def test_fastwarc(self, tmp_path: Path, name: str) -> None:
        pages, left = read(by_fastwarc(tmp_path / name, 3))
        assert [page.url for page in pages] == [f"https://courier.example/{n}" for n in range(3)]
        assert [page.data for page in pages] == [html(f"page {n}") for n in range(3)]
        assert left == []

    @pytest.mark.parametrize("name", PACKINGS)
    def test_a_file_that_was_packed_as_a_whole(self, tmp_path: Path, name: str) -> None:
        """A WARC that somebody ran gzip or zstd over is read like any other."""
        (tmp_path / name).write_bytes(PACKINGS[name](b"".join(page_record(f"{URL}{n}", f"page {n}") for n in range(4))))
        pages, left = read(tmp_path / name)
        assert [page.id for page in pages] == ["one#1", "one#2", "one#3", "one#4"]
        assert left == []

    def test_zstd_with_a_dictionary(self, tmp_path: Path) -> None:
        """A .warc.zst may begin with a dictionary in a skippable frame (iipc/warc-specifications, zstd)."""
        dictionary = zstandard.train_dictionary(2048, [page_record(URL, f"sample {n}") for n in range(200)])
        packed = zstandard.ZstdCompressor().compress(dictionary.as_bytes())
        compressor = zstandard.ZstdCompressor(dict_data=dictionary)
        frames = [compressor.compress(page_record(f"{URL}{n}", f"page {n}")) for n in range(3)]
        path = tmp_path / "d.warc.zst"
        path.write_bytes(b"\x5d\x2a\x4d\x18" + len(packed).to_bytes(4, "little") + packed + b"".join(frames))
        pages, left = read(path)
        assert [page.data for page in pages] == [html(f"page {n}") for n in range(3)]
        assert left == []
        assert [read_place(page.place) for page in pages if page.place] == [page.data for page in pages]


class TestPage:
    def test_address_time_and_charset_come_from_the_record(self, tmp_path: Path) -> None:
        path = tmp_path / "a.warc"
        path.write_bytes(record(URL, http(html("x"), ("Content-Type", "text/html; charset=ISO-8859-2"))))
        (page,), _ = read(path)
        assert (page.url, page.url_from, page.captured, page.captured_from) == (URL, "warc", DATE, "warc")
        assert page.charset == "ISO-8859-2"

    def test_angle_brackets_are_not_part_of_the_address(self, tmp_path: Path) -> None:
        (tmp_path / "a.warc").write_bytes(page_record(f"<{URL}>", "x"))
        assert read(tmp_path / "a.warc")[0][0].url == URL

    def test_a_resource_of_html_is_a_page(self, tmp_path: Path) -> None:
        (tmp_path / "a.warc").write_bytes(record(URL, html("x"), kind="resource"))
        assert read(tmp_path / "a.warc")[0][0].data == html("x")

    def test_warc_truncated_is_kept(self, tmp_path: Path) -> None:
        (tmp_path / "a.warc").write_bytes(page_record(URL, "x", WARC_Truncated="length"))
        assert read(tmp_path / "a.warc")[0][0].truncated == "length"

    @pytest.mark.parametrize("stated", ["yesterday", "99999-01-01T00:00:00Z", ""])
    def test_what_is_no_date_is_no_time_of_capture(self, tmp_path: Path, stated: str) -> None:
        (tmp_path / "a.warc").write_bytes(page_record(URL, "x", WARC_Date=stated))
        (page,), _ = read(tmp_path / "a.warc")
        assert (page.captured, page.captured_from) == (None, None)


class TestLeft:
    @pytest.mark.parametrize("block, kind, reason, rejected", [
        (http(b"x", HTML, status="404 Not Found"), "response", "status 404", False),
        (http(b"", ("Location", "/b"), status="301 Moved"), "response", "redirect", False),
        (http(b"\x89PNG\r\n\x1a\n", ("Content-Type", "image/png")), "response", "image/png", False),
        (http(b"\x89PNG\r\n\x1a\n\0\0", HTML), "response", "image/png", False),
        (http(b"{}", ("Content-Type", "application/json")), "response", "application/json", False),
        (http(b"", HTML), "response", "empty", True),
        (b"words", "conversion", "conversion record", False),
    ])
    def test_reason(self, tmp_path: Path, block: bytes, kind: str, reason: str, rejected: bool) -> None:
        """Other media types, redirects and other answers are skipped; a page without a byte is rejected."""
        (tmp_path / "a.warc").write_bytes(record(URL, block, kind=kind) + page_record(URL, "next"))
        pages, left = read(tmp_path / "a.warc")
        assert reasons(left) == [(reason, rejected)]
        assert [page.id for page in pages] == ["a#2"]

    @pytest.mark.parametrize("kind", ["request", "metadata", "warcinfo"])
    def test_records_about_captures_are_not_counted(self, tmp_path: Path, kind: str) -> None:
        (tmp_path / "a.warc").write_bytes(record(URL, b"x", kind=kind))
        assert read(tmp_path / "a.warc") == ([], [])


BODY = html("a payload")
CHUNKED = b"%x\r\n%s\r\n%x;why=not\r\n%s\r\n0\r\n\r\n" % (30, BODY[:30], len(BODY) - 30, BODY[30:])


class TestPayload:
    @pytest.mark.parametrize("stored, headers", [
        (BODY, [("Content-Length", "7")]),
        (BODY, [("Content-Length", "999999999")]),
        (CHUNKED, [("Transfer-Encoding", "chunked")]),
        (BODY, [("Transfer-Encoding", "chunked")]),
        (gzip.compress(BODY), [("Content-Encoding", "gzip")]),
        (zlib.compress(BODY), [("Content-Encoding", "deflate")]),
        (zlib.compress(BODY)[2:-4], [("Content-Encoding", "deflate")]),
        (brotli.compress(BODY), [("Content-Encoding", "br")]),
        (zstandard.ZstdCompressor().compress(BODY), [("Content-Encoding", "zstd")]),
        (brotli.compress(gzip.compress(BODY)), [("Content-Encoding", "gzip, br")]),
        *[(BODY, [("Content-Encoding", name)]) for name in ("gzip", "br", "deflate", "zstd", "utf-8", "identity")],
        (gzip.compress(BODY), [("Content-Encoding", "br")]),
        (gzip.compress(BODY), []),
        (CHUNKED, [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
    ])
    def test_codings_are_undone_even_where_headers_lie(self, tmp_path: Path, stored: bytes,
                                                       headers: list[tuple[str, str]]) -> None:
        """What was stored decoded is taken as it is; lengths are not believed; gzip is known by its first bytes."""
        (tmp_path / "a.warc").write_bytes(record(URL, http(stored, HTML, *headers)) + page_record(URL, "next"))
        pages, left = read(tmp_path / "a.warc")
        assert [page.data for page in pages] == [BODY, html("next")]
        assert left == []
        assert pages[0].truncated is None

    def test_a_payload_cut_within_its_compression_is_a_cut_page(self, tmp_path: Path) -> None:
        whole = gzip.compress(BODY)
        (tmp_path / "a.warc").write_bytes(record(URL, http(whole[:-40], HTML, ("Content-Encoding", "gzip"))))
        (page,), _ = read(tmp_path / "a.warc")
        assert BODY.startswith(page.data)
        assert page.truncated == "the end of the compressed payload is missing"

    @pytest.mark.parametrize("packed", [
        gzip.compress(b"<p>" + bytes(64 * limits.MIB)), zstandard.ZstdCompressor().compress(bytes(64 * limits.MIB)),
        brotli.compress(bytes(64 * limits.MIB), quality=1)])
    def test_a_zip_bomb_is_named_and_the_next_record_read(self, tmp_path: Path, packed: bytes) -> None:
        coding = "gzip" if packed[0] == 0x1F else "zstd" if packed[0] == 0x28 else "br"
        bomb = record(URL, http(packed, HTML, ("Content-Encoding", coding)))
        (tmp_path / "a.warc.gz").write_bytes(members([bomb, page_record(URL, "next")]))
        pages, left = read(tmp_path / "a.warc.gz")
        assert reasons(left) == [("zip bomb", True)]
        assert [page.data for page in pages] == [html("next")]

    def test_a_bomb_of_a_record_is_named_and_the_next_record_read(self, tmp_path: Path) -> None:
        bomb = record(URL, http(bytes(64 * limits.MIB), HTML))
        (tmp_path / "a.warc.gz").write_bytes(members([bomb, page_record(URL, "next")]))
        pages, left = read(tmp_path / "a.warc.gz")
        assert reasons(left) == [("zip bomb", True)]
        assert [page.id for page in pages] == ["a#2"]

    def test_a_page_that_is_too_long_is_cut(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "PAGE_BYTES", limits.MIB)
        long = b"<p>" + b"words " * limits.MIB
        (tmp_path / "a.warc").write_bytes(record(URL, http(long, HTML)) + page_record(URL, "next"))
        pages, left = read(tmp_path / "a.warc")
        assert (pages[0].data, pages[0].truncated) == (long[:limits.MIB], "longer than 1 MiB")
        assert (pages[1].data, left) == (html("next"), [])


class TestPlace:
    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst"])
    def test_leads_back_to_the_same_bytes(self, tmp_path: Path, name: str) -> None:
        pages, _ = read(by_fastwarc(tmp_path / name, 4))
        assert [read_place(page.place) for page in pages if page.place] == [page.data for page in pages]

    def test_there_is_none_where_a_record_cannot_be_cut_out(self, tmp_path: Path) -> None:
        (tmp_path / "a.warc.gz").write_bytes(gzip.compress(page_record(URL, "1") + page_record(URL, "2")))
        assert [page.place for page in read(tmp_path / "a.warc.gz")[0]] == [None, None]

    @pytest.mark.parametrize("offset", [1, 10_000_000])
    def test_another_file_in_its_place_is_an_error(self, tmp_path: Path, offset: int) -> None:
        path = by_fastwarc(tmp_path / "a.warc.gz", 1)
        with pytest.raises(PageError, match=r"a\.warc\.gz"):
            read_place(Place(path=str(path), offset=offset, length=100))

    def test_a_file_that_has_gone_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(PageError, match="cannot be read again"):
            read_place(Place(path=str(tmp_path / "gone.warc"), offset=0, length=100))
