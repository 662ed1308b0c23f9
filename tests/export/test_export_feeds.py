"""RSS and Atom, as feedparser reads them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import feedparser
import pytest
from making import archive_of, reading_of, said, write

from dateline.archive import Archive
from dateline.archive.query import Query
from dateline.archive.selection import Selection
from dateline.archive.tables import newest
from dateline.archive.values import Reading
from dateline.export.entries import article_entries, statement_entries
from dateline.export.feeds import EPOCH, Entry, Feed, FeedForm, write_feed
from dateline.pipeline import regroup

FEED = Feed(title="Rain & <ferries>", link="https://reader.example/search?q=a&b=c", address="https://reader.example/f")
FORMS: list[FeedForm] = ["rss", "atom"]


def parsed(form: FeedForm, entries: Iterable[Entry]) -> feedparser.FeedParserDict:
    stream = io.BytesIO()
    count = write_feed(form, FEED, entries, stream)
    found = feedparser.parse(stream.getvalue())
    assert not found.bozo, found.bozo_exception
    assert (found.version, len(found.entries)) == ({"rss": "rss20", "atom": "atom10"}[form], count)
    assert (found.feed.title, found.feed.link) == (FEED.title, FEED.link)
    return found


@pytest.mark.parametrize("form", FORMS)
class TestFeed:
    def test_copies_are_one_entry_that_counts_them(self, archive: Archive, form: FeedForm) -> None:
        found = parsed(form, article_entries(archive, newest(archive, "articles", Selection())))
        assert [entry.title for entry in found.entries] == ["@Ferry", "Rain in Harrow"]
        assert "the same text in 1 other article, 2 outlets in all" in found.entries[1].summary

    def test_a_statement_in_copies_is_one_entry_with_its_cue_and_modality(self, archive: Archive,
                                                                          form: FeedForm) -> None:
        found = parsed(form, statement_entries(archive, newest(archive, "statements", Selection())))
        titles = [entry.title for entry in found.entries]
        assert len(titles) == len(set(titles)) == 4
        assert "Ana Ruiz denied: it snows" in titles
        assert all("asserted" in entry.summary for entry in found.entries)

    def test_a_time_without_offset_is_not_made_one(self, archive: Archive, form: FeedForm) -> None:
        ferry, rain = parsed(form, article_entries(archive, newest(archive, "articles", Selection()))).entries
        assert "published" not in ferry
        assert "2026-03-02T08:00" in ferry.summary
        assert rain.published_parsed[:5] == (2026, 3, 2, 4, 30)
        if form == "atom":
            assert ferry.updated == EPOCH

    def test_hostile_words_stay_words(self, form: FeedForm) -> None:
        entry = Entry(id="urn:x", title="a\x00\x1b]]>&amp; <b>", summary="<script>alert(1)</script>", author="\ufffe")
        [found] = parsed(form, [entry]).entries
        assert found.summary_detail.type == "text/plain" or "<script" not in found.summary
        assert found.title.startswith("a\ufffd\ufffd]]>")
        assert found.get("links", []) == []

    def test_an_empty_list_is_a_feed(self, form: FeedForm) -> None:
        assert parsed(form, []).entries == []


class TestNew:
    """Only what was not said before is an entry, and its id is that of the first printing."""

    WORDS = "the harbour of Norrby will be closed to every ferry from Monday until the pier is mended"

    def reading(self, number: int, words: str = WORDS) -> Reading:
        text = f"Bo Lind said that {words}."
        return reading_of(text, url=f"https://paper{number}.example/x", outlet=f"Paper {number}", headline=f"H{number}",
                          published=f"2026-03-0{number}T08:00:00Z", statements=said(text, "Bo Lind"))

    def entries(self, archive: Archive, query: Query = Query()) -> list[Entry]:  # noqa: B008
        selection = Selection(query=query)
        return list(statement_entries(archive, newest(archive, "statements", selection), selection))

    def test_what_another_paper_repeats_later_is_no_entry(self, tmp_path: Path) -> None:
        with archive_of(tmp_path / "a.db", self.reading(1)) as archive:
            regroup(archive)
            [before] = self.entries(archive)
            write(archive, self.reading(2))
            write(archive, self.reading(3, "no money is there for the school roof of Saltford this year, sadly enough"))
            regroup(archive)
            new, old = self.entries(archive)
            assert old == before
            assert "school roof" in new.title

    def test_where_only_the_repetition_was_asked_for_its_id_is_still_the_first(self, tmp_path: Path) -> None:
        with archive_of(tmp_path / "a.db", self.reading(1), self.reading(2)) as archive:
            regroup(archive)
            [everything], [of_one] = self.entries(archive), self.entries(archive, Query(outlet="Paper 2"))
            assert everything.id == of_one.id
            assert of_one.author == "Paper 2"

    def test_what_says_more_than_before_is_new(self, tmp_path: Path) -> None:
        more = f"{self.WORDS} and that nobody on the island was asked about it before the council of Norrby decided"
        with archive_of(tmp_path / "a.db", self.reading(1), self.reading(2, more)) as archive:
            regroup(archive)
            assert len(self.entries(archive)) == 2
