"""Which articles and statements hold words, the last published first: walks through the index, which is in that order.

A walk ends where enough was found, so that a word that half of all articles hold costs no more than another. What was
published in one minute is told apart by its time, then its id: nothing depends on the order of adding.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from heapq import nlargest
from itertools import islice

import msgspec
from msgspec import Struct

from dateline.archive.conditions import (
    OUTLETS,
    Where,
    holding,
    meant,
    of_articles,
    of_statements,
    outlets_named,
    said_so,
    time_limit,
)
from dateline.archive.connection import Archive
from dateline.archive.index import MINUTE, NUMBER, NUMBER_BITS
from dateline.archive.query import Query, full_text
from dateline.archive.values import SaidKey

RANKED = 500  # articles that hold the words, the last published, among which the best are looked for
_A_DAY = 24 * 60  # minutes


class Hits(Struct, frozen=True, kw_only=True):
    """The articles that hold a query's words and are what else it means, the last published first."""

    places: tuple[int, ...] = ()  # in the index; of a query without words the bare numbers, which is all it needs
    last: tuple[str, str] | None = None  # sort time and id of the last of them, to go on from
    more: bool = False  # whether there are others, published before

    @property
    def numbers(self) -> tuple[int, ...]:
        """The articles' numbers, of this file."""
        return tuple(place & NUMBER for place in self.places)


def hits(archive: Archive, query: Query, *, most: int | None = None,
         before: tuple[str, str] | None = None, also: str = "1") -> Hits:
    """Return the last published `most` (None: RANKED) of the articles that a query means.

    before: (sort time, id) of the article behind which to begin. also: SQL that must hold of an article (`a`) too.
    By the time of publication, then by id. Raises Cut at the time limit.
    """
    words, most = full_text(query.words), RANKED if most is None else most
    if query.words and not words:
        return Hits()
    with time_limit(archive):
        found = (_last(_walk(archive, query, words, before, also), most + 1,
                       lambda row: (row["published_sort"], row["id"]))
                 if words else list(islice(_walk_by_time(archive, query, before, also), most + 1)))
        kept = found[:most]
        return Hits(places=tuple(row["place"] for row in kept), more=len(found) > most,
                    last=(kept[-1]["published_sort"], kept[-1]["id"]) if kept else None)


def _walk(archive: Archive, query: Query, words: str, before: tuple[str, str] | None, also: str) -> sqlite3.Cursor:
    """Go through the articles from the last published back: place, sort time, id."""
    where = Where("article_index MATCH ?")
    where.values.append(words)
    _between(archive, where, "article_index.rowid", query, before and before[0])
    number = f"article_index.rowid & {NUMBER}"  # what is few is told from the rest without a look at the others
    if query.story:
        where.add(f"{number} IN (SELECT number FROM article WHERE story = ?)", query.story)
    if query.outlet:
        named = Where()
        named.one_of("outlet", outlets_named(archive, query.outlet))
        where.add(f"{number} IN (SELECT number FROM article WHERE {named.sql})", *named.values)
    held, values = holding(archive, query, number=number)
    where.add(held, *values)
    if before:
        where.add("(a.published_sort, a.id) < (?, ?)", *before)
    return archive.db.execute(
        "SELECT article_index.rowid AS place, a.published_sort, a.id FROM article_index CROSS JOIN article a "
        f"ON a.number = article_index.rowid & {NUMBER} WHERE {where.sql} AND {also} ORDER BY article_index.rowid DESC",
        where.values)


def _walk_by_time(archive: Archive, query: Query, before: tuple[str, str] | None, also: str) -> sqlite3.Cursor:
    """Go through the articles of a query without words, from the last published back: number, sort time, id.

    Those of one speaker by the index of who says what: of one who speaks in a tenth of all articles only those asked
    for are looked at. The others by an index that holds all that a query may ask of them.
    """
    speakers = meant(archive, query)
    if len(speakers) == 1:
        where = of_statements(of_articles(archive, query), query)
        where.add("b.speaker = ?", speakers[0])
        if before:
            where.add("(b.published_sort, b.article) < (?, ?)", *before)
        statement = " CROSS JOIN statement s ON s.number = b.statement" if said_so(query)[1] else ""
        return archive.db.execute(
            f"SELECT DISTINCT a.number AS place, b.published_sort, b.article AS id FROM said_by b{statement} "
            f"CROSS JOIN article a ON a.number = b.article_number WHERE {where.sql} AND {also} "
            "ORDER BY b.published_sort DESC, b.article DESC", where.values)
    held, values = holding(archive, query)
    if before:
        held += " AND (a.published_sort, a.id) < (?, ?)"
        values += before
    return archive.db.execute(
        f"SELECT a.number AS place, a.published_sort, a.id FROM article a WHERE {held} AND {also} "
        "ORDER BY a.published_sort DESC, a.id DESC", values)


