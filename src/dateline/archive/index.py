"""The full-text index, kept in step with what views show: one row an article, one a statement of its edition.

An index over external content forgets a row only when told its old words; so an article is taken out before
anything that its row shows is changed, and put in again afterwards.
"""

from __future__ import annotations

import sqlite3

# The text with the pieces of the page that people brought back behind it.
_WORDS = ("w.number, w.headline, w.text || coalesce((SELECT group_concat(char(10) || json_extract(o.value, '$.words'), "
          "'') FROM overlay o WHERE o.article = a.id AND o.statement = '' AND o.field GLOB 'kept *'), '') "
          "FROM article_words w JOIN article a ON a.number = w.number WHERE a.id = ?")


def take_from_index(db: sqlite3.Connection, article: str) -> None:
    """Take an article and its statements out of the index; nothing happens where it shows no edition."""
    db.execute(f"INSERT INTO article_index (article_index, rowid, headline, text) SELECT 'delete', {_WORDS}",
               (article,))
    db.execute("INSERT INTO statement_index (statement_index, rowid, content, source) SELECT 'delete', s.number, "
               "s.content, s.source FROM statement s JOIN article a ON a.id = s.article AND a.edition = s.edition "
               "WHERE a.id = ?", (article,))


def add_to_index(db: sqlite3.Connection, article: str) -> None:
    """Put an article and the statements of its shown edition into the index."""
    db.execute(f"INSERT INTO article_index (rowid, headline, text) SELECT {_WORDS}", (article,))
    db.execute("INSERT INTO statement_index (rowid, content, source) SELECT s.number, s.content, s.source "
               "FROM statement s JOIN article a ON a.id = s.article AND a.edition = s.edition WHERE a.id = ?",
               (article,))
