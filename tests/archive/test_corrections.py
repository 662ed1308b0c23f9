"""What people decide stays beside what was read, is found again, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from making import archive_of, reading_of, said, statement_of, write

from dateline.archive import Archive, find
from dateline.archive.corrections import Anchor, find_again, listed
from dateline.archive.digest import digest
from dateline.archive.query import Query
from dateline.archive.readings import replace_readings
from dateline.errors import NotFound, UsageError
from dateline.model import Party
from dateline.pipeline import correct, undo

TEXT = "Ana Ruiz said that it rains. The mayor stayed at home."


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path / "a.db", reading_of(TEXT, statements=said(TEXT.split(" The")[0])))


def only_article(archive: Archive) -> str:
    return next(find.all_articles(archive))


def only_statement(archive: Archive) -> str:
    [one] = find.statements_of(archive, only_article(archive))
    return one.id


class TestHeadline:
    def test_views_and_search_show_it_beside_what_was_read(self, archive: Archive) -> None:
        correct(archive, "headline", only_article(archive), "Storm in Harrow", who="Kim")
        stored = find.show(archive, only_article(archive))
        assert (stored.article.headline, stored.headline_as_read) == ("Storm in Harrow", "Rain in Harrow")
        assert len(find.search(archive, Query(words=("storm",)))) == 1

    def test_the_last_one_counts_and_undoing_it_brings_back_the_one_before(self, archive: Archive) -> None:
        correct(archive, "headline", only_article(archive), "Storm", who="Kim")
        second = correct(archive, "headline", only_article(archive), "Flood", who="Lee")
        assert find.show(archive, only_article(archive)).article.headline == "Flood"
        taken = undo(archive, second[:6], who="Lee")
        assert find.show(archive, only_article(archive)).article.headline == "Storm"
        undo(archive, taken, who="Lee")
        assert find.show(archive, only_article(archive)).article.headline == "Flood"

    @pytest.mark.parametrize(("kind", "value", "who"), [
        ("headline", " ", "Kim"), ("published", "yesterday", "Kim"), ("headline", "Storm", ""),
        ("colour", "red", "Kim"),
    ])
    def test_nonsense_is_refused(self, archive: Archive, kind: str, value: str, who: str) -> None:
        with pytest.raises(UsageError):
            correct(archive, kind, only_article(archive), value, who=who)


class TestDate:
    def test_lists_are_sorted_and_filtered_by_the_corrected_date(self, archive: Archive) -> None:
        correct(archive, "published", only_article(archive), "2016-11-09", who="Kim")
        assert find.search(archive, Query(since="2026-01-01")) == []
        assert len(find.search(archive, Query(since="2016-11-09", until="2016-11-09"))) == 1


class TestNotAnArticle:
    def test_it_leaves_counts_searches_and_speakers(self, archive: Archive) -> None:
        correct(archive, "not-article", only_article(archive), who="Kim")
        assert find.counts(archive).articles == 0
        assert find.search(archive, Query(words=("rains",))) == []
        assert find.speakers(archive) == []


class TestStatement:
    def test_one_that_is_none_is_gone_and_comes_back_by_undo(self, archive: Archive) -> None:
        made = correct(archive, "not-statement", only_statement(archive), who="Kim")
        assert find.statements_of(archive, only_article(archive)) == []
        undo(archive, made, who="Kim")
        assert len(find.statements_of(archive, only_article(archive))) == 1

    def test_one_that_was_missed_is_added_with_its_words(self, archive: Archive) -> None:
        correct(archive, "statement", only_article(archive),
                {"content": "stayed at home", "source": "The mayor", "speakers": ["Bo Lind"]}, who="Kim")
        added = find.statements_of(archive, only_article(archive))[-1]
        assert (added.source, added.content, added.corrected_by) == ("The mayor", "stayed at home", "Kim")
        assert [s.content for s, _ in find.quotes(archive, Query(speaker="Bo Lind"))] == ["stayed at home"]

    def test_other_words_of_one_keep_whom_it_was_said_to_and_how_it_came(self, tmp_path: Path) -> None:
        """Its spans were wrong; what belongs to the statement was not."""
        (one,) = said(TEXT.split(" The")[0])
        party = Party(text="The mayor", spans=((27, 36),), name="The mayor")
        around = msgspec.structs.replace(one, via=(party,), addressee=(party,), occasion=(party,))
        with archive_of(tmp_path / "b.db", reading_of(TEXT, statements=(around,))) as archive:
            for content in ("rains", "it rains"):  # of a corrected one too
                correct(archive, "span", only_statement(archive), {"content": content, "source": "Ana Ruiz"}, who="Kim")
                now = find.statement(archive, only_statement(archive))
                assert now.content == content
                assert (now.statement.via, now.statement.addressee, now.statement.occasion) == ((party,),) * 3

    def test_words_that_are_not_there_are_refused(self, archive: Archive) -> None:
        with pytest.raises(NotFound, match="it snows"):
            correct(archive, "statement", only_article(archive), {"content": "it snows"}, who="Kim")


class TestSpeaker:
    def test_what_was_read_stays_beside_it(self, archive: Archive) -> None:
        correct(archive, "speaker", only_statement(archive), ["Eva Holm"], who="Kim")
        [one] = find.statements_of(archive, only_article(archive))
        assert [voice.name for voice in one.speakers] == ["Eva Holm"]
        assert one.as_read is not None
        assert [voice.name for voice in one.as_read] == ["Ana Ruiz"]

    def test_counts_follow_it(self, archive: Archive) -> None:
        correct(archive, "speaker", only_statement(archive), ["Eva Holm"], who="Kim")
        assert [s.name for s in find.speakers(archive)] == ["Eva Holm"]
        assert list(find.quotes(archive, Query(speaker="Ana Ruiz"))) == []


class TestLaterReadings:
    def test_a_correction_outlives_a_model_that_reads_otherwise(self, archive: Archive) -> None:
        """The new reading has other spans, hence another id: the words lead to it."""
        old = only_statement(archive)
        correct(archive, "speaker", old, ["Eva Holm"], who="Kim")
        other = statement_of(TEXT, source="Ana Ruiz", cue="said that", content="that it rains", speaker="Ana Ruiz")
        with archive.transaction():
            replace_readings(archive, only_article(archive), [reading_of(TEXT, statements=(other,), version="2")])
        [one] = find.statements_of(archive, only_article(archive))
        assert one.content == "that it rains"
        assert [voice.name for voice in one.speakers] == ["Eva Holm"]
        assert find.full_id(archive, old, kind="statement") == one.id

    def test_what_cannot_be_found_again_is_listed_and_not_moved(self, archive: Archive) -> None:
        correct(archive, "speaker", only_statement(archive), ["Eva Holm"], who="Kim")
        new = "Ana Ruiz said that the sun is out."
        write(archive, reading_of(new, statements=said(new), captured="2026-05-01T00:00:00Z"))
        [one] = find.statements_of(archive, only_article(archive))
        assert [voice.name for voice in one.speakers] == ["Ana Ruiz"]
        assert [c.state.partition(":")[0] for c in listed(archive)] == ["lost"]

    def test_corrections_have_a_layer_of_the_digest_and_change_no_other(self, archive: Archive) -> None:
        before = digest(archive)
        correct(archive, "speaker", only_statement(archive), ["Eva Holm"], who="Kim")
        after = digest(archive)
        assert {layer for layer in before if before[layer] != after[layer]} == {"total", "corrections"}


@pytest.mark.parametrize(("text", "found"), [
    ("He said no. Then she said no.", None),  # twice, neither with the same surroundings
    ("Well: he said no. Then she said no, loudly.", (32, 34)),
    ("Nobody said anything.", None),
])
def test_words_are_found_again_only_where_they_are_meant(text: str, found: tuple[int, int] | None) -> None:
    assert find_again(text, Anchor(words="no", before="she said ", after=", loud")) == found
