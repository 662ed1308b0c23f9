"""Whom people say that names mean: their corrections of speakers, laid out over today's mentions.

Such a correction holds groups of mentions (name and article) and names: those of one group are one speaker, those of
two are two. The last one about a mention counts. A group stands for all that the evidence puts with it: what comes in
later goes where its like was put.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from hashlib import blake2b

import msgspec
from msgspec import Struct

from dateline.archive.connection import Archive
from dateline.archive.corrections import SPEAKER_KINDS, in_force

SAMPLE = 200  # mentions of a speaker that a correction holds


class Group(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A speaker as a correction means it."""

    mentions: tuple[tuple[str, str], ...]  # bearer and article
    bearers: tuple[str, ...] = ()  # names that mean this speaker wherever nothing else is known of them
    called: str = ""  # the name that people give


def group_of(archive: Archive, speaker: str) -> Group:
    """Return a speaker of today as a correction means it: a sample of mentions."""
    rows = archive.db.execute("SELECT bearer, article FROM mention WHERE speaker = ? "
                              "ORDER BY day, article, bearer LIMIT ?", (speaker, SAMPLE))
    return Group(mentions=tuple((row["bearer"], row["article"]) for row in rows))


def lay(archive: Archive) -> None:
    """Derive from the corrections in force whom every mention means, inside the caller's transaction."""
    db = archive.db
    rows = _in_force(db)
    if not rows and not db.execute("SELECT 1 FROM speaker_decided UNION ALL SELECT 1 FROM called LIMIT 1").fetchone():
        return
    touched = {row["as_read"] for row in db.execute(
        "SELECT DISTINCT m.as_read FROM speaker_decided d JOIN mention m ON m.bearer = d.bearer")}
    _clear(db)
    renames = []
    for row in rows:
        groups = [_today(db, group) for group in msgspec.json.decode(row["value"], type=tuple[Group, ...])]
        if not all(group.mentions or group.bearers for group in groups):
            db.execute("INSERT INTO lost VALUES (?, 'nobody is named so in the archive any more')", (row["id"],))
            continue
        if row["kind"] == "rename":
            renames.append((row["id"], groups[0]))
            continue
        for place, group in enumerate(groups):
            keys = [*group.mentions, *((bearer, "") for bearer in group.bearers)]
            db.executemany("INSERT OR REPLACE INTO speaker_decided VALUES (?, ?, ?, ?)",
                           ((bearer, article, place, row["id"]) for bearer, article in keys))
    touched |= {row["as_read"] for row in db.execute(
        "SELECT DISTINCT m.as_read FROM speaker_decided d JOIN mention m ON m.bearer = d.bearer")}
    _put(db, touched)
    for correction, group in renames:
        counted = _speakers(db, group.mentions, "speaker")
        if counted:
            db.execute("INSERT OR REPLACE INTO called VALUES (?, ?, ?)", (_most(counted), group.called, correction))


def _in_force(db: sqlite3.Connection) -> list[sqlite3.Row]:
    marks = ", ".join("?" * len(SPEAKER_KINDS))
    rows = db.execute(f"SELECT * FROM correction WHERE kind = 'undo' OR kind IN ({marks}) ORDER BY number",
                      SPEAKER_KINDS).fetchall()
    return [row for row in in_force(rows) if row["kind"] in SPEAKER_KINDS]


def _clear(db: sqlite3.Connection) -> None:
    marks = ", ".join("?" * len(SPEAKER_KINDS))
    db.execute(f"DELETE FROM lost WHERE correction IN (SELECT id FROM correction WHERE kind IN ({marks}))",
               SPEAKER_KINDS)
    db.execute("DELETE FROM speaker_decided")
    db.execute("DELETE FROM called")


