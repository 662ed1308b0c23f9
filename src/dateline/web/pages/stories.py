"""The stories that several articles tell, those that moved last first."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.values import StoryRow

_AT_ONCE = 100


class StoriesPage(Struct, frozen=True, kw_only=True):
    """All that stories.html may use."""

    stories: tuple[StoryRow, ...]
    cut: bool  # whether there are more than these


def read(archive: Archive) -> StoriesPage:
    """Return the list of stories."""
    with find.time_limit(archive):
        found = find.stories(archive, limit=_AT_ONCE + 1)
    return StoriesPage(stories=tuple(found[:_AT_ONCE]), cut=len(found) > _AT_ONCE)
