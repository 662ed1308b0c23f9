"""Rows of text: JSON lines, JSON arrays, CSV."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from intake_making import read, reasons

from dateline import limits
from dateline.model import Given

ROW = {"id": "r1", "url": "https://courier.example/1", "text": "Words.", "title": "Head", "published": "2020-05-17",
       "outlet": "Courier", "authors": ["Ana Ruiz"], "language": "en", "captured": "2020-05-18T00:00:00Z"}


class TestRow:
    @pytest.mark.parametrize("name, written", [
        ("a.jsonl", json.dumps(ROW)),
        ("a.ndjson", "\ufeff" + json.dumps(ROW) + "\r\n\r\n"),
        ("a.json", json.dumps([ROW], indent=1)),
        ("a.json", json.dumps(ROW, indent=1)),
        ("a.csv", "id,url,text,title,published,outlet,authors,language,captured\n"
                  "r1,https://courier.example/1,Words.,Head,2020-05-17,Courier,Ana Ruiz,en,2020-05-18T00:00:00Z\n"),
        ("a.csv", "\ufeffid;url;text;title;published;outlet;authors;language;captured\r\n"
                  "r1;https://courier.example/1;\"Words.\";Head;2020-05-17;Courier;Ana Ruiz;en;2020-05-18T00:00:00Z"),
        ("a.tsv", "id\turl\ttext\ttitle\tpublished\toutlet\tauthors\tlanguage\tcaptured\n"
                  "r1\thttps://courier.example/1\tWords.\tHead\t2020-05-17\tCourier\tAna Ruiz\ten"
                  "\t2020-05-18T00:00:00Z\n"),
    ])
    def test_brings_its_text_and_what_it_says_of_it(self, tmp_path: Path, name: str, written: str) -> None:
        (tmp_path / name).write_text(written, encoding="utf-8", newline="")
        (page,), left = read(tmp_path / name)
        assert (page.id, page.data, page.form, page.charset, left) == ("r1", b"Words.", "text", "utf-8", [])
        assert (page.url, page.url_from, page.captured, page.captured_from) == (
            "https://courier.example/1", "row", "2020-05-18T00:00:00Z", "row")
        assert page.given == Given(title="Head", published="2020-05-17", outlet="Courier", authors=("Ana Ruiz",),
                                   language="en")

    def test_fields_may_have_other_names(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text('{"body": "Words.", "date": "2020-05-17"}')
        (page,), _ = read(tmp_path / "a.jsonl", columns={"body": "text", "date": "published"})
        assert (page.data, page.given.published, page.id) == (b"Words.", "2020-05-17", "a#1")

    @pytest.mark.parametrize("row, expected", [
        ({"html": "<p>x", "text": "y"}, (b"<p>x", "html")), ({"html": "", "text": "y"}, (b"y", "text")),
        ({"html": None, "text": "y\u0000z"}, (b"y\0z", "text"))])
    def test_html_goes_before_text(self, tmp_path: Path, row: dict[str, str], expected: tuple[bytes, str]) -> None:
        (tmp_path / "a.jsonl").write_text(json.dumps(row))
        (page,), _ = read(tmp_path / "a.jsonl")
        assert (page.data, page.form) == expected

    def test_lone_surrogates_are_kept_in_text_and_replaced_in_names(self, tmp_path: Path) -> None:
        """The article room mends text; a name must be printable."""
        (tmp_path / "a.jsonl").write_text(r'{"id": "i\ud800", "text": "a\udc00b", "title": "t\ud83d"}')
        (page,), _ = read(tmp_path / "a.jsonl")
        assert page.data == "a\udc00b".encode("utf-8", "surrogatepass")
        assert (page.id, page.given.title) == ("i\ufffd", "t\ufffd")


class TestBrokenRows:
    @pytest.mark.parametrize("line, reason", [
        ("{bad", "broken JSON line"), ("[" * 100_000, "broken JSON line"), ('"words"', "not a JSON object"),
        ('{"id": "x"}', "neither html nor text"), ('{"text": 7}', "neither html nor text"),
        ('{"text": "' + "1" * 10 + '", "n": ' + "9" * 6000 + "}", "broken JSON line"),
    ])
    def test_are_named_by_number_and_the_rest_goes_on(self, tmp_path: Path, line: str, reason: str) -> None:
        (tmp_path / "a.jsonl").write_text('{"text": "one"}\n' + line + '\n{"text": "three"}\n')
        pages, left = read(tmp_path / "a.jsonl")
        assert [page.id for page in pages] == ["a#1", "a#3"]
        assert [(one.source, one.reason, one.rejected) for one in left] == [
            (f"{tmp_path}/a.jsonl#2", reason, True)]

    def test_invalid_utf8_costs_only_itself(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_bytes(b'{"text": "a\xffb"}\n')
        assert read(tmp_path / "a.jsonl")[0][0].data == "a\ufffdb".encode()

    def test_a_line_that_is_too_long_is_passed_over(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "LINE_BYTES", limits.MIB)
        (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"x" * 3_000_000 + b'"}\n{"text": "two"}\n')
        pages, left = read(tmp_path / "a.jsonl")
        assert ([page.id for page in pages], reasons(left)) == (["a#2"], [("line longer than 1 MiB", True)])

    def test_an_address_alone_is_told_how_to_be_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text('{"url": "https://courier.example/1"}')
        (left,) = read(tmp_path / "a.jsonl")[1]
        assert left.source.endswith("#1 https://courier.example/1")
        assert (left.reason, left.rejected) == ("address only: fetch it with dateline add ADDRESS", False)

    def test_an_unclosed_quotation_mark_in_csv_is_not_silent(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text('id,text\n1,one\n2,"two\n3,three\n')
        pages, left = read(tmp_path / "a.csv")
        assert [page.id for page in pages] == ["1"]
        assert [one.rejected for one in left] == [True]

    def test_csv_in_windows_1252(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_bytes("id,text\n1,Müller sagte „ja“ – gestern\n".encode("cp1252"))
        assert read(tmp_path / "a.csv")[0][0].data.decode() == "Müller sagte „ja“ – gestern"

    def test_a_csv_line_that_is_too_long_is_passed_over(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dateline.intake.rows.CSV_CHARACTERS", limits.MIB)
        (tmp_path / "a.csv").write_bytes(b"id,text\n1," + b"x" * 3_000_000 + b"\n2,two\n")
        pages, left = read(tmp_path / "a.csv")
        assert ([page.id for page in pages], reasons(left)) == (["2"], [("line longer than 1 MiB", True)])

    def test_line_ends_within_csv_fields_stay(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_bytes(b'id,text\n1,"one\r\ntwo"\n')
        assert read(tmp_path / "a.csv")[0][0].data == b"one\r\ntwo"
