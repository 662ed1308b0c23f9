"""Damage: whatever happens to a WARC, nothing is raised, and only the records that were hit are lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from intake_making import by_fastwarc, by_warcio, html, http, members, page_record, read, reasons, record

from dateline.model import Page

PLACES = 200
HARMS = ("cut off", "flip a bit", "take out", "put in")


def crawl(tmp_path: Path, name: str) -> Path:
    """Twelve pages that differ."""
    if name.endswith(".zst"):
        return by_fastwarc(tmp_path / name, 12)
    return by_warcio(tmp_path / name, 12, packed=name.endswith(".gz"))


def harmed(data: bytes, chance: random.Random, harm: str) -> tuple[bytes, int, int]:
    """Return the data with one harm done, and the half-open range of bytes that it touched."""
    at = chance.randrange(len(data))
    some = chance.randrange(1, 1500)
    if harm == "cut off":
        return data[:at], at, len(data)
    if harm == "flip a bit":
        return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1:], at, at + 1
    if harm == "take out":
        return data[:at] + data[at + some:], at, at + some
    return data[:at] + chance.randbytes(some) + data[at:], at, at + 1


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst"])
@pytest.mark.parametrize("harm", HARMS)
def test_only_what_was_hit_is_lost(tmp_path: Path, name: str, harm: str) -> None:
    """At 200 places: every record that the harm did not touch is read, to the byte."""
    path = crawl(tmp_path, name)
    data = path.read_bytes()
    whole = {page.url: page for page in read(path)[0]}
    assert len(whole) == 12
    for seed in range(PLACES):
        hurt, start, end = harmed(data, random.Random(f"{harm} {seed}"), harm)
        path.write_bytes(hurt)
        got = {page.url: page.data for page in read(path)[0]}
        untouched = [url for url, page in whole.items() if not touched(page, start, end)]
        assert [url for url in untouched if got.get(url) != whole[url].data] == [], (seed, start, end)


def touched(page: Page, start: int, end: int) -> bool:
    assert page.place is not None
    return start < page.place.offset + page.place.length and end > page.place.offset


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc.zst"])
def test_what_is_lost_is_named(tmp_path: Path, name: str) -> None:
    """Packed records carry a check sum, so none is lost or changed without a line."""
    path = crawl(tmp_path, name)
    data = path.read_bytes()
    whole = {page.url: page.data for page in read(path)[0]}
    for seed in range(PLACES):
        path.write_bytes(harmed(data, random.Random(seed), "flip a bit")[0])
        pages, left = read(path)
        got = {page.url: page.data for page in pages}
        if name.endswith(".gz"):
            assert all(whole.get(url) == page for url, page in got.items()), seed
        if set(got) != set(whole):
            assert any(one.rejected for one in left), seed


@pytest.mark.parametrize("suffix", ["warc", "warc.gz"])
def test_files_put_together_are_one(tmp_path: Path, suffix: str) -> None:
    """A cut file with another one after it: both are read, and the record at the seam is named."""
    one = by_warcio(tmp_path / f"a.{suffix}", 4, packed=suffix.endswith("gz")).read_bytes()
    (tmp_path / f"b.{suffix}").write_bytes(one[:-200] + one)
    pages, left = read(tmp_path / f"b.{suffix}")
    assert [page.data for page in pages] == [html(f"page {n}") for n in (0, 1, 2, 0, 1, 2, 3)]
    assert [one.rejected for one in left] == [True]


class TestStatedLength:
    @pytest.mark.parametrize("stated", ["0", "17", "999", "70000000", "99999999999", "-4", "many", "9" * 400])
    def test_a_wrong_one_costs_at_most_its_own_record(self, tmp_path: Path, stated: str) -> None:
        wrong = page_record("https://courier.example/w", "wrong", Content_Length=stated)
        (tmp_path / "a.warc").write_bytes(page_record("https://courier.example/a", "a") + wrong +
                                          page_record("https://courier.example/b", "b"))
        pages, left = read(tmp_path / "a.warc")
        assert [page.data for page in pages if page.url and not page.url.endswith("w")] == [html("a"), html("b")]
        assert len(pages) + len(left) >= 3

    def test_a_page_that_reaches_to_the_next_record_says_so(self, tmp_path: Path) -> None:
        """Without a digest nothing tells whether the bytes are all there, and none too many."""
        wrong = page_record("https://courier.example/w", "wrong", Content_Length="200")
        (tmp_path / "a.warc").write_bytes(wrong + page_record("https://courier.example/b", "b"))
        pages, _ = read(tmp_path / "a.warc")
        assert [(page.data, page.truncated) for page in pages] == [
            (html("wrong"), "its stated length does not fit"), (html("b"), None)]

    def test_a_record_within_a_page_is_part_of_the_page(self, tmp_path: Path) -> None:
        """A page about WARC files may print one; a length that fits is believed."""
        body = html("before") + b"\r\n\r\n" + page_record("https://courier.example/inner", "inner")
        block = http(body, ("Content-Type", "text/html"))
        (tmp_path / "a.warc").write_bytes(record("https://courier.example/outer", block) +
                                          page_record("https://courier.example/b", "b"))
        pages, left = read(tmp_path / "a.warc")
        assert [page.data for page in pages] == [body, html("b")]
        assert left == []


class TestRubbish:
    @pytest.mark.parametrize("rubbish", [b"\0" * 5000, b"\r\n" * 3000])
    def test_padding_between_records_is_nothing(self, tmp_path: Path, rubbish: bytes) -> None:
        (tmp_path / "a.warc").write_bytes(page_record("u:a", "a") + rubbish + page_record("u:b", "b"))
        pages, left = read(tmp_path / "a.warc")
        assert ([page.id for page in pages], left) == (["a#1", "a#2"], [])

    def test_anything_else_is_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "a.warc").write_bytes(page_record("u:a", "a") + b"rubbish\n" * 9000 + page_record("u:b", "b"))
        pages, left = read(tmp_path / "a.warc")
        assert [page.id for page in pages] == ["a#1", "a#3"]
        assert reasons(left) == [("damaged record", True)]

    @pytest.mark.parametrize("data", [
        b"WARC/1.0\r\n" * 50_000, b"WARC/1.0\r\nA: " + b"a" * 2_000_000, members([b""] * 60_000),
        b"\x1f\x8b\x08" * 60_000, b"\x28\xb5\x2f\xfd" * 30_000, b"WARC/1.0\r\n\r\n" * 40_000],
        ids=["first lines", "endless header", "empty members", "gzip marks", "zstd marks", "empty headers"])
    def test_a_file_of_nothing_else_ends_soon(self, tmp_path: Path, data: bytes) -> None:
        """Time stays in proportion to the file's length; no page comes out."""
        (tmp_path / "a.warc.gz").write_bytes(data)
        assert read(tmp_path / "a.warc.gz")[0] == []
