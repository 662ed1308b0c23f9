"""Mentions of the archive: what articles tell of those whom they name, block by block, and whom they mean.

The pipeline takes what waits (`pending` stages 4 and 5, `naming`), places it by the functions of `speakers`, and
keeps it here. Everything is derived from what was read and decided, so a run that was killed is taken up by the next.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from dateline.archive.connection import Archive
from dateline.archive.shown import MEANT_BY, fill_said_by
from dateline.model import Evidence, Known, Mention, Placed, Signature

_AT_ONCE = 2_000  # mentions of a block


class Why(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The evidence of one mention, as it is kept."""

    evidence: tuple[Evidence, ...] = ()
    rivals: tuple[str, ...] = ()


class VoiceRead(Struct, frozen=True, kw_only=True):
    """A speaker of a statement of some edition, as read."""

    bearer: str | None
    name: str
    type: str
    role: str | None
    source: str
    statement: int | None  # of the shown edition
    place: int


class Naming(Struct, frozen=True, kw_only=True):
    """An article as placing its names needs it."""

    article: str
    day: str
    outlet: str
    story: str
    names: tuple[str, ...]  # of several words that its text repeats
    voices: tuple[VoiceRead, ...]


def naming_of(archive: Archive, article: str) -> Naming | None:
    """Return what an article tells of its speakers; None where it is no article or shows nothing."""
    db = archive.db
    row = db.execute("SELECT a.*, e.signature FROM article a JOIN edition e ON e.id = a.edition WHERE a.id = ?",
                     (article,)).fetchone()
    if row is None or row["status"] == "not-article":
        return None
    names = msgspec.msgpack.decode(row["signature"], type=Signature).names if row["signature"] else ()
    voices = db.execute(
        "SELECT v.*, s.source, CASE WHEN s.edition = ?2 THEN s.number END AS shown FROM statement s CROSS JOIN voice v "
        "ON v.statement = s.number WHERE s.article = ?1 AND s.correction IS NULL ORDER BY s.number, v.place",
        (article, row["edition"])).fetchall()
    found = [VoiceRead(bearer=v["bearer"], name=v["name"], type=v["type"], role=v["role"], source=v["source"],
                       statement=v["shown"], place=v["place"]) for v in voices]
    return Naming(article=article, day=row["published_sort"][:10], outlet=row["outlet"] or "", story=row["story"] or "",
                  names=names, voices=tuple(found))


def keep_mentions(archive: Archive, article: str, mentions: Iterable[tuple[str, Mention]],
                  offices: Iterable[tuple[str, str, str, str]], described: Iterable[tuple[int, int, str, str]]) -> None:
    """Put an article's mentions (block, mention), its offices (office, day, bearer, printed) and the offices that its
    sources describe (statement, place, office, day) in place of the old, inside the caller's transaction.
    """
    db = archive.db
    had = {(row["block"], row["bearer"], row["day"]): row for row in db.execute(
        "SELECT * FROM mention WHERE article = ?", (article,))}
    now = {(block, one.bearer, one.day): one for block, one in mentions}
    for key in had.keys() - now.keys():
        db.execute("DELETE FROM mention WHERE block = ? AND bearer = ? AND day = ? AND article = ?", (*key, article))
    for (block, bearer, day), one in sorted(now.items()):
        told = msgspec.json.encode(msgspec.structs.replace(one, bearer="", article="", day="", story="")).decode()
        db.execute("INSERT INTO mention VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?2, ?2, 0, '{}') ON CONFLICT DO UPDATE "
                   "SET told = excluded.told, story = excluded.story", (block, bearer, day, article, one.story, told))
    _keep_offices(db, article, list(offices))
    db.execute("DELETE FROM inferred WHERE statement IN (SELECT statement FROM described WHERE article = ?)",
               (article,))
    db.execute("DELETE FROM described WHERE article = ?", (article,))
    for statement, place, office, day in described:
        db.execute("INSERT INTO described VALUES (?, ?, ?, ?, ?)", (statement, place, office, day, article))
        db.execute("INSERT OR IGNORE INTO naming VALUES ('office', ?)", (office,))
    db.execute("INSERT OR IGNORE INTO pending VALUES (?, 5)", (article,))


