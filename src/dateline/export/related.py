"""The related feed: for each article a line with the list that a news site prints under it; one such list as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

import msgspec

from dateline.archive import Archive, related
from dateline.archive.selection import Selection
from dateline.archive.tables import Row, rows
from dateline.export.columns import Column, time_of, times
from dateline.export.feeds import Entry, web_address
from dateline.model import Related

_READ = ("id", "url", "headline", "headline_read")


def write_related(archive: Archive, stream: BinaryIO, selection: Selection, *, own: bool) -> int:
    """Write {"id", "url", "title", "related": [item, ...]} a line; return how many lines.

    own: the list that the page itself prints, instead of what the archive found.
    """
    count = 0
    for id_, url, headline, as_read in rows(archive, "articles", selection, _READ):
        items = related.own(archive, id_) if own else related.found(archive, id_, as_read=selection.as_read)
        line = {"id": id_, "url": url, "title": as_read if selection.as_read else headline,
                "related": items}
        stream.write(msgspec.json.encode(line) + b"\n")
        count += 1
    return count


PRINTED = (
    Column("article", "key", "articles.id: whose page prints the list"),
    Column("place", "integer", "from 1, in the order of the page"),
    Column("title", "words", "as printed"),
    Column("url", "words", "address that it leads to"),
    Column("id", "words", "as printed; null where the page prints none"),
    Column("sort", "words", "as printed"),
    Column("contenttypeid", "words", "as printed"),
    Column("pic", "words", "address of its picture or video, as printed"),
    Column("media", "key", "whether that is a picture or a video, where known"),
    *times("date", "of the item, from its own fields or address"),
    Column("found_in", "key", "where the list stands: json-ld, markup, leaked dump"))


def printed_rows(article: str, items: Iterable[Related]) -> Iterator[Row]:
    """Yield the rows of PRINTED: the list that an article's own page prints; article: its full id."""
    for place, one in enumerate(items, 1):
        yield (article, place, one.title, one.url, one.id, one.sort, one.contenttypeid, one.pic, one.media,
               *time_of(one.date), one.found_in or None)


def printed_entry(row: Mapping[str, object]) -> Entry:
    """Return a row of PRINTED as an entry of a feed."""
    return Entry(id=f"urn:dateline:printed:{row['article']}:{row['place']}", title=str(row["title"]),
                 summary=f"printed by the page as its own related story {row['sort'] or row['place']}",
                 link=web_address(row["url"] or ""))
