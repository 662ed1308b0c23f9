"""What changed in pages, as a feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dateline.archive.changes import ChangeRow
from dateline.export.feeds import Entry, Feed, FeedForm, web_address, write_feed

_TITLES = {"added": "Added", "removed": "Taken out", "reworded": "Reworded", "re-attributed": "Given to somebody else",
           "headline": "Headline turned", "published": "Date moved"}


def write_changes(form: FeedForm, changes: Iterable[ChangeRow], stream: BinaryIO, *,
                  title: str = "dateline: what changed") -> int:
    """Write changes, the newest first, as a feed; return its entries."""
    return write_feed(form, Feed(title=title, link="urn:dateline:changes"), _entries(changes), stream)


def _entries(changes: Iterable[ChangeRow]) -> Iterator[Entry]:
    for one in changes:
        who = " and ".join(name for _, name in one.speakers)
        words = f"“{one.old}” became “{one.new}”" if one.old and one.new else one.new or one.old
        yield Entry(id=f"urn:dateline:change:{one.id}",
                    title=f"{_TITLES[one.what]}: {f'{who}: ' if who else ''}{words}",
                    summary=f"In: {one.article.headline or '(no headline)'} ({one.article.outlet or 'no outlet'})",
                    link=web_address(one.article.url), published=_utc(one.day), author=one.article.outlet)


def _utc(day: str) -> str | None:
    """A time for ordering is in UTC already; a bare day has none."""
    return f"{day}+00:00" if "T" in day and not day.endswith("Z") and "+" not in day else None
