"""One set of articles counted four ways, and what a count is blind to."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from making import archive_of, reading_of, said

from dateline.archive import Archive, find
from dateline.archive.counts import all_of, counts_of, counts_within, in_words, of_outlet, of_search, of_story
from dateline.archive.groups import keep_grouping
from dateline.archive.query import Query, understand
from dateline.archive.values import NotCounted, Reading
from dateline.model import Grouping, Speaker
from dateline.pipeline import correct, undo

RAIN = "Ana Ruiz said that it rains."
SUN = "Ana Ruiz said that the sun is out."
WIND = "Officials said that the wind drops."


def report(name: str, text: str, outlet: str = "Courier", **changes: object) -> Reading:
    """An article of its own address; its statement where the text has one."""
    speaker = text.split(" said that ")[0]
    statements = said(text, speaker) if " said that " in text else ()
    if speaker == "Officials":
        nobody = (Speaker(name="Officials", type="group", named=False),)
        statements = tuple(msgspec.structs.replace(one, speakers=nobody) for one in statements)
    reading = reading_of(text, headline=name, url=f"https://{outlet.lower()}.example/{name}", outlet=outlet,
                         statements=statements, **changes)  # type: ignore[arg-type]
    unnamed = tuple(tuple(None for _ in one) for one in reading.speakers)
    return msgspec.structs.replace(reading, speakers=unnamed) if speaker == "Officials" else reading


def in_language(reading: Reading, language: str) -> Reading:
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, language=language))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """One story of a report and two copies, another story, a stub, a page in a language that is not attempted."""
    archive = archive_of(
        tmp_path / "a.db", report("first", RAIN), report("copy", RAIN, "Post"), report("again", RAIN, "Times"),
        report("other", SUN, "Post"), report("stub", "Ana Ruiz", "Post", status="stub"),
        in_language(report("finnish", "Ana Ruiz ja sää"), "fi"), report("unsure", f"{WIND} Ana Ruiz was there."),
        report("nothing", "Ana Ruiz", status="not-article"))
    ids = ids_of(archive)
    with archive.transaction():
        keep_grouping(archive, [Grouping(id=ids["first"], story=ids["first"]),
                                Grouping(id=ids["copy"], story=ids["first"], copy_of=ids["first"]),
                                Grouping(id=ids["again"], story=ids["first"], copy_of=ids["first"])])
    return archive


def ids_of(archive: Archive) -> dict[str, str]:
    return dict(archive.db.execute("SELECT headline, id FROM article").fetchall())


def four(archive: Archive, query: str) -> tuple[int, int, int, int]:
    found = counts_of(archive, of_search(archive, understand(query)))
    return found.articles, found.texts, found.stories, found.outlets


class TestFourCounts:
    def test_three_copies_of_one_report_are_one_text_and_one_story(self, archive: Archive) -> None:
        found = counts_of(archive, of_story(ids_of(archive)["first"]))
        assert (found.articles, found.texts, found.stories, found.outlets) == (3, 1, 1, 3)

    def test_a_copy_whose_original_is_not_in_the_set_is_a_text(self, archive: Archive) -> None:
        assert four(archive, "outlet:Times") == (1, 1, 1, 1)

    @pytest.mark.parametrize("query, counts", [
        ("rains", (3, 1, 1, 3)), ('speaker:"Ana Ruiz"', (4, 2, 2, 3)), ("rains outlet:post", (1, 1, 1, 1)),
        ("kind:indirect", (5, 3, 3, 3)), ("kind:direct", (0, 0, 0, 0)), ("snow", (0, 0, 0, 0)), ("!?", (0, 0, 0, 0))])
    def test_a_search_is_counted_as_it_finds(self, archive: Archive, query: str,
                                             counts: tuple[int, int, int, int]) -> None:
        assert four(archive, query) == counts
        assert sum(one.status == "ok" for one in find.search(archive, understand(query), limit=100)) == counts[0]

    def test_a_kind_taken_back_is_not_found(self, archive: Archive) -> None:
        """Also not as an act, nor together with another."""
        statement = find.statements_of(archive, ids_of(archive)["other"])[0]
        before = four(archive, "kind:indirect act:said")
        made = correct(archive, "not-statement", statement.id, True, who="Kim")
        for query in ("kind:indirect", "act:said", "kind:indirect act:said"):
            assert four(archive, query)[0] == before[0] - 1
        undo(archive, made, who="Kim")
        assert four(archive, "kind:indirect act:said") == before

    def test_kind_and_speaker_are_asked_of_one_statement(self, archive: Archive) -> None:
        """An article where Ana Ruiz is paraphrased and somebody else quoted is no quotation of hers."""
        assert four(archive, 'speaker:"Ana Ruiz" kind:direct') == (0, 0, 0, 0)


class TestWithin:
    """A page counts within a bound of rows, never of time: the same archive always shows the same."""

    @pytest.mark.parametrize("query, gone_through", [
        ("rains", 3), ('speaker:"Ana Ruiz"', 8), ("outlet:post", 3), ("kind:indirect", 7), ("rains outlet:post", 3)])
    def test_counts_are_there_up_to_the_bound_and_none_above(self, archive: Archive, query: str,
                                                             gone_through: int) -> None:
        """Hits of words count whole; of a speaker what prints the name, of a kind what it would mean without it."""
        chosen = of_search(archive, understand(query))
        assert counts_within(archive, chosen, gone_through) == counts_of(archive, chosen)
        assert counts_within(archive, chosen, gone_through - 1) is None

    def test_a_phrase_is_counted_only_where_all_that_hold_it_were_found(self, archive: Archive) -> None:
        """Of two frequent words the index goes through all of both, however few its hits."""
        query = understand('"it rains"')
        assert counts_within(archive, of_search(archive, query)) is None
        found = of_search(archive, query, find.hits(archive, query))
        assert counts_within(archive, found) == counts_of(archive, of_search(archive, query))


class TestNotCounted:
    def test_an_outlets_stub_is_named_and_counts_only_when_asked_for(self, archive: Archive) -> None:
        found = counts_of(archive, of_outlet("post"))
        assert (found.articles, found.not_counted) == (2, NotCounted(statuses={"stub": 1}))
        everything = counts_of(archive, of_outlet("post"), all_statuses=True)
        assert (everything.articles, everything.not_counted) == (3, NotCounted())

    def test_what_is_no_article_never_counts(self, archive: Archive) -> None:
        found = counts_of(archive, all_of(), all_statuses=True)
        assert (found.articles, found.not_counted.statuses) == (7, {"not-article": 1})

    def test_a_speaker_may_be_missed_where_only_the_name_is_printed(self, archive: Archive) -> None:
        """In a stub, in a language that is not attempted, in a statement that names nobody."""
        found = counts_of(archive, of_search(archive, Query(speaker="Ana Ruiz")))
        assert found.not_counted == NotCounted(unsure=1, statuses={"stub": 1}, languages=1)

    def test_a_kind_may_be_missed_in_all_that_the_search_means(self, archive: Archive) -> None:
        found = counts_of(archive, of_search(archive, understand("outlet:courier kind:indirect")))
        assert found.articles == 2
        assert found.not_counted == NotCounted(unsure=1, languages=1)

    def test_is_said_in_words(self) -> None:
        assert in_words(NotCounted(unsure=31, statuses={"stub": 200, "paywall": 14, "live": 1}, languages=57)) == [
            "31 statements with an unsure speaker", "214 stubs or paywalled pages", "1 live page",
            "57 articles in languages where statements are not attempted"]
        assert in_words(NotCounted()) == []
