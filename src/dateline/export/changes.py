"""What changed in pages after they were first read, as flat rows and as entries of a feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.archive import Archive
from dateline.archive.changes import changes
from dateline.archive.selection import Selection
from dateline.archive.tables import Row
from dateline.export.columns import Column, time_of, times
from dateline.export.feeds import Entry, web_address

_AT_ONCE = 1_000
_TITLES = {"added": "Added", "removed": "Taken out", "reworded": "Reworded", "re-attributed": "Given to somebody else",
           "headline": "Headline turned", "published": "Date moved"}

CHANGES = (
    Column("id", "key", "change: its edition and its place there"),
    Column("article", "key", "articles.id"),
    Column("before", "key", "editions.id: the reading that it changed from"),
    Column("edition", "key", "editions.id: the reading that it changed to"),
    Column("what", "key", "added, removed, reworded, re-attributed, headline, published"),
    Column("day", "words", "by which the list is ordered: that time in UTC where its offset is known, else as it was "
           "read; where none is known, that of the page's own change or publication"),
    *times("captured", "when the later reading was captured first"),
    Column("old", "words", "the words before; null where there were none"),
    Column("new", "words", "the words after; null where there are none"),
    Column("old_statement", "key", "statements.id before; null where it is not about one, or it is new"),
    Column("new_statement", "key", "statements.id after; null where it is not about one, or it is gone"),
    Column("speaker", "words", "who speaks, before and after; several joined by \"; \""),
    Column("speaker_id", "key", "speakers.id, joined likewise"),
    Column("headline", "words", "headline of the article"),
    Column("outlet", "words", "who published it"),
    Column("url", "words", "address of the article"))


def change_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of CHANGES, the newest first: all, whatever else is asked for."""
    del selection
    before: tuple[str, str, int] | None = None
    while found := changes(archive, limit=_AT_ONCE, before=before):
        for one in found:
            names, ids = zip(*((name, id_) for id_, name in one.speakers), strict=True) if one.speakers else ((), ())
            yield (one.id, one.article.id, one.before, one.edition, one.what, one.day, *time_of(one.captured),
                   one.old or None, one.new or None, one.old_statement, one.new_statement, "; ".join(names) or None,
                   "; ".join(ids) or None, one.article.headline, one.article.outlet, one.article.url)
        before = found[-1].day, found[-1].edition, int(found[-1].id.rpartition("-")[2])


def change_entry(row: Mapping[str, object]) -> Entry:
    """Return a row of CHANGES as an entry of a feed."""
    who = " and ".join(str(row["speaker"]).split("; ")) if row["speaker"] else ""
    old, new, outlet = row["old"], row["new"], row["outlet"]
    words = f"“{old}” became “{new}”" if old and new else new or old
    return Entry(id=f"urn:dateline:change:{row['id']}",
                 title=f"{_TITLES[str(row['what'])]}: {f'{who}: ' if who else ''}{words}",
                 summary=f"In: {row['headline'] or '(no headline)'} ({outlet or 'no outlet'})",
                 link=web_address(row["url"]),
                 published=str(row["captured_utc"]) if row["captured_utc"] else None,
                 author=str(outlet) if outlet else None)
