"""The API over real HTTP: values, lists, forms, limits, problems, ETags; corrections only with the token."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import feedparser
import httpx
import msgspec
import pytest
from conftest import serving
from making import archive_of, reading_of, said
from pyarrow import parquet

import dateline
from dateline.archive.values import Brief, Counts, Said, SpeakerRow, Stored, StoryRow
from dateline.export.tables import TABLES
from dateline.web.api.asked import understood
from dateline.web.api.endpoints import endpoints, file_endpoints
from dateline.web.api.lists import LISTS
from dateline.web.api.openapi import document

TOKEN = "a-token-of-some-length"
SIGNED = {"Authorization": f"Bearer {TOKEN}"}
PAPERS = 30
FILLED = [one.what for one in LISTS if one.what not in ("corrections", "rejected")]  # of which the demo has none
DOCS = Path(__file__).parents[2] / "docs" / "api.md"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty articles of three outlets, a statement each, by two speakers."""
    place = tmp_path_factory.mktemp("api") / "news.db"
    readings = []
    for number in range(PAPERS):
        who = ("Ana Ruiz", "Bo Lind")[number % 2]
        text = f"{who} said that bridge {number} is late."
        readings.append(reading_of(text, headline=f"Bridge {number}", url=f"https://courier.example/{number}",
                                   outlet=f"Paper {number % 3}", published=f"2026-03-{1 + number // 4:02}",
                                   statements=said(text, who)))
    archive_of(place, *readings).close()
    return place


@pytest.fixture(scope="module")
def api(path: Path) -> Iterator[httpx.Client]:
    with serving(path) as address, httpx.Client(base_url=f"{address}/api", timeout=60) as client:
        yield client


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[httpx.Client]:
    text = "Ana Ruiz said that the river falls."
    archive_of(tmp_path / "w.db", reading_of(text, statements=said(text))).close()
    with serving(tmp_path / "w.db", token=TOKEN) as address, httpx.Client(base_url=f"{address}/api",
                                                                          timeout=60) as client:
        yield client


