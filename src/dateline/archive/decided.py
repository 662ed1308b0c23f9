"""Where people put articles: their corrections of stories, laid out over today's articles.

Such a correction holds groups of article ids: those of one group are one story, those of two are two. The last one
about an article counts. Ids that a reread changed are followed; what is not there any more is left out.
"""

from __future__ import annotations

import sqlite3

import msgspec

from dateline.archive.connection import Archive
from dateline.archive.corrections import STORY_KINDS, of_stories

Places = dict[str, tuple[str, str]]
"""article: (place, correction)"""


def lay(archive: Archive) -> set[str]:
    """Derive `decided` from the corrections in force, inside the caller's transaction.

    Returns the articles whose stories have to be told anew: all of every place that has changed.
    """
    db = archive.db
    fresh: Places = {}
    db.execute(f"DELETE FROM lost WHERE correction IN (SELECT id FROM correction WHERE kind IN "
               f"({', '.join('?' * len(STORY_KINDS))}))", STORY_KINDS)
    for row in of_stories(archive):
        placed = [[now for one in group if (now := _today(db, one))] for group in msgspec.json.decode(row["value"])]
        if not all(placed) or sum(map(len, placed)) < 2:
            db.execute("INSERT INTO lost VALUES (?, 'its articles are not in the archive any more')", (row["id"],))
            continue
        fresh |= {one: (f"{row['id']}/{number}", row["id"]) for number, group in enumerate(placed) for one in group}
    before: Places = {row["article"]: (row["place"], row["correction"])
                      for row in db.execute("SELECT * FROM decided")}
    if before == fresh:
        return set()
    db.execute("DELETE FROM decided")
    db.executemany("INSERT INTO decided VALUES (?, ?, ?)", ((one, *place) for one, place in sorted(fresh.items())))
    moved = {one for one in before.keys() | fresh.keys() if before.get(one) != fresh.get(one)}
    places = {known[one][0] for one in moved for known in (before, fresh) if one in known}
    changed = {one for known in (before, fresh) for one, (place, _) in known.items() if place in places}
    return {one for one in changed if _today(db, one) == one}


def _today(db: sqlite3.Connection, article: str) -> str | None:
    """Return the id that an article has today; None where it is gone."""
    row = db.execute("SELECT id FROM article WHERE id = ?1 UNION ALL SELECT a.id FROM moved m "
                     "JOIN article a ON a.id = m.new WHERE m.old = ?1 LIMIT 1", (article,)).fetchone()
    return str(row["id"]) if row else None


def places_of(archive: Archive, articles: list[str]) -> dict[str, str]:
    """Return where people put each of these articles, of those that they put somewhere."""
    if not has_any(archive):
        return {}
    rows = (archive.db.execute("SELECT place FROM decided WHERE article = ?", (one,)).fetchone() for one in articles)
    return {one: row["place"] for one, row in zip(articles, rows, strict=True) if row}


def has_any(archive: Archive) -> bool:
    """Return whether people put any article anywhere."""
    return archive.db.execute("SELECT 1 FROM decided LIMIT 1").fetchone() is not None
