"""Any list of results as a file: what the reader, the terminal and the API show leaves by the same few lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import BinaryIO, Literal, TypeAlias

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.archive.tables import Row
from dateline.export.batches import in_batches
from dateline.export.columns import Column
from dateline.export.csv import write_csv
from dateline.export.entries import entries
from dateline.export.feeds import Feed, write_feed
from dateline.export.lists import ListTable, entries_of
from dateline.export.parquet import write_parquet
from dateline.export.tables import TABLES, rows_of

ListForm: TypeAlias = Literal["csv", "parquet", "rss", "atom"]
MEDIA: dict[ListForm, str] = {
    "csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet", "rss": "application/rss+xml",
    "atom": "application/atom+xml"}
FEED_ENTRIES = 200  # of one feed, unless asked for others
_ALL = Selection()


def write_list(archive: Archive, form: ListForm, what: str, ids: Iterable[str], stream: BinaryIO, *, feed: Feed,
               selection: Selection = _ALL, narrowed: bool = False, most: int = FEED_ENTRIES) -> int:
    """Write the rows of a table that have these ids, in their order; return how many.

    selection: what it says of values counts. narrowed: `ids` are all of the selection, the newest first; then a feed
    holds what is new in it. most: entries of a feed. Raises UsageError where Parquet is asked for and pyarrow is not
    installed.
    """
    if form in ("rss", "atom"):
        found = entries(archive, what, ids, selection, narrowed=narrowed)
        return write_feed(form, feed, islice(found, most), stream)
    table = TABLES[what]
    return _write_table(form, table.columns, rows_of(archive, table, ids, selection), stream)


def write_rows(form: ListForm, table: ListTable, rows: Iterable[Row], stream: BinaryIO, *, feed: Feed,
               most: int = FEED_ENTRIES) -> int:
    """Write the rows of a list that is of no table of the whole archive; otherwise as `write_list`."""
    if form in ("rss", "atom"):
        return write_feed(form, feed, islice(entries_of(table, rows), most), stream)
    return _write_table(form, table.columns, rows, stream)


def _write_table(form: ListForm, columns: Sequence[Column], rows: Iterable[Row], stream: BinaryIO) -> int:
    write = write_csv if form == "csv" else write_parquet
    return write(columns, in_batches(rows), stream)
