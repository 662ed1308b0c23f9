"""The stories that several articles tell, those that moved last first."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.ids import sort_time
from dateline.archive.values import StoryRow
from dateline.web.paging import key_of, page_key

_AT_ONCE = 50


class StoriesPage(Struct, frozen=True, kw_only=True):
    """All that stories.html may use."""

    stories: tuple[StoryRow, ...]
    before: str | None  # the key of the next page; None on the last


def read(archive: Archive, *, before: str | None) -> StoriesPage:
    """Return a page of the list. Raises UsageError for a key that is none."""
    with find.time_limit(archive):
        found = find.stories(archive, limit=_AT_ONCE + 1, before=key_of(before))
    shown = found[:_AT_ONCE]
    return StoriesPage(stories=tuple(shown), before=page_key((sort_time(shown[-1].last), shown[-1].id))
                       if len(found) > _AT_ONCE else None)
