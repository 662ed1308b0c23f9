"""What people decide about a page: its byline, its outlet, which of its pieces are the article; spans of statements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from making import archive_of, reading_of, said, statement_of, write

from dateline.archive import Archive, find
from dateline.archive.corrections import listed
from dateline.archive.query import Query
from dateline.archive.values import Reading
from dateline.errors import NotFound, UsageError
from dateline.model import Dropped
from dateline.pipeline import correct, undo

TEXT = "Ana Ruiz said that the river fell.\n\nBo Lind said that the bridge held."


def page(text: str = TEXT, *, dropped: str = "Divers found a crack.",
         captured: str = "2026-03-01T09:00:00Z") -> Reading:
    statements = tuple(statement_of(text, source=who, cue="said", content=what, speaker=who)
                       for who, what in (("Ana Ruiz", "that the river fell"), ("Bo Lind", "that the bridge held"))
                       if what in text)
    reading = reading_of(text, captured=captured, statements=statements)
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(
        reading.article, authors=("Kim Ode",), dropped=(Dropped(reason="sidebar", spans=((0, 5),), text=dropped),)))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_of(tmp_path / "a.db", page()) as opened:
        yield opened


def only(archive: Archive) -> str:
    (found,) = find.all_articles(archive)
    return found


def shown(archive: Archive) -> list[str]:
    return [one.content for one in find.statements_of(archive, only(archive))]


class TestFields:
    def test_a_byline_stands_beside_the_one_that_was_read(self, archive: Archive) -> None:
        made = correct(archive, "byline", only(archive), ["Lee Park", "Mo Tan"], who="Kim")
        stored = find.show(archive, only(archive))
        assert (stored.article.authors, stored.authors_as_read) == (("Lee Park", "Mo Tan"), ("Kim Ode",))
        undo(archive, made, who="Kim")
        assert find.show(archive, only(archive)).article.authors == ("Kim Ode",)

    def test_an_outlet_counts_everywhere(self, archive: Archive) -> None:
        correct(archive, "outlet", only(archive), "Herald", who="Kim")
        assert [one.outlet for one in find.latest(archive, Query(outlet="Herald"))] == ["Herald"]
        assert find.show(archive, only(archive)).outlet_as_read == "Courier"

    @pytest.mark.parametrize("kind, value", [("byline", "Lee"), ("byline", [""]), ("outlet", " "), ("kept", ""),
                                             ("taken-out", None)])
    def test_what_is_no_value_is_refused(self, archive: Archive, kind: str, value: object) -> None:
        with pytest.raises(UsageError):
            correct(archive, kind, only(archive), value, who="Kim")


class TestPieces:
    def test_a_dropped_piece_that_is_brought_back_is_found_by_its_words(self, archive: Archive) -> None:
        assert not find.search(archive, Query(words=("crack",)))
        made = correct(archive, "kept", only(archive), "Divers found a crack.", who="Kim")
        assert [one.words for one in find.show(archive, only(archive)).brought_back] == ["Divers found a crack."]
        assert len(find.search(archive, Query(words=("crack",)))) == 1
        undo(archive, made, who="Kim")
        assert not find.search(archive, Query(words=("crack",)))

    def test_what_was_not_dropped_cannot_be_brought_back(self, archive: Archive) -> None:
        with pytest.raises(NotFound):
            correct(archive, "kept", only(archive), "Divers found gold.", who="Kim")

    def test_of_a_piece_that_is_taken_out_nothing_is_said(self, archive: Archive) -> None:
        made = correct(archive, "taken-out", only(archive), "Bo Lind said that the bridge held.", who="Kim")
        assert shown(archive) == ["that the river fell"]
        assert find.show(archive, only(archive)).taken_out[0].span == (36, 70)
        undo(archive, made, who="Kim")
        assert len(shown(archive)) == 2

    def test_two_pieces_are_two_corrections(self, archive: Archive) -> None:
        for words in TEXT.split("\n\n"):
            correct(archive, "taken-out", only(archive), words, who="Kim")
        assert shown(archive) == []

    def test_what_a_later_edition_no_longer_has_is_lost_and_said_to_be(self, archive: Archive) -> None:
        correct(archive, "taken-out", only(archive), "Bo Lind said that the bridge held.", who="Kim")
        correct(archive, "kept", only(archive), "Divers found a crack.", who="Kim")
        write(archive, page("Ana Ruiz said that the river fell.", dropped="Other.", captured="2026-03-02T09:00:00Z"))
        assert [one.state for one in listed(archive)] == ["lost: no piece of the page with these words",
                                                          "lost: no piece of the text with these words"]
        assert shown(archive) == ["that the river fell"]


class TestSpans:
    def test_a_statement_with_other_spans_takes_the_place_of_the_one_that_was_read(self, archive: Archive) -> None:
        first = find.statements_of(archive, only(archive))[0]
        made = correct(archive, "span", first.id, {"content": "the river fell", "source": "Ana Ruiz"}, who="Kim")
        now = find.statements_of(archive, only(archive))
        assert [one.content for one in now] == ["that the bridge held", "the river fell"]
        assert ([voice.name for voice in now[1].speakers], now[1].corrected_by) == (["Ana Ruiz"], "Kim")
        undo(archive, made, who="Kim")
        assert shown(archive) == ["that the river fell", "that the bridge held"]

    def test_one_that_is_right_is_said_to_be(self, archive: Archive) -> None:
        correct(archive, "right", find.statements_of(archive, only(archive))[0].id, who="Kim")
        assert [one.confirmed_by for one in find.statements_of(archive, only(archive))] == ["Kim", None]


def test_statements_of_one_person_are_still_theirs(archive: Archive) -> None:
    write(archive, reading_of("Ana Ruiz said that rain comes.", url="https://courier.example/2",
                              statements=said("Ana Ruiz said that rain comes.")))
    assert find.speakers(archive, like="Ruiz")[0].statements == 2
