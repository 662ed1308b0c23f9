"""Offices over time, learnt from articles: who held them when, and which statements name nobody but an office."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.archive.connection import Archive
from dateline.archive.values import Held, Inferred

WINDOW_DAYS = 31  # around an article, in which others must give the office to somebody
TEXTS = 2  # distinct ones from which an office is learnt: thirty copies of one report are one
SHOWN = ("inferred i JOIN statement_now s ON s.number = i.statement AND NOT EXISTS (SELECT 1 FROM overlay o "
         "WHERE o.statement = s.id AND o.field = 'speaker')")  # where a person named the speaker nothing is inferred


def offices_held(archive: Archive, speaker: str, *, limit: int = 20, sources: int = 7) -> list[Held]:
    """Return the offices of a speaker that at least TEXTS distinct texts give, each with some of its sources.

    Those given in most articles come first.
    """
    rows = archive.db.execute(
        "SELECT o.office, count(DISTINCT o.article) AS n, count(DISTINCT coalesce(a.copy_of, a.id)) AS texts, "
        "min(nullif(o.day, '')) AS first, max(o.day) AS last, "
        "(SELECT p.printed FROM office p JOIN mention q ON q.article = p.article AND q.bearer = p.bearer "
        " WHERE p.office = o.office AND q.speaker = ?1 GROUP BY p.printed ORDER BY count(*) DESC, p.printed LIMIT 1) "
        "AS printed FROM mention m CROSS JOIN office o ON o.article = m.article AND o.bearer = m.bearer "
        "CROSS JOIN article a ON a.id = o.article WHERE m.speaker = ?1 GROUP BY o.office HAVING texts >= ?3 "
        "ORDER BY n DESC, o.office LIMIT ?2", (speaker, limit, TEXTS)).fetchall()
    return [Held(office=row["office"], printed=row["printed"], articles=row["n"], texts=row["texts"],
                 first=row["first"] or "", last=row["last"],
                 sources=_sources(archive, speaker, row["office"], sources)) for row in rows]


def _sources(archive: Archive, speaker: str, office: str, limit: int) -> tuple[str, ...]:
    return tuple(row["article"] for row in archive.db.execute(
        "SELECT DISTINCT o.article FROM office o JOIN mention m ON m.article = o.article AND m.bearer = o.bearer "
        "WHERE o.office = ? AND m.speaker = ? ORDER BY o.day, o.article LIMIT ?", (office, speaker, limit)))


def infer(archive: Archive, office: str) -> None:
    """Find out anew who is meant by sources that name this office and nobody, inside the caller's transaction.

    Somebody is meant where at least TEXTS distinct texts within WINDOW_DAYS give the office to one speaker by name,
    and no article there gives it to another.
    """
    db = archive.db
    db.execute("DELETE FROM inferred WHERE office = ?", (office,))
    days = db.execute("SELECT DISTINCT day FROM described WHERE office = ? AND day <> ''", (office,)).fetchall()
    for row in days:
        since, until = _around(row["day"])
        held = db.execute(
            "SELECT m.speaker, count(DISTINCT coalesce(a.copy_of, a.id)) AS n, min(o.day) AS first, max(o.day) AS last "
            "FROM office o JOIN mention m ON m.article = o.article AND m.bearer = o.bearer JOIN article a "
            "ON a.id = o.article WHERE o.office = ? AND o.day BETWEEN ? AND ? GROUP BY m.speaker LIMIT 2",
            (office, since, until)).fetchall()
        if len(held) == 1 and held[0]["n"] >= TEXTS:
            db.execute("INSERT INTO inferred SELECT statement, place, ?, office, ?, ?, ? FROM described "
                       "WHERE office = ? AND day = ?", (*held[0], office, row["day"]))


def _around(day: str) -> tuple[str, str]:
    try:
        at = date.fromisoformat(day)
    except ValueError:  # a year or a month: too coarse to say who held an office
        return day, ""
    try:
        return (at - timedelta(WINDOW_DAYS)).isoformat(), (at + timedelta(WINDOW_DAYS)).isoformat()
    except OverflowError:
        return day, day


def count_inferred(archive: Archive, speaker: str) -> int:
    """Return how many shown statements name nobody but an office of this speaker's."""
    return int(archive.db.execute(f"SELECT count(DISTINCT i.statement) FROM {SHOWN} WHERE i.speaker = ?",
                                  (speaker,)).fetchone()[0])


def inferred_from(archive: Archive, speaker: str, *, limit: int = 50) -> list[str]:
    """Return the ids of shown statements that name nobody but an office of this speaker's, the newest first."""
    return [row["id"] for row in archive.db.execute(
        f"SELECT DISTINCT s.id, a.published_sort, s.number FROM {SHOWN} "
        "JOIN article a ON a.id = s.article WHERE i.speaker = ? "
        "ORDER BY a.published_sort DESC, s.number DESC LIMIT ?",
        (speaker, limit))]


def inferred_of(archive: Archive, statement: int) -> tuple[Inferred, ...]:
    """Return who held the offices that a statement's sources name, by its number."""
    rows = archive.db.execute(
        "SELECT i.*, coalesce((SELECT c.name FROM called c WHERE c.speaker = i.speaker), (SELECT l.name FROM alias l "
        "WHERE l.speaker = i.speaker ORDER BY instr(l.name, ' ') > 0 DESC, l.mentions DESC, l.name LIMIT 1)) AS name, "
        "(SELECT o.printed FROM office o WHERE o.office = i.office GROUP BY o.printed "
        "ORDER BY count(*) DESC, o.printed LIMIT 1) AS printed FROM inferred i WHERE i.statement = ? ORDER BY i.place",
        (statement,)).fetchall()
    return tuple(Inferred(place=row["place"], speaker=row["speaker"], name=row["name"] or row["speaker"],
                          office=row["printed"] or row["office"], articles=row["articles"], first=row["first"],
                          last=row["last"]) for row in rows)
