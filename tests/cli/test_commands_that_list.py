"""Every command that lists writes its list in all forms, with any of its flags: a new one without them fails here."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import feedparser
import pytest

from dateline.archive import open_archive
from dateline.cli import main
from dateline.export.lists import LISTS
from dateline.export.tables import TABLES
from dateline.pipeline import regroup
from dateline_run import COUNCIL, dateline, write_demo

PAGE = COUNCIL.replace("</article>", """</article><aside><h3>Related stories</h3><ul>
<li><a href="/news/2026/10/ferry">Ferry runs again after the storm</a></li>
<li><a href="/news/2026/10/pier">Divers look at the old pier</a></li></ul></aside>""")

NO_LIST = {  # commands that are no list of an archive, and why; what takes a decision (--who) need not stand here
    "demo": "adds, and opens the reader", "add": "adds, and gives the account of it",
    "open": "opens the reader", "serve": "serves the reader",
    "read": "prints what it reads, before any archive: articles as JSON lines",
    "statements": "prints what it reads, before any archive: statements as JSON lines",
    "stories": "prints what it reads, before any archive: groups as JSON lines",
    "export": "writes every form itself", "rehydrate": "writes a package with its words, as the lines that it reads",
    "datasette-metadata": "prints what Datasette reads", "evidence": "writes a folder that proves one statement",
    "remove": "takes an article out", "reread": "tells what a run changes, or would",
    "verify": "proves, and names what fails", "digest": "prints hashes", "backup": "copies the file",
    "score": "prints figures of samples, each with its interval", "speaker known": "takes a list in"}
ASKED = {  # what each command is asked for, of the demo archive; {article}, {statement}, {story} are ids in it
    "search": ("bridge",), "show": ("{article}",), "quotes": ("--limit", "5"), "trace": ("{statement}",),
    "speakers": (), "changes": (), "outlets": (), "coverage": (), "related": ("{article}",),
    "story show": ("{story}",), "speaker why": ("{speaker}",), "sample": ("2", "--seed", "a"), "rejected": (),
    "correct list": ()}
FIGURES = {"--count", "--all-statuses"}  # counts are figures, not a list, and say so
KNOWN = {tuple(column.name for column in table.columns) for table in (*TABLES.values(), *LISTS.values())}


def commands(group: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its full name."""
    if not isinstance(group, click.Group):
        yield name, group
        return
    context = click.Context(group)
    for one in group.list_commands(context):
        found = group.get_command(context, one)
        assert found is not None
        yield from commands(found, f"{name} {one}".strip())


