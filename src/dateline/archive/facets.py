"""What a search could be narrowed down by, and what a beginning of a term may become."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.archive.conditions import Cut, holding, time_limit
from dateline.archive.connection import Archive
from dateline.archive.hits import Hits, hits
from dateline.archive.query import Query, full_text

_AMONG = 1_000  # articles, the last published, among which is counted
_SAID_AMONG = 300  # of these, whose speakers are counted
_SHOWN = 6
_KINDS = ("direct", "indirect", "mixed")


class Facet(Struct, frozen=True, kw_only=True):
    """A field with the values by which a search can be narrowed down, each with its term and its articles."""

    field: str
    values: tuple[tuple[str, str, int], ...]  # shown, term as typed, articles


class Facets(Struct, frozen=True, kw_only=True):
    """The facets of a search."""

    facets: tuple[Facet, ...]
    among: int  # articles that were looked at
    cut: bool  # whether there are more of them


def facets(archive: Archive, query: Query, *, seconds: float, among: Hits | None = None) -> Facets | None:
    """Return the facets of what a query means; None where counting takes longer than `seconds`.

    among: what `hits` gave for the query.
    """
    try:
        with time_limit(archive, seconds):
            return _facets(archive, query, among)
    except Cut:
        return None


def _facets(archive: Archive, query: Query, among: Hits | None) -> Facets:
    if full_text(query.words):
        last = (among or hits(archive, query)).numbers[:_AMONG + 1]
    else:
        where, values = holding(archive, query)
        rows = archive.db.execute(f"SELECT a.number FROM article a WHERE {where} ORDER BY a.published_sort DESC, "
                                  "a.id DESC LIMIT ?", (*values, _AMONG + 1)).fetchall()
        last = tuple(row["number"] for row in rows)
    numbers = last[:_AMONG]
    found = []
    if not query.outlet:
        found.append(_of(archive, "outlet", "outlet", numbers, "outlet:{}"))
    if not (query.since or query.until):
        found.append(_of(archive, "month", "substr(nullif(published_sort, ''), 1, 7)", numbers, "date:{}"))
    if not query.speaker:
        found.append(_speakers(archive, numbers[:_SAID_AMONG]))
    if not query.language:
        found.append(_of(archive, "language", "language", numbers, "language:{}"))
    if not query.kind:
        found.append(Facet(field="kind", values=tuple((kind, f"kind:{kind}", 0) for kind in _KINDS)))
    return Facets(facets=tuple(one for one in found if len(one.values) > 1), among=len(numbers), cut=len(last) > _AMONG)


def _of(archive: Archive, field: str, column: str, numbers: Sequence[int], term: str) -> Facet:
    rows = archive.db.execute(
        f"SELECT {column} AS value, count(*) AS n FROM article WHERE number IN ({_list(numbers)}) GROUP BY value "
        "HAVING value IS NOT NULL ORDER BY n DESC, value LIMIT ?", (_SHOWN,)).fetchall()
    return Facet(field=field, values=tuple((row["value"], term.format(quoted(row["value"])), row["n"]) for row in rows))


def _speakers(archive: Archive, numbers: Sequence[int]) -> Facet:
    rows = archive.db.execute(
        "SELECT b.speaker, count(DISTINCT b.article) AS n FROM article a CROSS JOIN said_by b ON b.article = a.id "
        f"WHERE a.number IN ({_list(numbers)}) GROUP BY b.speaker ORDER BY n DESC, b.speaker LIMIT ?",
        (_SHOWN,)).fetchall()
    named = [(name, row["n"]) for row in rows if (name := _name(archive, row["speaker"]))]
    return Facet(field="speaker", values=tuple((name, f"speaker:{quoted(name)}", n) for name, n in named))


def _list(numbers: Sequence[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers) or "NULL"


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


def _like(start: str) -> str:
    return start.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
