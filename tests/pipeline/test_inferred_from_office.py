"""A source that names an office and nobody: its holder is inferred, marked so everywhere, and counted apart."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from capturing import archived, html

from dateline.archive import find, open_archive
from dateline.export.forms import FORMS
from dateline.web import urls
from dateline_run import dateline
from web.conftest import serving

OPENING = ("Snow fell on the capital on Wednesday, and the trains to the north were late until the evening.",
           "The price of salmon went up again in the spring, the fourth time in a row, and no end is in sight.",
           "Schools will be closed next week, as every year, while the mountains are at their best.")
"""Of three articles about three things, so that none is a copy of another."""

CLOSING = ("Ploughs had been out since four in the morning, and two of them met in the middle of the long bridge, "
           "where neither could turn back before noon.",
           "Two farms in the fjord lost most of their fish in January, when the nets gave way in a storm, and the "
           "others have sold all that they had, mostly to France and to Poland.",
           "There are two more trains on both days, with room for skis and sledges, and the slopes stay open until "
           "nine in the evening, with music and warm soup.")

SAID = ("“We ask everybody to stay at home until the ploughs are through,” said {who}.",
        "“It is not for the state to say what a fish may cost,” said {who} on Thursday.",
        "“I will be on skis like all the others,” said {who}.")

HOLDER = "Anton Volkov"
APART = "inferred from office"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles name the president with the office, the third names only the office."""
    folder, named = tmp_path_factory.mktemp("office"), f"Norwegian President {HOLDER}"
    for day, (url, who) in enumerate((("one", named), ("two", named), ("three", "the Norwegian president")), 11):
        page = html(OPENING[day - 11], SAID[day - 11].format(who=who), CLOSING[day - 11], headline=f"News, {url}")
        page = page.replace("2026-02-10", f"2026-02-{day}")
        archived(folder, page, url=f"https://courier.example/{url}", day=day)
    return folder / "a.db"


@pytest.fixture(scope="module")
def speaker(path: Path) -> str:
    with open_archive(path) as archive:
        [found] = find.speakers_named(archive, HOLDER)
    return found


@pytest.fixture(scope="module")
def inferred(path: Path) -> str:
    """The statement by "the Norwegian president"."""
    with open_archive(path) as archive:
        [row] = archive.db.execute("SELECT s.id FROM statement s JOIN article a ON a.id = s.article "
                                   "WHERE a.headline = 'News, three'").fetchall()
    return str(row["id"])


def told(path: Path, *arguments: str) -> Any:
    """What a command prints, as JSON."""
    return json.loads(dateline(*arguments, archive=path).stdout)


def places_of(value: Any, words: str, at: str = "") -> list[str]:
    """Where in a JSON value words stand."""
    if isinstance(value, dict):
        return [one for key, part in value.items() for one in places_of(part, words, f"{at}/{key}")]
    if isinstance(value, list):
        return [one for part in value for one in places_of(part, words, at)]
    return [at] if isinstance(value, str) and words in value else []


class TestMarked:
    def test_in_the_archive(self, path: Path, speaker: str, inferred: str) -> None:
        with open_archive(path) as archive:
            said = find.statement(archive, inferred)
        assert [one.speaker for one in said.speakers] == [None]
        assert [(one.speaker, one.articles, one.first, one.last) for one in said.inferred] == [
            (speaker, 2, "2026-02-11", "2026-02-12")]

    def test_show_gives_it_apart(self, path: Path, inferred: str) -> None:
        with open_archive(path) as archive:
            article = find.statement(archive, inferred).article.id
        [said] = told(path, "show", article)["statements"]
        assert places_of(said, HOLDER) == ["/inferred/name"]

    def test_a_list_of_what_the_holder_said_leaves_it_out(self, path: Path) -> None:
        named = dateline("quotes", "--speaker", HOLDER, archive=path).stdout
        assert "fish may cost" in named
        assert "on skis" not in named

    def test_evidence_tells_it_from_a_speaker_that_is_named(self, path: Path, inferred: str, tmp_path: Path) -> None:
        run = dateline("evidence", inferred, "--into", tmp_path / "proof", archive=path)
        assert run.returncode == 0, run.stderr
        proof = json.loads((tmp_path / "proof" / "statement.json").read_text())
        assert places_of(proof, HOLDER) == ["/inferred_from_office/name"]
        words = (tmp_path / "proof" / "statement.txt").read_text()
        [line] = [one for one in words.splitlines() if HOLDER in one]
        assert "(inferred from office, not named by the page: Anton Volkov, Norwegian President by 2 other texts of " \
            "2026-02-11 to 2026-02-12)" in line


