"""What a search could be narrowed down by, and what a beginning of a term may become."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

import msgspec
from msgspec import Struct

from dateline.archive.connection import Archive
from dateline.archive.hits import Hits, hits
from dateline.archive.lists import stories
from dateline.archive.query import Query

_AMONG = 500  # articles, the last published, among which is counted
_SAID_AMONG = 200  # of these, whose speakers are counted
_SHOWN = 6


class Facet(Struct, frozen=True, kw_only=True):
    """A field with the values by which a search can be narrowed down, each with its term and its articles."""

    field: str
    values: tuple[tuple[str, str, int], ...]  # shown, term as typed, articles


class Facets(Struct, frozen=True, kw_only=True):
    """The facets of a search."""

    facets: tuple[Facet, ...]
    among: int  # articles that were looked at
    cut: bool  # whether there are more of them


def facets(archive: Archive, query: Query, *, among: Hits | None = None) -> Facets:
    """Return the facets of what a query means, counted in the last published. Raises Cut at the time limit.

    among: what `hits` gave for the query.
    """
    held = among or hits(archive, query)
    numbers = held.numbers[:_AMONG]
    rows = archive.db.execute(
        "SELECT a.outlet, substr(nullif(a.published_sort, ''), 1, 7) AS month, a.language, a.told FROM json_each(?) j "
        "CROSS JOIN article a INDEXED BY article_counted ON a.number = j.value", (_json(numbers),)).fetchall()
    found = []
    if not query.outlet:
        found.append(_of(rows, "outlet", "outlet:{}"))
    if not (query.since or query.until):
        found.append(_of(rows, "month", "date:{}"))
    if not query.speaker:
        found.append(_speakers(archive, numbers[:_SAID_AMONG]))
    if not query.language:
        found.append(_of(rows, "language", "language:{}"))
    told = [[one.partition(":")[::2] for one in row["told"].split()] for row in rows]
    if not query.kind:
        found.append(_counted(chain.from_iterable({kind for kind, act in one if query.act in (None, act)}
                                                  for one in told), "kind", "kind:{}"))
    if not query.act:
        found.append(_counted(chain.from_iterable({act for kind, act in one if query.kind in (None, kind)}
                                                  for one in told), "act", "act:{}"))
    return Facets(facets=tuple(one for one in found if len(one.values) > 1), among=len(numbers),
                  cut=held.more or len(held.places) > _AMONG)


def _of(rows: Sequence[sqlite3.Row], field: str, term: str) -> Facet:
    """The values of a column, those of most articles first."""
    return _counted((row[field] for row in rows if row[field] is not None), field, term)


def _counted(values: Iterable[str], field: str, term: str) -> Facet:
    most = sorted(Counter(values).items(), key=lambda one: (-one[1], one[0]))[:_SHOWN]
    return Facet(field=field, values=tuple((value, term.format(quoted(value)), n) for value, n in most))


def _speakers(archive: Archive, numbers: Sequence[int]) -> Facet:
    rows = archive.db.execute(
        "SELECT b.speaker, count(DISTINCT b.article) AS n FROM json_each(?) j CROSS JOIN article a "
        "INDEXED BY article_counted ON a.number = j.value CROSS JOIN said_by b ON b.article = a.id GROUP BY b.speaker "
        "ORDER BY n DESC, b.speaker LIMIT ?", (_json(numbers), _SHOWN)).fetchall()
    named = [(name, row["n"]) for row in rows if (name := _name(archive, row["speaker"]))]
    return Facet(field="speaker", values=tuple((name, f"speaker:{quoted(name)}", n) for name, n in named))


def _json(numbers: Sequence[int]) -> str:
    return msgspec.json.encode(numbers).decode()


def _name(archive: Archive, speaker: str) -> str | None:
    row = archive.db.execute("SELECT name FROM alias WHERE speaker = ? GROUP BY name ORDER BY sum(mentions) DESC, name "
                             "LIMIT 1", (speaker,)).fetchone()
    return row["name"] if row else None


def quoted(value: str) -> str:
    """Return a value as it stands behind a field: in quotation marks where it holds more than one word."""
    plain = value.replace('"', "")
    return f'"{plain}"' if not plain or any(c.isspace() for c in plain) else plain


def speakers_beginning(archive: Archive, start: str, *, limit: int = 8) -> list[str]:
    """Return names of speakers that begin with some letters, those who say most first."""
    rows = archive.db.execute(
        "SELECT name, max(n) AS most FROM (SELECT a.name, t.statements AS n FROM alias a JOIN speaker_tally t "
        "ON t.speaker = a.speaker WHERE a.name >= ?1 COLLATE NOCASE AND a.name < ?1 || char(1114109) COLLATE NOCASE "
        "LIMIT 2000) GROUP BY name ORDER BY most DESC, name LIMIT ?2", (start, limit)).fetchall() if start else []
    return [row["name"] for row in rows]


def outlets_beginning(archive: Archive, start: str, *, limit: int = 8) -> list[str]:
    """Return outlets that begin with some letters (or whose second word does, behind "The")."""
    rows = archive.db.execute("SELECT key FROM tally WHERE what = 'outlet' AND (key LIKE ?1 ESCAPE '\\' OR "
                              "key LIKE 'The ' || ?1 ESCAPE '\\') ORDER BY n DESC, key LIMIT ?2",
                              (_like(start), limit)).fetchall()
    return [row["key"] for row in rows]


def languages_beginning(archive: Archive, start: str, *, limit: int = 8) -> list[str]:
    """Return languages of articles that begin with some letters, those of most articles first."""
    rows = archive.db.execute("SELECT key FROM tally WHERE what = 'language' AND n AND key LIKE ?1 ESCAPE '\\' AND "
                              "key <> '' ORDER BY n DESC, key LIMIT ?2", (_like(start), limit)).fetchall()
    return [row["key"] for row in rows]


def days_beginning(archive: Archive, start: str, *, not_before: str = "", limit: int = 8) -> list[str]:
    """Return months with articles that begin with some digits, of a whole month its days; the last first."""
    length = 7 if len(start) < 7 else 10
    rows = archive.db.execute(
        "WITH RECURSIVE m (at) AS (SELECT (SELECT max(published_sort) FROM article WHERE published_sort >= ?1 AND "
        "published_sort < ?1 || ':') UNION ALL SELECT (SELECT max(published_sort) FROM article WHERE "
        "published_sort >= ?1 AND published_sort < substr(m.at, 1, ?2)) FROM m WHERE m.at >= max(?3, '0')) "
        "SELECT substr(at, 1, ?2) AS day FROM m WHERE at >= max(?3, '0') LIMIT ?4",
        (start, length, not_before, limit)).fetchall()
    return [row["day"] for row in rows]


def stories_beginning(archive: Archive, start: str, *, limit: int = 8) -> list[str]:
    """Return ids of stories that begin with some letters; without any, of those that moved last."""
    if not start:
        return [story.id for story in stories(archive, limit=limit)]
    rows = archive.db.execute("SELECT DISTINCT story FROM article WHERE story >= ?1 AND story < ?1 || 'g' "
                              "ORDER BY story LIMIT ?2", (start.lower(), limit)).fetchall()
    return [row["story"] for row in rows]


def _like(start: str) -> str:
    return start.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
