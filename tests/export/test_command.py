"""`dateline export`: files that appear whole, a manifest that accounts for everything, refusals that say why."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from pyarrow import parquet

from dateline.archive import Archive
from dateline.archive.digest import digest
from dateline.cli.export_command import _FORMS, _WHAT
from dateline.export.forms import FORMS
from dateline.export.tables import TABLES
from dateline_run import dateline


@pytest.fixture
def path(corrected: Archive) -> Path:
    return corrected.path


def exported(path: Path, *arguments: str | Path) -> str:
    run = dateline("export", *arguments, archive=path)
    assert run.returncode == 0, run.stderr
    return run.stdout


def manifest(target: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return found


def test_the_command_knows_every_format_and_table() -> None:
    assert set(_FORMS) == set(FORMS)
    assert set(_WHAT) == set(TABLES)


class TestFolder:
    @pytest.mark.parametrize("form", ["csv", "parquet"])
    def test_it_holds_every_table_and_the_manifest_names_each_with_its_hash(self, path: Path, tmp_path: Path,
                                                                           form: str) -> None:
        exported(path, "--format", form, f"{tmp_path}/out/")
        about = manifest(tmp_path / "out/manifest.json")
        assert {file["what"] for file in about["files"]} == set(TABLES)
        for file in about["files"]:
            data = (tmp_path / "out" / file["name"]).read_bytes()
            assert (file["bytes"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
            rows = (parquet.read_table(io.BytesIO(data)).num_rows if form == "parquet" else
                    sum(1 for _ in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) - 1)
            assert rows == file["rows"]
            assert list(about["columns"][file["what"]]) == [column.name for column in TABLES[file["what"]].columns]
        assert not list((tmp_path / "out").glob("*.part"))

    def test_the_same_archive_gives_the_same_bytes(self, path: Path, tmp_path: Path) -> None:
        for folder in ("a", "b"):
            exported(path, "--format", "csv", f"{tmp_path}/{folder}/")
        names = sorted(file.name for file in (tmp_path / "a").iterdir())
        assert len(names) == len(TABLES) + 1
        assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


class TestManifest:
    def test_it_says_what_was_asked_for_and_from_what(self, path: Path, corrected: Archive, tmp_path: Path) -> None:
        exported(path, "--format", "csv", "--outlet", "Courier", "--since", "2026-03", "--min-speaker-confidence",
                 "0.95", tmp_path / "s.csv")
        about = manifest(tmp_path / "s.csv.manifest.json")
        assert about["query"] == {"outlet": "Courier", "since": "2026-03-01", "min_speaker_confidence": 0.95}
        assert about["digest"] == digest(corrected)
        assert about["counts"] == {"articles": 2, "texts": 2, "stories": 1, "outlets": 1}
        assert about["in_no_story"] == 1
        assert about["read_by"] == [{"version": "1", "model": "by hand", "articles": 4}]
        assert "2 articles" in about["methods"]
        assert digest(corrected)["total"] in about["methods"]

    @pytest.mark.parametrize("arguments", [(), ("--as-read",), ("--speaker", "Ana Ruiz"), ("--until", "2026-03-02"),
                                           ("--min-confidence", "0.9")])
    def test_kept_and_left_are_all(self, path: Path, corrected: Archive, tmp_path: Path,
                                   arguments: tuple[str, ...]) -> None:
        exported(path, "--format", "csv", *arguments, f"{tmp_path}/out/")
        about = manifest(tmp_path / "out/manifest.json")
        kept = {file["what"]: file["rows"] for file in about["files"]}
        for what, table in (("articles", "article"), ("statements", "statement")):
            everything = corrected.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            left = sum(one["count"] for one in about["left_out"] if one["what"] == what)
            assert kept[what] + left == everything
        assert about["counts"]["articles"] == kept["articles"]
        assert about["counts"]["stories"] == kept["stories"]
        assert about["in_no_story"] == kept["articles"] - kept["article_story"]
        assert about["statements"] == kept["statements"]

    def test_names_that_were_not_given_are_counted(self, path: Path, tmp_path: Path) -> None:
        exported(path, "--min-speaker-confidence", "0.95", tmp_path / "a.jsonl")
        left = manifest(tmp_path / "a.jsonl.manifest.json")["left_out"]
        assert [one["count"] for one in left if one["what"] == "speakers"] == [4]


    def test_a_paper_can_print_its_methods(self, path: Path, tmp_path: Path) -> None:
        """What is not known of all is told of those of which it is: nothing is said of more than it is true of."""
        exported(path, "--format", "csv", "--outlet", "Herald", tmp_path / "a.csv")
        told = manifest(tmp_path / "a.csv.manifest.json")["methods"]
        assert "From it we took 2 statements in 1 article: 1 distinct text of 1 story from 1 outlet" in told
        assert "(selected by outlet: Herald)" in told
        assert "The date of publication is known of 1 article (2026-03-02); the time of capture of 1 article" in told
        exported(path, "--format", "csv", "--as-read", tmp_path / "b.csv")
        about = manifest(tmp_path / "b.csv.manifest.json")
        assert f"known of {about['dated']} articles" in about["methods"]
        assert about["methods"].count("machine read") == 1


class TestLines:
    def test_articles_hold_only_the_statements_that_were_asked_for(self, path: Path) -> None:
        lines = [json.loads(line) for line in exported(path, "--words", "snows").splitlines()]
        assert [[one["content"] for one in line["statements"]] for line in lines] == [["it snows"], ["it snows"]]

    def test_a_line_tells_the_unit_of_its_spans_and_what_is_known_of_its_times(self, path: Path) -> None:
        for what in ("articles", "statements"):
            lines = [json.loads(line) for line in exported(path, "--what", what).splitlines()]
            assert {line["span_unit"] for line in lines} == {"code points"}
            told = {(line["article"]["published"], line["published_offset"], line["published_utc"]) for line in lines}
            assert ("2026-03-01T23:30:00-05:00", "-05:00", "2026-03-02T04:30:00Z") in told
            assert all((utc is None) == (offset is None) for _, offset, utc in told)

    def test_as_read_has_nothing_that_people_decided(self, path: Path) -> None:
        lines = [json.loads(line) for line in exported(path, "--as-read").splitlines()]
        [ferry] = [line for line in lines if line["article"]["headline"] == "@Ferry"]
        assert [[s["name"] for s in one["speakers"]] for one in ferry["statements"]] == [["Bo Lind"], ["Eva Holm"]]

    def test_a_feed_is_as_long_as_was_asked_for(self, path: Path) -> None:
        found = feedparser.parse(exported(path, "--format", "atom", "--limit", "2"))
        assert len(found.entries) == 2


class TestRefusals:
    @pytest.mark.parametrize(("arguments", "reason"), [
        (("--format", "rss", "--what", "speakers"), "rss holds statements, articles"),
        (("--since", "yesterday"), "--since yesterday: write it as"), (("--until", "2016..2017"), "write it as"),
        (("/nowhere/at/all.jsonl",), "cannot be written"), (("--format", "rss", "/tmp/"), "is one file")])
    def test_what_makes_no_sense_is_said(self, path: Path, arguments: tuple[str, ...], reason: str) -> None:
        run = dateline("export", *arguments, archive=path)
        assert run.returncode == 2
        assert reason in run.stderr
