"""RSS and Atom, as feedparser reads them."""

from __future__ import annotations

import io
from collections.abc import Iterable

import feedparser
import pytest

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.archive.tables import newest
from dateline.export.feeds import EPOCH, Entry, Feed, FeedForm, article_entries, statement_entries, write_feed

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
