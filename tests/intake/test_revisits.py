"""Revisit records: the payload lies elsewhere, before or after, in this file or another."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from intake_making import digest, html, http, members, page_record, read, reasons, record

from dateline.intake import read_place

BODY = html("said once")
HTML = ("Content-Type", "text/html; charset=utf-8")
ORIGINAL = record("https://courier.example/a", http(BODY, HTML), WARC_Payload_Digest=digest(BODY))
REVISIT = record("https://courier.example/b", http(b"", HTML), kind="revisit", WARC_Payload_Digest=digest(BODY),
                 WARC_Date="2021-01-01T00:00:00Z")
BY_ADDRESS = record("https://courier.example/b", b"", kind="revisit", WARC_Date="2021-01-01T00:00:00Z",
                    WARC_Refers_To_Target_URI="https://courier.example/a", WARC_Refers_To_Date="2020-05-17T08:00:00Z")
FILLER = page_record("https://courier.example/f", "filler")

PACKINGS: dict[str, Callable[[list[bytes]], bytes]] = {
    "warc": b"".join, "warc.gz": members, "whole.warc.gz": lambda records: gzip.compress(b"".join(records)),
    "whole.warc.zst": lambda records: zstandard.ZstdCompressor().compress(b"".join(records)),
}


@pytest.mark.parametrize("suffix", PACKINGS)
@pytest.mark.parametrize("revisit", [REVISIT, BY_ADDRESS], ids=["by digest", "by address and date"])
@pytest.mark.parametrize("order", ["after", "before", "file after", "file before"])
def test_gets_the_payload_of_its_original(tmp_path: Path, suffix: str, revisit: bytes, order: str) -> None:
    """Its own address and time, the original's bytes; whichever comes first."""
    first, second = (revisit, ORIGINAL) if order.endswith("before") else (ORIGINAL, revisit)
    if order.startswith("file"):
        (tmp_path / f"1.{suffix}").write_bytes(PACKINGS[suffix]([FILLER, first]))
        (tmp_path / f"2.{suffix}").write_bytes(PACKINGS[suffix]([second, FILLER]))
    else:
        (tmp_path / f"1.{suffix}").write_bytes(PACKINGS[suffix]([FILLER, first, FILLER, second]))
    pages, left = read(tmp_path)
    found = [page for page in pages if page.url == "https://courier.example/b"]
    assert [(page.data, page.captured, page.charset) for page in found] == [(BODY, "2021-01-01T00:00:00Z", "utf-8")]
    assert left == []
    assert all(read_place(page.place) == BODY for page in found if page.place)


def test_without_its_original_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(REVISIT)
    assert reasons(read(tmp_path / "a.warc")[1]) == [("revisit without its original", True)]


@pytest.mark.parametrize("answer, reason", [
    (http(b"", ("Content-Type", "image/png")), "image/png"),
    (http(b"", HTML, status="302 Found"), "redirect"),
])
def test_of_what_is_no_page_is_skipped(tmp_path: Path, answer: bytes, reason: str) -> None:
    """Its own header says enough; no original is looked for."""
    (tmp_path / "a.warc").write_bytes(record("u:a", answer, kind="revisit", WARC_Payload_Digest="sha1:AA"))
    assert reasons(read(tmp_path / "a.warc")[1]) == [(reason, False)]


def test_of_a_picture_is_a_picture(tmp_path: Path) -> None:
    """Where only the original tells what it was."""
    picture = http(b"\x89PNG\r\n\x1a\n", ("Content-Type", "image/png"))
    (tmp_path / "a.warc").write_bytes(record("u:a", picture, WARC_Payload_Digest="sha1:AA") +
                                      record("u:b", b"", kind="revisit", WARC_Payload_Digest="sha1:AA"))
    assert reasons(read(tmp_path / "a.warc")[1]) == [("image/png", False)] * 2
