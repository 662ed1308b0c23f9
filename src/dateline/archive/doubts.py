"""Names of which it is unsure whom they mean: what the archive asks people about speakers."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive.articles import brief_of
from dateline.archive.connection import Archive
from dateline.archive.corrections import SPEAKER_KINDS, listed
from dateline.archive.mentions import mention_of, placed_of
from dateline.archive.values import Brief, Corrected
from dateline.model import Evidence

_DOUBTED = "instr(m.why, '\"rivals\":') > 0"  # as the index has it
_UNDECIDED = "NOT EXISTS (SELECT 1 FROM speaker_decided d WHERE d.bearer = m.bearer AND d.article = m.article)"


class Doubt(Struct, frozen=True, kw_only=True):
    """A name in an article that may mean another than whom it is taken for."""

    article: Brief
    bearer: str  # the name's own id
    name: str
    speaker: str  # whom it is taken for
    alone: bool  # whether that is nobody else: no evidence ties the name to anybody
    evidence: tuple[Evidence, ...]
    rivals: tuple[str, ...]  # who else may be meant
    key: tuple[str, str, str]  # to go on from


def doubts(archive: Archive, *, limit: int, before: tuple[str, str, str] | None = None) -> list[Doubt]:
    """Return names of which nobody decided whom they mean, though it is unsure; those of the newest articles first."""
    where = "AND (m.day, m.article, m.bearer) < (?, ?, ?)" if before else ""
    rows = archive.db.execute(
        f"SELECT m.* FROM mention m WHERE {_DOUBTED} AND {_UNDECIDED} {where} "
        "ORDER BY m.day DESC, m.article DESC, m.bearer DESC LIMIT ?", (*(before or ()), limit)).fetchall()
    found = []
    for row in rows:
        about, placed = brief_of(archive, row["article"]), placed_of(row)
        rivals = dict.fromkeys(speaker_now(archive, one) for one in placed.rivals)
        if about:
            found.append(Doubt(
                article=about, bearer=row["bearer"], name=mention_of(row).name, speaker=row["speaker"],
                alone=any(one.kind == "alone" for one in placed.why), evidence=placed.why,
                rivals=tuple(one for one in rivals if one != row["speaker"]),
                key=(row["day"], row["article"], row["bearer"])))
    return found


def count_doubts(archive: Archive, *, most: int = 1_000) -> int:
    """Return how many such names there are; counting stops at `most`."""
    return int(archive.db.execute(f"SELECT count(*) FROM (SELECT 1 FROM mention m WHERE {_DOUBTED} AND {_UNDECIDED} "
                                  "LIMIT ?)", (most,)).fetchone()[0])


def speaker_now(archive: Archive, id_: str) -> str:
    """Return whom an identity leads to today: itself, else who has most of its mentions, else who bears the name."""
    if archive.db.execute("SELECT 1 FROM alias WHERE speaker = ? LIMIT 1", (id_,)).fetchone():
        return id_
    row = archive.db.execute(
        "SELECT speaker FROM (SELECT speaker FROM mention WHERE as_read = ?1 GROUP BY speaker ORDER BY count(*) DESC, "
        "speaker LIMIT 1) UNION ALL SELECT speaker FROM (SELECT speaker "
        "FROM mention WHERE bearer = ?1 GROUP BY speaker ORDER BY count(*) DESC, speaker) LIMIT 1", (id_,)).fetchone()
    return str(row[0]) if row else id_


def taken_for(archive: Archive, article: str, bearer: str) -> str | None:
    """Return whom a name in an article is taken for; None where nobody is named so."""
    row = archive.db.execute("SELECT speaker FROM mention WHERE article = ? AND bearer = ?",
                             (article, bearer)).fetchone()
    return str(row[0]) if row else None


def decisions_on(archive: Archive, speaker: str) -> list[Corrected]:
    """Return what people decided about whom the names of a speaker mean, the newest first."""
    chosen = archive.db.execute(
        "SELECT id, article FROM correction WHERE id IN (SELECT d.correction FROM mention m JOIN speaker_decided d "
        "ON d.bearer = m.bearer AND d.article IN (m.article, '') WHERE m.speaker = ?1 UNION SELECT correction "
        f"FROM called WHERE speaker = ?1) AND kind IN ({', '.join('?' * len(SPEAKER_KINDS))}) ORDER BY number DESC",
        (speaker, *SPEAKER_KINDS)).fetchall()
    states = {one.id: one for article in {row["article"] for row in chosen} for one in listed(archive, article)}
    return [states[row["id"]] for row in chosen if row["id"] in states]


def takes_back_who_is_who(archive: Archive, undo: str) -> bool:
    """Return whether the correction that an undo takes back is one on who is who."""
    marks = ", ".join("?" * len(SPEAKER_KINDS))
    row = archive.db.execute("SELECT 1 FROM correction u JOIN correction c ON c.id = u.undoes WHERE u.id = ? "
                             f"AND (c.kind = 'undo' OR c.kind IN ({marks}))", (undo, *SPEAKER_KINDS)).fetchone()
    return row is not None