def _keep_offices(db: sqlite3.Connection, article: str, offices: list[tuple[str, str, str, str]]) -> None:
    had = {tuple(row) for row in db.execute("SELECT office, day, bearer, printed FROM office WHERE article = ?",
                                            (article,))}
    for office, day, bearer, _ in had - set(offices):
        db.execute("DELETE FROM office WHERE office = ? AND day = ? AND article = ? AND bearer = ?",
                   (office, day, article, bearer))
    for office, day, bearer, printed in sorted(set(offices) - had):
        db.execute("INSERT OR REPLACE INTO office VALUES (?, ?, ?, ?, ?)", (office, day, article, bearer, printed))
        db.execute("INSERT OR IGNORE INTO naming VALUES ('office', ?)", (office,))


def waiting(archive: Archive, what: str, limit: int) -> list[str]:
    """Return blocks or offices that wait."""
    return [row["key"] for row in archive.db.execute("SELECT key FROM naming WHERE what = ? ORDER BY key LIMIT ?",
                                                     (what, limit))]


def queue_block(archive: Archive, block: str) -> None:
    """Let a block be placed again."""
    archive.db.execute("INSERT OR IGNORE INTO naming VALUES ('block', ?)", (block,))


def done(archive: Archive, what: str, key: str) -> None:
    """Take a block or an office out of what waits."""
    archive.db.execute("DELETE FROM naming WHERE what = ? AND key = ?", (what, key))


def mentions_in(archive: Archive, block: str) -> Iterator[tuple[Mention, Placed]]:
    """Yield the mentions of a block in the order in which they are placed, each with where it was placed before.

    The caller may write in between.
    """
    last = ("", "", "")
    while rows := archive.db.execute(
            "SELECT * FROM mention WHERE block = ? AND (bearer, day, article) > (?, ?, ?) "
            "ORDER BY bearer, day, article LIMIT ?", (block, *last, _AT_ONCE)).fetchall():
        for row in rows:
            yield mention_of(row), placed_of(row)
        last = (rows[-1]["bearer"], rows[-1]["day"], rows[-1]["article"])


def mention_of(row: sqlite3.Row) -> Mention:
    """Return the mention that a row holds."""
    told = msgspec.json.decode(row["told"], type=Mention)
    return msgspec.structs.replace(told, bearer=row["bearer"], article=row["article"], day=row["day"],
                                   story=row["story"])


def placed_of(row: sqlite3.Row) -> Placed:
    """Return where a row's mention was placed, by the evidence alone."""
    why = msgspec.json.decode(row["why"], type=Why)
    return Placed(bearer=row["bearer"], article=row["article"], speaker=row["as_read"], why=why.evidence,
                  confirmed=bool(row["confirmed"]), rivals=why.rivals)


def named_in_story(archive: Archive, block: str, story: str) -> list[tuple[str, int]]:
    """Return how often each name of a block is named in a story."""
    return [(row[0], row[1]) for row in archive.db.execute(
        "SELECT bearer, count(*) FROM mention WHERE block = ? AND story = ? AND story <> '' GROUP BY bearer",
        (block, story))]


def keep_placed(archive: Archive, block: str, mention: Mention, placed: Placed) -> None:
    """Keep whom a mention means, inside the caller's transaction."""
    why = msgspec.json.encode(Why(evidence=placed.why, rivals=placed.rivals)).decode()
    archive.db.execute(
        "UPDATE mention SET as_read = ?1, speaker = ?1, confirmed = ?2, why = ?3 WHERE block = ?4 AND bearer = ?5 "
        "AND day = ?6 AND article = ?7",
        (placed.speaker, int(placed.confirmed), why, block, mention.bearer, mention.day, mention.article))


