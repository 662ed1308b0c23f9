"""What stories need of the archive: signatures by key, links, connected sets, and where their grouping is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dateline.archive.connection import Archive
from dateline.model import Grouping, Link, Signature

_decode = msgspec.msgpack.Decoder(Signature).decode


def waiting(archive: Archive, stage: int, limit: int) -> list[str]:
    """Return articles that wait for a stage (1: their links are to be weighed, 2: their set is to be grouped)."""
    rows = archive.db.execute("SELECT article FROM pending WHERE stage = ? ORDER BY article LIMIT ?", (stage, limit))
    return [row["article"] for row in rows]


def queue(archive: Archive, articles: Iterable[str], stage: int) -> None:
    """Let articles wait for a stage."""
    archive.db.executemany("INSERT OR IGNORE INTO pending VALUES (?, ?)", ((one, stage) for one in articles))


def done(archive: Archive, articles: Iterable[str], stage: int) -> None:
    """Take articles off a stage's list."""
    archive.db.executemany("DELETE FROM pending WHERE article = ? AND stage = ?", ((one, stage) for one in articles))


def signatures(archive: Archive, articles: Sequence[str]) -> dict[str, Signature]:
    """Return the signature of each article that shows one; its `id` is the article's."""
    found = {}
    for article in articles:
        row = archive.db.execute("SELECT e.signature FROM article a JOIN edition e ON e.id = a.edition "
                                 "WHERE a.id = ?", (article,)).fetchone()
        if row is not None and row["signature"] is not None:
            found[article] = msgspec.structs.replace(_decode(row["signature"]), id=article)
    return found


def keys_of(archive: Archive, article: str) -> set[tuple[str, str]]:
    """Return the (key, place) pairs under which an article stands."""
    rows = archive.db.execute("SELECT key, place FROM story_key WHERE article = ?", (article,))
    return {(row["key"], row["place"]) for row in rows}


def add_key(archive: Archive, article: str, key: str, place: str) -> None:
    """Let an article stand under a key."""
    archive.db.execute("INSERT OR IGNORE INTO story_key VALUES (?, ?, ?)", (key, place, article))


def drop_key(archive: Archive, article: str, key: str, place: str) -> None:
    """Take an article from under a key."""
    archive.db.execute("DELETE FROM story_key WHERE key = ? AND place = ? AND article = ?", (key, place, article))


def around(archive: Archive, article: str, key: str, place: str, window: int) -> tuple[list[str], list[str]]:
    """Return the articles that stand before and after an article's place under a key, `window` each, nearest first."""
    db = archive.db
    before = db.execute("SELECT article FROM story_key WHERE key = ? AND (place, article) < (?, ?) "
                        "ORDER BY place DESC, article DESC LIMIT ?", (key, place, article, window))
    after = db.execute("SELECT article FROM story_key WHERE key = ? AND (place, article) > (?, ?) "
                       "ORDER BY place, article LIMIT ?", (key, place, article, window))
    return [row["article"] for row in before], [row["article"] for row in after]


def are_linked(archive: Archive, one: str, other: str) -> bool:
    """Return whether a link joins two articles."""
    a, b = sorted((one, other))
    return archive.db.execute("SELECT 1 FROM link WHERE a = ? AND b = ?", (a, b)).fetchone() is not None


def replace_links(archive: Archive, article: str, links: Sequence[Link]) -> set[str]:
    """Put an article's links in place of those it had; return every article at their other ends, old and new."""
    db = archive.db
    others = {row[0] for row in db.execute("SELECT b FROM link WHERE a = ?1 UNION SELECT a FROM link WHERE b = ?1",
                                           (article,))}
    db.execute("DELETE FROM link WHERE a = ?1 OR b = ?1", (article,))
    for link in links:
        a, b = sorted((link.a, link.b))
        db.execute("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?)",
                   (a, b, link.score, int(link.same_text), link.reason))
        others.add(b if a == article else a)
    return others


def links_of(archive: Archive, article: str) -> list[Link]:
    """Return an article's links, the strongest first."""
    rows = archive.db.execute("SELECT * FROM link WHERE a = ?1 UNION ALL SELECT * FROM link WHERE b = ?1 "
                              "ORDER BY score DESC, a, b", (article,))
    return [Link(a=r["a"], b=r["b"], score=r["score"], same_text=bool(r["same_text"]), reason=r["reason"])
            for r in rows]


def connected(archive: Archive, article: str, threshold: float, limit: int) -> list[str]:
    """Return the articles that links of at least `threshold` join to this one, itself among them, sorted.

    limit: of articles; what lies beyond it is left out (a set that large is no story).
    """
    seen, edge = {article}, [article]
    while edge and len(seen) < limit:
        one = edge.pop()
        for row in archive.db.execute(
                "SELECT b AS other FROM link WHERE a = ?1 AND (score >= ?2 OR same_text) UNION ALL "
                "SELECT a FROM link WHERE b = ?1 AND (score >= ?2 OR same_text) ORDER BY 1", (one, threshold)):
            if row["other"] not in seen:
                seen.add(row["other"])
                edge.append(row["other"])
    return sorted(seen)


def links_touching(archive: Archive, members: Sequence[str]) -> list[Link]:
    """Return every link that has an end in `members`, each once."""
    inside = set(members)
    return [one for article in members for one in links_of(archive, article)
            if article == one.a or one.a not in inside]


def keep_grouping(archive: Archive, groupings: Iterable[Grouping]) -> None:
    """Write articles' places; an id that a story had leads to the one that it has now."""
    db = archive.db
    for place in groupings:
        row = db.execute("SELECT story FROM article WHERE id = ?", (place.id,)).fetchone()
        if row is None:
            continue
        db.execute("UPDATE article SET story = ?, copy_of = ?, related = ? WHERE id = ?",
                   (place.story, place.copy_of, msgspec.json.encode(place.related).decode(), place.id))


def forget_grouping(archive: Archive, article: str) -> None:
    """Leave an article without story, since it shows nothing that tells one."""
    archive.db.execute("UPDATE article SET story = NULL, copy_of = NULL, related = '[]' WHERE id = ?", (article,))


def story_named(archive: Archive, story: str) -> str | None:
    """Return the story that an id means today: its own, or the one that holds the article it was named after."""
    if archive.db.execute("SELECT 1 FROM article WHERE story = ? LIMIT 1", (story,)).fetchone():
        return story
    row = archive.db.execute("SELECT story FROM article WHERE id = ?", (story,)).fetchone()
    return row["story"] if row else None
