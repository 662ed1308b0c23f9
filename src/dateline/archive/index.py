"""The full-text index, kept in step with what views show: one row an article, one a statement of its edition.

An index over external content forgets a row only when told its old words; so an article is taken out before
anything that its row shows is changed, and put in again afterwards.
"""

from __future__ import annotations

import sqlite3


def take_from_index(db: sqlite3.Connection, article: str) -> None:
    """Take an article and its statements out of the index; nothing happens where it shows no edition."""
    db.execute("INSERT INTO article_index (article_index, rowid, headline, text) SELECT 'delete', w.number, "
               "w.headline, w.text FROM article_words w JOIN article a ON a.number = w.number WHERE a.id = ?",
               (article,))
    db.execute("INSERT INTO statement_index (statement_index, rowid, content, source) SELECT 'delete', s.number, "
               "s.content, s.source FROM statement s JOIN article a ON a.id = s.article AND a.edition = s.edition "
               "WHERE a.id = ?", (article,))


def add_to_index(db: sqlite3.Connection, article: str) -> None:
    """Put an article and the statements of its shown edition into the index."""
    db.execute("INSERT INTO article_index (rowid, headline, text) SELECT w.number, w.headline, w.text "
               "FROM article_words w JOIN article a ON a.number = w.number WHERE a.id = ?", (article,))
    db.execute("INSERT INTO statement_index (rowid, content, source) SELECT s.number, s.content, s.source "
               "FROM statement s JOIN article a ON a.id = s.article AND a.edition = s.edition WHERE a.id = ?",
               (article,))
