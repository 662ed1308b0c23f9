"""The trail of a quotation through an archive, and which statements echo each other."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import archive_of, reading_of, said

from dateline.archive import Archive, find
from dateline.archive.counts import counts_of, of_story
from dateline.archive.echoes import echoed_in
from dateline.archive.groups import keep_grouping
from dateline.archive.remove import remove
from dateline.archive.store import write_reading
from dateline.archive.values import Reading
from dateline.errors import UsageError
from dateline.model import Grouping
from dateline.pipeline import correct, regroup, trace, undo
from dateline.pipeline.echoes import find_echoes

WORDS = "the council will sell the harbour warehouse to nobody before the flood barrier is repaired"
PRINTED = {
    "whole": ("Ana Ruiz", WORDS, "2026-03-02"),
    "first": ("Ana Ruiz", f"„{WORDS}“", "2026-03-01"),
    "undated": ("Ana Ruiz", WORDS, None),
    "trimmed": ("Ana Ruiz", "they sell the harbour warehouse to nobody before the flood barrier is repaired",
                "2026-03-03"),
    "inside": ("Bo Lind", f"he had heard of it and {WORDS}, which surprised him", "2026-03-04"),
    "reordered": ("Ana Ruiz", "before the flood barrier is repaired the council will sell the harbour warehouse to "
                              "nobody", "2026-03-05"),
    "other": ("Ana Ruiz", "schools stay open on Thursday although teachers announced a walkout", "2026-03-01"),
}


def report(name: str) -> Reading:
    speaker, words, published = PRINTED[name]
    text = f"{speaker} said that {words}."
    return reading_of(text, headline=name, url=f"https://{name}.example/1", outlet=f"{name} Post",
                      published=published, statements=said(text, speaker))


def filled(path: Path, names: list[str]) -> Archive:
    archive = archive_of(path, *(report(name) for name in names))
    regroup(archive)
    return archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return filled(tmp_path / "a.db", list(PRINTED))


def headlines(archive: Archive, asked: str, limit: int = 100) -> list[str | None]:
    return [one.said.article.headline for one in trace(archive, asked, limit=limit).wordings]


def article_named(archive: Archive, headline: str) -> str:
    return str(archive.db.execute("SELECT id FROM article WHERE headline = ?", (headline,)).fetchone()[0])


class TestTrace:
    def test_finds_every_wording_the_first_printing_first_and_undated_ones_last(self, archive: Archive) -> None:
        assert headlines(archive, WORDS) == ["first", "whole", "trimmed", "inside", "reordered", "undated"]

    def test_says_how_each_differs(self, archive: Archive) -> None:
        trail = trace(archive, WORDS)
        relations = {one.said.article.headline: one.relation for one in trail.wordings}
        assert relations == {"first": "same", "whole": "same", "trimmed": "reworded", "inside": "longer",
                             "reordered": "reordered", "undated": "same"}
        [inside] = [one for one in trail.wordings if one.relation == "longer"]
        assert [(piece.kind, piece.text) for piece in inside.pieces] == [
            ("new", "he had heard of it and"), ("same", f" {WORDS}, "), ("new", "which surprised him")]

    def test_says_where_somebody_else_is_named_as_the_speaker(self, archive: Archive) -> None:
        assert [one.said.article.headline for one in trace(archive, WORDS).wordings if one.other_speaker] == ["inside"]

    def test_some_of_the_words_lead_to_all_of_them(self, archive: Archive) -> None:
        assert set(headlines(archive, "sell the harbour warehouse to nobody")) == set(PRINTED) - {"other"}

    def test_a_statements_id_stands_for_its_words(self, archive: Archive) -> None:
        [one] = find.statements_of(archive, article_named(archive, "whole"))
        trail = trace(archive, one.id[:10])
        assert (trail.asked, trail.statement, trail.total) == (WORDS, one.id, 6)

    @pytest.mark.parametrize("asked", ["decade", "2016", "no such words", "deadbeef1", "(", '"', "x AND NOT y*"])
    def test_words_that_nobody_said_lead_nowhere(self, archive: Archive, asked: str) -> None:
        if asked in ("(", '"'):
            with pytest.raises(UsageError):
                trace(archive, asked)
        else:
            assert trace(archive, asked).wordings == ()

    def test_what_is_not_listed_is_counted(self, archive: Archive) -> None:
        trail = trace(archive, WORDS, limit=2)
        assert (len(trail.wordings), trail.total, trail.counts.outlets) == (2, 6, 6)

    def test_what_people_took_out_is_no_wording(self, archive: Archive) -> None:
        [one] = find.statements_of(archive, article_named(archive, "first"))
        made = correct(archive, "not-statement", one.id, who="Kim")
        assert headlines(archive, WORDS)[0] == "whole"
        undo(archive, made, who="Kim")
        correct(archive, "not-article", article_named(archive, "whole"), who="Kim")
        assert headlines(archive, WORDS)[:2] == ["first", "trimmed"]


class TestEchoes:
    def test_each_statement_knows_in_how_many_other_articles_it_is_echoed(self, archive: Archive) -> None:
        assert list(echoed_in(archive, article_named(archive, "whole")).values()) == [5]
        assert echoed_in(archive, article_named(archive, "other")) == {}

    def test_what_is_removed_leaves_no_key(self, archive: Archive) -> None:
        for name in PRINTED:
            remove(archive, article_named(archive, name), made="2026-03-09T00:00:00Z", why="court order")
        assert archive.db.execute("SELECT count(*) FROM echo").fetchone()[0] == 0

    def test_a_statement_that_a_person_added_echoes_too(self, tmp_path: Path) -> None:
        bare = msgspec.structs.replace(report("first"), statements=(), speakers=())
        archive = archive_of(tmp_path / "b.db", report("whole"), bare)
        correct(archive, "statement", article_named(archive, "first"), {"content": WORDS}, who="Kim")
        regroup(archive)
        assert list(echoed_in(archive, article_named(archive, "first")).values()) == [1]

    def test_of_a_story_those_articles_are_counted_that_hold_what_no_other_does(self, archive: Archive) -> None:
        story = article_named(archive, "first")
        with archive.transaction():
            keep_grouping(archive, [Grouping(id=article_named(archive, name), story=story)
                                    for name in ("first", "whole", "inside", "other")])
        counts = counts_of(archive, of_story(story))
        assert (counts.articles, counts.with_own) == (4, 1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(list(PRINTED)), cut=st.integers(0, len(PRINTED)))
def test_any_order_of_arrival_gives_the_same_echoes_and_trails(tmp_path_factory: pytest.TempPathFactory,
                                                               order: list[str], cut: int) -> None:
    """Also where the echoes of some are found before the others come."""
    folder = tmp_path_factory.mktemp("order")
    with filled(folder / "a.db", list(PRINTED)) as straight, filled(folder / "b.db", order[:cut]) as shuffled:
        for name in order[cut:]:
            with shuffled.transaction():
                write_reading(shuffled, report(name))
        find_echoes(shuffled)
        echoes = "SELECT e.key, s.id FROM echo e JOIN statement s ON s.number = e.statement ORDER BY 1, 2"
        assert ([tuple(row) for row in straight.db.execute(echoes)]
                == [tuple(row) for row in shuffled.db.execute(echoes)] != [])
        assert headlines(straight, WORDS) == headlines(shuffled, WORDS)
