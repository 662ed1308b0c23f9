"""The flat tables that leave an archive: their columns, which are the data dictionary, and their rows.

    articles 1-n editions 1-n statements 1-n mentions n-1 speakers;  articles 1-1 article_story n-1 stories

Keys are the archive's ids, which two archives of the same pages share. `statements` are those of the edition that is
shown. Nothing is nested: lists leave as JSON in a cell, joint speakers as names joined by "; ".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.archive.tables import Row
from dateline.export import articles, speakers, statements
from dateline.export.columns import Column


class Table(Struct, frozen=True):
    """A flat table: `rows(archive, selection)` yields tuples of one value a column, in the order of keys."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Archive, Selection], Iterator[Row]]


TABLES = {table.name: table for table in (
    Table("articles", "a page, as its shown edition reads it", articles.ARTICLES, articles.article_rows),
    Table("editions", "a reading of an article, always as read; the edition shown is one of them", articles.EDITIONS,
          articles.edition_rows),
    Table("statements", "who said what, in the shown edition of an article", statements.STATEMENTS,
          statements.statement_rows),
    Table("mentions", "a speaker of a statement, with the words that lead to the name", statements.MENTIONS,
          statements.mention_rows),
    Table("speakers", "one identity over the archive; counts are of the statements that are exported",
          speakers.SPEAKERS, speakers.speaker_rows),
    Table("stories", "articles that tell the same; counts are of the articles that are exported", articles.STORIES,
          articles.story_rows),
    Table("article_story", "which article belongs to which story, and why", articles.ARTICLE_STORY,
          articles.article_story_rows),
    Table("outlets", "who publishes; counts are of the articles that are exported", articles.OUTLETS,
          articles.outlet_rows))}
