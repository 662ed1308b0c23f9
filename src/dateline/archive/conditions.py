"""What a query narrows articles and statements down to, as SQL; and the time that a query may take."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dateline.archive.connection import Archive
from dateline.archive.query import Query
from dateline.archive.speakers import MEANT
from dateline.limits import QUERY_SECONDS

# Goes from outlet to outlet by the index, so that no article is looked at.
OUTLETS = ("WITH RECURSIVE o (name) AS (SELECT min(outlet) FROM article UNION ALL SELECT (SELECT min(outlet) FROM "
           "article WHERE outlet > o.name) FROM o WHERE o.name IS NOT NULL) "
           "SELECT name FROM o WHERE name = ? COLLATE NOCASE")


class Cut(Exception):
    """A query was stopped at its time limit."""


@contextmanager
def time_limit(archive: Archive, seconds: float = QUERY_SECONDS) -> Iterator[None]:
    """Stop queries inside after `seconds`; raises Cut then, so that the caller can say so.

    Inside another limit the one that ends first counts.
    """
    outer, end = archive.ends, time.monotonic() + seconds
    if outer is not None and outer <= end:
        yield
        return
    _stop_at(archive, end)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Cut(f"stopped after {seconds:g} s") from error
        raise
    finally:
        _stop_at(archive, outer)


def _stop_at(archive: Archive, end: float | None) -> None:
    archive.ends = end
    if end is None:
        archive.db.set_progress_handler(None, 0)
    else:
        archive.db.set_progress_handler(lambda: int(time.monotonic() > end), 20_000)


class Where:
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

    def one_of(self, column: str, values: Sequence[object]) -> None:
        """Let a column hold one of some values, by its index where it has one."""
        self.add(f"{column} IN ({', '.join('?' * len(values))})" if len(values) != 1 else f"{column} = ?", *values)

    @property
    def sql(self) -> str:
        return " AND ".join(self._conditions)


def of_articles(archive: Archive, query: Query) -> Where:
    """Return what a query says of articles (`a`) themselves."""
    where = Where("a.status <> 'not-article'")
    if query.outlet:
        where.one_of("a.outlet", outlets_named(archive, query.outlet))
    where.ask("a.language = ?", query.language)
    where.ask("a.story = ?", query.story)
    where.ask("a.published_sort >= ?", query.since)
    where.ask("a.published_sort < ? || 'U'", query.until)  # after every time of that day ("T" < "U")
    return where


def outlets_named(archive: Archive, name: str) -> list[object]:
    """Return the outlets with this name, in capitals or not."""
    return [row[0] for row in archive.db.execute(OUTLETS, (name,))]


def of_statements(where: Where, query: Query) -> Where:
    """Return `where` with what a query says of statements (`s`), its words aside."""
    where.ask("s.kind = ?", query.kind)
    where.ask("s.act = ?", query.act)
    where.ask("s.confidence >= ?", query.min_confidence)
    return where


def _told(query: Query) -> str:
    """What stands in `article.told` where one statement is of the kind and act that a query asks for."""
    kind, act = query.kind, query.act
    return f" {kind}:{act} " if kind and act else f" {kind}:" if kind else f":{act} "


def said_so(query: Query) -> tuple[str, list[object]]:
    """Return the condition under which a statement (`s`) is of the kind that a query asks for, and its values."""
    where = of_statements(Where("1"), query)
    return where.sql, where.values


def holding(archive: Archive, query: Query, *, number: str = "a.number") -> tuple[str, list[object]]:
    """Return the condition under which an article (`a`) is what a query means, and its values; words aside.

    An article is meant where one statement in it fits all that the query says of statements. number: SQL for its
    number, where that is known without the article.
    """
    where, inner = of_articles(archive, query), of_statements(Where(), query)
    fits = f" AND {inner.sql}" if inner.values else ""
    if query.speaker:
        spoken = Where()
        spoken.one_of("b.speaker", meant(archive, query))
        joined = " CROSS JOIN statement s ON s.number = b.statement" if fits else ""
        where.add(f"{number} IN (SELECT b.article_number FROM said_by b{joined} WHERE {spoken.sql}{fits})",
                  *spoken.values, *inner.values)
    elif query.kind or query.act:
        where.add("instr(a.told, ?)", _told(query))
    if fits and not query.speaker and query.min_confidence:
        where.add(f"EXISTS (SELECT 1 FROM statement s INDEXED BY statement_told WHERE s.edition = a.edition{fits} AND "
                  "NOT EXISTS (SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field = 'gone'))", *inner.values)
    return where.sql, where.values


def meant(archive: Archive, query: Query) -> list[str]:
    """Return the identities that a query's speaker may be."""
    return [row[0] for row in archive.db.execute(f"SELECT DISTINCT speaker FROM ({MEANT}) ORDER BY 1",
                                                 (query.speaker,) * 2)] if query.speaker else []
