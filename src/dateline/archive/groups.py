"""What stories need of the archive: signatures by key, links, connected sets, and where their grouping is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dateline.archive.connection import Archive
from dateline.errors import NotFound
from dateline.model import Grouping, Link, Signature


class _Dated(msgspec.Struct):
    """What is read of a signature to group it: the rest of its bytes is passed over."""

    published: str | None
    outlet: str | None
    words: int
    credits: tuple[str, ...] = ()


_decode = msgspec.msgpack.Decoder(Signature).decode
_decode_dated = msgspec.msgpack.Decoder(_Dated).decode
_NOTHING = (None, None, "", "", None, "", 0)  # what a row of `membership` would say of an article that is alone


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
    """Return the signature of each article that shows one, under the article's id and its date as corrected.

    What people said is no article has none.
    """
    found = {}
    for article in articles:
        row = archive.db.execute("SELECT e.signature, a.published FROM article a JOIN edition e ON e.id = a.edition "
                                 "WHERE a.id = ? AND a.status <> 'not-article'", (article,)).fetchone()
        if row is not None and row["signature"] is not None:
            found[article] = msgspec.structs.replace(_decode(row["signature"]), id=article, published=row["published"])
    return found


def placed(archive: Archive, articles: Iterable[str]) -> dict[str, Signature]:
    """Return what each of some articles is weighed by, without its keys; those that tell nothing are left out."""
    rows = archive.db.execute(
        "SELECT p.article, p.value FROM json_each(?) j CROSS JOIN placed p ON p.article = j.value",
        (msgspec.json.encode(sorted(articles)).decode(),))
    return {row[0]: _decode(row[1]) for row in rows}


def dated(archive: Archive, articles: Iterable[str]) -> dict[str, Signature]:
    """Return what grouping needs to know of each of some articles: when, by whom, how long and whom it credits."""
    rows = archive.db.execute(
        "SELECT p.article, p.value FROM json_each(?) j CROSS JOIN placed p ON p.article = j.value",
        (msgspec.json.encode(sorted(articles)).decode(),))
    return {row[0]: Signature(id=row[0], published=one.published, outlet=one.outlet, words=one.words,
                              credits=one.credits, keys=(), sketch=b"", terms=())
            for row in rows if (one := _decode_dated(row[1]))}


def bare_signature(archive: Archive, article: str) -> Signature:
    """Return what stands for an article that tells nothing by itself, but that people put into a story."""
    row = archive.db.execute("SELECT published, outlet FROM article WHERE id = ?", (article,)).fetchone()
    return Signature(id=article, published=row["published"], outlet=row["outlet"], words=0, keys=(), sketch=b"",
                     terms=())


def part(archive: Archive, pairs: Mapping[tuple[str, str], tuple[int, int]]) -> list[tuple[str, str]]:
    """Note how many keys fewer lead from one article of each pair to the other; return the pairs to which a link leads
    that too few are left for, sorted.

    pairs: (a, b) with a < b, each with how many keys are gone and how many it needs.
    """
    rows = archive.db.execute(  # two ids in a string: quicker than arrays in an array
        "SELECT l.a, l.b, l.near FROM json_each(?) j CROSS JOIN link l ON l.a = substr(j.value, 1, instr(j.value, ' ') "
        "- 1) AND l.b = substr(j.value, instr(j.value, ' ') + 1)",
        (msgspec.json.encode([f"{a} {b}" for a, b in sorted(pairs)]).decode(),)).fetchall()
    left = {(row[0], row[1]): row[2] - pairs[row[0], row[1]][0] for row in rows}
    archive.db.executemany("UPDATE link SET near = ? WHERE a = ? AND b = ?", ((n, *pair) for pair, n in left.items()))
    return [pair for pair, n in left.items() if n < pairs[pair][1]]


def drop_link(archive: Archive, a: str, b: str, threshold: float) -> bool:
    """Take the link of two articles away, a < b; return whether it was of at least `threshold`, or of one text."""
    row = archive.db.execute("DELETE FROM link WHERE a = ? AND b = ? RETURNING same_text OR score >= ? AS strong",
                             (a, b, threshold)).fetchone()
    return bool(row["strong"])


def replace_links(archive: Archive, article: str, links: Sequence[Link], near: Mapping[str, int],
                  thresholds: Sequence[float]) -> set[str]:
    """Put an article's links in place of those it had; return the articles at the other ends whose sets may be others
    now: of those it had that are strong, and of new ones that are as strong as what joins the set at the other end.

    near: how many keys lead to each other article. thresholds: of strong links, by how often a set was cut."""
    db = archive.db
    had = links_of(archive, article)
    db.executemany("DELETE FROM link WHERE a = ? AND b = ?", ((one.a, one.b) for one in had))
    db.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?)",
                   ((*sorted((one.a, one.b)), one.score, int(one.same_text), one.reason,
                     near[far_end(one, article)]) for one in links))
    gone = {far_end(one, article) for one in had if one.same_text or one.score >= thresholds[0]}
    new = {far_end(one, article): 1.0 if one.same_text else one.score for one in links
           if one.same_text or one.score >= thresholds[0]}
    cut = dict(db.execute("SELECT p.article, p.level FROM json_each(?) j JOIN membership p ON p.article = j.value",
                          (msgspec.json.encode(sorted(new)).decode(),)).fetchall())
    return gone | {one for one, score in new.items() if score >= thresholds[cut.get(one, 0)]}


def far_end(one: Link, article: str) -> str:
    """Return the article at the other end of one of an article's links."""
    return one.b if one.a == article else one.a


