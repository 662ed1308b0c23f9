"""What the trail of a quotation needs of the archive: keys of what is said, statements that may word the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from dateline.archive.connection import Archive
from dateline.archive.index import NUMBER
from dateline.archive.query import full_text

_MOST = 1_200  # statements looked at for one trail


class Candidate(Struct, frozen=True):
    """A statement that may word what was asked for."""

    published_sort: str
    article: str
    number: int  # of this file only
    id: str
    content: str


def contents_of(archive: Archive, article: str) -> list[tuple[int, str]]:
    """Return the (number, content) of what is shown of an article; nothing for what is none."""
    rows = archive.db.execute("SELECT s.number, s.content FROM statement_now s JOIN article a ON a.id = s.article "
                              "WHERE a.id = ? AND a.status <> 'not-article' ORDER BY s.number", (article,))
    return [(row["number"], row["content"]) for row in rows]


def replace_keys(archive: Archive, article: str, keys: Iterable[tuple[int, int]]) -> None:
    """Put the (key, statement number) pairs of an article in place of those it had."""
    archive.db.execute("DELETE FROM echo WHERE statement IN (SELECT number FROM statement WHERE article = ?)",
                       (article,))
    archive.db.executemany("INSERT OR IGNORE INTO echo VALUES (?, ?)", keys)


def echoed_in(archive: Archive, article: str) -> dict[str, int]:
    """Return in how many other articles each statement of an article is echoed; by id, only those that are."""
    rows = archive.db.execute(
        "SELECT s.id, count(DISTINCT t.article) AS n FROM statement_now s JOIN echo e ON e.statement = s.number "
        "AND e.key > 0 JOIN echo o ON o.key = e.key JOIN statement_now t ON t.number = o.statement "
        "WHERE s.article = ?1 AND t.article <> ?1 GROUP BY s.id", (article,))
    return {row["id"]: row["n"] for row in rows}


def first_said(archive: Archive, statement: str) -> str:
    """Return the first printed of the statements that say all that this one says; by full id, itself where none does.

    First: by the time of the article, then its id. What holds no telling passage is compared with nothing.
    """
    row = archive.db.execute(
        "SELECT t.id FROM statement_now s JOIN article b ON b.id = s.article JOIN echo e ON e.statement = s.number "
        "AND e.key > 0 CROSS JOIN echo o ON o.key = e.key CROSS JOIN statement_now t ON t.number = o.statement "
        "CROSS JOIN article a ON a.id = t.article WHERE s.id = ?1 AND a.status <> 'not-article' "
        "AND a.published_sort <> '' AND (a.published_sort, a.id, t.ordinal) <= (b.published_sort, b.id, s.ordinal) "
        "GROUP BY t.number HAVING count(*) = (SELECT count(*) FROM echo WHERE statement = s.number AND key > 0) "
        "ORDER BY a.published_sort, a.id, t.ordinal LIMIT 1", (statement,)).fetchone()
    return row["id"] if row else statement


def candidates(archive: Archive, groups: Sequence[Sequence[str]],
               edges: Sequence[int] = ()) -> tuple[list[Candidate], bool]:
    """Return shown statements whose content holds all words of some group, and whether there are more than these.

    edges: keys below 0 of which one leads to a statement too. The first group comes first: what holds all of it is
    left out last.
    """
    numbers: dict[int, None] = dict.fromkeys(row[0] for row in archive.db.execute(
        "SELECT o.statement FROM json_each(?) j CROSS JOIN echo o ON o.key = j.value LIMIT ?",
        (msgspec.json.encode(list(edges)).decode(), _MOST // 4)))
    for expression in (_any_of(groups[:1]), _any_of(groups[1:])):
        if expression and len(numbers) <= _MOST:
            numbers.update(dict.fromkeys(row[0] for row in archive.db.execute(
                f"SELECT rowid & {NUMBER} FROM statement_index WHERE statement_index MATCH ? ORDER BY rowid LIMIT ?",
                (expression, _MOST + 1))))
    rows = archive.db.execute(
        "SELECT a.published_sort, a.id AS article, s.number, s.id, s.content FROM json_each(?) j "
        "CROSS JOIN statement s ON s.number = j.value CROSS JOIN article a ON a.id = s.article "
        "AND a.edition = s.edition WHERE a.status <> 'not-article' AND NOT EXISTS "
        "(SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field = 'gone')",
        (msgspec.json.encode(list(numbers)[:_MOST]).decode(),))
    return [Candidate(*row) for row in rows], len(numbers) > _MOST


def _any_of(groups: Sequence[Sequence[str]]) -> str:
    expressions = [f"({words})" for group in groups if (words := full_text(tuple(group)))]
    return f"{{content}} : ({' OR '.join(expressions)})" if expressions else ""
