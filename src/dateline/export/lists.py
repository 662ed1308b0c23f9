"""Lists whose rows are of no table of the whole archive: one sample, one speaker's names, some days of coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from dateline.archive.tables import Row
from dateline.export import coverage, names, passages, related, seen
from dateline.export.columns import Column
from dateline.export.feeds import Entry


class ListTable(Struct, frozen=True):
    """A flat list. `entry` makes an entry of a feed of a row; None: it is no news."""

    name: str
    about: str
    columns: tuple[Column, ...]
    entry: Callable[[Mapping[str, object]], Entry | None]
    newest_by: str | None = None  # the column by which a feed has the newest first; None: in the list's own order


LISTS = {one.name: one for one in (
    ListTable("coverage", "a day of an outlet, with or without an article", coverage.COVERAGE,
              coverage.coverage_entry, newest_by="day"),
    ListTable("passages", "a passage of a sample", passages.PASSAGES, passages.passage_entry),
    ListTable("names", "a name in an article that is taken for a speaker, and why", names.NAMES, names.name_entry),
    ListTable("doubts", "a name of which it is unsure whom it means", names.DOUBTS, names.doubt_entry),
    ListTable("seen", "a statement that any edition of an article holds, as read", seen.SEEN, seen.seen_entry),
    ListTable("printed", "an item of the list of related stories that a page itself prints", related.PRINTED,
              related.printed_entry))}


def entries_of(table: ListTable, rows: Iterable[Row]) -> Iterator[Entry]:
    """Yield the entries of a list's rows. Where the newest come first, all rows are held in memory."""
    columns = [column.name for column in table.columns]
    told: Iterable[dict[str, object]] = (dict(zip(columns, row, strict=True)) for row in rows)
    if newest_by := table.newest_by:
        told = sorted(told, key=lambda row: str(row[newest_by]), reverse=True)
    return (entry for row in told if (entry := table.entry(row)))