def _last(rows: Iterable[sqlite3.Row], most: int, key: Callable[[sqlite3.Row], tuple[object, ...]]
          ) -> list[sqlite3.Row]:
    """Return the last `most` of rows by a key; they come by place, downwards, those of one minute in any order."""
    return nlargest(most, _enough(rows, most), key=key)


def _enough(rows: Iterable[sqlite3.Row], most: int) -> Iterator[sqlite3.Row]:
    """Yield so many rows, and those of the last one's minute."""
    minute = -1
    for count, row in enumerate(rows):
        at = row["place"] >> NUMBER_BITS
        if count >= most and at != minute:
            return
        minute = at
        yield row


def _between(archive: Archive, where: Where, rowid: str, query: Query, until: str | None) -> None:
    """Let the index be walked through only where a query's days are, and not behind a sort time."""
    ends = [_minute(archive, query.until) + _A_DAY] if query.until else []
    ends += [_minute(archive, until) + 1] if until is not None else []
    if query.since:
        where.add(f"{rowid} >= ?", _minute(archive, query.since) << NUMBER_BITS)
    if ends:
        where.add(f"{rowid} <= ?", (min(*ends, 1 << 63 - NUMBER_BITS) << NUMBER_BITS) - 1)


def _minute(archive: Archive, moment: str) -> int:
    return int(archive.db.execute(f"SELECT {MINUTE.format('?1')}", (moment,)).fetchone()[0])


def _few(archive: Archive, outlet: str) -> bool:
    found = archive.db.execute("SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'outlet' AND key IN "
                               f"({OUTLETS})", (outlet,)).fetchone()
    return bool(found[0] < RANKED)


def ranked(archive: Archive, words: str, among: Hits) -> list[int]:
    """Return the places of hits, the best first, then the last published."""
    if not among.places:
        return []
    order = {place: at for at, place in enumerate(among.places)}
    rows = archive.db.execute(
        "SELECT rowid AS place, bm25(article_index, 4.0, 1.0) AS rank FROM article_index WHERE article_index MATCH ? "
        "AND rowid >= ? AND rowid <= ? AND +rowid IN (SELECT value FROM json_each(?))",
        (words, min(among.places), max(among.places), msgspec.json.encode(among.places).decode())).fetchall()
    return [row["place"] for row in sorted(rows, key=lambda row: (row["rank"], order[row["place"]]))]


def statements_with(archive: Archive, query: Query, words: str, *, limit: int, before: SaidKey | None
                    ) -> list[tuple[str, SaidKey]]:
    """Return the last statements that hold words and are what else a query means: (id, key), inside a time limit."""
    where = Where("statement_index MATCH ?")
    where.values.append(words)
    _between(archive, where, "statement_index.rowid", query, before and before[0])
    if query.speaker:
        spoken = Where()
        spoken.one_of("b.speaker", meant(archive, query))
        where.add(f"statement_index.rowid & {NUMBER} IN (SELECT b.statement FROM said_by b WHERE {spoken.sql})",
                  *spoken.values)
    if query.story or (query.outlet and _few(archive, query.outlet)):  # of many one is met soon
        about = of_articles(archive, query)
        where.add(f"statement_index.rowid >> {NUMBER_BITS} IN (SELECT a.place >> {NUMBER_BITS} FROM article a "
                  f"WHERE {about.sql})", *about.values)
    held = of_statements(of_articles(archive, query), query)
    held.add("NOT EXISTS (SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field = 'gone')")
    if before:
        held.add("(a.published_sort, a.id, s.number) < (?, ?, ?)", *before)
    where.add(held.sql, *held.values)
    rows = archive.db.execute(
        "SELECT statement_index.rowid AS place, s.id, a.published_sort, a.id AS article, s.number FROM statement_index "
        f"CROSS JOIN statement s ON s.number = statement_index.rowid & {NUMBER} CROSS JOIN article a "
        f"ON a.id = s.article AND a.edition = s.edition WHERE {where.sql} ORDER BY statement_index.rowid DESC",
        where.values)
    return [(row["id"], (row["published_sort"], row["article"], row["number"])) for row in _last(
        rows, limit, lambda row: (row["published_sort"], row["article"], row["number"]))]
