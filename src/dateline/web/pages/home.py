"""The home page: what came since one was last here, what the last day brought, and how much there is."""

from __future__ import annotations

import re
import time

from msgspec import Struct

from dateline.archive import Archive, find, news
from dateline.archive.news import Moved
from dateline.archive.values import Brief, Counts, SpeakerRow, StoryRow
from dateline.archive.voices import Listed, listed

_ARTICLES, _STORIES, _SPEAKERS, _CHANGED, _MOVED = 8, 6, 8, 5, 12
_SITTING = 1_800  # seconds without a look at the home page, after which a person was away
_SEEN = re.compile(r"(\d{1,12})\.(\d{1,12})\.(\d{1,12})", re.ASCII)
COOKIE = "dateline-seen"


class Seen(Struct, frozen=True, kw_only=True):
    """What a browser has seen of the archive, as its cookie tells."""

    before: int  # the number of the last article when it was last here
    now: int  # of the last article by now
    at: int  # when it last looked, seconds since 1970


class HomePage(Struct, frozen=True, kw_only=True):
    """All that home.html may use."""

    counts: Counts
    statements: int
    came: int  # articles since one was last here; 0 at the first visit
    day: str | None  # the last day that something was published on
    moved: tuple[Moved, ...]  # since one was last here, else on that day; new stories first
    moved_articles: int
    moved_stories: int
    articles: tuple[Listed, ...]  # the last published first
    more: bool  # whether there are others
    stories: tuple[StoryRow, ...]  # of several articles, those that moved last first
    speakers: tuple[SpeakerRow, ...]  # those who say most
    changed: tuple[Brief, ...]  # captured in more than one edition
    seen: Seen


def read(archive: Archive, cookie: str = "") -> HomePage:
    """Return the home page of an archive, which may be empty. cookie: what the browser says that it has seen."""
    seen = _seen(cookie, news.last_number(archive))
    came = seen.now - seen.before
    if came > 0:
        day, (moved, articles_moved, stories_moved) = None, news.since(archive, seen.before, limit=_MOVED)
    else:
        day, moved, articles_moved, stories_moved = news.on_last_day(archive, limit=_MOVED)
    articles = find.latest(archive, limit=_ARTICLES + 1)
    return HomePage(counts=find.counts(archive), statements=find.count_statements(archive), came=max(came, 0), day=day,
                    moved=tuple(moved), moved_articles=articles_moved, moved_stories=stories_moved,
                    articles=listed(archive, articles[:_ARTICLES]), more=len(articles) > _ARTICLES,
                    stories=tuple(find.stories(archive, limit=_STORIES)),
                    speakers=tuple(find.speakers(archive, limit=_SPEAKERS)),
                    changed=tuple(find.changed(archive, limit=_CHANGED)), seen=seen)


def as_cookie(seen: Seen) -> str:
    """Return what a browser is told to keep."""
    return f"{seen.before}.{seen.now}.{seen.at}"


def _seen(cookie: str, last: int) -> Seen:
    """Return what a browser has seen; it was away when it did not look at this page for a while."""
    now, match = int(time.time()), _SEEN.fullmatch(cookie)
    if not match:
        return Seen(before=last, now=last, at=now)
    before, known, at = map(int, match.groups())
    return Seen(before=min(known if now - at > _SITTING else before, last), now=last, at=now)
