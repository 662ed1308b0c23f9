"""The home page: what is new, and how much there is."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.values import Brief, Counts, SpeakerRow, StoryRow
from dateline.archive.voices import Listed, listed

_ARTICLES, _STORIES, _SPEAKERS, _CHANGED = 20, 8, 8, 5


class HomePage(Struct, frozen=True, kw_only=True):
    """All that home.html may use."""

    counts: Counts
    statements: int
    articles: tuple[Listed, ...]  # the last published first
    more: bool  # whether there are others
    stories: tuple[StoryRow, ...]  # of several articles, those that moved last first
    speakers: tuple[SpeakerRow, ...]  # those who say most
    changed: tuple[Brief, ...]  # captured in more than one edition


def read(archive: Archive) -> HomePage:
    """Return the home page of an archive, which may be empty."""
    articles = find.latest(archive, limit=_ARTICLES + 1)
    return HomePage(counts=find.counts(archive), statements=find.count_statements(archive),
                    articles=listed(archive, articles[:_ARTICLES]), more=len(articles) > _ARTICLES,
                    stories=tuple(find.stories(archive, limit=_STORIES)),
                    speakers=tuple(find.speakers(archive, limit=_SPEAKERS)),
                    changed=tuple(find.changed(archive, limit=_CHANGED)))
