"""Every list of the reader is a table and a feed under its own address, and its page leads there."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import feedparser
import httpx
import pytest
from conftest import FLOOD as FLOOD_TEXT
from conftest import HOSTILE, serving
from making import archive_of, reading_of, statement_of
from pyarrow import parquet

from dateline.web import urls

FLOOD, LATER = "Harbour is safe: mayor", "River falls at last"
PASSAGES = {*FLOOD_TEXT.split("\n\n"), HOSTILE, "Ana Ruiz said that the river falls.",
            "Ana Ruiz said that the river falls again."}
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


def rows_of(client: httpx.Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def in_form(address: str, form: str) -> str:
    path, mark, query = address.partition("?")
    return urls.form_of(path, form) + mark + query


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
        for place in ("/pair.csv?a=Ana+Ruiz&b=Bo+Lind", "/pair.csv", "/rejected.csv", "/changes.csv", "/changes.rss",
                      "/changes.parquet?what=removed"):
            assert client.get(place).status_code == 200


class TestCoverage:
    def test_has_a_row_for_each_outlet_and_day_of_the_page(self, client: httpx.Client) -> None:
        rows = rows_of(client, "/coverage.csv")
        page = client.get("/coverage.json").json()
        assert [(row["outlet"], row["day"], int(row["articles"])) for row in rows] == [
            (one["outlet"], day["day"], day["articles"]) for one in page["outlets"] for day in one["days"]]
        assert {row["outlet"] for row in rows_of(client, "/coverage.csv?outlet=Other+Post")} == {"Other Post"}
        table = parquet.read_table(io.BytesIO(client.get("/coverage.parquet").content))
        assert table.num_rows == len(rows)
        assert client.get("/coverage.csv?until=never").status_code == 400

    def test_as_a_feed_it_tells_where_an_outlet_fell_silent(self, tmp_path: Path) -> None:
        readings = [reading_of(f"Row {day}.", url=f"https://n.example/{day}", published=f"2026-03-{day:02}")
                    for day in range(1, 20) if day != 15]
        archive_of(tmp_path / "daily.db", *readings).close()
        with serving(tmp_path / "daily.db") as served:
            found = feedparser.parse(httpx.get(f"{served}/coverage.rss", timeout=20).content)
        assert not found.bozo
        assert [entry.title for entry in found.entries] == ["Courier, 2026-03-15: nothing is here"]


class TestSample:
    def test_tells_its_passages_and_not_what_was_found_in_them(self, client: httpx.Client) -> None:
        sample = client.get("/review.json").json()["samples"][0]["id"]
        rows = rows_of(client, f"/sample/{sample}.csv")
        assert [row["place"] for row in rows] == ["1", "2"]
        assert {row["text"] for row in rows} <= PASSAGES
        assert {row["article"] for row in rows} == {""}  # nobody coded them yet
        assert not {"found", "content", "source"} & set(rows[0])
        assert len(feedparser.parse(client.get(f"/sample/{sample}.rss").content).entries) == 2
        assert client.get("/sample/ffff.csv").status_code == 404


class TestLimit:
    def test_a_file_holds_as_many_rows_as_are_asked_for(self, client: httpx.Client) -> None:
        assert [len(rows_of(client, f"/review.csv?limit={many}")) for many in (1, 2)] == [1, 2]
        assert len(feedparser.parse(client.get("/articles.rss?limit=1").content).entries) == 1

    @pytest.mark.parametrize("limit", ["0", "-1", "x", "", "100001", "9" * 5000])
    def test_any_other_is_refused(self, client: httpx.Client, limit: str) -> None:
        answer = client.get("/review.csv", params={"limit": limit})
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")

    def test_a_list_with_too_many_rows_is_refused_with_what_to_do(self, client: httpx.Client,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dateline.web.files.ROWS", 1)
        refused = client.get("/review.csv")
        assert refused.status_code == 400
        assert "limit=1" in refused.json()["detail"]
        assert len(rows_of(client, "/review.csv?limit=1")) == 1

    def test_a_long_list_is_read_on_from_row_to_row(self, client: httpx.Client,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
        whole = client.get("/review.csv").content
        monkeypatch.setattr("dateline.web.files._PAGE", 1)
        assert client.get("/review.csv").content == whole


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
