"""The reader over real HTTP: every page, its JSON twin, its headers, and what it refuses."""

from __future__ import annotations

import re
import socket
import threading
import time
from pathlib import Path

import httpx
import pytest
from conftest import HOSTILE
from making import archive_of, reading_of, write
from selectolax.lexbor import LexborHTMLParser

from dateline.web import create_app, urls
from dateline.web.app import PAGES
from dateline.web.guard import HEADERS

FLOOD, LATER = "Harbour is safe: mayor", "River falls at last"
PLACES = ["home", "articles", "article", "editions", "speakers", "speaker", "stories", "story", "search", "trace",
          "statement", "review", "add", "pair", "coverage", "rejected", "sample",
          "names", "who", "changes"]


@pytest.fixture
def places(ids: dict[str, str], client: httpx.Client) -> dict[str, str]:
    """An address of each page."""
    speaker = client.get("/speakers.json").json()["speakers"][0]["id"]
    said = client.get(f"/article/{ids[FLOOD]}.json").json()["statements"][0]["said"]["id"]
    return {"home": "/", "articles": "/articles", "article": urls.article(ids[FLOOD]),
            "editions": urls.editions(ids[FLOOD]), "speakers": "/speakers", "speaker": urls.speaker(speaker),
            "stories": "/stories", "story": urls.story(ids[FLOOD]), "search": urls.search("river"),
            "trace": urls.trace("the river falls"), "statement": urls.statement(said), "review": "/review",
            "add": "/add", "pair": urls.pair(speaker, speaker), "coverage": "/coverage", "rejected": "/rejected",
            "names": urls.names(speaker), "who": urls.who(), "changes": urls.changes(),
            "sample": urls.sample(client.get("/review.json").json()["samples"][0]["id"])}


def twin(address: str) -> str:
    path, mark, query = address.partition("?")
    return urls.json_of(path) + mark + query


class TestEveryPage:
    def test_is_named_here(self) -> None:
        assert len(PLACES) == len(PAGES)

    @pytest.mark.parametrize("place", PLACES)
    def test_answers_with_a_title_one_main_heading_and_its_language(self, client: httpx.Client, place: str,
                                                                    places: dict[str, str]) -> None:
        answer = client.get(places[place])
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.text.count("<h1") == 1
        assert re.search(r"<title>[^<]*\bdateline</title>", answer.text)
        assert '<html lang="en">' in answer.text

    @pytest.mark.parametrize("place", PLACES)
    def test_carries_the_guards_headers(self, client: httpx.Client, place: str, places: dict[str, str]) -> None:
        headers = client.get(places[place]).headers
        assert {name: headers[name] for name in HEADERS} == HEADERS

    @pytest.mark.parametrize("place", PLACES)
    def test_has_a_json_twin_with_every_field_of_its_value(self, client: httpx.Client, place: str,
                                                           places: dict[str, str]) -> None:
        answer = client.get(twin(places[place]))
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert isinstance(answer.json(), dict)

    @pytest.mark.parametrize("place", PLACES)
    def test_links_to_its_json_twin(self, client: httpx.Client, place: str, places: dict[str, str]) -> None:
        page = client.get(places[place]).text
        found = re.search(r'<link rel="alternate" type="application/json" href="([^"]+)"', page)
        assert found is not None
        assert client.get(found[1].replace("&amp;", "&")).json() == client.get(twin(places[place])).json()

    @pytest.mark.parametrize("place", PLACES)
    def test_leads_only_to_pages_that_are_there(self, client: httpx.Client, place: str,
                                                places: dict[str, str]) -> None:
        links = set(re.findall(r'(?:href|src|action)="(/[^"#]*)', client.get(places[place]).text))
        assert links
        assert {link for link in links if client.get(link.replace("&amp;", "&")).status_code != 200} == set()

    @pytest.mark.parametrize("place", PLACES)
    def test_has_our_one_script_no_inline_style_and_loads_nothing_from_elsewhere(self, client: httpx.Client, place: str,
                                                                            places: dict[str, str]) -> None:
        tree = LexborHTMLParser(client.get(places[place]).text)
        (script,) = tree.css("script")
        assert (script.attributes["src"], script.text()) == (urls.static("keys.js"), "")
        assert not tree.css("iframe, img, object, embed, style, base, meta[http-equiv]")
        for node in tree.css("*"):
            assert not [name for name in node.attributes if name == "style" or name.startswith("on")]
        assert all((node.attributes["href"] or "").startswith("/") for node in tree.css("link"))


