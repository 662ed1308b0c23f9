"""The flat tables that leave an archive: their columns, which are the data dictionary, and their rows.

    articles 1-n editions 1-n statements 1-n mentions n-1 speakers;  articles 1-1 article_story n-1 stories

Keys are the archive's ids, which two archives of the same pages share. `statements` are those of the edition that is
shown. Nothing is nested: lists leave as JSON in a cell, joint speakers as names joined by "; ".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.archive.tables import Row
from dateline.export import articles, changes, kept_apart, mentions, speakers, statements
from dateline.export.batches import Batch, at_once, in_batches, in_rows
from dateline.export.columns import Column


class Table(Struct, frozen=True):
    """A flat table. What makes it yields its rows in the order of keys: tuples of one value a column, or batches."""

    name: str
    about: str
    columns: tuple[Column, ...]
    make: Callable[[Archive, Selection], Iterator[Row] | Iterator[Batch]]
    by_columns: bool = False  # whether `make` yields batches
    whole: bool = False  # its rows are always all, so that those of some ids are looked for among them

    def rows(self, archive: Archive, selection: Selection) -> Iterator[Row]:
        """Yield the rows of a selection."""
        made: Iterator[Any] = self.make(archive, selection)
        return in_rows(made) if self.by_columns else made

    def batches(self, archive: Archive, selection: Selection) -> Iterator[Batch]:
        """Yield the same by columns."""
        made: Iterator[Any] = self.make(archive, selection)
        return made if self.by_columns else in_batches(made)


TABLES = {table.name: table for table in (
    Table("articles", "a page, as its shown edition reads it", articles.ARTICLES, articles.article_rows),
    Table("editions", "a reading of an article, always as read; the edition shown is one of them", articles.EDITIONS,
          articles.edition_rows),
    Table("statements", "who said what, in the shown edition of an article", statements.STATEMENTS,
          statements.statement_batches, by_columns=True),
    Table("mentions", "a speaker of a statement, with the words that lead to the name", mentions.MENTIONS,
          mentions.mention_rows),
    Table("speakers", "one identity over the archive; counts are of the statements that are exported",
          speakers.SPEAKERS, speakers.speaker_rows),
    Table("stories", "articles that tell the same; counts are of the articles that are exported", articles.STORIES,
          articles.story_rows),
    Table("article_story", "which article belongs to which story, and why", articles.ARTICLE_STORY,
          articles.article_story_rows),
    Table("outlets", "who publishes; counts are of the articles that are exported", articles.OUTLETS,
          articles.outlet_rows),
    Table("corrections", "what people decided, whatever else is asked for", kept_apart.CORRECTIONS,
          kept_apart.correction_rows, whole=True),
    Table("rejected", "input that could not be read, whatever else is asked for", kept_apart.REJECTED,
          kept_apart.rejected_rows, whole=True),
    Table("changes", "what changed in a page after it was first read, whatever else is asked for", changes.CHANGES,
          changes.change_rows, whole=True))}


def rows_of(archive: Archive, table: Table, ids: Iterable[str], selection: Selection) -> Iterator[Row]:
    """Yield the rows of a table that have these ids, in the order of ids (of a whole table, in its own)."""
    if table.whole:
        wanted = set(ids)
        yield from (row for row in table.rows(archive, selection) if row[0] in wanted)
        return
    for some in at_once(ids):
        yield from table.rows(archive, msgspec.structs.replace(selection, ids=tuple(some)))
