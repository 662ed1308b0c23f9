"""What a query finds: articles and statements, and the one account of how it narrows down both."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from dateline.archive.articles import BRIEF, brief, brief_of
from dateline.archive.connection import Archive
from dateline.archive.naming import surely
from dateline.archive.query import FOUND, Query, full_text
from dateline.archive.speakers import MEANT
from dateline.archive.statements import said
from dateline.archive.values import Brief, Said
from dateline.limits import QUERY_SECONDS

# Few statements are looked up and sorted; of many the newest come soonest by going through the articles by date.
_FEW = 2_000
RANKED = 2_000  # articles that hold the words, those that came last, among which the best are looked for
_ALL = Query()
_READABLE = "a.status IN ('ok', 'live', 'stub', 'paywall')"
_NO_WORD = '"\ue002"'  # stands in no text
# Goes from outlet to outlet by the index, so that no article is looked at.
OUTLETS = ("WITH RECURSIVE o (name) AS (SELECT min(outlet) FROM article UNION ALL SELECT (SELECT min(outlet) FROM "
           "article WHERE outlet > o.name) FROM o WHERE o.name IS NOT NULL) "
           "SELECT name FROM o WHERE name = ? COLLATE NOCASE")
_STATEMENTS_FIRST = "statement s CROSS JOIN article a ON a.id = s.article AND a.edition = s.edition"
_SPEAKER_FIRST = f"said_by b CROSS JOIN statement s ON s.number = b.statement{_STATEMENTS_FIRST[11:]}"
_ARTICLES_FIRST = "article a CROSS JOIN statement s ON s.edition = a.edition"


class Cut(Exception):
    """A query was stopped at its time limit."""


@contextmanager
def time_limit(archive: Archive, seconds: float = QUERY_SECONDS) -> Iterator[None]:
    """Stop queries inside after `seconds`; raises Cut then, so that the caller can say so.

    Inside another limit the outer one counts.
    """
    if archive.limited:
        yield
        return
    end = time.monotonic() + seconds
    archive.db.set_progress_handler(lambda: int(time.monotonic() > end), 20_000)
    archive.limited = True
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Cut(f"stopped after {seconds:g} s") from error
        raise
    finally:
        archive.limited = False
        archive.db.set_progress_handler(None, 0)


class _Where:
    """Conditions that must all hold, with their values."""

    def __init__(self, *conditions: str) -> None:
        self._conditions, self.values = list(conditions), list[object]()

    def add(self, condition: str, *values: object) -> None:
        """Let one more condition hold."""
        self._conditions.append(condition)
        self.values += values

    def ask(self, condition: str, value: object) -> None:
        """Let one more condition hold where the value that it is about was asked for."""
        if value:
            self.add(condition, value)

    @property
    def sql(self) -> str:
        return " AND ".join(self._conditions)


def _of_articles(query: Query) -> _Where:
    """What a query says of articles (`a`) themselves."""
    where = _Where("a.status <> 'not-article'")
    where.ask(f"a.outlet IN ({OUTLETS})", query.outlet)
    where.ask("a.language = ?", query.language)
    where.ask("a.story = ?", query.story)
    where.ask("a.published_sort >= ?", query.since)
    where.ask("a.published_sort < ? || 'U'", query.until)  # after every time of that day ("T" < "U")
    return where


def _of_statements(where: _Where, query: Query) -> _Where:
    """What a query says of statements (`s`), its words aside, added to `where`."""
    where.ask("s.kind = ?", query.kind)
    where.ask("s.act = ?", query.act)
    where.ask("s.confidence >= ?", query.min_confidence)
    return where


def said_so(query: Query) -> tuple[str, list[object]]:
    """Return the condition under which a statement (`s`) is of the kind that a query asks for, and its values."""
    where = _of_statements(_Where("1"), query)
    return where.sql, where.values


def holding(query: Query) -> tuple[str, list[object]]:
    """Return the condition under which an article (`a`) is what a query means, and its values; words aside.

    An article is meant where one statement in it fits all that the query says of statements.
    """
    where, inner = _of_articles(query), _of_statements(_Where(), query)
    fits = f" AND {inner.sql}" if inner.values else ""
    if query.speaker:
        where.add("a.id IN (SELECT b.article FROM said_by b JOIN statement s ON s.number = b.statement "
                  f"WHERE b.speaker IN ({MEANT}){fits})", query.speaker, query.speaker, *inner.values)
    elif fits:
        where.add(f"EXISTS (SELECT 1 FROM statement_now s WHERE s.article = a.id{fits})", *inner.values)
    return where.sql, where.values


def latest(archive: Archive, query: Query = _ALL, *, limit: int = 50,
           before: tuple[str, str] | None = None) -> list[Brief]:
    """Return articles that a query means, the last published first; `before`: (sort time, id) of the last one seen.

    Those without a date come last. Only articles that can be read (ok, live, stub, paywall).
    Raises Cut at the time limit.
    """
    where, values = holding(query)
    if query.words:
        where += " AND a.number IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)"
        values.append(full_text(query.words) or _NO_WORD)
    if before:
        where += " AND (a.published_sort, a.id) < (?, ?)"
        values += before
    with time_limit(archive):
        rows = archive.db.execute(f"SELECT {BRIEF} FROM article a WHERE {where} AND {_READABLE} "
                                  "AND a.edition IS NOT NULL ORDER BY a.published_sort DESC, a.id DESC LIMIT ?",
                                  (*values, limit))
        return [brief(row) for row in rows]


def search(archive: Archive, query: Query, *, limit: int = 20, offset: int = 0) -> list[Brief]:
    """Return articles that a query means, best first (newest first where it has no words), with snippets.

    speaker, kind and act narrow to articles that hold one such statement. Of words that more than RANKED articles hold
    only those that came last are ranked (`ranks_all` says so), or as many as are asked for. Raises Cut at the time
    limit.
    """
    where, values = holding(query)
    words = full_text(query.words)
    if query.words and not words:
        return []
    with time_limit(archive):
        if words:
            # Ranking looks at where every hit stands: of a common word that is most of the archive.
            found = archive.db.execute(
                "SELECT number FROM (SELECT a.number, a.published_sort, a.id, bm25(article_index, 4.0, 1.0) AS rank "
                "FROM article_index CROSS JOIN article a ON a.number = article_index.rowid WHERE article_index MATCH ? "
                f"AND {where} ORDER BY article_index.rowid DESC LIMIT ?) "
                "ORDER BY rank, published_sort DESC, id LIMIT ? OFFSET ?",
                (words, *values, max(RANKED, limit + offset), limit, offset)).fetchall()
            return [_with_snippet(archive, row["number"], words) for row in found]
        meant = _meant(archive, query)
        if len(meant) == 1:
            return list(islice(_by_speaker(archive, query, meant[0]), offset, offset + limit))
        # Rows are wide; only those that are shown are read as a whole.
        rows = archive.db.execute(
            f"SELECT {BRIEF} FROM (SELECT a.number FROM article a WHERE {where} ORDER BY a.published_sort DESC, "
            "a.id DESC LIMIT ? OFFSET ?) n CROSS JOIN article a ON a.number = n.number "
            "ORDER BY a.published_sort DESC, a.id DESC",
            (*values, limit, offset))
        return [brief(row) for row in rows]


def _by_speaker(archive: Archive, query: Query, speaker: str) -> Iterator[Brief]:
    """Yield the articles of a query without words in which one speaker speaks, the newest first.

    By the index of who says what: of one who speaks in a tenth of all articles only those asked for are looked at.
    """
    of_articles, inner = _of_articles(query), _of_statements(_Where("b.speaker = ?"), query)
    spoken = archive.db.execute(
        "SELECT DISTINCT b.published_sort, b.article FROM said_by b CROSS JOIN statement s ON s.number = b.statement "
        f"WHERE {inner.sql} ORDER BY b.published_sort DESC, b.article DESC" if inner.values else
        "SELECT DISTINCT b.published_sort, b.article FROM said_by b WHERE b.speaker = ? "
        "ORDER BY b.published_sort DESC, b.article DESC", (speaker, *inner.values))
    for _, article in spoken:
        row = archive.db.execute(f"SELECT {BRIEF} FROM article a WHERE a.id = ? AND {of_articles.sql}",
                                 (article, *of_articles.values)).fetchone()
        if row is not None:
            yield brief(row)


def _meant(archive: Archive, query: Query) -> list[str]:
    """The identities that a query's speaker may be."""
    return [row[0] for row in archive.db.execute(f"SELECT DISTINCT speaker FROM ({MEANT})", (query.speaker,) * 2)
            ] if query.speaker else []