class TestArticle:
    def test_marks_every_statement_and_lists_it_with_cue_modality_and_confidence(
            self, client: httpx.Client, places: dict[str, str]) -> None:
        page, value = client.get(places["article"]).text, client.get(twin(places["article"])).json()
        assert [one["number"] for one in value["statements"]] == [1, 2, 3]
        for one in value["statements"]:
            said = one["said"]
            anchor = urls.anchor(said["id"])
            assert f'href="#{anchor}"' in page
            item = page[page.index(f'id="{anchor}"'):]
            item = item[:item.index("</li>")]
            assert said["statement"].get("modality", "asserted") in item
            assert said["cue"] in item
            assert f"{said['statement']['confidence'] * 100:.0f} %" in item

    def test_says_which_statement_it_is_unsure_of(self, client: httpx.Client, places: dict[str, str]) -> None:
        assert "unsure (20 %)" in client.get(places["article"]).text

    def test_is_found_by_the_beginning_of_its_id(self, client: httpx.Client, ids: dict[str, str]) -> None:
        assert client.get(urls.article(ids[FLOOD][:12])).status_code == 200

    def test_shows_a_correction_beside_what_was_read(self, client: httpx.Client, ids: dict[str, str]) -> None:
        page = client.get(urls.article(ids[LATER])).text
        assert "Headline corrected; as read:" in page
        assert ">River falls<" in page
        assert "Kim Editor" in page

    def test_says_how_address_and_time_are_known(self, client: httpx.Client, places: dict[str, str]) -> None:
        assert "time from a WARC record" in client.get(places["article"]).text

    def test_leads_to_the_original_address_without_telling_it_from_where(self, client: httpx.Client,
                                                                         places: dict[str, str]) -> None:
        link = re.search(r'<a class="address" href="https://courier.example/rain" rel="([^"]+)"',
                         client.get(places["article"]).text)
        assert link is not None
        assert "noreferrer" in link[1]


class TestEditions:
    def test_shows_which_words_went_and_which_came(self, client: httpx.Client, ids: dict[str, str]) -> None:
        changes = client.get(twin(urls.editions(ids[FLOOD]))).json()["editions"][1]
        assert {part["kind"] for part in changes["headline_changes"]} >= {"gone", "new"}
        before = "".join(part["text"] for part in changes["headline_changes"] if part["kind"] != "new")
        assert before == "River rises"


class TestStory:
    def test_folds_copies_under_the_text_that_they_repeat(self, client: httpx.Client, places: dict[str, str]) -> None:
        articles = client.get(twin(places["story"])).json()["articles"]
        folded = {one["article"]["headline"]: [copy["article"]["headline"] for copy in one["copies"]]
                  for one in articles}
        assert folded == {FLOOD: [], LATER: ["Falling river"]}

    def test_names_each_voice_where_it_is_first_heard(self, client: httpx.Client, places: dict[str, str]) -> None:
        articles = client.get(twin(places["story"])).json()["articles"]
        assert [[voice["name"] for voice in one["new_voices"]] for one in articles] == [["Ana Ruiz", "Bo Lind"], []]


class TestSpeaker:
    def test_has_the_newest_statement_first(self, client: httpx.Client) -> None:
        ana = next(one for one in client.get("/speakers.json").json()["speakers"] if one["name"] == "Ana Ruiz")
        said = client.get(twin(urls.speaker(ana["id"]))).json()["statements"]
        assert [one["content"] for one in said] == ["that the river falls", "that the “whole harbour” is safe"]

    def test_is_found_in_the_list_by_a_part_of_the_name(self, client: httpx.Client) -> None:
        found = client.get("/speakers.json?like=ruiz").json()["speakers"]
        assert [one["name"] for one in found] == ["Ana Ruiz"]


