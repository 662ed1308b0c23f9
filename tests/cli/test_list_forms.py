"""Every list that the terminal shows leaves as lines, as a table and as a feed: the same rows in the same order."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
from pyarrow import parquet

from dateline.export.tables import TABLES
from dateline_run import dateline, page_html, write_demo

LISTS = [  # the command, the table that its rows are of, the column that names a row, where a line of JSON has it
    (("quotes", "--kind", "direct"), "statements", "id", "id"),
    (("search", "bridge"), "articles", "id", "id"),
    (("speakers",), "speakers", "id", "id"),
    (("outlets",), "outlets", "name", "outlet"),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_demo(tmp_path_factory.mktemp("demo"))


def listed(path: Path, *arguments: str) -> bytes:
    command = [sys.executable, "-c", "from dateline.cli import main; main()", *arguments, "--archive", str(path)]
    run = subprocess.run(command, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout


@pytest.mark.parametrize(("command", "table", "key", "line_key"), LISTS, ids=lambda value: str(value))
class TestList:
    def test_tables_hold_the_rows_of_the_lines_in_their_order(self, path: Path, command: tuple[str, ...], table: str,
                                                              key: str, line_key: str) -> None:
        lines = [json.loads(line)[line_key] for line in listed(path, *command).splitlines()]
        assert lines
        rows = list(csv.DictReader(io.StringIO(listed(path, *command, "--format", "csv").decode("utf-8-sig"),
                                               newline="")))
        assert [row[key] for row in rows] == lines
        assert list(rows[0]) == [column.name for column in TABLES[table].columns]
        found = parquet.read_table(io.BytesIO(listed(path, *command, "--format", "parquet")))
        assert found.column(key).to_pylist() == lines

    def test_json_is_what_a_pipe_gets(self, path: Path, command: tuple[str, ...], table: str, key: str,
                                      line_key: str) -> None:
        del table, key, line_key
        assert listed(path, *command, "--format", "json") == listed(path, *command)

    @pytest.mark.parametrize("form", ["rss", "atom"])
    def test_a_feed_holds_no_entry_twice(self, path: Path, command: tuple[str, ...], table: str, key: str,
                                         line_key: str, form: str) -> None:
        del key, line_key
        found = feedparser.parse(listed(path, *command, "--format", form))
        ids = [entry.id for entry in found.entries]
        assert not found.bozo
        assert ids
        assert len(ids) == len(set(ids))
        assert all(one.startswith(f"urn:dateline:{table.rstrip('s').replace('storie', 'story')}:") for one in ids)


class TestOthers:
    def test_what_belongs_to_an_article_its_story_and_a_trail_are_lists_too(self, path: Path) -> None:
        found = [json.loads(line) for line in listed(path, "search", "bridge").splitlines()]
        told = next(one for one in found if one["story"])
        for command in (("related", told["id"]), ("story", "show", told["story"])):
            rows = csv.DictReader(io.StringIO(listed(path, *command, "--format", "csv").decode("utf-8-sig"),
                                              newline=""))
            assert {row["story"] for row in rows} >= {told["story"]}
        said = json.loads(listed(path, "quotes", "--kind", "direct").splitlines()[0])
        rows = csv.DictReader(io.StringIO(listed(path, "trace", said["id"], "--format", "csv").decode("utf-8-sig"),
                                          newline=""))
        assert said["id"] in {row["id"] for row in rows}

    def test_what_an_article_says_is_a_list(self, path: Path) -> None:
        said = json.loads(listed(path, "quotes", "--kind", "direct").splitlines()[0])
        article = said["article"]["id"]
        shown = json.loads(listed(path, "show", article))
        rows = csv.DictReader(io.StringIO(listed(path, "show", article, "--format", "csv").decode("utf-8-sig"),
                                          newline=""))
        assert [row["id"] for row in rows] == [one["id"] for one in shown["statements"]]
        assert len(feedparser.parse(listed(path, "show", article, "--format", "rss")).entries) > 0

    def test_what_changed_is_a_list(self, path: Path) -> None:
        rows = list(csv.DictReader(io.StringIO(listed(path, "changes", "--format", "csv").decode("utf-8-sig"),
                                               newline="")))
        assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in listed(path, "changes").splitlines()]

    def test_a_limit_counts_rows(self, path: Path) -> None:
        rows = listed(path, "quotes", "--limit", "3", "--format", "csv").decode("utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(rows, newline="")))) == 3

    def test_without_pyarrow_it_says_how_to_get_it(self, path: Path, tmp_path: Path) -> None:
        (tmp_path / "pyarrow.py").write_text("raise ImportError\n", encoding="utf-8")
        script = "import sys; sys.path.insert(0, sys.argv.pop(1)); from dateline.cli import main; main()"
        run = subprocess.run([sys.executable, "-c", script, str(tmp_path), "outlets", "--format", "parquet",
                              "--archive", str(path)], capture_output=True, text=True, check=False)
        assert run.returncode == 2
        assert "pip install 'dateline[parquet]'" in run.stderr


def test_what_was_rejected_and_corrected_are_lists_too(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("{broken\n", encoding="utf-8")
    (tmp_path / "page.html").write_text(page_html(1), encoding="utf-8")
    archive = tmp_path / "a.db"
    dateline("add", tmp_path / "rows.jsonl", tmp_path / "page.html", archive=archive)
    [row] = csv.DictReader(io.StringIO(listed(archive, "rejected", "--format", "csv").decode("utf-8-sig"), newline=""))
    assert "rows.jsonl" in row["source"]
    assert len(feedparser.parse(listed(archive, "rejected", "--format", "rss")).entries) == 1
    [article] = map(json.loads, listed(archive, "search", "council").splitlines())
    dateline("correct", "headline", article["id"], "Another", "--who", "Kim", archive=archive)
    [row] = csv.DictReader(io.StringIO(
        listed(archive, "correct", "list", "--format", "csv").decode("utf-8-sig"), newline=""))
    assert (row["who"], row["value"], row["state"]) == ("Kim", '"Another"', "in force")


def test_help_names_the_forms() -> None:
    for command in ("quotes", "search", "speakers", "outlets", "related", "trace", "changes", "show", "rejected"):
        assert "--format [json|csv|parquet|rss|atom]" in dateline(command, "--help").stdout
