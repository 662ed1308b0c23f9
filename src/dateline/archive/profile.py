"""One speaker over time: how much by month, where, to whom; and what two say to and about each other.

Of those who say very much only the newest statements are looked through (MOST), and answers say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from dateline.archive.articles import brief_of
from dateline.archive.connection import Archive
from dateline.archive.index import MINUTE, NUMBER, NUMBER_BITS
from dateline.archive.query import full_text
from dateline.archive.statements import said
from dateline.archive.values import Said

MOST = 1_000  # statements of one speaker that are looked through
_FREQUENT = 2_000  # statements that print a name
_NEWEST = ("(SELECT b.statement, b.article, b.article_number, b.published_sort FROM said_by b WHERE b.speaker = ? "
           "ORDER BY b.published_sort DESC, b.article DESC, b.statement DESC LIMIT ?)")


class Whom(Struct, frozen=True, kw_only=True):
    """Somebody who is spoken to, as printed; with the identity where one speaker is so named."""

    name: str
    count: int
    speaker: str | None


class Between(Struct, frozen=True, kw_only=True):
    """A statement of one about or to another."""

    said: Said
    by: str  # identity
    to: bool  # said to the other
    about: bool  # its words name the other


def by_month(archive: Archive, speaker: str) -> list[tuple[str, int]]:
    """Return ("2026-03", statements) of every month in which a speaker is heard, in order; undated ones left aside."""
    return _by(archive, speaker, 7)


def by_day(archive: Archive, speaker: str) -> list[tuple[str, int]]:
    """Return ("2026-03-01", statements) of every day on which a speaker is heard, in order."""
    return _by(archive, speaker, 10)


def _by(archive: Archive, speaker: str, length: int) -> list[tuple[str, int]]:
    """The beginnings of the times of what is said, with how much; goes from one to the next by the index.

    A time that is told less exactly is passed by: "2026" stands before every month of it.
    """
    return [tuple(row) for row in archive.db.execute(
        "WITH RECURSIVE m (at) AS (SELECT min(published_sort) FROM said_by WHERE speaker = ?1 AND published_sort > '' "
        "UNION ALL SELECT (SELECT min(published_sort) FROM said_by WHERE speaker = ?1 AND published_sort > "
        "CASE WHEN length(m.at) >= ?2 THEN substr(m.at, 1, ?2) || '~' ELSE m.at END) FROM m WHERE m.at IS NOT NULL) "
        "SELECT substr(at, 1, ?2) AS begun, (SELECT count(*) FROM said_by WHERE speaker = ?1 AND published_sort >= "
        "substr(at, 1, ?2) AND published_sort < substr(at, 1, ?2) || '~') FROM m WHERE length(at) >= ?2 ORDER BY begun",
        (speaker, length))]


def outlets_of(archive: Archive, speaker: str, *, limit: int = 12) -> list[tuple[str, int]]:
    """Return (outlet, statements) of the newest statements of a speaker, most first."""
    return [tuple(row) for row in archive.db.execute(
        f"SELECT a.outlet, count(*) AS n FROM {_NEWEST} n CROSS JOIN article a "
        "INDEXED BY article_counted ON a.number = n.article_number WHERE a.outlet IS NOT NULL GROUP BY a.outlet "
        "ORDER BY n DESC, a.outlet LIMIT ?", (speaker, MOST, limit))]


def addressees_of(archive: Archive, speaker: str, *, limit: int = 12) -> list[Whom]:
    """Return to whom the newest statements of a speaker are said, most first."""
    counted: Counter[str] = Counter()
    for row in archive.db.execute(f"SELECT s.addressee FROM {_NEWEST} n CROSS JOIN statement s "
                                  "INDEXED BY statement_addressed ON s.number = n.statement "
                                  "WHERE s.addressee <> '[]'", (speaker, MOST)):
        counted.update({party.get("name") or party["text"] for party in msgspec.json.decode(row["addressee"])})
    named = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:limit]
    return [Whom(name=name, count=count, speaker=_speaker_named(archive, name)) for name, count in named]


def _speaker_named(archive: Archive, name: str) -> str | None:
    rows = archive.db.execute("SELECT DISTINCT speaker FROM alias WHERE name = ? COLLATE NOCASE LIMIT 2",
                              (name,)).fetchall()
    return rows[0]["speaker"] if len(rows) == 1 else None


def between(archive: Archive, one: str, other: str, *, limit: int = 60,
            most: int = MOST) -> tuple[list[Between], bool]:
    """Return what two speakers said to and about each other, newest first; and whether more was not looked through.

    most: the newest statements of each that are looked through.
    """
    found = [*_of(archive, one, other, most), *_of(archive, other, one, most)]
    found.sort(key=lambda hit: (hit[0], hit[1]), reverse=True)
    many = any(_count(archive, speaker) > most for speaker in (one, other))
    hits = []
    for _, number, by, to, about in found[:limit]:
        row = archive.db.execute("SELECT * FROM statement WHERE number = ?", (number,)).fetchone()
        article = brief_of(archive, row["article"])
        if article:
            hits.append(Between(said=said(archive, row, article), by=by, to=to, about=about))
    return hits, many or len(found) > limit


def _of(archive: Archive, speaker: str, other: str, most: int) -> Iterator[tuple[str, int, str, bool, bool]]:
    """Yield (time, statement, by whom, to the other, about the other)."""
    names = names_of(archive, other)
    newest = archive.db.execute(f"SELECT n.statement, n.published_sort FROM {_NEWEST} n", (speaker, most)).fetchall()
    if not newest:
        return
    numbers = msgspec.json.encode([row["statement"] for row in newest]).decode()
    to = {row["number"] for row in archive.db.execute(
        "SELECT s.number, s.addressee FROM json_each(?) j CROSS JOIN statement s INDEXED BY statement_addressed "
        "ON s.number = j.value WHERE s.addressee <> '[]'", (numbers,))
        if any((party.get("name") or party["text"]) in names for party in msgspec.json.decode(row["addressee"]))}
    about = _naming(archive, names, numbers, newest[-1]["published_sort"])
    for row in newest:
        number = row["statement"]
        if number in to or number in about:
            yield row["published_sort"], number, speaker, number in to, number in about


def _naming(archive: Archive, names: set[str], numbers: str, since: str) -> set[int]:
    """Return which statements print one of some names as words; since: the time of the first of them.

    By the index, so that statements, which are wide and lie apart, are read only where they do; where many print such
    words (a name that is a frequent word) these statements alone are quicker looked through.
    """
    words = " OR ".join(filter(None, (full_text((name,)) for name in sorted(names))))
    if not words:
        return set()
    words, printed = f"content : ({words})", re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    many = archive.db.execute("SELECT count(*) FROM (SELECT 1 FROM statement_index WHERE statement_index MATCH ? "
                              "LIMIT ?)", (words, _FREQUENT)).fetchone()[0] == _FREQUENT
    rows = archive.db.execute(
        "SELECT s.number, s.content FROM json_each(?) j CROSS JOIN statement s ON s.number = j.value", (numbers,)
    ) if many else archive.db.execute(
        f"SELECT s.number, s.content FROM statement_index CROSS JOIN statement s ON s.number = statement_index.rowid & "
        f"{NUMBER} WHERE statement_index MATCH ?1 AND statement_index.rowid >= {MINUTE.format('?2')} << {NUMBER_BITS} "
        f"AND statement_index.rowid & {NUMBER} IN (SELECT value FROM json_each(?3))", (words, since, numbers))
    return {number for number, content in rows if any(name in content for name in names) and printed.search(content)}


def names_of(archive: Archive, speaker: str) -> set[str]:
    """Return the names by which others speak of somebody: every printed form, and of a person the last name."""
    names = set()
    for row in archive.db.execute("SELECT name, type FROM alias WHERE speaker = ? ORDER BY mentions DESC LIMIT 20",
                                  (speaker,)):
        names.add(row["name"])
        last = row["name"].split()[-1]
        if row["type"] == "person" and len(last) > 3 and last[0].isupper():
            names.add(last)
    return names


def _count(archive: Archive, speaker: str) -> int:
    row = archive.db.execute("SELECT statements FROM speaker_tally WHERE speaker = ?", (speaker,)).fetchone()
    return row[0] if row else 0
