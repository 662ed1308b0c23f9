"""Lists over the whole record: stories, totals, and every id in its order."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.articles import BRIEF, brief
from dateline.archive.connection import Archive
from dateline.archive.counts import all_of, counts_of
from dateline.archive.values import Brief, Counts, StoryRow
from dateline.errors import NotFound


def story(archive: Archive, id_: str) -> tuple[StoryRow, list[Brief]]:
    """Return a story and its articles in the order of time, by full id. Raises NotFound."""
    rows = archive.db.execute(f"SELECT {BRIEF} FROM article a WHERE a.story = ? ORDER BY a.published_sort, a.id",
                              (id_,)).fetchall()
    if not rows:
        raise NotFound(f"{id_}: no such story in {archive.path}")
    members = [brief(row) for row in rows]
    texts = {member.copy_of or member.id for member in members}
    named = next((member for member in members if member.id == id_), members[0])
    doubt = archive.db.execute("SELECT m.suspicious FROM article a JOIN membership m ON m.article = a.id "
                               "WHERE a.story = ? AND m.suspicious <> '' LIMIT 1", (id_,)).fetchone()
    return StoryRow(id=id_, headline=named.headline, first=members[0].published, last=members[-1].published,
                    articles=len(members), texts=len(texts), suspicious=doubt[0] if doubt else "",
                    outlets=len({member.outlet for member in members if member.outlet})), members


def stories(archive: Archive, *, limit: int = 20, least: int = 2,
            before: tuple[str, str] | None = None) -> list[StoryRow]:
    """Return stories of at least `least` articles, those that moved last first.

    before: (sort time of its last article, id) of the last one seen.
    """
    # From the last article back, so that the stories of a large archive are not all looked at.
    moments = archive.db.execute("SELECT DISTINCT published_sort AS at FROM article WHERE story IS NOT NULL AND "
                                 "(?1 IS NULL OR published_sort <= ?1) ORDER BY published_sort DESC",
                                 (before[0] if before else None,))
    found: list[str] = []
    for moment in moments:
        rows = archive.db.execute(
            "SELECT DISTINCT a.story FROM article a WHERE a.published_sort = ?1 AND a.story IS NOT NULL AND "
            "(?2 IS NULL OR (a.published_sort, a.story) < (?2, ?3)) AND NOT EXISTS (SELECT 1 FROM article b "
            "WHERE b.story = a.story AND b.published_sort > ?1) AND (SELECT count(*) FROM article b WHERE "
            "b.story = a.story) >= ?4 ORDER BY a.story DESC", (moment["at"], *(before or (None, None)), least))
        found += [row["story"] for row in rows]
        if len(found) >= limit >= 0:
            break
    return [story(archive, one)[0] for one in (found[:limit] if limit >= 0 else found)]


def outlets(archive: Archive, *, like: str = "", limit: int = 100,
            before: tuple[int, str] | None = None) -> list[tuple[str, int]]:
    """Return outlets with the number of their articles of every status, the largest first; `like`: a part of the name.

    before: (articles, name) of the last one seen.
    """
    rows = archive.db.execute(
        "SELECT outlet, count(*) AS n FROM article WHERE outlet IS NOT NULL AND status <> 'not-article' "
        "AND (?1 = '' OR instr(lower(outlet), lower(?1))) GROUP BY outlet "
        "HAVING ?3 IS NULL OR (-count(*), outlet) > (-?3, ?4) ORDER BY n DESC, outlet LIMIT ?2",
        (like, limit, *(before or (None, None))))
    return [(row["outlet"], row["n"]) for row in rows]


def counts(archive: Archive) -> Counts:
    """Return how much the archive holds, counted four ways. Raises Cut at the time limit."""
    return counts_of(archive, all_of())


def statuses(archive: Archive) -> dict[str, int]:
    """Return how many articles have each status."""
    return dict(archive.db.execute("SELECT key, n FROM tally WHERE what = 'status' AND n AND key <> '' ORDER BY key"
                                   ).fetchall())


def count_statements(archive: Archive) -> int:
    """Return how many statements are shown."""
    return int(archive.db.execute("SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'statements'").fetchone()[0])


def rejected(archive: Archive, *, after: str = "", limit: int = -1) -> list[tuple[str, str]]:
    """Return what could not be read, with the reason; after: the source behind which to begin."""
    return [(r["source"], r["reason"]) for r in archive.db.execute(
        "SELECT source, reason FROM rejected WHERE source > ? ORDER BY source, reason LIMIT ?", (after, limit))]


def versions(archive: Archive) -> list[tuple[str, str, int]]:
    """Return the (version, model, editions) that read what is shown: more than one means mixed figures."""
    return [tuple(row) for row in archive.db.execute(
        "SELECT e.version, e.model, count(*) FROM article a JOIN edition e ON e.id = a.edition "
        "GROUP BY 1, 2 ORDER BY 1, 2")]


def all_articles(archive: Archive) -> Iterator[str]:
    """Yield the id of every article, in their order."""
    return _all(archive, "SELECT id FROM article WHERE edition IS NOT NULL AND id > ? ORDER BY id LIMIT 1000")


def all_speakers(archive: Archive) -> Iterator[str]:
    """Yield the id of everybody who speaks in what is shown, in their order."""
    return _all(archive, "SELECT DISTINCT speaker FROM said_by WHERE speaker > ? ORDER BY speaker LIMIT 1000")


def all_stories(archive: Archive) -> Iterator[str]:
    """Yield the id of every story, in their order."""
    return _all(archive, "SELECT DISTINCT story FROM article WHERE story > ? ORDER BY story LIMIT 1000")


def _all(archive: Archive, sql: str) -> Iterator[str]:
    last = ""
    while rows := archive.db.execute(sql, (last,)).fetchall():
        for row in rows:
            yield row[0]
        last = rows[-1][0]


def count_captures(archive: Archive) -> int:
    """Return how many captures the archive holds."""
    return int(archive.db.execute("SELECT count(*) FROM capture").fetchone()[0])


def count_kinds(archive: Archive) -> dict[str, int]:
    """Return how many shown statements are of each kind, most first."""
    return dict(archive.db.execute("SELECT kind, count(*) AS n FROM statement_now GROUP BY kind ORDER BY n DESC, kind"
                                   ).fetchall())


def count_repairs(archive: Archive) -> dict[str, int]:
    """Return how many captures needed each kind of repair, most first."""
    return dict(archive.db.execute(
        "SELECT json_extract(j.value, '$.kind') AS kind, count(DISTINCT c.id) AS n FROM capture c, "
        "json_each(c.repairs) j GROUP BY kind ORDER BY n DESC, kind").fetchall())
