"""The full-text index, kept in step with what views show: one row an article, one a statement of its edition.

It is in the order of publication: the rowid of what it holds, `place`, is the minute of publication and the number
in the file, so that what came last is found first, and a search for what many hold need not look at all of it.

An index over external content forgets a row only when told its old words; so an article is taken out before
anything that its row shows is changed, and put in again afterwards.
"""

from __future__ import annotations

import sqlite3

NUMBER_BITS = 33
NUMBER = (1 << NUMBER_BITS) - 1
"""`place & NUMBER` is the number of the article or the statement, `place >> NUMBER_BITS` its minute."""

# Minutes since 1500; 0 where the time is not known or before that. A year counts as its first minute.
MINUTE = ("min(max(coalesce(strftime('%s', substr({0} || substr('0001-01-01T00:00', length({0}) + 1), 1, 16)) / 60 "
          "+ 247196160, 0), 0), 1073741823)")
"""SQL for the minute of a time of publication, `published_sort`."""

# The text with the pieces of the page that people brought back behind it.
_WORDS = ("a.place, w.headline, w.text || coalesce((SELECT group_concat(char(10) || json_extract(o.value, '$.words'), "
          "'') FROM overlay o WHERE o.article = a.id AND o.statement = '' AND o.field GLOB 'kept *'), '') "
          "FROM article a CROSS JOIN article_words w ON w.place = a.place WHERE a.id = ?")
_STATEMENTS = "s.place, s.content, s.source FROM statement s WHERE s.article = ? AND s.place IS NOT NULL"


def take_from_index(db: sqlite3.Connection, article: str) -> None:
    """Take an article and its statements out of the index; nothing happens where it is not in it."""
    db.execute(f"INSERT INTO article_index (article_index, rowid, headline, text) SELECT 'delete', {_WORDS}",
               (article,))
    db.execute("INSERT INTO statement_index (statement_index, rowid, content, source) "
               f"SELECT 'delete', {_STATEMENTS}", (article,))
    db.execute("UPDATE article SET place = NULL WHERE id = ?", (article,))
    db.execute("UPDATE statement SET place = NULL WHERE article = ? AND place IS NOT NULL", (article,))


def add_to_index(db: sqlite3.Connection, article: str) -> None:
    """Put an article and the statements of its shown edition into the index."""
    db.execute(f"UPDATE article SET place = {MINUTE.format('published_sort')} << {NUMBER_BITS} | number WHERE id = ? "
               "AND edition IS NOT NULL", (article,))
    db.execute(f"UPDATE statement SET place = (SELECT a.place >> {NUMBER_BITS} << {NUMBER_BITS} FROM article a "
               "WHERE a.id = statement.article AND a.edition = statement.edition) | number WHERE article = ?",
               (article,))
    db.execute(f"INSERT INTO article_index (rowid, headline, text) SELECT {_WORDS}", (article,))
    db.execute(f"INSERT INTO statement_index (rowid, content, source) SELECT {_STATEMENTS}", (article,))
