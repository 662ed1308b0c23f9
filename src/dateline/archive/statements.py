"""Statements of the record, corrected: those of an article, one by its id, those of a speaker."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import msgspec

from dateline.archive.articles import brief_of
from dateline.archive.connection import Archive
from dateline.archive.offices import inferred_of
from dateline.archive.shown import meant_by
from dateline.archive.values import Brief, Said, SaidKey, VoiceNow
from dateline.errors import NotFound
from dateline.model import Statement


def statements_of(archive: Archive, article: str) -> list[Said]:
    """Return the statements of an article's shown edition in reading order, corrected."""
    rows = archive.db.execute("SELECT * FROM statement_now WHERE article = ? ORDER BY ordinal", (article,)).fetchall()
    about = brief_of(archive, article)
    return [said(archive, row, about) for row in rows if about]


def statement(archive: Archive, id_: str, *, as_read: bool = False) -> Said:
    """Return one statement by its full id; as_read: without what people decided about it. Raises NotFound."""
    source = ("statement s JOIN article a ON a.id = s.article AND a.edition = s.edition" if as_read
              else "statement_now s")
    row = archive.db.execute(f"SELECT s.* FROM {source} WHERE s.id = ?", (id_,)).fetchone()
    about = brief_of(archive, row["article"]) if row else None
    if row is None or about is None:
        raise NotFound(f"{id_}: no such statement in {archive.path}")
    return said(archive, row, about, as_read=as_read)


def said_by(archive: Archive, speaker_id: str, *, limit: int = 50,
            before: SaidKey | None = None, outlet: str | None = None, to: str | None = None,
            month: str | None = None) -> Iterator[tuple[Said, SaidKey]]:
    """Yield what a speaker said, newest first, each with the key to page on from.

    outlet: only in this one. to: only to somebody so named or printed. month: only of this month, as "2026-03".
    """
    where, values = ["b.speaker = ?"], list[object]((speaker_id,))
    if before:
        where.append("(b.published_sort, b.article, b.statement) < (?, ?, ?)")
        values += before
    if month:
        where.append("b.published_sort >= ? AND b.published_sort < ? || 'U'")
        values += (month, month)
    if outlet:
        where.append("EXISTS (SELECT 1 FROM article a WHERE a.id = b.article AND a.outlet = ?)")
        values.append(outlet)
    if to:
        name = msgspec.json.encode(to).decode()
        where.append("(instr(s.addressee, '\"name\":' || ?) OR instr(s.addressee, '\"text\":' || ?))")
        values += (name, name)
    rows = archive.db.execute(
        "SELECT s.*, b.published_sort AS sort FROM said_by b CROSS JOIN statement s ON s.number = b.statement "
        f"WHERE {' AND '.join(where)} ORDER BY b.published_sort DESC, b.article DESC, b.statement DESC LIMIT ?",
        (*values, limit)).fetchall()
    for row in rows:
        about = brief_of(archive, row["article"])
        if about:
            yield said(archive, row, about), (row["sort"], row["article"], row["number"])


def said(archive: Archive, row: sqlite3.Row, about: Brief, *, as_read: bool = False) -> Said:
    decode = msgspec.json.decode
    spans = decode(row["spans"])
    voices = [VoiceNow(name=v["name"], speaker=v["speaker"], role=v["role"], type=v["type"], named=bool(v["named"]),
                       chain=tuple(map(tuple, decode(v["chain"]))), confidence=v["confidence"])
              for v in archive.db.execute("SELECT * FROM voice WHERE statement = ? ORDER BY place", (row["number"],))]
    read = msgspec.convert(
        {"in": row["in"], "kind": row["kind"], "act": row["act"], "modality": row["modality"],
         "method": row["method"], **spans, "confidence": row["confidence"],
         "speakers": [{"name": v.name, "role": v.role, "type": v.type, "named": v.named, "chain": v.chain,
                       "confidence": v.confidence} for v in voices],
         **{name: decode(row[name]) for name in ("candidates", "via", "addressee", "occasion")}}, Statement)
    over = None if as_read else archive.db.execute(
        "SELECT o.value, c.who, c.made FROM overlay o JOIN correction c ON c.id = o.correction "
        "WHERE o.statement = ? AND o.field = 'speaker'", (row["id"],)).fetchone()
    by = over or (archive.db.execute("SELECT who, made FROM correction WHERE id = ?", (row["correction"],)).fetchone()
                  if row["correction"] else None)
    now = [VoiceNow(name=v["name"], speaker=meant_by(archive, v.get("speaker"), row["article"]),
                    type=v.get("type", "person"), confidence=1.0) for v in decode(over["value"])] if over else voices
    right = archive.db.execute(
        "SELECT c.who FROM overlay o JOIN correction c ON c.id = o.correction WHERE o.statement = ? AND "
        "o.field = 'right'", (row["id"],)).fetchone()
    return Said(id=row["id"], article=about, statement=read, source=row["source"], cue=row["cue"],
                content=row["content"], confirmed_by=right["who"] if right else None,
                correction=row["correction"], speakers=tuple(now),
                as_read=tuple(voices) if over else None,
                corrected_by=by["who"] if by else None, corrected_at=by["made"] if by else None,
                inferred=() if over or as_read else inferred_of(archive, row["number"]))