def _today(db: sqlite3.Connection, group: Group) -> Group:
    """Return a group with the mentions that are there today; where none is, with all of its names."""
    kept = []
    for bearer, article in group.mentions:
        row = db.execute("SELECT bearer, article FROM mention WHERE article = coalesce((SELECT new FROM moved "
                         "WHERE old = ?1), ?1) AND bearer = ?2", (article, bearer)).fetchone()
        if row:
            kept.append((row["bearer"], row["article"]))
    if not kept and group.mentions:  # a new model found other statements: who is named so elsewhere is still meant
        for bearer in sorted({bearer for bearer, _ in group.mentions}):
            kept += [(row["bearer"], row["article"]) for row in db.execute(
                "SELECT bearer, article FROM mention WHERE bearer = ? ORDER BY day, article LIMIT ?", (bearer, SAMPLE))]
    return msgspec.structs.replace(group, mentions=tuple(kept))


def _speakers(db: sqlite3.Connection, mentions: tuple[tuple[str, str], ...], column: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for bearer, article in mentions:
        row = db.execute(f"SELECT {column} FROM mention WHERE article = ? AND bearer = ?", (article, bearer)).fetchone()
        if row:
            found[row[0]] += 1
    return found


def _most(counted: Counter[str]) -> str:
    return min(counted, key=lambda speaker: (-counted[speaker], speaker))


def _put(db: sqlite3.Connection, touched: set[str]) -> None:
    """Give every mention of the touched identities its speaker."""
    ids = _place_ids(db)
    for as_read in sorted(touched):
        rows = db.execute("SELECT m.block, m.bearer, m.day, m.article, m.confirmed, m.speaker, d.correction, d.place "
                          "FROM mention m LEFT JOIN speaker_decided d ON d.bearer = m.bearer AND d.article = m.article "
                          "WHERE m.as_read = ?", (as_read,)).fetchall()
        by_name: dict[str, Counter[str]] = {}
        for row in rows:
            if row["correction"]:
                by_name.setdefault(row["bearer"], Counter())[ids[row["correction"], row["place"]]] += 1
        in_all: Counter[str] = sum(by_name.values(), Counter())
        for row in rows:
            if row["correction"]:
                speaker = ids[row["correction"], row["place"]]
            elif in_all:
                speaker = _most(by_name.get(row["bearer"], in_all))
            else:
                speaker = as_read
            if not row["correction"] and not row["confirmed"]:
                alias = db.execute("SELECT correction, place FROM speaker_decided WHERE bearer = ? AND article = ''",
                                   (row["bearer"],)).fetchone()
                speaker = ids[alias["correction"], alias["place"]] if alias else speaker
            if speaker != row["speaker"]:
                db.execute("UPDATE mention SET speaker = ? WHERE block = ? AND bearer = ? AND day = ? AND article = ?",
                           (speaker, row["block"], row["bearer"], row["day"], row["article"]))


def _place_ids(db: sqlite3.Connection) -> dict[tuple[str, int], str]:
    """Return the speaker that each place is: of the identities that hold more of its mentions than of any other
    place's, the one that holds most; a new one where there is none."""
    counts: dict[tuple[str, int], Counter[str]] = {}
    claims: dict[str, tuple[int, str, int]] = {}
    for row in db.execute("SELECT DISTINCT correction, place FROM speaker_decided"):
        counts[row["correction"], row["place"]] = Counter()
    for row in db.execute("SELECT d.correction, d.place, m.as_read, count(*) AS n FROM speaker_decided d "
                          "JOIN mention m ON m.bearer = d.bearer AND m.article = d.article GROUP BY 1, 2, 3"):
        counts[row["correction"], row["place"]][row["as_read"]] = row["n"]
        claim = -row["n"], row["correction"], row["place"]
        claims[row["as_read"]] = min(claim, claims.get(row["as_read"], claim))
    ids = {}
    for key, counted in counts.items():
        own = Counter({as_read: n for as_read, n in counted.items() if claims[as_read][1:] == key})
        ids[key] = _most(own) if own else blake2b(f"{key[0]}\0{key[1]}".encode(), digest_size=8).hexdigest()
    return ids
