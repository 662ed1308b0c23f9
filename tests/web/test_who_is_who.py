"""Who is who, decided in the reader over real HTTP: merged, kept apart, renamed, split, placed; and taken back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import feedparser
import httpx
import msgspec
import pytest
from conftest import serving
from making import archive_of, reading_of, statement_of, write

from dateline.archive import find, open_archive
from dateline.archive.ids import article_id
from dateline.archive.values import Reading
from dateline.model import Speaker
from dateline.pipeline import regroup
from dateline.speakers import identify
from dateline.web import urls
from dateline.web.access import Access


def article(id_: str, name: str, role: str | None = None) -> Reading:
    """An article in which one person says something."""
    text = f"{name} said that the weir of {id_} holds."
    said = statement_of(text, source=name, cue="said", content=f"the weir of {id_} holds", speaker=name)
    speaker = Speaker(name=name, role=role, named=True, chain=said.speakers[0].chain, confidence=0.9)
    reading = reading_of(text, headline=f"Weir of {id_}", url=f"https://{id_}.example/", data=id_.encode(),
                         published="2026-03-01T08:00:00+00:00",
                         statements=(msgspec.structs.replace(said, speakers=(speaker,)),))
    found = identify(speaker)
    return msgspec.structs.replace(reading, speakers=((found.id if found else None,),))


class Desk:
    """A reader over five articles, and the browser that may write."""

    def __init__(self, path: Path, address: str, access: Access) -> None:
        self.path = path
        self.browser = httpx.Client(base_url=address, timeout=30, follow_redirects=True, headers={"Origin": address})
        self.browser.get(access.link(address))
        self.browser.post(urls.NAME, data={"who": "Kim", "back": "/"})

    def speaker(self, id_: str) -> str:
        with open_archive(self.path) as archive:
            said = next(iter(find.statements_of(archive, article_id(f"https://{id_}.example/"))))
            return str(said.speakers[0].speaker)

    def send(self, kind: str, target: str, **form: str) -> httpx.Response:
        sent = {"kind": kind, "target": target, "back": urls.speaker(target), **form}
        return self.browser.post(urls.CORRECT, data=sent)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path, access = tmp_path / "a.db", Access(once=True)
    with archive_of(path) as archive:
        for one in (article("a", "Ana Ruiz", "governor of Ohio"), article("b", "Bert Ruiz", "surgeon"),
                    article("c", "Ruiz"), article("d", "Ana Ruiz", "governor of Ohio"), article("e", "Olga Tern")):
            write(archive, one)
        regroup(archive)
    with serving(path, access=access) as address:
        yield Desk(path, address, access)


def test_two_are_made_one_and_parted_again(desk: Desk) -> None:
    old = desk.speaker("e")
    answer = desk.send("merge-speakers", old, value="Ana Ruiz", why="her maiden name")
    assert answer.status_code == 200
    assert desk.speaker("e") == desk.speaker("a")
    assert "Olga Tern" in answer.text  # the page of the entry that went leads to the one that stays
    made = re.search(r"made=([0-9a-f]{16})", str(answer.url))
    assert made
    assert "her maiden name" in desk.browser.get(urls.names(desk.speaker("a"))).text
    desk.browser.post(urls.UNDO, data={"correction": made[1], "back": "/"})
    assert desk.speaker("e") != desk.speaker("a")


def test_one_is_split_by_the_articles_that_were_ticked(desk: Desk) -> None:
    assert desk.speaker("a") == desk.speaker("d")
    desk.send("split-speaker", desk.speaker("a"), article=article_id("https://d.example/"))
    assert desk.speaker("a") != desk.speaker("d")


def test_one_is_called_otherwise(desk: Desk) -> None:
    answer = desk.send("rename", desk.speaker("a"), value="Ana Ruiz de Vell")
    assert "<h1 id=\"name\" dir=\"auto\">Ana Ruiz de Vell</h1>" in answer.text


def test_who_never_is_one_stays_two(desk: Desk) -> None:
    assert desk.send("never-merge", desk.speaker("a"), value=desk.speaker("b")).status_code == 200
    assert "never merge" in desk.browser.get(urls.names(desk.speaker("a"))).text


def test_an_office_held_is_shown_with_its_time_and_sources(desk: Desk) -> None:
    text = desk.browser.get(urls.speaker(desk.speaker("a"))).text
    held = text[text.index('id="offices"'):]
    assert "governor of Ohio" in held
    assert "by 2 articles" in held
    assert urls.article(article_id("https://a.example/")) in held


class TestQueue:
    def test_asks_whom_a_bare_surname_means(self, desk: Desk) -> None:
        page = desk.browser.get(f"{urls.WHO}.json").json()
        assert page["doubt"]["name"] == "Ruiz"
        assert {one["name"] for one in page["rivals"]} == {"Ana Ruiz", "Bert Ruiz"}
        assert "1 name in doubt" in desk.browser.get(urls.REVIEW).text

    @pytest.mark.parametrize("meant", ["a", "b"])
    def test_an_answer_places_the_name(self, desk: Desk, meant: str) -> None:
        doubt = desk.browser.get(f"{urls.WHO}.json").json()["doubt"]
        desk.send("place-name", doubt["article"]["id"], bearer=doubt["bearer"], value=desk.speaker(meant))
        assert desk.speaker("c") == desk.speaker(meant)
        assert desk.browser.get(f"{urls.WHO}.json").json()["doubt"] is None

    def test_somebody_else_stays_somebody_else(self, desk: Desk) -> None:
        doubt = desk.browser.get(f"{urls.WHO}.json").json()["doubt"]
        desk.send("place-name", doubt["article"]["id"], bearer=doubt["bearer"])
        assert desk.speaker("c") not in {desk.speaker("a"), desk.speaker("b")}
        assert desk.browser.get(f"{urls.WHO}.json").json()["doubt"] is None

    def test_skips_without_losing_its_place(self, desk: Desk) -> None:
        page = desk.browser.get(f"{urls.WHO}.json").json()
        behind = desk.browser.get(f"{urls.who(page['skip'])}".replace("speakers?", "speakers.json?")).json()
        assert (behind["doubt"], behind["waiting"]) == (None, 1)


@pytest.mark.parametrize("place", [f"{urls.WHO}?after=x", f"{urls.CHANGES}?before=x", f"{urls.CHANGES}?what=x"])
def test_what_is_no_place_is_said_to_be_none(desk: Desk, place: str) -> None:
    assert desk.browser.get(place).status_code == 400


class TestChanges:
    def test_are_listed_with_the_words_that_came_and_went(self, desk: Desk) -> None:
        with open_archive(desk.path, write=True) as archive:
            later = article("a", "Ana Ruiz", "governor of Ohio")
            text = later.article.text.replace("holds", "leaks")
            page = msgspec.structs.replace(later.page, data=b"later", captured="2026-03-09T10:00:00Z")
            said = statement_of(text, source="Ana Ruiz", cue="said", content="the weir of a leaks", speaker="Ana Ruiz")
            write(archive, msgspec.structs.replace(
                later, page=page, payload="f" * 64, statements=(said,),
                article=msgspec.structs.replace(later.article, text=text, captured=page.captured)))
            regroup(archive)
        text = desk.browser.get(urls.changes(outlet="", speaker="Ana Ruiz")).text
        assert "reworded" in text
        assert re.search(r"<del>.*?holds.*?</del>", text, re.DOTALL)
        assert re.search(r"<ins>.*?leaks.*?</ins>", text, re.DOTALL)
        assert "leaks" not in desk.browser.get(urls.changes(what="headline")).text.split("</form>")[-1]

    def test_of_nobody_are_not_found(self, desk: Desk) -> None:
        assert desk.browser.get(urls.changes(speaker="Nobody Here")).status_code == 404


class TestFiles:
    def test_names_in_doubt_are_a_list(self, desk: Desk) -> None:
        [row] = rows_of(desk, f"{urls.WHO}.csv")
        assert (row["name"], row["article"]) == ("Ruiz", article_id("https://c.example/"))
        assert {name for _, name in json.loads(row["rivals"])} == {"Ana Ruiz", "Bert Ruiz"}
        assert (row["published"], row["published_utc"]) == ("2026-03-01T08:00:00+00:00", "2026-03-01T08:00:00Z")
        [entry] = feedparser.parse(desk.browser.get(f"{urls.WHO}.rss").content).entries
        assert entry.title.startswith("Ruiz: taken for ")
        assert "Ana Ruiz" in entry.title

    def test_the_names_of_a_speaker_are_a_list(self, desk: Desk) -> None:
        place = urls.names(desk.speaker("a"))
        rows = rows_of(desk, f"{place}.csv")
        assert [(row["article"], row["name"], row["roles"]) for row in rows] == [
            (one["article"]["id"], one["why"]["name"], "; ".join(one["why"]["roles"]))
            for one in desk.browser.get(f"{place}.json").json()["names"]]
        assert {one for row in rows for one, _, _ in json.loads(row["evidence"])} >= {"office"}
        assert len(feedparser.parse(desk.browser.get(f"{place}.atom").content).entries) == len(rows) == 2


def rows_of(desk: Desk, place: str) -> list[dict[str, str]]:
    text = desk.browser.get(place).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))
