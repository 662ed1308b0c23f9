"""Every list of the reader is a table and a feed under its own address, and its page leads there."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import feedparser
import httpx
import pytest
from conftest import HOSTILE, serving
from making import archive_of, reading_of, statement_of
from pyarrow import parquet

from dateline.web import urls
from dateline.web.app import PAGES
from dateline.web.files import LISTS

FLOOD, LATER = "Harbour is safe: mayor", "River falls at last"
PLACES = ["home", "articles", "article", "editions", "speakers", "speaker", "stories", "story", "search", "trace"]
ROWS = {"home": 4, "articles": 4, "article": 3, "editions": 2, "speakers": 2, "speaker": 2, "stories": 1, "story": 3,
        "search": 3, "trace": 1}


@pytest.fixture
def places(ids: dict[str, str], client: httpx.Client) -> dict[str, str]:
    """An address of each page."""
    speaker = next(one["id"] for one in client.get("/speakers.json").json()["speakers"] if one["name"] == "Ana Ruiz")
    return {"home": "/", "articles": "/articles", "article": urls.article(ids[FLOOD]),
            "editions": urls.editions(ids[FLOOD]), "speakers": "/speakers", "speaker": urls.speaker(speaker),
            "stories": "/stories", "story": urls.story(ids[FLOOD]), "search": urls.search("river"),
            "trace": urls.trace("the river falls")}


def in_form(address: str, form: str) -> str:
    path, mark, query = address.partition("?")
    return urls.form_of(path, form) + mark + query


def test_no_list_of_the_reader_is_without() -> None:
    """Four lists have no forms yet: a sample, a speaker's names, names in doubt and coverage."""
    alone, not_yet = {urls.STATEMENT, urls.ADD}, {urls.SAMPLE, urls.NAMES, urls.WHO, urls.COVERAGE}
    assert set(LISTS) == set(PAGES) - alone - not_yet


@pytest.mark.parametrize("place", PLACES)
class TestList:
    def test_is_a_table_with_every_row(self, client: httpx.Client, place: str, places: dict[str, str]) -> None:
        answer = client.get(in_form(places[place], "csv"))
        assert answer.status_code == 200
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
        assert len(rows) == ROWS[place]
        table = parquet.read_table(io.BytesIO(client.get(in_form(places[place], "parquet")).content))
        assert (table.num_rows, table.column_names) == (len(rows), list(rows[0]))

    @pytest.mark.parametrize("form", ["rss", "atom"])
    def test_is_a_feed(self, client: httpx.Client, place: str, places: dict[str, str], form: str) -> None:
        answer = client.get(in_form(places[place], form))
        found = feedparser.parse(answer.content)
        assert not found.bozo
        assert 0 < len(found.entries) <= ROWS[place]
        page = found.feed.link.partition("/")[2].partition("/")[2].partition("/")[2]
        assert client.get("/" + page).status_code == 200

    def test_is_linked_from_its_page(self, client: httpx.Client, place: str, places: dict[str, str]) -> None:
        page = client.get(places[place]).text
        for form in ("csv", "parquet", "rss"):
            assert f'href="{in_form(places[place], form).replace("&", "&amp;")}"' in page
        assert re.search(r'<link rel="alternate" type="application/rss\+xml"', page)


class TestSearch:
    def test_is_a_list_of_statements_too(self, client: httpx.Client) -> None:
        rows = csv.DictReader(io.StringIO(
            client.get("/search.csv?q=river&what=statements").content.decode("utf-8-sig"), newline=""))
        assert [row["content"] for row in rows] == ["that the river falls"]

    def test_a_hostile_article_is_harmless_in_tables_and_feeds(self, client: httpx.Client) -> None:
        found = feedparser.parse(client.get("/search.rss?q=alert").content)
        assert [entry.get("link") for entry in found.entries] == [None]
        [row] = csv.DictReader(io.StringIO(client.get("/search.csv?q=alert").content.decode("utf-8-sig"), newline=""))
        assert row["headline"] == HOSTILE


class TestNarrowed:
    def test_a_speakers_list_is_narrowed_down_as_the_page_is(self, client: httpx.Client,
                                                             places: dict[str, str]) -> None:
        place = in_form(places["speaker"], "csv")
        rows = csv.DictReader(io.StringIO(client.get(f"{place}?month=2026-03").content.decode("utf-8-sig"), newline=""))
        assert len(list(rows)) == 2
        rows = csv.DictReader(io.StringIO(
            client.get(f"{place}?outlet=Other+Post").content.decode("utf-8-sig"), newline=""))
        assert [row["outlet"] for row in rows] == ["Other Post"]

    def test_what_waits_for_review_is_a_list_with_the_least_certain_first(self, client: httpx.Client) -> None:
        rows = list(csv.DictReader(io.StringIO(client.get("/review.csv").content.decode("utf-8-sig"), newline="")))
        sure = [float(row["confidence"]) for row in rows]
        assert len(sure) > 1
        assert sure == sorted(sure)

    def test_changes_are_refused_where_their_page_is(self, client: httpx.Client) -> None:
        assert client.get("/changes.csv?what=nothing").status_code == 400
        assert client.get("/changes.csv?speaker=Nobody").status_code == 404

    def test_two_speakers_and_what_was_rejected_are_lists(self, client: httpx.Client) -> None:
        for place in ("/pair.csv?a=Ana+Ruiz&b=Bo+Lind", "/rejected.csv", "/changes.csv", "/changes.rss",
                      "/changes.parquet?what=removed"):
            assert client.get(place).status_code == 200


@pytest.mark.parametrize("place", ["/article/ffff.csv", "/story/ffff.rss", "/speaker/nobody.parquet", "/trace.csv?q=",
                                   "/article/ffff/editions.csv"])
def test_what_is_not_there_is_said(client: httpx.Client, place: str) -> None:
    answer = client.get(place)
    assert answer.status_code in (400, 404)
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_file_of_two_speakers_is_not_the_pages_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page shows some; the file holds all, or says that it cannot."""
    readings = []
    for day in range(70):
        text = f"Ana Ruiz said that Bo Lind is wrong {day} times."
        one = statement_of(text, source="Ana Ruiz", cue="said", content=f"that Bo Lind is wrong {day} times",
                           speaker="Ana Ruiz")
        readings.append(reading_of(text, headline=f"Row {day}", url=f"https://n.example/{day}", statements=(one,)))
    text = "Bo Lind said that it rains."
    other = statement_of(text, source="Bo Lind", cue="said", content="that it rains", speaker="Bo Lind")
    archive_of(tmp_path / "two.db", *readings, reading_of(text, statements=(other,))).close()
    with serving(tmp_path / "two.db") as served, httpx.Client(base_url=served, timeout=20) as client:
        shown = len(client.get("/pair.json?a=Ana+Ruiz&b=Bo+Lind").json()["hits"])
        rows = client.get("/pair.csv?a=Ana+Ruiz&b=Bo+Lind").content.decode("utf-8-sig")
        assert (shown, len(list(csv.DictReader(io.StringIO(rows, newline=""))))) == (60, 70)
        monkeypatch.setattr("dateline.web.files.ROWS", 0)
        refused = client.get("/pair.csv?a=Ana+Ruiz&b=Bo+Lind")
    assert refused.status_code == 400
    assert "too much" in refused.json()["detail"]
