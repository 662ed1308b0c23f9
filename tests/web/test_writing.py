"""Correcting and adding through the reader, over real HTTP: who may, how it is kept, how it is taken back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from conftest import flood, serving
from making import archive_of, reading_of, statement_of
from selectolax.lexbor import LexborHTMLParser

from dateline.archive import find, open_archive
from dateline.archive.corrections import listed
from dateline.model import Dropped
from dateline.web import urls
from dateline.web.access import Access

PAGE = Path(__file__).parents[2] / "src" / "dateline" / "examples" / "harrow-bay-courier.html"


class Desk:
    """A reader that may be written to, the archive behind it, and a browser that came by its link."""

    def __init__(self, path: Path, address: str, access: Access) -> None:
        self.path, self.address, self.access = path, address, access
        self.browser = httpx.Client(base_url=address, timeout=30, follow_redirects=True, headers={"Origin": address})
        self.browser.get(access.link(address))
        self.browser.post(urls.NAME, data={"who": "Kim", "back": "/"})

    def article(self) -> str:
        with open_archive(self.path) as archive:
            return next(find.all_articles(archive))

    def statements(self) -> list[str]:
        with open_archive(self.path) as archive:
            return [one.id for one in find.statements_of(archive, self.article())]

    def corrections(self) -> list[tuple[str, str, str]]:
        with open_archive(self.path) as archive:
            return [(one.kind, one.who, one.state) for one in listed(archive)]

    def send(self, path: str = urls.CORRECT, **form: str) -> httpx.Response:
        return self.browser.post(path, data={"who": "Kim", "back": "/review", **form})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path, access = tmp_path / "a.db", Access(once=True)
    reading = flood(captured="2026-03-01T10:00:00Z")
    dropped = msgspec.structs.replace(reading.article, dropped=(Dropped(reason="sidebar", spans=((0, 3),), text="Ad"),))
    archive_of(path, msgspec.structs.replace(reading, article=dropped)).close()
    with serving(path, access=access) as address:
        yield Desk(path, address, access)


class TestWhoMayWrite:
    def test_the_link_lets_in_one_browser_only(self, desk: Desk) -> None:
        with httpx.Client(base_url=desk.address, headers={"Origin": desk.address}) as other:
            other.get(desk.access.link(desk.address))
            answer = other.post(urls.CORRECT, data={"kind": "not-article", "target": desk.article(), "who": "Eve"})
        assert (answer.status_code, desk.corrections()) == (403, [])

    def test_a_link_for_several_lets_in_all(self, tmp_path: Path) -> None:
        archive_of(tmp_path / "a.db").close()
        access = Access(once=False)
        with serving(tmp_path / "a.db", access=access) as address:
            for _ in range(2):
                with httpx.Client(base_url=address, follow_redirects=True) as one:
                    assert 'href="/add"' in one.get(access.link(address)).text

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://localhost:1", None])
    def test_no_other_site_can_send_a_form(self, desk: Desk, origin: str | None) -> None:
        cookies = dict(desk.browser.cookies.items())
        headers = {} if origin is None else {"Origin": origin}
        with httpx.Client(base_url=desk.address, cookies=cookies, headers=headers) as browser:
            answer = browser.post(urls.CORRECT, data={"kind": "not-article", "target": desk.article(), "who": "Eve"})
        assert (answer.status_code, desk.corrections()) == (403, [])

    def test_the_cookie_is_for_this_reader_and_no_script(self, desk: Desk) -> None:
        access = Access(once=True)
        with serving(desk.path, access=access) as address, httpx.Client(base_url=address) as browser:
            cookie = browser.get(access.link(address)).headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie

    def test_a_reader_that_only_reads_shows_no_form(self, desk: Desk) -> None:
        for place in ("/", "/review", urls.article(desk.article()), urls.statement(desk.statements()[0]), "/add"):
            assert 'method="post"' not in httpx.get(desk.address + place).text
            assert 'method="post"' in desk.browser.get(place).text

    def test_more_than_a_form_is_refused_before_it_is_read(self, desk: Desk) -> None:
        assert desk.send(kind="headline", target=desk.article(), value="x" * 2_000_000).status_code == 413

    @pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", ""])
    def test_a_form_leads_back_only_within_the_reader(self, desk: Desk, back: str) -> None:
        answer = desk.browser.post(urls.NAME, data={"who": "Kim", "back": back}, follow_redirects=False)
        assert answer.headers["location"].startswith("/")
        assert not answer.headers["location"].startswith(("//", "/\\"))


class TestName:
    def test_is_asked_once(self, desk: Desk) -> None:
        desk.browser.cookies.delete("dateline-who")
        assert "What is your name?" in desk.browser.get("/review").text
        assert "What is your name?" in desk.browser.get("/").text
        desk.browser.post(urls.NAME, data={"who": "Kim Ödegård ;=", "back": "/"})
        assert "What is your name?" not in desk.browser.get("/").text
        desk.browser.post(urls.CORRECT, data={"kind": "right", "target": desk.statements()[0], "back": "/"})
        assert desk.corrections() == [("right", "Kim Ödegård ;=", "in force")]

    def test_without_one_nothing_is_corrected(self, desk: Desk) -> None:
        desk.browser.cookies.delete("dateline-who")
        answer = desk.browser.post(urls.CORRECT, data={"kind": "right", "target": desk.statements()[0]})
        assert (answer.status_code, desk.corrections()) == (400, [])


class TestCorrections:
    @pytest.mark.parametrize("kind, value, shown", [
        ("headline", "Harbour closed", "Headline corrected; as read:"),
        ("byline", "Lee Park; Mo Tan", "Lee Park, Mo Tan"),
        ("outlet", "Herald", "Outlet corrected; as read:"), ("published", "2026-02-28", "Date corrected; as read:"),
        ("not-article", "", "Marked by a person as not-article")])
    def test_of_an_article_are_shown_as_such(self, desk: Desk, kind: str, value: str, shown: str) -> None:
        place = urls.article(desk.article())
        answer = desk.send(kind=kind, target=desk.article(), value=value, back=place)
        assert answer.status_code == 200
        assert shown in " ".join(answer.text.split())
        assert "Kept as correction" in answer.text
        assert desk.corrections() == [(kind, "Kim", "in force")]

    def test_are_taken_back_and_put_back(self, desk: Desk) -> None:
        desk.send(kind="headline", target=desk.article(), value="Wrong")
        with open_archive(desk.path) as archive:
            made = listed(archive)[0].id
        desk.send(urls.UNDO, correction=made)
        assert "Headline corrected" not in desk.browser.get(urls.article(desk.article())).text
        with open_archive(desk.path) as archive:
            undone = listed(archive)[0].id
        desk.send(urls.UNDO, correction=undone)
        assert "Headline corrected" in desk.browser.get(urls.article(desk.article())).text

    def test_words_of_the_text_become_a_statement(self, desk: Desk) -> None:
        desk.send(kind="statement", target=desk.article(), content="The river rose",
                  speaker="Ana Ruiz; Bo Lind")
        with open_archive(desk.path) as archive:
            added = find.statements_of(archive, desk.article())[-1]
        assert (added.content, [voice.name for voice in added.speakers]) == ("The river rose", ["Ana Ruiz", "Bo Lind"])

    def test_words_that_are_not_there_are_refused(self, desk: Desk) -> None:
        answer = desk.send(kind="statement", target=desk.article(), content="The river sang")
        assert (answer.status_code, desk.corrections()) == (404, [])

    def test_a_dropped_piece_is_brought_back_and_a_kept_one_taken_out(self, desk: Desk) -> None:
        with open_archive(desk.path) as archive:
            edition = find.show(archive, desk.article()).edition
        place = urls.article(desk.article())
        page = desk.send(kind="kept", target=desk.article(), piece="0", edition=edition, back=place).text
        assert "brought back by a person" in page
        forms = LexborHTMLParser(desk.browser.get(f"{place}?edit=1").text)
        piece = forms.css("button[form=take-out]")[2].attributes["value"] or ""
        page = desk.send(kind="taken-out", target=desk.article(), piece=piece, edition=edition, back=place).text
        assert "taken out by a person" in page
        assert "1 statement" in LexborHTMLParser(page).css_first("#statements").text()

    def test_a_piece_of_another_edition_is_refused(self, desk: Desk) -> None:
        assert desk.send(kind="kept", target=desk.article(), piece="0", edition="0" * 16).status_code == 400

    @pytest.mark.parametrize("form", [{}, {"kind": "x"}, {"kind": "speaker", "target": "zz"}, {"kind": "undo"},
                                      {"kind": "merge", "target": "x"}, {"kind": "kept", "piece": "٣"}])
    def test_what_is_no_correction_is_refused(self, desk: Desk, form: dict[str, str]) -> None:
        answer = desk.send(**form)
        assert answer.status_code in (400, 404)
        assert desk.corrections() == []


class TestReview:
    def test_the_least_certain_comes_first_and_goes_when_it_is_decided(self, desk: Desk) -> None:
        seen = []
        for kind in ("not-statement", "right", "speaker"):
            page = desk.browser.get("/review.json").json()
            seen.append(page["place"]["said"]["statement"]["confidence"])
            assert page["waiting"] == 3 - len(seen) + 1
            desk.send(kind=kind, target=page["place"]["said"]["id"], value="Di Moss")
        assert seen == sorted(seen)
        assert desk.browser.get("/review.json").json()["place"] is None
        assert len(desk.statements()) == 2

    def test_one_can_be_skipped(self, desk: Desk) -> None:
        first = desk.browser.get("/review.json").json()
        second = desk.browser.get("/review.json", params={"after": first["skip"]}).json()
        assert second["place"]["said"]["id"] != first["place"]["said"]["id"]

    def test_what_no_longer_fits_is_listed(self, desk: Desk) -> None:
        desk.send(kind="not-statement", target=desk.statements()[0])
        with open_archive(desk.path, write=True) as archive:
            from making import write

            write(archive, reading_of("Cy Hall said that it rains.", captured="2026-03-05T10:00:00Z", statements=(
                statement_of("Cy Hall said that it rains.", source="Cy Hall", cue="said", content="that it rains"),)))
        page = desk.browser.get("/review").text
        assert "Corrections that no longer fit" in page
        assert "no statement with these words" in page


class TestAdding:
    def wait(self, desk: Desk) -> dict[str, object]:
        end = time.monotonic() + 120
        while (state := desk.browser.get("/add.json").json()["state"])["state"] == "running":
            assert time.monotonic() < end
            time.sleep(0.2)
        return state  # type: ignore[no-any-return]

    def test_a_file_that_is_dropped_is_read(self, desk: Desk) -> None:
        with PAGE.open("rb") as file:
            desk.browser.post(urls.ADD, files={"files": ("../../lantern.html", file, "text/html")})
        state = self.wait(desk)
        assert (state["state"], state["account"]["added"]) == ("done", {"ok": 1})  # type: ignore[index]
        page = desk.browser.get("/add").text
        assert "1 article added" in page
        article = desk.browser.get("/add.json").json()["articles"][0]["id"]
        stored = desk.browser.get(f"/article/{article}.json").json()["stored"]
        assert stored["captures"][0]["origins"][0][0] == "lantern.html"

    def test_a_text_that_is_pasted_is_read(self, desk: Desk) -> None:
        desk.browser.post(urls.ADD, data={"pasted": "Rain in Harrow\n\nMayor Ana Ruiz said it is safe.\n\nMore."},
                          files={"files": ("", b"")})
        assert self.wait(desk)["state"] == "done"

    @pytest.mark.parametrize("pasted", ["", "  ", "http://127.0.0.1:9/none", "/etc/passwd", "file:///etc/passwd"])
    def test_nothing_of_this_machine_is_read(self, desk: Desk, pasted: str) -> None:
        desk.browser.post(urls.ADD, data={"pasted": pasted})
        assert b"root:" not in desk.path.read_bytes()
        state = self.wait(desk)
        assert "root:x" not in str(state)

    def test_an_empty_archive_says_how_to_begin(self, tmp_path: Path) -> None:
        archive_of(tmp_path / "e.db").close()
        access = Access(once=True)
        with serving(tmp_path / "e.db", access=access) as address, httpx.Client(follow_redirects=True) as browser:
            page = browser.get(access.link(address)).text
        assert "Give it a first page" in page
        assert 'type="file"' in page
