"""Articles of the record as they stand in lists, and the one that an id or an address means."""

from __future__ import annotations

import sqlite3

from dateline.archive.connection import Archive
from dateline.archive.values import Brief
from dateline.errors import NotFound

BRIEF = "a.id, a.headline, a.outlet, a.published, a.url, a.status, a.language, a.story, a.copy_of, a.statements"
"""The columns that `brief` takes."""


def full_id(archive: Archive, prefix: str, *, kind: str = "article") -> str:
    """Return the one id of an article (or "statement") that begins with `prefix`.

    An article is found by its address too. Raises NotFound, naming what begins so where several do.
    """
    table = {"article": "article", "statement": "statement_now"}[kind]
    if prefix:
        rows = archive.db.execute(f"SELECT DISTINCT id FROM {table} WHERE id >= ?1 AND id < ?1 || 'g' "
                                  "ORDER BY id LIMIT 4", (prefix.lower(),)).fetchall()
        if len(rows) == 1:
            return str(rows[0]["id"])
        if rows:
            raise NotFound(f"{prefix}: several {kind}s begin so: {', '.join(r['id'] for r in rows[:3])}, ...")
        row = archive.db.execute("SELECT new FROM moved WHERE old >= ?1 AND old < ?1 || 'g' LIMIT 1",
                                 (prefix.lower(),)).fetchone()
        if row is not None:  # an id from before a reread
            return full_id(archive, row["new"], kind=kind)
        if kind == "article":
            row = archive.db.execute("SELECT article FROM capture WHERE url = ? LIMIT 1", (prefix,)).fetchone()
            if row is not None:
                return str(row["article"])
    raise NotFound(f"{prefix or 'an empty id'}: no such {kind} in {archive.path}")


def brief(row: sqlite3.Row, snippet: str = "") -> Brief:
    """Return the Brief that a row of article columns is."""
    return Brief(id=row["id"], headline=row["headline"], outlet=row["outlet"], published=row["published"],
                 url=row["url"], status=row["status"] or "", language=row["language"], story=row["story"],
                 copy_of=row["copy_of"], statements=row["statements"], snippet=snippet)


def brief_of(archive: Archive, article: str) -> Brief | None:
    """Return an article as it stands in lists, by its full id; None where there is none."""
    row = archive.db.execute(f"SELECT {BRIEF} FROM article a WHERE a.id = ?", (article,)).fetchone()
    return brief(row) if row else None


def newest_added(archive: Archive, *, limit: int) -> list[Brief]:
    """Return the articles that came into this file last, the last first."""
    rows = archive.db.execute(f"SELECT {BRIEF} FROM article a WHERE a.edition IS NOT NULL "
                              "ORDER BY a.number DESC LIMIT ?", (limit,))
    return [brief(row) for row in rows]


def changed(archive: Archive, *, limit: int = 50) -> list[Brief]:
    """Return articles with more than one edition, the last published first."""
    rows = archive.db.execute(f"SELECT {BRIEF} FROM article a WHERE a.id IN (SELECT article FROM edition "
                              "WHERE ordinal = 2) ORDER BY a.published_sort DESC, a.id LIMIT ?", (limit,))
    return [brief(row) for row in rows]
