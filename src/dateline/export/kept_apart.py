"""What stands apart from articles: what people decided, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.archive import Archive, find
from dateline.archive.corrections import listed
from dateline.archive.selection import Selection
from dateline.archive.tables import Row
from dateline.export.columns import Column

CORRECTIONS = (
    Column("id", "key", "correction"),
    Column("kind", "key", "headline, byline, outlet, published, not-article, statement, speaker, split, ..., undo"),
    Column("article", "key", "articles.id"),
    Column("statement", "key", "statements.id at the time; null where it is not about one"),
    Column("words", "words", "the words that it was made on"),
    Column("value", "json", "what was decided"),
    Column("who", "words", "who decided"),
    Column("made", "utc", "when"),
    Column("why", "words", "the reason given"),
    Column("undoes", "key", "the correction that this one takes back"),
    Column("state", "words", "in force, undone, superseded, lost: why, undo"))

REJECTED = (
    Column("source", "words", "path, path#record, or address"),
    Column("reason", "words", "why it could not be read"))


def correction_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of CORRECTIONS, the newest first: all, whatever else is asked for."""
    del selection
    for one in listed(archive):
        yield (one.id, one.kind, one.article, one.statement, one.words or None, msgspec.json.encode(one.value).decode(),
               one.who, one.made.replace("+00:00", "Z"), one.why or None, one.undoes, one.state)


def rejected_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of REJECTED: all, whatever else is asked for."""
    del selection
    yield from find.rejected(archive)