class TestValues:
    @pytest.mark.parametrize(("what", "value", "full"), [
        ("articles", Brief, Stored), ("statements", Said, Said), ("speakers", SpeakerRow, SpeakerRow)])
    def test_are_those_of_python(self, api: httpx.Client, path: Path, what: str, value: type, full: type) -> None:
        """Each decodes strictly into the frozen value that dateline.open gives, and is the same."""
        [first, *_] = api.get(f"/{what}").json()["items"]
        assert msgspec.convert(first, value).id == first["id"]
        found = msgspec.json.decode(api.get(f"/{what}/{first['id']}").content, type=full)
        with dateline.open(path) as archive:
            assert found == getattr(archive, what.rstrip("s"))(first["id"])

    def test_a_story_a_count_and_what_is_served(self, demo: httpx.Client) -> None:
        [story, *_] = demo.get("/stories").json()["items"]
        assert demo.get(f"/stories/{story['id'][:8]}").json() == story
        articles = demo.get(f"/articles?story={story['id']}").json()["items"]
        assert msgspec.convert(story, StoryRow).articles == len(articles)
        counts = msgspec.json.decode(demo.get("/counts").content, type=Counts)
        assert counts.articles >= counts.texts >= counts.stories > 5
        about = demo.get("/archive").json()
        assert (about["dateline"], about["writing"]) == (dateline.__version__, False)

    def test_the_beginning_of_an_id_is_enough(self, api: httpx.Client) -> None:
        [first, *_] = api.get("/statements?limit=1").json()["items"]
        assert api.get(f"/statements/{first['id'][:10]}").json() == first

    def test_a_trail_is_that_of_the_terminal(self, demo: httpx.Client) -> None:
        [direct] = demo.get("/statements?kind=direct&limit=1").json()["items"]
        trail = demo.get("/trace", params={"q": direct["id"]}).json()
        assert direct["id"] in {one["said"]["id"] for one in trail["wordings"]}
        assert demo.get("/trace", params={"q": "мост закрыт"}).json()["total"] == 0


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The API of the archive that `dateline demo` makes."""
    from dateline_run import write_demo

    with serving(write_demo(tmp_path_factory.mktemp("demo"))) as address, \
            httpx.Client(base_url=f"{address}/api", timeout=60) as client:
        yield client


class TestLists:
    @pytest.mark.parametrize("what", ["articles", "statements", "speakers", "outlets"])
    def test_pages_hold_every_row_once(self, api: httpx.Client, what: str) -> None:
        whole = api.get(f"/{what}?limit=1000").json()
        assert whole["next"] is None
        seen, place = [], f"/api/{what}?limit=1" if what in ("speakers", "outlets") else f"/api/{what}?limit=7"
        while place:
            answer = api.get(str(api.base_url.join(place)))
            assert answer.headers.get("link", "") == (f'<{answer.json()["next"]}>; rel="next"' if answer.json()["next"]
                                                      else "")
            seen += answer.json()["items"]
            place = answer.json()["next"]
        assert seen == whole["items"]
        assert len(seen) == {"articles": PAPERS, "statements": PAPERS, "speakers": 2, "outlets": 3}[what]

    def test_stories_are_paged_too(self, demo: httpx.Client) -> None:
        whole = [one["id"] for one in demo.get("/stories?least=1").json()["items"]]
        first = demo.get("/stories?least=1&limit=1").json()
        second = demo.get(str(demo.base_url.join(first["next"]))).json()
        assert [first["items"][0]["id"], second["items"][0]["id"]] == whole[:2]

    @pytest.mark.parametrize(("asked", "count"), [
        ("speaker=Ana Ruiz", 15), ("outlet=paper 1", 10), ("q=bridge 7", 1), ("since=2026-03-08", 2),
        ("until=2026-02", 0),
        ("min_confidence=0.9", 0), ("kind=direct", 0), ('q=outlet:"Paper 2" speaker:"Bo Lind"', 5)])
    def test_are_narrowed_down_as_everywhere(self, api: httpx.Client, asked: str, count: int) -> None:
        for what in ("articles", "statements"):
            assert len(api.get(f"/{what}?{asked}").json()["items"]) == count, what

    def test_less_sure_speakers_stay_as_printed(self, api: httpx.Client) -> None:
        for least, named in (("0.5", True), ("1", False)):
            items = api.get(f"/statements?min_speaker_confidence={least}").json()["items"]
            assert items
            assert any(one["speakers"] for one in items) is named

    def test_say_how_they_were_understood(self, api: httpx.Client) -> None:
        assert api.get('/articles?q=outlet:"Paper 2" ferry&since=2026').json()["query"] == {
            "words": ["ferry"], "outlet": "Paper 2", "since": "2026-01-01", "min_confidence": 0.0,
            "min_speaker_confidence": 0.0}


class TestForms:
    """Every list is a table and a feed under its own address."""

    @pytest.mark.parametrize("what", FILLED)
    def test_tables_hold_the_rows_of_the_list_in_its_order(self, demo: httpx.Client, what: str) -> None:
        key = TABLES[what].columns[0].name
        ids = [one[key] for one in demo.get(f"/{what}.json?limit=1000").json()["items"]]
        assert ids
        answer = demo.get(f"/{what}.csv")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert [row[key] for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))] == ids
        table = parquet.read_table(io.BytesIO(demo.get(f"/{what}.parquet").content))
        assert table.column(key).to_pylist() == ids

    @pytest.mark.parametrize("what", FILLED)
    @pytest.mark.parametrize("form", ["rss", "atom"])
    def test_feeds_are_read_and_hold_nothing_twice(self, demo: httpx.Client, what: str, form: str) -> None:
        answer = demo.get(f"/{what}.{form}")
        found = feedparser.parse(answer.content)
        assert not found.bozo
        assert answer.headers["content-type"] == f"application/{form}+xml"
        ids = [entry.id for entry in found.entries]
        assert 0 < len(ids) == len(set(ids))
        assert len(feedparser.parse(demo.get(f"/{what}.{form}?limit=1").content).entries) == 1

    def test_copies_are_one_entry(self, demo: httpx.Client) -> None:
        articles = demo.get("/articles?limit=1000").json()["items"]
        entries = feedparser.parse(demo.get("/articles.atom?limit=1000").content).entries
        assert any(one["copy_of"] for one in articles)
        assert len(entries) == len({one["copy_of"] or one["id"] for one in articles})

    def test_a_part_of_a_table_says_where_it_goes_on(self, api: httpx.Client) -> None:
        first = api.get("/articles.csv?limit=20")
        link = first.headers["link"]
        second = api.get(str(api.base_url.join(link[1:link.index(">")])))
        assert "link" not in second.headers
        rows = [row["id"] for part in (first, second)
                for row in csv.DictReader(io.StringIO(part.content.decode("utf-8-sig"), newline=""))]
        assert rows == [one["id"] for one in api.get("/articles").json()["items"]]

    def test_a_table_that_is_too_long_is_refused_not_cut(self, api: httpx.Client,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dateline.web.api.routes.ROWS", 10)
        answer = api.get("/articles.csv")
        assert answer.status_code == 400
        assert "more than 10 rows" in answer.json()["detail"]
        assert api.get("/articles.csv?limit=5").status_code == 200

    def test_without_pyarrow_it_says_how_to_get_it(self, api: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dateline.web.api.routes.is_installed", lambda: False)
        answer = api.get("/articles.parquet")
        assert (answer.status_code, answer.json()["detail"]) == (
            501, "Parquet needs pyarrow: pip install 'dateline[parquet]'")


class TestETags:
    @pytest.mark.parametrize("place", ["/articles", "/statements.csv", "/statements.rss", "/openapi.json"])
    def test_what_is_known_is_not_sent_again(self, api: httpx.Client, place: str) -> None:
        first = api.get(place)
        again = api.get(place, headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert api.get(place, headers={"If-None-Match": '"x"'}).status_code == 200

    def test_another_answer_has_another(self, api: httpx.Client) -> None:
        assert api.get("/articles").headers["etag"] != api.get("/articles?limit=3").headers["etag"]

    def test_a_head_has_it_too(self, api: httpx.Client) -> None:
        assert api.head("/articles").headers["etag"] == api.get("/articles").headers["etag"]


class TestProblems:
    @pytest.mark.parametrize(("place", "status", "words"), [
        ("/articles?limit=0", 400, "limit"), ("/articles?limit=1001", 400, "limit"),
        ("/articles?limit=x", 400, "limit"),
        ("/articles?since=yesterday", 400, "since: is no date; write it as 2016, 2016-11 or 2016-11-09"),
        ("/articles?speeker=x", 400, "there is no parameter speeker"), ("/articles?q=a&q=b", 400, "more than once"),
        ("/articles?since=2026-02-30", 400, "since"), ("/articles?after=x", 400, "after"), ("/trace", 400, "q"),
        ("/trace?q=…", 404, "no words to look for"),
        ("/statements?kind=loud", 400, "kind"), ("/articles/ffff", 404, "no such article"),
        ("/statements/ffff", 404, "no such statement"), ("/speakers/nobody", 404, "no such speaker"),
        ("/stories/ffff", 404, "no such story"), ("/articles?story=ffff", 404, "no such story"),
        ("/corrections/ffff", 404, "no such correction"), ("/nothing", 404, "openapi.json"),
        ("/statements?q=" + "x" * 9_000, 400, "too long")])
    def test_are_told_as_rfc_9457_has_it(self, api: httpx.Client, path: Path, place: str, status: int,
                                         words: str) -> None:
        answer = api.get(place)
        assert answer.headers["content-type"] == "application/problem+json"
        told = answer.json()
        assert set(told) == {"type", "title", "status", "detail"}
        assert (answer.status_code, told["status"]) == (status, status)
        assert words in told["detail"]
        assert str(path.parent) not in answer.text

    def test_a_failure_tells_nothing_of_itself(self, api: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("secret")

        monkeypatch.setattr("dateline.web.api.lists.find.speakers", fail)
        answer = api.get("/speakers")
        assert answer.status_code == 500
        assert "secret" not in answer.text

    def test_other_hosts_are_refused(self, api: httpx.Client) -> None:
        answer = api.get("/articles", headers={"Host": "evil.example"})
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


class TestReadOnly:
    @pytest.mark.parametrize("place", ["/corrections", "/articles", "/corrections/abc/undo"])
    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
    def test_nothing_is_written_unless_it_was_asked_for(self, api: httpx.Client, place: str, method: str) -> None:
        answer = api.request(method, place, json={}, headers=SIGNED)
        assert answer.status_code in (404, 405)
        assert answer.headers["content-type"] == "application/problem+json"

    def test_the_document_offers_none(self, api: httpx.Client) -> None:
        paths = api.get("/openapi.json").json()["paths"]
        assert {method for path in paths.values() for method in path} == {"get"}


class TestWriting:
    def kept(self, writing: httpx.Client, **decision: object) -> httpx.Response:
        return writing.post("/corrections", json={"who": "Kim", **decision}, headers=SIGNED)

    def test_a_correction_is_laid_over_at_once_and_can_be_undone(self, writing: httpx.Client) -> None:
        [article] = writing.get("/articles").json()["items"]
        made = self.kept(writing, kind="headline", article=article["id"], value="River falls", why="typo")
        assert made.status_code == 201
        assert made.json()["state"] == "in force"
        assert writing.get(str(writing.base_url.join(made.headers["location"]))).json() == made.json()
        now = writing.get(f"/articles/{article['id']}").json()
        assert (now["article"]["headline"], now["headline_as_read"]) == ("River falls", article["headline"])
        undone = writing.post(f"/corrections/{made.json()['id']}/undo", json={"who": "Lee"}, headers=SIGNED)
        assert undone.status_code == 201
        assert writing.get("/articles").json()["items"] == [article]
        assert [one["kind"] for one in writing.get("/corrections").json()["items"]] == ["undo", "headline"]
        assert [one["kind"] for one in writing.get("/corrections?limit=1").json()["items"]] == ["undo"]
        rows = csv.DictReader(io.StringIO(writing.get("/corrections.csv").content.decode("utf-8-sig"), newline=""))
        assert [(row["kind"], row["who"]) for row in rows] == [("undo", "Lee"), ("headline", "Kim")]
        assert len(feedparser.parse(writing.get("/corrections.rss").content).entries) == 2

    def test_of_a_speaker_of_spans_and_of_a_statement_that_was_missed(self, writing: httpx.Client) -> None:
        [one] = writing.get("/statements").json()["items"]
        assert self.kept(writing, kind="speaker", statement=one["id"], value=["Eva Holm"]).status_code == 201
        [now] = writing.get("/statements?speaker=Eva Holm").json()["items"]
        assert (now["corrected_by"], [voice["name"] for voice in now["as_read"]]) == ("Kim", ["Ana Ruiz"])
        added = self.kept(writing, kind="statement", article=one["article"]["id"],
                          value={"content": "river", "speakers": ["Bo Lind"]})
        assert added.status_code == 201
        assert len(writing.get("/statements").json()["items"]) == 2
        assert self.kept(writing, kind="not-statement", statement=one["id"]).status_code == 201
        assert len(writing.get("/statements").json()["items"]) == 1

    @pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN},
                                         {"Authorization": f"Basic {TOKEN}"}])
    def test_nobody_writes_without_the_token(self, writing: httpx.Client, headers: dict[str, str]) -> None:
        [article] = writing.get("/articles").json()["items"]
        answer = writing.post("/corrections", headers=headers,
                              json={"kind": "not-article", "article": article["id"], "who": "Eve"})
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert writing.get("/articles").json()["items"] == [article]

    @pytest.mark.parametrize(("decision", "status"), [
        ({"kind": "headline", "article": "ffff", "value": "x"}, 404), ({"kind": "headline", "article": "ffff"}, 422),
        ({"kind": "loud", "article": "ffff"}, 422), ({"kind": "headline", "article": "ffff", "value": " "}, 422),
        ({"kind": "published", "article": "ffff", "value": "2026-02-30"}, 422), ({}, 422),
        ({"kind": "not-article", "article": "ffff", "vhy": "x"}, 422),
        ({"kind": "merge", "stories": ["ffff"]}, 422), ({"kind": "move", "article": "ffff", "story": "ffff"}, 404)])
    def test_what_makes_no_sense_is_kept_nowhere(self, writing: httpx.Client, decision: dict[str, object],
                                                 status: int) -> None:
        answer = self.kept(writing, **decision)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert writing.get("/corrections").json()["items"] == []

    def test_only_json_of_a_bounded_size_is_read(self, writing: httpx.Client) -> None:
        form = writing.post("/corrections", data={"kind": "not-article"}, headers=SIGNED)
        assert form.status_code == 415
        large = writing.post("/corrections", content=b"[" * 2_000_000, headers={
            **SIGNED, "Content-Type": "application/json"})
        assert large.status_code == 413
        deep = writing.post("/corrections", content=b"[" * 100_000, headers={
            **SIGNED, "Content-Type": "application/json"})
        assert deep.status_code in (400, 422)


class TestDocument:
    def test_is_valid_openapi(self) -> None:
        """Each schema is JSON Schema 2020-12, each reference leads somewhere, each operation has its own name."""
        import jsonschema

        described = document(writing=True)
        schemas = described["components"]["schemas"]
        for schema in schemas.values():
            jsonschema.Draft202012Validator.check_schema(schema)
        text = msgspec.json.encode(described).decode()
        assert {one.split('"')[0] for one in text.split("#/components/schemas/")[1:]} <= set(schemas)
        names = [operation["operationId"] for path in described["paths"].values() for operation in path.values()]
        assert len(names) == len(set(names))

    def test_names_every_address(self) -> None:
        served = {one.address for one in (*endpoints(writing=False), *file_endpoints())}
        assert served | {"/api/openapi.json"} == set(document(writing=False)["paths"])

    @pytest.mark.parametrize("what", [one.what for one in LISTS])
    def test_every_list_is_in_the_docs(self, what: str) -> None:
        assert f"/api/{what}" in DOCS.read_text(encoding="utf-8")


def test_parameters_are_refused_by_name() -> None:
    with pytest.raises(dateline.errors.UsageError, match="there is no parameter x; there are none"):
        understood([("x", "1")], endpoints(writing=False)[0].asks)
