"""Speakers of the record: everybody under every name, also those whom only people's corrections name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from dateline.archive.connection import Archive
from dateline.archive.offices import count_inferred, offices_held
from dateline.archive.values import SpeakerRow
from dateline.errors import NotFound

CORRECTED_VOICES = ("SELECT json_extract(j.value, '$.speaker') AS speaker, json_extract(j.value, '$.name') AS name, "
                     "json_extract(j.value, '$.type') AS type FROM overlay o, json_each(o.value) j "
                     "WHERE o.field = 'speaker' AND json_extract(j.value, '$.speaker') IS NOT NULL UNION ALL "
                     "SELECT v.speaker, v.name, v.type FROM statement s INDEXED BY statement_correction "
                     "CROSS JOIN voice v ON v.statement = s.number "
                     "WHERE s.correction IS NOT NULL AND v.speaker IS NOT NULL")

_ROLES_AMONG = 2_000  # statements of one speaker, the newest, whose roles are counted

MEANT = ("SELECT speaker FROM (SELECT speaker, name FROM alias UNION ALL SELECT speaker, name FROM called UNION ALL "
          f"SELECT speaker, name FROM ({CORRECTED_VOICES})) WHERE speaker = ? OR name = ? COLLATE NOCASE")


def speakers(archive: Archive, *, like: str = "", limit: int = 100,
             before: tuple[int, str] | None = None) -> list[SpeakerRow]:
    """Return speakers, those who say most first; `like`: a part of any form of the name.

    before: (statements, id) of the last one seen.
    """
    named = ("speaker IN (SELECT speaker FROM alias WHERE instr(lower(name), lower(?1)) UNION "
             "SELECT speaker FROM called WHERE instr(lower(name), lower(?1)))") if like else "?1 = ''"
    after = "AND (-statements, speaker) > (-?3, ?4) AND statements <= ?3" if before else "AND ?3 IS NULL AND ?4 IS NULL"
    rows = archive.db.execute(
        f"SELECT speaker, statements AS n FROM speaker_tally WHERE {named} {after} "
        "ORDER BY n DESC, speaker LIMIT ?2", (like, limit, *(before or (None, None)))).fetchall()
    return [speaker(archive, row["speaker"], statements=row["n"], roles=False) for row in rows]


def speaker(archive: Archive, id_: str, *, statements: int | None = None, roles: bool = True) -> SpeakerRow:
    """Return one speaker by full id; roles: with roles and offices. Raises NotFound."""
    db = archive.db
    names = _names(archive, id_)
    if not names:
        raise NotFound(f"{id_}: no such speaker in {archive.path}")
    if statements is None:
        row = db.execute("SELECT statements FROM speaker_tally WHERE speaker = ?", (id_,)).fetchone()
        statements = row[0] if row else 0
    held = db.execute(
        "SELECT v.role, count(DISTINCT b.article) AS n, min(a.published) AS first, max(a.published) AS last "
        "FROM (SELECT b.statement, b.article, b.article_number FROM said_by b WHERE b.speaker = ?1 "
        "ORDER BY b.published_sort DESC, b.article DESC, b.statement DESC LIMIT ?2) b "
        "CROSS JOIN voice v INDEXED BY voice_role ON v.speaker = ?1 AND v.statement = b.statement "
        "CROSS JOIN article a ON a.number = b.article_number WHERE v.role IS NOT NULL GROUP BY v.role "
        "ORDER BY n DESC, v.role LIMIT 20",
        (id_, _ROLES_AMONG)).fetchall() if roles else []
    full = _full(names)
    called = db.execute("SELECT name FROM called WHERE speaker = ?", (id_,)).fetchone()
    return SpeakerRow(id=id_, name=called["name"] if called else full["name"], type=full["type"],
                      statements=statements, aliases=tuple((row["name"], row["n"]) for row in names),
                      roles=tuple((row["role"], row["n"], row["first"], row["last"]) for row in held),
                      inferred=count_inferred(archive, id_),
                      offices=tuple(offices_held(archive, id_)) if roles else (),
                      name_as_read=full["name"] if called else None,
                      wikidata=_wikidata(archive, [row["name"] for row in names]) if roles else "")


def _names(archive: Archive, speaker: str) -> list[sqlite3.Row]:
    """Every form of a name, the most frequent first; of one whom only people's corrections name, theirs."""
    return archive.db.execute(
        "SELECT name, type, sum(mentions) AS n FROM alias WHERE speaker = ? GROUP BY name ORDER BY n DESC, name",
        (speaker,)).fetchall() or archive.db.execute(
        f"SELECT name, type, count(*) AS n FROM ({CORRECTED_VOICES}) WHERE speaker = ? GROUP BY name "
        "ORDER BY n DESC, name", (speaker,)).fetchall()


def _full(names: list[sqlite3.Row]) -> sqlite3.Row:
    """Of a person the most frequent form of more than one word, else the most frequent."""
    return next((row for row in names if row["type"] != "person" or " " in row["name"]), names[0])


def _wikidata(archive: Archive, names: list[str]) -> str:
    """The id that the list of known people gives to one of these names, where it gives one only."""
    listed = {row["wikidata"] for row in archive.db.execute("SELECT name, aliases, wikidata FROM known")
              if row["wikidata"] and {row["name"], *msgspec.json.decode(row["aliases"])} & set(names)}
    return listed.pop() if len(listed) == 1 else ""


def name_of(archive: Archive, speaker_id: str) -> str:
    """Return what a speaker is called, by full id; the id where nobody is."""
    called = archive.db.execute("SELECT name FROM called WHERE speaker = ?", (speaker_id,)).fetchone()
    if called:
        return str(called["name"])
    names = _names(archive, speaker_id)
    return str(_full(names)["name"]) if names else speaker_id


def names_of_all(archive: Archive, speaker_ids: Iterable[str]) -> dict[str, str]:
    """Return what speakers are called, as `name_of` does, of many at once."""
    wanted = list(dict.fromkeys(speaker_ids))
    listed = msgspec.json.encode(wanted).decode()
    forms: dict[str, list[sqlite3.Row]] = {}
    for row in archive.db.execute(
            "SELECT l.speaker, l.name, l.type, sum(l.mentions) AS n FROM json_each(?) j CROSS JOIN alias l "
            "ON l.speaker = j.value GROUP BY l.speaker, l.name ORDER BY n DESC, l.name", (listed,)):
        forms.setdefault(row["speaker"], []).append(row)
    called = dict(archive.db.execute("SELECT c.speaker, c.name FROM json_each(?) j CROSS JOIN called c "
                                     "ON c.speaker = j.value", (listed,)).fetchall())
    return {one: called.get(one) or (str(_full(forms[one])["name"]) if one in forms else name_of(archive, one))
            for one in wanted}


def speakers_named(archive: Archive, name: str) -> list[str]:
    """Return the speaker with this id; else all that bear the name with this id, or this very name in any form."""
    if archive.db.execute("SELECT 1 FROM alias WHERE speaker = ?", (name,)).fetchone():
        return [name]
    rows = archive.db.execute("SELECT speaker FROM alias WHERE name = ?1 COLLATE NOCASE UNION "
                              "SELECT speaker FROM called WHERE name = ?1 COLLATE NOCASE UNION "
                              "SELECT speaker FROM mention WHERE bearer = ?1 UNION "
                              f"SELECT speaker FROM ({CORRECTED_VOICES}) WHERE name = ?1 COLLATE NOCASE ORDER BY 1",
                              (name,))
    return [row["speaker"] for row in rows]
