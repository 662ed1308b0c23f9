"""What a query finds: articles and statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.archive.articles import BRIEF, brief, brief_of
from dateline.archive.conditions import Where, meant, of_articles, of_statements, time_limit
from dateline.archive.connection import Archive
from dateline.archive.hits import Hits, hits, ranked, statements_with
from dateline.archive.naming import surely
from dateline.archive.query import FOUND, Query, full_text
from dateline.archive.statements import said
from dateline.archive.values import Brief, Said, SaidKey

_ALL = Query()
_READABLE = "a.status IN ('ok', 'live', 'stub', 'paywall')"
_NO_WORD = '"\ue002"'  # stands in no text
_STATEMENTS_FIRST = "statement s CROSS JOIN article a ON a.id = s.article AND a.edition = s.edition"
_SPEAKER_FIRST = f"said_by b CROSS JOIN statement s ON s.number = b.statement{_STATEMENTS_FIRST[11:]}"
_ARTICLES_FIRST = "article a CROSS JOIN statement s ON s.edition = a.edition"


def latest(archive: Archive, query: Query = _ALL, *, limit: int = 50,
           before: tuple[str, str] | None = None) -> list[Brief]:
    """Return articles that a query means, the last published first; `before`: (sort time, id) of the last one seen.

    Those without a date come last. Only articles that can be read (ok, live, stub, paywall).
    Raises Cut at the time limit.
    """
    with time_limit(archive):
        return _briefs(archive, hits(archive, query, most=limit, before=before, also=_READABLE).numbers)


def _briefs(archive: Archive, numbers: Iterable[int]) -> list[Brief]:
    """The articles with these numbers: rows are wide, only those that are shown are read."""
    return [brief(archive.db.execute(f"SELECT {BRIEF} FROM article a WHERE a.number = ?", (number,)).fetchone())
            for number in numbers]


def search(archive: Archive, query: Query, *, limit: int = 20, after: tuple[str, str] | None = None,
           among: Hits | None = None) -> list[Brief]:
    """Return articles that a query means, best first (newest first where it has no words), with snippets.

    speaker, kind and act narrow to articles that hold one such statement. Of words that more than RANKED articles hold
    only the last published are ranked (`ranks_all` says so), the others come after them, newest first.
    after: (sort time, id) of the last one seen. among: what `hits` gave for this query. Raises Cut at the time limit.
    """
    words = full_text(query.words)
    if query.words and not words:
        return []
    with time_limit(archive):
        if words:
            return [_with_snippet(archive, place, words) for place in _best(archive, query, words, limit, after, among)]
        if after or among is None or (among.more and len(among.places) < limit):
            among = hits(archive, query, most=limit, before=after)
        return _briefs(archive, among.numbers[:limit])


def _best(archive: Archive, query: Query, words: str, limit: int, after: tuple[str, str] | None,
          among: Hits | None) -> list[int]:
    """The places of the best behind `after`; ranking looks at where every word stands, so only `among` is ranked."""
    found = among or hits(archive, query)
    best: list[int] = []
    if after is None or found.last is None or after >= found.last:
        order = ranked(archive, words, found)
        seen = archive.db.execute("SELECT place FROM article WHERE id = ?", (after[1],)).fetchone() if after else None
        best = order[order.index(seen["place"]) + 1 if seen and seen["place"] in order else 0:][:limit]
        after = found.last
    if found.more and len(best) < limit:  # those behind the ranked ones
        best += hits(archive, query, most=limit - len(best), before=after).places
    return best


def ranks_all(archive: Archive, query: Query) -> bool:
    """Return whether every article that holds a query's words is ranked. Raises Cut at the time limit."""
    return not hits(archive, query).more


def _with_snippet(archive: Archive, place: int, words: str) -> Brief:
    """A result of a search; snippets are made for those that are shown only, since each reads the whole text."""
    row = archive.db.execute(
        f"SELECT {BRIEF}, snippet(article_index, 1, ?, ?, ' … ', 24) AS snippet FROM article_index "
        "JOIN article a ON a.place = article_index.rowid WHERE article_index MATCH ? AND article_index.rowid = ?",
        (*FOUND, words, place)).fetchone()
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
        if query.words:
            return statements_with(archive, query, full_text(query.words) or _NO_WORD, limit=limit, before=before)
        where, joins = of_statements(of_articles(archive, query), query), _ARTICLES_FIRST
        where.add("NOT EXISTS (SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field = 'gone')")
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
