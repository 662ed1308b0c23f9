"""What a query finds: articles and statements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec
from msgspec import Struct

from dateline.archive.articles import BRIEF, brief, brief_of
from dateline.archive.conditions import Where, holding, meant, of_articles, of_statements, time_limit
from dateline.archive.connection import Archive
from dateline.archive.naming import surely
from dateline.archive.query import FOUND, Query, full_text
from dateline.archive.statements import said
from dateline.archive.values import Brief, Said, SaidKey

RANKED = 2_000  # articles that hold the words, the last published, among which the best are looked for
MANY = 10_000  # hits of words; of more not all are counted, nor are all statements that hold them looked up
_COMMON = 40_000  # hits of words; of more only those in the last published are told from the rest
_LOOKED_AT = 4 * RANKED  # articles, the last published, in which common words are looked for at first
_ALL = Query()
_READABLE = "a.status IN ('ok', 'live', 'stub', 'paywall')"
_NO_WORD = '"\ue002"'  # stands in no text
_STATEMENTS_FIRST = "statement s CROSS JOIN article a ON a.id = s.article AND a.edition = s.edition"
_SPEAKER_FIRST = f"said_by b CROSS JOIN statement s ON s.number = b.statement{_STATEMENTS_FIRST[11:]}"
_ARTICLES_FIRST = "article a CROSS JOIN statement s ON s.edition = a.edition"
_HOLDING = "article_index CROSS JOIN article a ON a.number = article_index.rowid WHERE article_index MATCH ?"


class Hits(Struct, frozen=True, kw_only=True):
    """The articles that hold a query's words and are what else it means."""

    numbers: tuple[int, ...]  # of this file, the last published first
    more: bool  # whether there are others, published before
    many: bool  # whether the words have more hits than are all looked at


def latest(archive: Archive, query: Query = _ALL, *, limit: int = 50,
           before: tuple[str, str] | None = None) -> list[Brief]:
    """Return articles that a query means, the last published first; `before`: (sort time, id) of the last one seen.

    Those without a date come last. Only articles that can be read (ok, live, stub, paywall).
    Raises Cut at the time limit.
    """
    where, values = holding(archive, query)
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


def hits(archive: Archive, query: Query, *, most: int | None = None) -> Hits:
    """Return the last published `most` (None: RANKED) of the articles that a query with words means.

    By the time of publication, then by id: nothing depends on the order of adding. Raises Cut at the time limit.
    """
    words, most = full_text(query.words), RANKED if most is None else most
    if not words:
        return Hits(numbers=(), more=False, many=False)
    with time_limit(archive):
        where, values = holding(archive, query)
        many = _many(archive, "article_index", words)
        common = many and _many(archive, "article_index", words, _COMMON)
        among, all_of_them = max(_LOOKED_AT, 4 * most), _last_number(archive)
        while common and among < all_of_them:
            # Where many hold the words, enough of the last published do: only these are told from the rest.
            found = archive.db.execute(
                f"SELECT a.number FROM {_HOLDING} AND +article_index.rowid IN (SELECT a.number FROM article a WHERE "
                f"{where} ORDER BY a.published_sort DESC, a.id DESC LIMIT ?) "
                "ORDER BY a.published_sort DESC, a.id DESC LIMIT ?", (words, *values, among, most + 1)).fetchall()
            if len(found) > most:
                break
            among *= 8
        else:
            found = archive.db.execute(f"SELECT a.number FROM {_HOLDING} AND {where} ORDER BY a.published_sort DESC, "
                                       "a.id DESC LIMIT ?", (words, *values, most + 1)).fetchall()
    return Hits(numbers=tuple(row["number"] for row in found[:most]), more=len(found) > most, many=many)


def _many(archive: Archive, index: str, words: str, than: int | None = None) -> bool:
    """Whether words have more hits than so many (None: MANY)."""
    most = MANY if than is None else than
    return bool(archive.db.execute(f"SELECT count(*) > ? FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT ?)",
                                   (most, words, most + 1)).fetchone()[0])


def _last_number(archive: Archive) -> int:
    return int(archive.db.execute("SELECT coalesce(max(number), 0) FROM article").fetchone()[0])


def search(archive: Archive, query: Query, *, limit: int = 20, offset: int = 0, among: Hits | None = None
           ) -> list[Brief]:
    """Return articles that a query means, best first (newest first where it has no words), with snippets.

    speaker, kind and act narrow to articles that hold one such statement. Of words that more than RANKED articles hold
    only the last published are ranked (`ranks_all` says so), the others come after them, newest first.
    among: what `hits` gave for this query. Raises Cut at the time limit.
    """
    words = full_text(query.words)
    if query.words and not words:
        return []
    with time_limit(archive):
        if words:
            found = among or hits(archive, query)
            best = _ranked(archive, words, found, limit, offset)
            if found.more and len(best) < limit:  # those behind the ranked ones
                start = max(offset, len(found.numbers))
                end = offset + limit
                best += hits(archive, query, most=end).numbers[start:end]
            return [_with_snippet(archive, number, words) for number in best]
        speakers = meant(archive, query)
        if len(speakers) == 1:
            return list(islice(_by_speaker(archive, query, speakers[0]), offset, offset + limit))
        # Rows are wide; only those that are shown are read as a whole.
        where, values = holding(archive, query)
        rows = archive.db.execute(
            f"SELECT {BRIEF} FROM (SELECT a.number FROM article a WHERE {where} ORDER BY a.published_sort DESC, "
            "a.id DESC LIMIT ? OFFSET ?) n CROSS JOIN article a ON a.number = n.number "
            "ORDER BY a.published_sort DESC, a.id DESC",
            (*values, limit, offset))
        return [brief(row) for row in rows]