class TestSearch:
    def test_finds_articles_and_statements(self, client: httpx.Client) -> None:
        found = client.get("/search.json?q=river").json()
        assert {one["article"]["headline"] for one in found["articles"]} == {FLOOD, LATER, "Falling river"}
        assert [one["content"] for one in found["statements"]] == ["that the river falls"]

    def test_marks_the_words_that_were_looked_for(self, client: httpx.Client) -> None:
        assert "<mark>river</mark>" in client.get("/search?q=river").text

    def test_shows_what_was_understood(self, client: httpx.Client) -> None:
        page = client.get('/search?q=speaker:"Ana Ruiz" falls').text
        assert 'speaker <b dir="auto">Ana Ruiz</b>' in page
        assert '<span class="chip" dir="auto">falls</span>' in page

    @pytest.mark.parametrize("typed", ['"', "(", "AND OR NOT", "a*", "NEAR(a b)", "headline:x", "\x00", "𐀀", "%",
                                       "x" * 3000, "date:2026-99", "kind:", "'; DROP TABLE article; --"])
    def test_takes_anything(self, client: httpx.Client, typed: str) -> None:
        assert client.get("/search", params={"q": typed}).status_code == 200

    @pytest.mark.parametrize("key", ["0", "-1", "x", "999999999999", "２", "~" * 300])
    def test_a_key_that_is_none_is_told(self, client: httpx.Client, key: str) -> None:
        assert client.get("/search", params={"q": "river", "after": key}).status_code == 400

    @pytest.mark.parametrize("key", ["~", "2026~x", "9999-12-31~f", "\x00~'"])
    def test_goes_on_behind_any_place(self, client: httpx.Client, key: str) -> None:
        assert client.get("/search", params={"q": "river", "after": key}).status_code == 200


class TestHostileArticle:
    def test_runs_and_loads_nothing(self, client: httpx.Client, ids: dict[str, str]) -> None:
        page = client.get(urls.article(ids[HOSTILE])).text
        assert page.count("<script") == 1
        assert "<img" not in page
        assert "{{ 7*7 }}" in page
        assert not re.search(r'(?:href|src|action)="(?:javascript|file|data):', page)

    def test_is_harmless_in_lists_too(self, client: httpx.Client) -> None:
        for place in ("/", "/articles", urls.search("alert"), urls.articles(outlet=HOSTILE)):
            assert "<img" not in client.get(place).text
            assert client.get(place).text.count("<script") == 1