def ranks_all(archive: Archive, query: Query) -> bool:
    """Return whether every article that holds a query's words is ranked. Raises Cut at the time limit."""
    words = full_text(query.words)
    if not words:
        return True
    where, values = holding(query)
    with time_limit(archive):
        return bool(archive.db.execute(
            "SELECT count(*) <= ? FROM (SELECT 1 FROM article_index CROSS JOIN article a "
            f"ON a.number = article_index.rowid WHERE article_index MATCH ? AND {where} LIMIT ?)",
            (RANKED, words, *values, RANKED + 1)).fetchone()[0])


def _with_snippet(archive: Archive, number: int, words: str) -> Brief:
    """A result of a search; snippets are made for those that are shown only, since each reads the whole text."""
    row = archive.db.execute(
        f"SELECT {BRIEF}, snippet(article_index, 1, ?, ?, ' … ', 24) AS snippet FROM article_index "
        "JOIN article a ON a.number = article_index.rowid WHERE article_index MATCH ? AND article_index.rowid = ?",
        (*FOUND, words, number)).fetchone()
    return brief(row, row["snippet"])


def quotes(archive: Archive, query: Query, *, limit: int = 50,
           before: tuple[str, int] | None = None) -> Iterator[tuple[Said, tuple[str, int]]]:
    """Yield statements that a query means, the newest articles' first, each with the key to page on from.

    Speakers less sure than it asks for are left out of them.

    Words are looked for in contents and sources. Raises Cut at the time limit.
    """
    for _, key in quote_keys(archive, query, limit=limit, before=before):
        row = archive.db.execute("SELECT * FROM statement WHERE number = ?", (key[1],)).fetchone()
        about = brief_of(archive, row["article"])
        if about:
            yield surely(said(archive, row, about), query.min_speaker_confidence), key


