"""Which kind of input a path is: files, folders, standard input; ids; what is left and why."""

from __future__ import annotations

import gzip
import io
import os
import sys
import threading
import zipfile
from functools import partial
from pathlib import Path

import brotli
import pytest
import zstandard
from intake_making import by_warcio, html, page_record, read, reasons

from dateline import limits
from dateline.errors import UsageError
from dateline.intake import Options, pages

PAGE = html("a page")
gzipped = partial(gzip.compress, mtime=0)  # the time would make other names of tests in every process


class TestFile:
    @pytest.mark.parametrize("name, data, form", [
        ("x.html", PAGE, "html"), ("x.htm", PAGE, "html"), ("x.xhtml", PAGE, "html"), ("x.shtml", b"no tags", "html"),
        ("x.txt", b"plain <p> words", "text"), ("x", PAGE, "html"), ("x", b"only words", "text"),
        ("x", "<html><p>wide".encode("utf-16"), "html"),
        ("x.xml", b"<?xml version='1.0'?><html><p>x</p></html>", "html"),
        ("x.html.gz", gzipped(PAGE), "html"), ("x.txt.gz", gzipped(b"words"), "text"),
        ("x.html.zst", zstandard.ZstdCompressor().compress(PAGE), "html"), ("x.html.br", brotli.compress(PAGE), "html"),
        ("x.html", gzipped(PAGE[:50]) + gzipped(PAGE[50:]), "html"),
        ("x.html", b"\0<p>NUL\0</p>\xff", "html"),
    ])
    def test_is_html_or_text_by_its_name_and_else_by_its_bytes(self, tmp_path: Path, name: str, data: bytes,
                                                              form: str) -> None:
        (tmp_path / name).write_bytes(data)
        (page,), left = read(tmp_path / name)
        assert (page.id, page.form, page.source, left) == ("x", form, str(tmp_path / name), [])
        assert (page.url, page.captured, page.place, page.truncated) == (None, None, None, None)

    @pytest.mark.parametrize("name, data, reason, rejected", [
        ("x.html", b"", "empty", True), ("x.html", b" \r\n\0", "empty", True), ("x.txt", b"", "empty", True),
        ("x.html", b"\x89PNG\r\n\x1a\n\0\0\0", "image/png", False), ("x.jpg", b"\xff\xd8\xff\xe0", "image/jpeg", False),
        ("x.html", b"%PDF-1.7", "application/pdf", False), ("x", b"\x7fELF\x02", "application/x-elf", False),
        ("x.docx", b"PK\x03\x04" + b"x" * 90, "broken zip file (BadZipFile)", True),
        ("style.css", b"p { color: red }", "text/css", False), ("x.svg", b"<svg xmlns='s'/>", "image/svg+xml", False),
        ("x.bin", bytes(range(32)) * 9, "application/octet-stream", False),
        ("x.html.gz", gzipped(b"<p>" + bytes(40 * limits.MIB)), "zip bomb", True),
        ("x.html.zst", zstandard.ZstdCompressor().compress(bytes(40 * limits.MIB)), "zip bomb", True),
        ("x.html.gz", gzipped(PAGE)[:20] + b"\xff" * 60, "damaged compressed data", True),
        ("x.jsonl.gz", b"\x1f\x8b\x08" + b"\xff" * 60, "damaged compressed data", True),
    ])
    def test_what_is_no_page_is_left_with_its_reason(self, tmp_path: Path, name: str, data: bytes, reason: str,
                                                     rejected: bool) -> None:
        (tmp_path / name).write_bytes(data)
        assert reasons(read(tmp_path / name)[1]) == [(reason, rejected)]

    def test_a_cut_gz_is_a_cut_page(self, tmp_path: Path) -> None:
        (tmp_path / "x.html.gz").write_bytes(gzipped(os.urandom(9000).hex().encode())[:4000])
        (page,), _ = read(tmp_path / "x.html.gz")
        assert page.truncated == "the file ends within its compressed data"

    def test_a_long_file_is_cut(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "PAGE_BYTES", limits.MIB)
        (tmp_path / "x.html").write_bytes(b"<div>" * limits.MIB)
        (page,), _ = read(tmp_path / "x.html")
        assert (len(page.data), page.truncated) == (limits.MIB, "longer than 1 MiB")

    @pytest.mark.parametrize("make", [os.mkfifo, lambda path: os.symlink("/dev/zero", path)], ids=["pipe", "device"])
    def test_a_pipe_or_device_is_not_waited_for(self, tmp_path: Path, make: object) -> None:
        make(tmp_path / "x.html")  # type: ignore[operator]
        assert reasons(read(tmp_path)[1]) == [("not a regular file", True)]

    def test_a_name_that_is_not_utf8_is_shown_so_that_it_can_be_printed(self, tmp_path: Path) -> None:
        (tmp_path / os.fsdecode(b"caf\xe9.html")).write_bytes(PAGE)
        (page,), _ = read(tmp_path)
        assert page.id == "caf\\xe9"
        page.source.encode()

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_that_may_not_be_read_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "x.html").write_bytes(PAGE)
        (tmp_path / "x.html").chmod(0)
        assert reasons(read(tmp_path)[1]) == [("Permission denied", True)]