class TestRefusals:
    @pytest.mark.parametrize("place", ["/nothing", "/article/ffff", "/speaker/nobody", "/story/none", "/article/",
                                       "/static/../app.py", "/article/ffff/editions", "/static/app.py"])
    def test_unknown_addresses_are_404_with_a_page(self, client: httpx.Client, place: str) -> None:
        answer = client.get(place)
        assert answer.status_code == 404
        assert "Nothing here" in answer.text
        assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]

    def test_unknown_ids_are_404_in_json_too(self, client: httpx.Client) -> None:
        answer = client.get("/article/ffff.json")
        assert (answer.status_code, answer.json()["status"]) == (404, 404)
        assert answer.headers["content-type"] == "application/problem+json"

    def test_json_that_is_known_is_not_sent_again(self, client: httpx.Client) -> None:
        first = client.get("/articles.json")
        assert first.headers["etag"].startswith('W/"')
        again = client.get("/articles.json", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        other = client.get("/stories.json", headers={"If-None-Match": first.headers["etag"]})
        assert other.status_code == 200

    def test_tells_nothing_of_where_the_archive_lies(self, client: httpx.Client, archive_path: Path) -> None:
        assert str(archive_path.parent) not in client.get("/article/ffff").text

    @pytest.mark.parametrize("place", ["/articles?before=x", "/speaker/x?before=a~b"])
    def test_keys_that_are_none_are_400(self, client: httpx.Client, place: str) -> None:
        assert client.get(place).status_code == 400

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
    def test_only_reads(self, client: httpx.Client, method: str) -> None:
        assert client.request(method, "/").status_code == 405

    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", ""])
    def test_answers_only_under_this_machines_names(self, client: httpx.Client, host: str) -> None:
        assert client.get("/", headers={"Host": host}).status_code == 400

    @pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8877", "127.0.0.1:1", "[::1]:8877"])
    def test_answers_under_each_of_them(self, client: httpx.Client, host: str) -> None:
        assert client.get("/", headers={"Host": host}).status_code == 200

    def test_an_address_that_is_too_long_is_414(self, client: httpx.Client) -> None:
        assert client.get("/search", params={"q": "x" * 9000}).status_code == 414

    def test_a_failure_is_a_page_with_the_guards_headers(self, client: httpx.Client,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_: object) -> None:
            raise RuntimeError("secret")

        monkeypatch.setattr("dateline.web.pages.stories.find.stories", fail)
        answer = client.get("/stories")
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]

    def test_a_query_that_takes_too_long_says_so(self, client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
        from dateline.archive import find

        def cut(*_: object, **__: object) -> None:
            raise find.Cut("stopped after 5 s")

        monkeypatch.setattr("dateline.web.pages.search.find.search", cut)
        assert "stopped after 5 s" in client.get("/search?q=river").text


class TestTwoHundredReaders:
    def test_lose_no_request(self, address: str) -> None:
        """All at once, on loopback, while the archive is the same for everybody."""
        codes: list[int] = []

        def read() -> None:
            codes.append(httpx.get(f"{address}/articles.json", timeout=60).status_code)

        readers = [threading.Thread(target=read) for _ in range(200)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        assert codes == [200] * 200


class TestSlowReaders:
    def test_block_nobody(self, address: str) -> None:
        """Sixty who never end their request and sixty who never take their answer; the next one is served at once."""
        host, port = address.removeprefix("http://").split(":")
        slow = []
        for number in range(120):
            one = socket.create_connection((host, int(port)), timeout=30)
            one.sendall(f"GET /articles HTTP/1.1\r\nHost: {host}\r\n".encode() + (b"\r\n" if number % 2 else b""))
            slow.append(one)
        try:
            began = time.monotonic()
            assert httpx.get(f"{address}/", timeout=30).status_code == 200
            assert time.monotonic() - began < 20
        finally:
            for one in slow:
                one.close()


class TestPacking:
    def test_a_browser_gets_the_same_page_in_fewer_bytes(self, address: str, places: dict[str, str]) -> None:
        plain = httpx.get(address + places["article"], headers={"Accept-Encoding": "identity"})
        packed = httpx.get(address + places["article"], headers={"Accept-Encoding": "gzip"})
        assert packed.text == plain.text
        assert int(packed.headers["content-length"]) < 0.5 * int(plain.headers["content-length"])


class TestArchive:
    def test_may_be_written_while_it_is_read(self, tmp_path: Path) -> None:
        from starlette.testclient import TestClient

        path = tmp_path / "a.db"
        with archive_of(path, reading_of("Rain.")) as archive, TestClient(create_app(path),
                                                                          base_url="http://localhost") as reader:
            assert reader.get("/index.json").json()["counts"]["articles"] == 1
            write(archive, reading_of("More rain.", url="https://courier.example/more"))
            assert reader.get("/index.json").json()["counts"]["articles"] == 2

    def test_that_is_gone_is_said_to_be(self, tmp_path: Path) -> None:
        from starlette.testclient import TestClient

        with TestClient(create_app(tmp_path / "none.db"), base_url="http://localhost") as reader:
            assert reader.get("/").status_code == 503

    def test_that_is_empty_says_how_to_begin(self, tmp_path: Path) -> None:
        from starlette.testclient import TestClient

        archive_of(tmp_path / "a.db").close()
        with TestClient(create_app(tmp_path / "a.db"), base_url="http://localhost") as reader:
            assert "dateline add" in reader.get("/").text

    def test_pages_of_a_long_list_hold_every_article_once(self, tmp_path: Path) -> None:
        from starlette.testclient import TestClient

        readings = [reading_of(f"Rain {n}.", headline=f"Rain {n}", url=f"https://courier.example/{n}",
                               published=f"2026-03-{1 + n % 7:02d}") for n in range(120)]
        archive_of(tmp_path / "a.db", *readings).close()
        seen, place = [], "/articles.json"
        with TestClient(create_app(tmp_path / "a.db"), base_url="http://localhost") as reader:
            while place:
                page = reader.get(place).json()
                seen += [one["article"]["headline"] for one in page["articles"]]
                place = urls.json_of("/articles") + urls.articles(before=page["before"])[9:] if page["before"] else ""
        assert sorted(seen) == sorted(f"Rain {n}" for n in range(120))