def apply(archive: Archive, article: str) -> None:
    """Let an article's statements say whom its names mean, inside the caller's transaction."""
    db = archive.db
    rows = db.execute(
        f"SELECT * FROM (SELECT v.statement, v.place, v.speaker AS old, {MEANT_BY.format(bearer='v.bearer')} AS new, "
        "v.name, v.type FROM statement s CROSS JOIN voice v ON v.statement = s.number JOIN article a "
        "ON a.id = s.article WHERE s.article = ? AND v.bearer IS NOT NULL) WHERE old IS NOT new", (article,)).fetchall()
    for row in rows:
        db.execute("UPDATE voice SET speaker = ? WHERE statement = ? AND place = ?",
                   (row["new"], row["statement"], row["place"]))
        name = row["name"], row["type"]
        db.execute("UPDATE alias SET mentions = mentions - 1 WHERE speaker = ? AND name = ? AND type = ?",
                   (row["old"], *name))
        db.execute("DELETE FROM alias WHERE speaker = ? AND name = ? AND type = ? AND mentions <= 0",
                   (row["old"], *name))
        db.execute("INSERT INTO alias VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET mentions = mentions + 1",
                   (row["new"], *name))
    over = db.execute("SELECT 1 FROM overlay WHERE article = ? AND field = 'speaker'", (article,)).fetchone()
    if rows or over:
        fill_said_by(db, article)
        db.execute("INSERT OR IGNORE INTO pending SELECT article, 6 FROM edition WHERE article = ? AND ordinal = 2",
                   (article,))
    for row in db.execute("SELECT DISTINCT office FROM office WHERE article = ?", (article,)).fetchall():
        db.execute("INSERT OR IGNORE INTO naming VALUES ('office', ?)", (row["office"],))


def known_people(archive: Archive) -> tuple[Known, ...]:
    """Return the people that users listed."""
    return tuple(Known(name=row["name"], aliases=tuple(msgspec.json.decode(row["aliases"])), office=row["office"],
                       since=row["since"], until=row["until"], wikidata=row["wikidata"])
                 for row in archive.db.execute("SELECT * FROM known ORDER BY number"))


def keep_known(archive: Archive, people: Iterable[Known]) -> None:
    """Put a list of people in place of the one before, inside the caller's transaction."""
    archive.db.execute("DELETE FROM known")
    archive.db.executemany(
        "INSERT INTO known (name, aliases, office, since, until, wikidata) VALUES (?, ?, ?, ?, ?, ?)",
        ((one.name, msgspec.json.encode(one.aliases).decode(), one.office, one.since, one.until, one.wikidata)
         for one in people))
    archive.db.execute("INSERT OR IGNORE INTO naming SELECT DISTINCT 'block', block FROM mention")


def mentions_by(archive: Archive, speaker: str) -> list[tuple[str, str]]:
    """Return (bearer, article) of every mention of a speaker, in the order of time."""
    return [(row["bearer"], row["article"]) for row in archive.db.execute(
        "SELECT bearer, article FROM mention WHERE speaker = ? ORDER BY day, article, bearer", (speaker,))]


def speakers_beginning(archive: Archive, prefix: str) -> list[str]:
    """Return up to six speakers whose ids begin so."""
    return [row["speaker"] for row in archive.db.execute(
        "SELECT DISTINCT speaker FROM mention WHERE speaker >= ?1 AND speaker < ?1 || 'g' ORDER BY 1 LIMIT 6",
        (prefix,))]


class MentionWhy(Struct, frozen=True, kw_only=True):
    """A mention, whom it means, and why."""

    article: str
    bearer: str
    name: str
    day: str
    speaker: str
    as_read: str
    confirmed: bool
    roles: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    rivals: tuple[str, ...]
    decided: str | None  # the correction that put it here


def why(archive: Archive, speaker: str, *, article: str | None = None, limit: int = 50,
        after: tuple[str, str, str] = ("", "", "")) -> list[MentionWhy]:
    """Return the mentions of a speaker with the evidence for each, in the order of time.

    after: (day, article, bearer) of the last one seen.
    """
    rows = archive.db.execute(
        "SELECT m.*, d.correction FROM mention m LEFT JOIN speaker_decided d ON d.bearer = m.bearer "
        "AND d.article = m.article WHERE m.speaker = ?1 AND (?2 IS NULL OR m.article = ?2) "
        "AND (m.day, m.article, m.bearer) > (?4, ?5, ?6) ORDER BY m.day, m.article, m.bearer LIMIT ?3",
        (speaker, article, limit, *after)).fetchall()
    found = []
    for row in rows:
        mention, placed = mention_of(row), placed_of(row)
        found.append(MentionWhy(
            article=row["article"], bearer=row["bearer"], name=mention.name, day=row["day"], speaker=row["speaker"],
            as_read=row["as_read"],
            confirmed=placed.confirmed, roles=mention.roles, evidence=placed.why, rivals=placed.rivals,
            decided=row["correction"]))
    return found
