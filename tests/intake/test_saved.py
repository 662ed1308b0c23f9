"""What a saved page says of its own address and time: browsers' comments, SingleFile, MHTML."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest
from intake_making import html, read, reasons

SINGLEFILE = b"""<!DOCTYPE html> <html lang=en><!--
 Page saved with SingleFile
 url: https://courier.example/2020/05/a?b=1
 saved date: Sun May 17 2020 10:00:05 GMT+0200 (Central European Summer Time)
--><meta charset=utf-8><p>words"""
BROWSER = b"\xef\xbb\xbf<!DOCTYPE html>\r\n<!-- saved from url=(0025)https://courier.example/a -->\r\n<html><p>words"


class TestComments:
    @pytest.mark.parametrize("data, url, captured", [
        (SINGLEFILE, "https://courier.example/2020/05/a?b=1", "2020-05-17T10:00:05+02:00"),
        (SINGLEFILE.replace(b"Sun May 17", b"some day"), "https://courier.example/2020/05/a?b=1", None),
        (BROWSER, "https://courier.example/a", None),
        (BROWSER.replace(b"https://", b"file:///"), None, None),
        (b"<html><p>saved from url=(0025)https://courier.example/a", None, None),
        (b"<p>" + b"x" * 20_000 + SINGLEFILE, None, None),
        (b"<!-- Page saved with SingleFile" * 3000, None, None),
    ])
    def test_name_address_and_time(self, tmp_path: Path, data: bytes, url: str | None, captured: str | None) -> None:
        """The file's own word, near its beginning: known from "file"."""
        (tmp_path / "a.html").write_bytes(data)
        (page,), _ = read(tmp_path / "a.html")
        assert (page.url, page.url_from) == (url, "file" if url else None)
        assert (page.captured, page.captured_from) == (captured, "file" if captured else None)


PAGE = html("Łódź said “yes”")
FRAME = html("an advertisement")


def part(body: bytes, encoding: str, location: str, content_type: str = "text/html; charset=utf-8") -> bytes:
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(body)
    return (f"--B\r\nContent-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n"
            f"Content-Location: {location}\r\n\r\n").encode() + coded + b"\r\n"


def mhtml(*parts: bytes, more: str = "Snapshot-Content-Location: https://courier.example/a\r\n") -> bytes:
    return ("From: <Saved by Blink>\r\n" + more + "Subject: =?utf-8?Q?a?=\r\nDate: Sun, 17 May 2020 08:00:00 -0000\r\n"
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"B\"\r\n"
            "\r\n\r\n").encode() + b"".join(parts) + b"--B--\r\n"


class TestMhtml:
    @pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "binary"])
    @pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html", "a"])
    def test_its_main_part_is_the_page(self, tmp_path: Path, encoding: str, name: str) -> None:
        """A browser's MHTML names the page's address and the moment of saving."""
        (tmp_path / name).write_bytes(mhtml(part(PAGE, encoding, "https://courier.example/a"),
                                            part(FRAME, encoding, "cid:frame@mhtml.blink")))
        (page,), left = read(tmp_path / name)
        assert (page.id, page.data.rstrip(), page.charset, left) == ("a", PAGE, "utf-8", [])
        assert (page.url, page.url_from) == ("https://courier.example/a", "file")
        assert (page.captured, page.captured_from) == ("2020-05-17T08:00:00+00:00", "file")

    def test_the_named_part_goes_before_the_first(self, tmp_path: Path) -> None:
        (tmp_path / "a.mhtml").write_bytes(mhtml(part(FRAME, "base64", "https://ads.example/"),
                                                 part(PAGE, "base64", "https://courier.example/a")))
        assert read(tmp_path / "a.mhtml")[0][0].data == PAGE

    def test_without_a_name_the_first_html_is_the_page(self, tmp_path: Path) -> None:
        picture = part(b"\x89PNG", "base64", "https://courier.example/p.png", "image/png")
        (tmp_path / "a.mht").write_bytes(mhtml(picture, part(PAGE, "base64", "https://courier.example/a"), more=""))
        (page,), _ = read(tmp_path / "a.mht")
        assert (page.data, page.url) == (PAGE, "https://courier.example/a")

    @pytest.mark.parametrize("data", [
        mhtml(part(b"\x89PNG", "base64", "p", "image/png")), mhtml(), b"MIME-Version: 1.0\r\n", b"x" * 500,
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n" + b"--B\r\n" * 100_000])
    def test_without_a_page_it_is_named(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "a.mhtml").write_bytes(data)
        assert reasons(read(tmp_path / "a.mhtml")[1]) == [("no page in an MHTML file", True)]

    @pytest.mark.parametrize("cut", [10, 200, 600])
    def test_cut_anywhere_it_does_no_harm(self, tmp_path: Path, cut: int) -> None:
        whole = mhtml(part(PAGE, "base64", "https://courier.example/a"))
        (tmp_path / "a.mhtml").write_bytes(whole[:-cut])
        pages, left = read(tmp_path / "a.mhtml")
        assert len(pages) + len(left) == 1
