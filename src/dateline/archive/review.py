"""What waits for a person's eye: statements, the least certain first, and corrections that no longer fit."""

from __future__ import annotations

from dateline.archive.articles import brief_of
from dateline.archive.connection import Archive
from dateline.archive.corrections import listed
from dateline.archive.statements import said
from dateline.archive.values import Corrected, Said

_DECIDED = "('gone', 'right', 'speaker')"


def queue(archive: Archive, *, limit: int, after: tuple[float, str] | None = None
          ) -> list[tuple[Said, tuple[float, str]]]:
    """Return statements on which nobody decided anything, least certain first, each with the key to go on from.

    Those equally certain come by id, so that archives of the same pages ask in the same order.
    """
    rows = archive.db.execute(
        "SELECT s.* FROM statement s INDEXED BY statement_confidence WHERE s.correction IS NULL AND EXISTS (SELECT 1 "
        "FROM article a WHERE a.id = s.article AND a.edition = s.edition AND a.status <> 'not-article') AND NOT EXISTS "
        f"(SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field IN {_DECIDED}) "
        "AND (s.confidence, s.id) > (?, ?) ORDER BY s.confidence, s.id LIMIT ?",
        (*(after or (-1.0, "")), limit)).fetchall()
    return [(said(archive, row, about), (row["confidence"], row["id"])) for row in rows
            if (about := brief_of(archive, row["article"]))]


def waiting(archive: Archive) -> int:
    """Return how many statements wait, those in what is no article left aside."""
    shown = archive.db.execute("SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'statements' "
                               "AND key <> 'not-article'").fetchone()[0]
    decided = archive.db.execute(
        "SELECT count(DISTINCT o.statement) FROM overlay o JOIN statement_now s ON s.id = o.statement "
        f"WHERE o.field IN {_DECIDED} AND s.correction IS NULL").fetchone()[0]
    added = archive.db.execute("SELECT count(*) FROM statement WHERE correction IS NOT NULL").fetchone()[0]
    return max(0, int(shown) - int(decided) - int(added))


def lost(archive: Archive, *, limit: int) -> list[Corrected]:
    """Return corrections whose words today's reading no longer has, the newest first."""
    return _listed(archive, "SELECT c.id, c.article FROM lost l JOIN correction c ON c.id = l.correction "
                   "ORDER BY c.number DESC LIMIT ?", limit)


def latest(archive: Archive, *, limit: int) -> list[Corrected]:
    """Return the corrections made last, undone ones and undoings too."""
    return _listed(archive, "SELECT id, article FROM correction ORDER BY number DESC LIMIT ?", limit)


def _listed(archive: Archive, sql: str, limit: int) -> list[Corrected]:
    """Return the corrections that a query names, in its order, each with its state."""
    chosen = archive.db.execute(sql, (limit,)).fetchall()
    states = {one.id: one for article in {row["article"] for row in chosen} for one in listed(archive, article)}
    return [states[row["id"]] for row in chosen if row["id"] in states]