class TestId:
    @pytest.mark.parametrize("name, expected", [
        ("x.html.gz", "x"), ("2016.11.09.txt", "2016.11.09"), ("a.b.html", "a.b"), (".html.txt", ".html"),
        ("000_49.txt", "000_49"), ("X.HTML", "X"), ("x.tar.html", "x.tar")])
    def test_is_the_name_without_known_suffixes(self, tmp_path: Path, name: str, expected: str) -> None:
        (tmp_path / name).write_bytes(PAGE)
        assert [page.id for page in read(tmp_path / name)[0]] == [expected]

    def test_the_second_of_two_that_clash_gets_its_path(self, tmp_path: Path) -> None:
        for folder in ("a", "b"):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "x.html").write_bytes(PAGE)
            by_warcio(tmp_path / folder / "x.warc", 1, packed=False)
        ids = [page.id for page in read(tmp_path)[0]]
        assert ids == ["x", "x#3", f"{tmp_path}/b/x.html", f"{tmp_path}/b/x.warc#3"]


class TestFolder:
    def test_is_read_all_the_way_down_by_name(self, tmp_path: Path) -> None:
        for name in ("b.html", "a/z.html", "a/b/y.html", "c.html", ".hidden/x.html", ".DS_Store"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(PAGE)
        found, left = read(tmp_path)
        assert [page.id for page in found] == ["y", "z", "b", "c"]
        assert reasons(left) == [("hidden file", False)] * 2

    @pytest.mark.parametrize("companion", ["The Courier_files", "The Courier-Dateien", "The Courier_fichiers"])
    def test_the_frames_of_a_saved_page_are_not_articles(self, tmp_path: Path, companion: str) -> None:
        (tmp_path / companion / "deep").mkdir(parents=True)
        (tmp_path / "The Courier.html").write_bytes(PAGE)
        (tmp_path / companion / "saved_resource.html").write_bytes(PAGE)
        (tmp_path / companion / "deep" / "style.css").write_bytes(b"p {}")
        found, left = read(tmp_path)
        assert [page.id for page in found] == ["The Courier"]
        assert reasons(left) == [("part of a saved page", False)] * 2

    def test_a_folder_of_such_a_name_without_its_page_is_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "case_files").mkdir()
        (tmp_path / "case_files" / "x.html").write_bytes(PAGE)
        assert [page.id for page in read(tmp_path)[0]] == ["x"]

    def test_a_loop_of_links_ends(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "x.html").write_bytes(PAGE)
        (tmp_path / "a" / "up").symlink_to(tmp_path)
        (tmp_path / "b").symlink_to(tmp_path / "a")
        (tmp_path / "gone.html").symlink_to(tmp_path / "nothing")
        found, left = read(tmp_path)
        assert [page.id for page in found] == ["x"]
        assert reasons(left) == [("folder read already", False)] * 2 + [("No such file or directory", True)]

    def test_globs_are_expanded_by_name(self, tmp_path: Path) -> None:
        for name in ("b.html", "a.html", "c.txt", "[d].html"):
            (tmp_path / name).write_bytes(PAGE)
        assert [page.id for page in read(tmp_path / "*.html")[0]] == ["[d]", "a", "b"]
        assert [page.id for page in read(tmp_path / "[d].html")[0]] == ["[d]"]

    @pytest.mark.parametrize("path", ["nothing.html", "no*.html"])
    def test_what_does_not_exist_is_complained_of_before_anything_is_read(self, tmp_path: Path, path: str) -> None:
        (tmp_path / "a.html").write_bytes(PAGE)
        with pytest.raises(UsageError, match="no such file"):
            pages([str(tmp_path / "a.html"), str(tmp_path / path)])