class TestNeverNamed:
    @pytest.mark.parametrize("what", [(form, what) for form, one in FORMS.items() for what in one.what
                                      if form != "parquet"], ids="-".join)
    def test_no_way_out_gives_the_holder_as_who_said_it(self, path: Path, what: tuple[str, str]) -> None:
        """The article prints no name, so what leaves of it holds none but where it says that it is inferred."""
        form, kind = what
        asked = () if form == "label-studio" else ("--what", kind)
        run = dateline("export", "--format", form, *asked, "--since", "2026-02-13", archive=path)
        assert run.returncode == 0, run.stderr
        lines = [json.loads(line) for line in run.stdout.splitlines()] if FORMS[form].suffix == ".jsonl" else []
        assert not re.search(HOLDER, run.stdout) or {one for line in lines for one in places_of(line, HOLDER)} <= {
            "/inferred/name", "/statements/inferred/name"}

    def test_tables_give_it_in_columns_of_its_own(self, path: Path, speaker: str) -> None:
        rows = dateline("export", "--format", "csv", "--what", "statements", archive=path).stdout
        given = {row["headline"]: row for row in csv.DictReader(io.StringIO(rows.lstrip("\ufeff"), newline=""))}
        third, first = given["News, three"], given["News, one"]
        assert (third["inferred_id"], third["inferred_office"]) == (speaker, "president norway")
        assert (first["inferred_id"], first["speaker_id"]) == ("", speaker)
        assert third["speaker_id"] == ""

    def test_parquet_gives_the_same_columns(self, path: Path, speaker: str, tmp_path: Path) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        run = dateline("export", "--format", "parquet", "--what", "statements", tmp_path / "s.parquet", archive=path)
        assert run.returncode == 0, run.stderr
        given = {row["headline"]: row for row in parquet.read_table(tmp_path / "s.parquet").to_pylist()}
        assert (given["News, three"]["inferred_id"], given["News, three"]["speaker_id"]) == (speaker, None)

    def test_a_citation_is_as_printed(self, path: Path, inferred: str) -> None:
        with serving(path) as address:
            page = httpx.get(f"{address}{urls.statement(inferred)}.json", timeout=30).json()
        assert page["citation"]["speaker"].casefold() == "the norwegian president"
        assert places_of(page["citation"], HOLDER) == []


class TestCountedApart:
    """The holder has two statements by name, and one that is inferred is a figure beside it wherever it is counted."""

    def test_speakers(self, path: Path, speaker: str) -> None:
        given = told(path, "speakers", HOLDER)
        assert (given["id"], given["statements"], given["inferred"]) == (speaker, 2, 1)

    @pytest.mark.parametrize("command", [("speakers", HOLDER), ("search", f'speaker:"{HOLDER}"')])
    def test_count(self, path: Path, command: tuple[str, str]) -> None:
        given = told(path, *command, "--count", "--json")["count"]
        assert (given["articles"], given["not_counted"]["inferred"]) == (2, 1)

    @pytest.mark.parametrize(("narrowed", "number"), [
        ("date:2026-02-13", 1), ("date:2026-02-12", 0), ("kind:direct", 1), ("kind:indirect", 0), ("skis", 1),
        ("ploughs", 0), ("outlet:Nobody", 0)])
    def test_a_count_that_is_narrowed_down_narrows_it(self, path: Path, narrowed: str, number: int) -> None:
        given = told(path, "search", f'speaker:"{HOLDER}" {narrowed}', "--count", "--json")["count"]
        assert given["not_counted"]["inferred"] == number

    def test_why(self, path: Path) -> None:
        assert told(path, "speaker", "why", HOLDER)["speaker"]["inferred"] == 1

    def test_tables(self, path: Path) -> None:
        rows = dateline("speakers", "--format", "csv", archive=path).stdout
        [given] = [row for row in csv.DictReader(io.StringIO(rows.lstrip("\ufeff"))) if row["name"] == HOLDER]
        assert (given["statements"], given["inferred"]) == ("2", "1")
        feed = dateline("speakers", "--format", "rss", archive=path).stdout
        assert f"statements: 2 and 1 {APART}" in feed

    def test_api(self, path: Path, speaker: str) -> None:
        with serving(path) as address:
            given = httpx.get(f"{address}/api/speakers/{speaker}", timeout=30).json()
            count = httpx.get(f"{address}/api/counts", params={"speaker": HOLDER}, timeout=30).json()
        assert (given["statements"], given["inferred"]) == (2, 1)
        assert (count["articles"], count["not_counted"]["inferred"]) == (2, 1)

    def test_pages(self, path: Path, speaker: str, inferred: str) -> None:
        with serving(path) as address:
            pages = {place: httpx.get(address + place, timeout=30).text
                     for place in (urls.HOME, urls.SPEAKERS, urls.speaker(speaker))}
        assert all(f"and 1 {APART}" in page for page in pages.values())
        own = pages[urls.speaker(speaker)]
        assert f"Not counted: 1 statement {APART}" in own
        assert urls.statement(inferred) in own[own.index("Inferred from office</h2>"):]
        assert urls.statement(inferred) not in own[:own.index("Inferred from office</h2>")]
