"""Every format by its name: what it can hold, and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from msgspec import Struct

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.export.csv import write_csv
from dateline.export.entries import write_selection
from dateline.export.feeds import FeedForm
from dateline.export.jsonl import write_jsonl
from dateline.export.jsonld import write_jsonld
from dateline.export.label_studio import write_tasks
from dateline.export.parquet import write_parquet
from dateline.export.related import write_related
from dateline.export.tables import TABLES
from dateline.export.text_free import write_text_free
from dateline.export.web_annotation import write_annotations


class Options(Struct, frozen=True, kw_only=True):
    """What only some formats ask for."""

    bom: bool = True  # CSV: begin with a byte order mark
    limit: int = 200  # feeds: entries
    title: str = "dateline"  # feeds
    own: bool = False  # related: the lists that the pages print


class Form(Struct, frozen=True):
    """A format: `write(archive, what, stream, selection, options)` returns how many things it wrote."""

    suffix: str
    what: tuple[str, ...]  # what it can hold; the first unless asked for another
    write: Callable[[Archive, str, BinaryIO, Selection, Options], int]
    is_flat: bool = False  # a table a file, so that a folder holds them all


def _csv(archive: Archive, what: str, stream: BinaryIO, selection: Selection, options: Options) -> int:
    table = TABLES[what]
    return write_csv(table.columns, table.batches(archive, selection), stream, bom=options.bom)


def _parquet(archive: Archive, what: str, stream: BinaryIO, selection: Selection, options: Options) -> int:
    del options
    table = TABLES[what]
    return write_parquet(table.columns, table.batches(archive, selection), stream)


def _jsonl(archive: Archive, what: str, stream: BinaryIO, selection: Selection, options: Options) -> int:
    del options
    return write_jsonl(archive, what, stream, selection)


def _feed(form: FeedForm) -> Callable[[Archive, str, BinaryIO, Selection, Options], int]:
    def write(archive: Archive, what: str, stream: BinaryIO, selection: Selection, options: Options) -> int:
        return write_selection(form, archive, what, stream, selection, limit=options.limit, title=options.title)

    return write


def _related(archive: Archive, what: str, stream: BinaryIO, selection: Selection, options: Options) -> int:
    del what
    return write_related(archive, stream, selection, own=options.own)


def _nested(write: Callable[[Archive, BinaryIO, Selection], int]
            ) -> Callable[[Archive, str, BinaryIO, Selection, Options], int]:
    def form(archive: Archive, what: str, stream: BinaryIO, selection: Selection, options: Options) -> int:
        del what, options
        return write(archive, stream, selection)

    return form


_TABLES = ("statements", *(name for name in TABLES if name != "statements"))
FORMS = {
    "jsonl": Form(".jsonl", ("articles", "statements", "speakers", "stories"), _jsonl),
    "csv": Form(".csv", _TABLES, _csv, is_flat=True),
    "parquet": Form(".parquet", _TABLES, _parquet, is_flat=True),
    "rss": Form(".rss", ("statements", "articles"), _feed("rss")),
    "atom": Form(".atom", ("statements", "articles"), _feed("atom")),
    "json-ld": Form(".jsonld", ("articles",), _nested(write_jsonld)),
    "web-annotation": Form(".json", ("statements",), _nested(write_annotations)),
    "related": Form(".jsonl", ("articles",), _related),
    "text-free": Form(".jsonl", ("articles",), _nested(write_text_free)),
    "label-studio": Form(".json", ("tasks",), _nested(write_tasks)),
}