def links_of(archive: Archive, article: str) -> list[Link]:
    """Return an article's links, the strongest first."""
    rows = archive.db.execute("SELECT * FROM link WHERE a = ?1 UNION ALL SELECT * FROM link WHERE b = ?1 "
                              "ORDER BY score DESC, a, b", (article,))
    return [_link(row) for row in rows]


def _link(row: sqlite3.Row) -> Link:
    return Link(a=row["a"], b=row["b"], score=row["score"], same_text=bool(row["same_text"]), reason=row["reason"])


def connected(archive: Archive, article: str, threshold: float, limit: int | None) -> list[str]:
    """Return the articles that links of at least `threshold` (which those of one text are) and people's decisions join
    to this one, itself among them, sorted.

    limit: of articles; where there are more, only one more than that are returned.
    """
    rows = archive.db.execute(
        "WITH RECURSIVE joined (article) AS (VALUES (?1) "
        "UNION SELECT l.b FROM joined j CROSS JOIN link l INDEXED BY link_a ON l.a = j.article AND l.score >= ?2 "
        "UNION SELECT l.a FROM joined j CROSS JOIN link l INDEXED BY link_b ON l.b = j.article AND l.score >= ?2 "
        "UNION SELECT o.article FROM joined j CROSS JOIN decided d ON d.article = j.article "
        "CROSS JOIN decided o INDEXED BY decided_place ON o.place = d.place LIMIT ?3) SELECT article FROM joined",
        (article, threshold, -1 if limit is None else limit + 1))
    return sorted(row[0] for row in rows)


def links_among(archive: Archive, members: Sequence[str]) -> list[Link]:
    """Return every link that joins two of `members`, each once, without its reason."""
    rows = archive.db.execute(  # + : each is looked up among the few, not each of the few in the table
        "SELECT l.a, l.b, l.score, l.same_text FROM json_each(?1) m CROSS JOIN link l INDEXED BY link_a "
        "ON l.a = m.value WHERE +l.b IN (SELECT value FROM json_each(?1))",
        (msgspec.json.encode(list(members)).decode(),))
    return [Link(a=row[0], b=row[1], score=row[2], same_text=bool(row[3])) for row in rows]


def left_behind(archive: Archive, members: Sequence[str], thresholds: Sequence[float]) -> list[str]:
    """Return articles beside a set that was cut out of a larger one, which were not cut out of it yet.

    thresholds: those at which what holds `members` is too large.
    """
    encoded = msgspec.json.encode(list(members)).decode()
    sides = (f"SELECT l.{far} AS other, l.score FROM json_each(?1) m CROSS JOIN link l INDEXED BY link_{near} "
             f"ON l.{near} = m.value AND l.score >= ?2 WHERE l.{far} NOT IN (SELECT value FROM json_each(?1))"
             for near, far in ("ab", "ba"))
    rows = archive.db.execute(
        f"SELECT DISTINCT other FROM ({' UNION ALL '.join(sides)}) LEFT JOIN membership p ON p.article = other "
        "WHERE ifnull(p.level, 0) < (SELECT count(*) FROM json_each(?3) t WHERE score >= t.value) ORDER BY other",
        (encoded, thresholds[0], msgspec.json.encode(list(thresholds)).decode()))
    return [row["other"] for row in rows]