def _ranked(archive: Archive, words: str, among: Hits, limit: int, offset: int) -> list[int]:
    """The numbers of the best; ranking looks at where every word stands, so only `among` is ranked."""
    if offset >= len(among.numbers):
        return []
    rows = archive.db.execute(
        "SELECT number FROM (SELECT a.number, a.published_sort, a.id, bm25(article_index, 4.0, 1.0) AS rank "
        f"FROM {_HOLDING} AND +article_index.rowid IN (SELECT value FROM json_each(?)) LIMIT -1) "
        "ORDER BY rank, published_sort DESC, id LIMIT ? OFFSET ?",
        (words, msgspec.json.encode(among.numbers).decode(), limit, offset))
    return [row["number"] for row in rows]


def _by_speaker(archive: Archive, query: Query, speaker: str) -> Iterator[Brief]:
    """Yield the articles of a query without words in which one speaker speaks, the newest first.

    By the index of who says what: of one who speaks in a tenth of all articles only those asked for are looked at.
    """
    about, inner = of_articles(archive, query), of_statements(Where("b.speaker = ?"), query)
    joined = " CROSS JOIN statement s ON s.number = b.statement" if inner.values else ""
    spoken = archive.db.execute(
        f"SELECT DISTINCT b.published_sort, b.article FROM said_by b{joined} WHERE {inner.sql} "
        "ORDER BY b.published_sort DESC, b.article DESC", (speaker, *inner.values))
    for _, article in spoken:
        row = archive.db.execute(f"SELECT {BRIEF} FROM article a WHERE a.id = ? AND {about.sql}",
                                 (article, *about.values)).fetchone()
        if row is not None:
            yield brief(row)


def ranks_all(archive: Archive, query: Query) -> bool:
    """Return whether every article that holds a query's words is ranked. Raises Cut at the time limit."""
    return not hits(archive, query).more


def _with_snippet(archive: Archive, number: int, words: str) -> Brief:
    """A result of a search; snippets are made for those that are shown only, since each reads the whole text."""
    row = archive.db.execute(
        f"SELECT {BRIEF}, snippet(article_index, 1, ?, ?, ' … ', 24) AS snippet FROM article_index "
        "JOIN article a ON a.number = article_index.rowid WHERE article_index MATCH ? AND article_index.rowid = ?",
        (*FOUND, words, number)).fetchone()
    return brief(row, row["snippet"])


def quotes(archive: Archive, query: Query, *, limit: int = 50,
           before: SaidKey | None = None) -> Iterator[tuple[Said, SaidKey]]:
    """Yield statements that a query means, the newest articles' first, each with the key to page on from.

    Speakers less sure than it asks for are left out of them.

    Words are looked for in contents and sources. Raises Cut at the time limit.
    """
    for _, key in quote_keys(archive, query, limit=limit, before=before):
        row = archive.db.execute("SELECT * FROM statement WHERE number = ?", (key[2],)).fetchone()
        about = brief_of(archive, row["article"])
        if about:
            yield surely(said(archive, row, about), query.min_speaker_confidence), key


def quote_keys(archive: Archive, query: Query, *, limit: int,
               before: SaidKey | None = None) -> list[tuple[str, SaidKey]]:
    """Return the id of each statement that `quotes` yields, with the key to page on from. Raises Cut likewise."""
    with time_limit(archive):
        where, joins = of_statements(of_articles(archive, query), query), _ARTICLES_FIRST
        where.add("NOT EXISTS (SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field = 'gone')")
        if query.words:
            joins = _with_words(archive, where, full_text(query.words) or _NO_WORD)
        speakers, order = meant(archive, query), "a.published_sort DESC, a.id DESC, s.number DESC"
        if len(speakers) == 1:
            where.add("b.speaker = ?", speakers[0])
            joins, order = _SPEAKER_FIRST, "b.published_sort DESC, b.article DESC, b.statement DESC"
        elif query.speaker:
            inner = Where()
            inner.one_of("b.speaker", speakers)
            where.add(f"s.number IN (SELECT b.statement FROM said_by b WHERE {inner.sql})", *inner.values)
            joins = _STATEMENTS_FIRST
        if before:
            where.add("(a.published_sort, a.id, s.number) < (?, ?, ?)", *before)
        return [(id_, (sort, article, number)) for id_, sort, article, number in archive.db.execute(
            f"SELECT s.id, a.published_sort, a.id, s.number FROM {joins} WHERE {where.sql} ORDER BY {order} LIMIT ?",
            (*where.values, limit))]


def _with_words(archive: Archive, where: Where, words: str) -> str:
    """Let statements hold some words; return whence they are best reached.

    Few are looked up and sorted; of many the newest come soonest by going through the articles by date, each statement
    asked for itself.
    """
    if _many(archive, "statement_index", words):
        where.add("EXISTS (SELECT 1 FROM statement_index i WHERE i.statement_index MATCH ? AND i.rowid = s.number)",
                  words)
        return _ARTICLES_FIRST
    where.add("s.number IN (SELECT rowid FROM statement_index WHERE statement_index MATCH ?)", words)
    return _STATEMENTS_FIRST