class TestStandardInput:
    @pytest.mark.parametrize("data, expected", [
        (PAGE, ["-"]), (b"only words", ["-"]), (b'{"text": "one"}\n{"id": "b", "text": "two"}\n', ["-#1", "b"]),
        (gzipped(b'{"text": "one"}'), ["-#1"]), (page_record("u:1", "x"), ["-#1"]),
        (gzipped(page_record("u:1", "x")), ["-#1"]), (gzipped(PAGE), ["-"]),
    ])
    def test_is_known_by_its_first_bytes(self, monkeypatch: pytest.MonkeyPatch, data: bytes,
                                         expected: list[str]) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
        assert [page.id for page in read("-")[0]] == expected

    def test_lines_come_out_as_they_come_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The first page is out before the last line is in."""
        reading, writing = os.pipe()
        monkeypatch.setattr(sys, "stdin", os.fdopen(reading, encoding="utf-8"))
        os.write(writing, b'{"id": "a", "text": "one"}\n')
        found = pages(["-"])
        got: list[object] = []
        thread = threading.Thread(target=lambda: got.append(next(found)), daemon=True)
        thread.start()
        thread.join(5)
        os.close(writing)
        assert [page.id for page in got] == ["a"]  # type: ignore[attr-defined]


class TestStatedByAPerson:
    def test_address_and_time_of_the_one_page(self, tmp_path: Path) -> None:
        (tmp_path / "x.html").write_bytes(PAGE)
        (page,), _ = read(tmp_path, url="https://courier.example/x", captured="2020-05-17")
        assert (page.url, page.url_from, page.captured, page.captured_from) == (
            "https://courier.example/x", "person", "2020-05-17", "person")

    def test_of_several_pages_makes_no_sense(self, tmp_path: Path) -> None:
        by_warcio(tmp_path / "a.warc", 2, packed=False)
        with pytest.raises(UsageError, match=r"a\.warc#3.*a\.warc#5"):
            list(pages([str(tmp_path)], Options(url="https://courier.example/x")))


class TestWacz:
    @pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    def test_its_warc_files_are_read_in_order(self, tmp_path: Path, compression: int) -> None:
        with zipfile.ZipFile(tmp_path / "a.wacz", "w", compression) as archive:
            for name in ("two", "one"):
                by_warcio(tmp_path / f"{name}.warc.gz", 2, packed=True)
                archive.write(tmp_path / f"{name}.warc.gz", f"archive/{name}.warc.gz")
            archive.writestr("pages/pages.jsonl", "{}")
        found, left = read(tmp_path / "a.wacz")
        assert [page.id for page in found] == ["a#1#3", "a#1#5", "a#2#3", "a#2#5"]
        assert left == []
        from dateline.intake import read_place
        assert [read_place(page.place) for page in found if page.place] == [
            page.data for page in found if compression == zipfile.ZIP_STORED]

    def test_a_bomb_is_refused(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.wacz", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("archive/a.warc", bytes(40 * limits.MIB))
        assert reasons(read(tmp_path / "a.wacz")[1]) == [("zip bomb", True)]

    def test_a_zip_without_warc_is_no_archive(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.wacz", "w") as archive:
            archive.writestr("x.txt", "words")
        assert reasons(read(tmp_path / "a.wacz")[1]) == [("application/zip", False)]