def quote_keys(archive: Archive, query: Query, *, limit: int,
               before: tuple[str, int] | None = None) -> list[tuple[str, tuple[str, int]]]:
    """Return the id of each statement that `quotes` yields, with the key to page on from. Raises Cut likewise."""
    where = _of_statements(_of_articles(query), query)
    where.add("NOT EXISTS (SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field = 'gone')")
    meant = _meant(archive, query)
    if len(meant) == 1:
        where.add("b.speaker = ?", meant[0])
    elif query.speaker:
        where.add(f"s.number IN (SELECT b.statement FROM said_by b WHERE b.speaker IN ({MEANT}))",
                  query.speaker, query.speaker)
    words = full_text(query.words) or _NO_WORD
    if query.words:
        where.add("s.number IN (SELECT rowid FROM statement_index WHERE statement_index MATCH ?)", words)
    if before:
        where.add("(a.published_sort, s.number) < (?, ?)", *before)
    with time_limit(archive):
        few = bool(query.speaker) or (bool(query.words) and _are_few(archive, words))
        joins = _STATEMENTS_FIRST if few else _ARTICLES_FIRST
        order = "a.published_sort DESC, s.number DESC"
        if len(meant) == 1:
            joins, order = _SPEAKER_FIRST, "b.published_sort DESC, b.statement DESC"
        return [(id_, (sort, number)) for id_, sort, number in archive.db.execute(
            f"SELECT s.id, a.published_sort, s.number FROM {joins} WHERE {where.sql} ORDER BY {order} LIMIT ?",
            (*where.values, limit))]


def _are_few(archive: Archive, words: str) -> bool:
    return bool(archive.db.execute("SELECT count(*) < ? FROM (SELECT 1 FROM statement_index WHERE statement_index "
                                   "MATCH ? LIMIT ?)", (_FEW, words, _FEW)).fetchone()[0])