def reasons(archive: Archive, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return why two articles are linked, for each of these pairs of linked ones, a < b."""
    rows = ((pair, archive.db.execute("SELECT reason FROM link WHERE a = ? AND b = ?", pair).fetchone())
            for pair in set(pairs))
    return {pair: row["reason"] for pair, row in rows}


def keep_grouping(archive: Archive, groupings: Iterable[Grouping], *, as_read: Mapping[str, str] | None = None,
                  level: int = 0) -> None:
    """Write articles' places.

    as_read: the story of each had people decided nothing; None where they did not. level: how often the set that they
    stand in was cut out of a larger one.
    """
    db, places = archive.db, list(groupings)
    among = msgspec.json.encode([place.id for place in places]).decode()
    rows = db.execute("SELECT a.id, a.story, a.copy_of, m.as_read, m.beside, ifnull(m.why, '') why, "
                      "ifnull(m.copy_why, '') copy_why, m.event, ifnull(m.suspicious, '') suspicious, "
                      "ifnull(m.level, 0) level FROM json_each(?) j JOIN article a ON a.id = j.value "
                      "LEFT JOIN membership m ON m.article = a.id", (among,))
    had = {row["id"]: tuple(row)[1:] for row in rows}
    for place in places:  # most stand where they stood: nothing is written of them
        before = had[place.id]
        if before[:2] != (place.story, place.copy_of):
            db.execute("UPDATE article SET story = ?, copy_of = ? WHERE id = ?", (place.story, place.copy_of, place.id))
            queue(archive, [place.id], 5)  # an office is learnt from texts, not from copies
        read = as_read.get(place.id, "") if as_read is not None else place.story
        row = (read if read != place.story else None, place.beside, place.why, place.copy_why, place.event,
               place.suspicious, level)
        if before[2:] == row:
            continue
        if row == _NOTHING:
            db.execute("DELETE FROM membership WHERE article = ?", (place.id,))
        else:
            db.execute("INSERT OR REPLACE INTO membership VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (place.id, *row))


def forget_grouping(archive: Archive, article: str) -> None:
    """Leave an article without story, since it shows nothing that tells one."""
    archive.db.execute("UPDATE article SET story = NULL, copy_of = NULL WHERE id = ?", (article,))
    archive.db.execute("DELETE FROM membership WHERE article = ?", (article,))


def keep_story_name(archive: Archive, article: str) -> None:
    """Let the story that is named after an article be found by that id when the article is gone."""
    db = archive.db
    other = db.execute("SELECT o.id FROM article a JOIN article o ON o.story = a.story AND o.id <> a.id "
                       "WHERE a.id = ? ORDER BY o.published_sort, o.id LIMIT 1", (article,)).fetchone()
    if other is None:
        db.execute("DELETE FROM story_moved WHERE new = ?", (article,))
        return
    db.execute("UPDATE story_moved SET new = ? WHERE new = ?", (other["id"], article))
    db.execute("INSERT OR REPLACE INTO story_moved SELECT id, ? FROM article WHERE id = ? AND story = id",
               (other["id"], article))


def story_named(archive: Archive, prefix: str) -> str:
    """Return the story that an id, or the beginning of one, means today: the one that holds the article so named.

    Ids of stories that changed lead to those that they are now. Raises NotFound where none or several are meant.
    """
    db = archive.db
    rows = db.execute("SELECT DISTINCT story FROM article WHERE id >= ?1 AND id < ?1 || 'g' AND story IS NOT NULL "
                      "ORDER BY story LIMIT 2", (prefix.lower(),)).fetchall() if prefix else []
    if len(rows) > 1:
        raise NotFound(f"{prefix}: several stories begin so")
    if rows:
        return str(rows[0]["story"])
    row = db.execute("SELECT new FROM moved WHERE old = ?1 UNION ALL SELECT new FROM story_moved WHERE old = ?1 "
                     "LIMIT 1", (prefix.lower(),)).fetchone()
    if row is None:
        raise NotFound(f"{prefix or 'an empty id'}: no such story in {archive.path}")
    return story_named(archive, row["new"])