ALL = dict(commands(main))
LISTING = {name: command for name, command in ALL.items() if any(one.name == "form" for one in command.params)
           and name != "export"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The demo archive, and what is asked of it."""
    path = write_demo(tmp_path_factory.mktemp("demo"))
    with open_archive(path, write=True, purpose="test") as archive:
        regroup(archive)
        article, story, said, speaker = archive.db.execute(
            "SELECT a.id, a.story, s.id, b.speaker FROM article a JOIN statement s ON s.edition = a.edition "
            "JOIN said_by b ON b.statement = s.number JOIN link l ON l.a = a.id WHERE a.story IS NOT NULL LIMIT 1"
        ).fetchone()
    return path, {"article": article, "story": story, "statement": said, "speaker": speaker}


def run(demo: tuple[Path, dict[str, str]], name: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    path, ids = demo
    asked = [part.format(**ids) for part in ASKED[name]]
    return subprocess.run([sys.executable, "-c", "from dateline.cli import main; main()", *name.split(), *asked,
                           *options, "--archive", str(path)], capture_output=True, check=False)


def test_each_command_lists_in_all_forms_or_is_no_list() -> None:
    deciding = {name for name, command in ALL.items() if any(one.name == "who" for one in command.params)}
    assert set(ALL) - set(LISTING) - deciding == set(NO_LIST)
    for command in LISTING.values():
        [form] = [one for one in command.params if one.name == "form"]
        assert isinstance(form.type, click.Choice)
        assert list(form.type.choices) == ["json", "csv", "parquet", "rss", "atom"]
    assert set(ASKED) == set(LISTING)  # so that each is tried below


@pytest.mark.parametrize("name", LISTING)
def test_a_list_leaves_in_each_form_with_each_flag(demo: tuple[Path, dict[str, str]], name: str) -> None:
    flags = [one.opts[0] for one in LISTING[name].params if isinstance(one, click.Option) and one.is_flag
             and one.name not in ("as_json", "help")]
    for chosen in [(), *((flag,) for flag in flags if flag not in FIGURES)]:
        table = run(demo, name, *chosen, "--format", "csv")
        assert table.returncode == 0, table.stderr.decode()
        rows = csv.reader(io.StringIO(table.stdout.decode("utf-8-sig"), newline=""))
        assert tuple(next(rows)) in KNOWN
        feed = run(demo, name, *chosen, "--format", "rss")
        assert feed.returncode == 0, feed.stderr.decode()
        assert not feedparser.parse(feed.stdout).bozo
    for flag in FIGURES & set(flags):
        if flag == "--count":
            refused = run(demo, name, flag, "--format", "csv")
            assert refused.returncode == 2
            assert b"figures" in refused.stderr


class TestListsOfTheirOwn:
    def test_coverage_has_a_row_for_each_outlet_and_day(self, demo: tuple[Path, dict[str, str]]) -> None:
        rows = table(demo, "coverage")
        told = [json.loads(line) for line in run(demo, "coverage").stdout.splitlines()]
        assert [(row["outlet"] or None, row["day"], int(row["articles"])) for row in rows] == [
            (one["outlet"], day["day"], day["articles"]) for one in told for day in one["days"]]

    def test_what_any_edition_holds_leaves_with_cue_and_three_columns_of_time(
            self, demo: tuple[Path, dict[str, str]]) -> None:
        rows = table(demo, "show", "--seen")
        told = [json.loads(line) for line in run(demo, "show", "--seen").stdout.splitlines()]
        assert [(row["id"], row["cue"], row["first_seen"]) for row in rows] == [
            (one["id"], one["cue"], one["first_seen"]) for one in told]
        assert {"first_seen", "first_seen_offset", "first_seen_utc"} <= set(rows[0])

    def test_a_drawn_sample_is_a_table_of_its_passages(self, demo: tuple[Path, dict[str, str]]) -> None:
        rows = table(demo, "sample")
        told = [json.loads(line) for line in run(demo, "sample").stdout.splitlines()]
        assert [(row["article"], int(row["start"]), row["text"]) for row in rows] == [
            (one["article"], one["start"], one["text"]) for one in told]

    def test_the_names_of_a_speaker_come_with_their_evidence(self, demo: tuple[Path, dict[str, str]]) -> None:
        rows = table(demo, "speaker why")
        told = json.loads(run(demo, "speaker why").stdout)
        assert [(row["article"], row["name"]) for row in rows] == [(one["article"], one["name"])
                                                                  for one in told["mentions"]]
        assert all(isinstance(json.loads(row["evidence"]), list) for row in rows)

    def test_the_list_that_a_page_prints_is_a_table(self, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        page.write_text(PAGE, encoding="utf-8")
        archive = tmp_path / "a.db"
        dateline("add", page, archive=archive)
        [article] = [json.loads(line) for line in dateline("search", "bridge", archive=archive).stdout.splitlines()]
        told = [json.loads(line) for line in dateline("related", article["id"], "--own",
                                                      archive=archive).stdout.splitlines()]
        rows = list(csv.DictReader(io.StringIO(dateline("related", article["id"], "--own", "--format", "csv",
                                                        archive=archive).stdout.removeprefix("\ufeff"))))
        assert [(row["title"], row["url"]) for row in rows] == [(one["title"], one.get("url", "")) for one in told]
        assert len(rows) > 1


def table(demo: tuple[Path, dict[str, str]], name: str, *options: str) -> list[dict[str, str]]:
    text = run(demo, name, *options, "--format", "csv").stdout.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows
    return rows
