"""What changed from one edition of an article to the next: kept by the pipeline, listed for people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from dateline.archive.articles import brief_of
from dateline.archive.connection import Archive
from dateline.archive.speakers import speakers_named
from dateline.archive.values import Brief

KINDS = {"added": "added", "removed": "taken out", "reworded": "reworded", "re-attributed": "given to somebody else",
         "headline": "headline", "published": "date"}  # of changes, as they are called
TELLING = ("ok", "live")  # statuses of editions that are compared: of others less was read, not less said


class SaidInEdition(Struct, frozen=True, kw_only=True):
    """A statement of one edition, as comparing needs it."""

    id: str
    where: str
    content: str
    kind: str
    source: str
    bearers: tuple[str, ...]  # names of its speakers
    speakers: tuple[str, ...]  # identities
    paragraph: str = ""  # that its content begins in; "" outside the text


class EditionSaid(Struct, frozen=True, kw_only=True):
    """One edition: what it tells and who says what in it."""

    id: str
    status: str
    headline: str
    published: str
    day: str  # when it was first captured, else modified, else published
    statements: tuple[SaidInEdition, ...]
    paragraphs: frozenset[str] = frozenset()


class Changed(Struct, frozen=True, kw_only=True):
    """One change, as kept."""

    edition: str  # the later one
    before: str  # the earlier one
    what: str  # added, removed, reworded, re-attributed, headline, published
    old: str
    new: str
    day: str
    old_statement: str = ""
    new_statement: str = ""
    bearers: tuple[str, ...] = ()


class ChangeRow(Struct, frozen=True, kw_only=True):
    """One change in a list: of the article, between two editions, the words before and after."""

    id: str  # edition and place
    article: Brief
    what: str
    day: str
    old: str
    new: str
    old_statement: str | None
    new_statement: str | None
    speakers: tuple[tuple[str, str], ...]  # identity and name, before and after
    before: str
    edition: str
    captured: str | None  # when the later edition was captured first, as the capture tells it


def editions_said(archive: Archive, article: str) -> list[EditionSaid]:
    """Return the editions of an article in their order, each with its statements as read."""
    db = archive.db
    found = []
    for row in db.execute("SELECT * FROM edition WHERE article = ? ORDER BY ordinal", (article,)).fetchall():
        statements = db.execute("SELECT * FROM statement WHERE edition = ? AND correction IS NULL ORDER BY ordinal",
                                (row["id"],)).fetchall()
        voices = {s["number"]: db.execute("SELECT bearer, speaker, name FROM voice WHERE statement = ? ORDER BY place",
                                          (s["number"],)).fetchall() for s in statements}
        found.append(EditionSaid(
            id=row["id"], status=row["status"], headline=row["headline"] or "", published=row["published"] or "",
            day=row["captured_sort"] or row["modified"] or row["published_sort"],
            statements=tuple(SaidInEdition(
                id=s["id"], where=s["in"], content=s["content"], kind=s["kind"], source=s["source"],
                bearers=tuple(v["bearer"] for v in voices[s["number"]] if v["bearer"]),
                speakers=tuple(v["speaker"] for v in voices[s["number"]] if v["speaker"]),
                paragraph=_paragraph(row["text"], s) if s["in"] == "text" else "") for s in statements),
            paragraphs=frozenset(map(_words, row["text"].split("\n\n")))))
    return found


def _paragraph(text: str, statement: sqlite3.Row) -> str:
    start = msgspec.json.decode(statement["spans"])["content"][0][0]
    end = text.find("\n\n", start)
    return _words(text[text.rfind("\n\n", 0, start) + 1:end if end >= 0 else None])


def _words(text: str) -> str:
    return " ".join(text.split())


def keep_changes(archive: Archive, article: str, changes: Iterable[Changed]) -> None:
    """Put the changes between an article's editions in place of those kept, inside the caller's transaction."""
    archive.db.execute("DELETE FROM change WHERE article = ?", (article,))
    places: dict[str, int] = {}
    for one in changes:
        places[one.edition] = places.get(one.edition, 0) + 1
        archive.db.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            article, one.edition, places[one.edition], one.before, one.what, one.day, one.old, one.new,
            one.old_statement, one.new_statement, msgspec.json.encode(one.bearers).decode()))


def changes(archive: Archive, *, speaker: str = "", outlet: str = "", article: str = "", what: str = "",
            limit: int = 100, before: tuple[str, str, int] | None = None) -> list[ChangeRow]:
    """Return changes, the newest first. speaker: an id or a name; article: a full id; what: a kind of change.

    before: (day, edition, place) of the last one seen.
    """
    where, values = ["1"], list[object]()
    if speaker:
        ids = speakers_named(archive, speaker)
        where.append("EXISTS (SELECT 1 FROM json_each(c.bearers) j JOIN mention m ON m.bearer = j.value AND "
                     f"m.article = c.article WHERE m.speaker IN ({', '.join('?' * len(ids))}))")
        values += ids
    for condition, value in (("a.outlet = ? COLLATE NOCASE", outlet), ("c.article = ?", article), ("c.what = ?", what)):
        if value:
            where.append(condition)
            values.append(value)
    if before:
        where.append("(c.day, c.edition, c.place) < (?, ?, ?)")
        values += before
    rows = archive.db.execute(
        "SELECT c.*, (SELECT x.captured FROM edition e JOIN capture x ON x.id = e.capture WHERE e.id = c.edition) "
        f"AS captured FROM change c JOIN article a ON a.id = c.article WHERE {' AND '.join(where)} "
        "ORDER BY c.day DESC, c.edition DESC, c.place DESC LIMIT ?", (*values, limit)).fetchall()
    found = []
    for row in rows:
        about = brief_of(archive, row["article"])
        if about:
            found.append(ChangeRow(
                id=f"{row['edition']}-{row['place']}", article=about, what=row["what"], day=row["day"], old=row["old"],
                new=row["new"], old_statement=row["old_statement"] or None, new_statement=row["new_statement"] or None,
                speakers=_speakers(archive, row["article"], msgspec.json.decode(row["bearers"])),
                before=row["before"], edition=row["edition"], captured=row["captured"]))
    return found


def _speakers(archive: Archive, article: str, bearers: list[str]) -> tuple[tuple[str, str], ...]:
    found = {}
    for bearer in bearers:
        row = archive.db.execute("SELECT speaker, json_extract(told, '$.name') AS name FROM mention WHERE article = ? "
                                 "AND bearer = ?", (article, bearer)).fetchone()
        if row:
            found[row["speaker"]] = row["name"]
    return tuple(found.items())


class SeenStatement(Struct, frozen=True, kw_only=True):
    """A statement of a live page, whichever of its captures hold it."""

    id: str
    content: str
    cue: str
    source: str
    kind: str
    modality: str
    entry: str | None  # time of the entry that it stands in, as the page gives it
    first_seen: str  # when it was captured first, as the capture tells it; "" where no time is known
    last_seen: str
    edition: str  # the first that holds it
    speakers: tuple[tuple[str, str], ...]  # identity ("" where none) and name


def statements_seen(archive: Archive, article: str) -> list[SeenStatement]:
    """Return every statement that any edition of an article holds, each once, with when it was first and last seen.

    In the order in which they were first seen, then of the text; entries that rolled off a live page stay.
    """
    db = archive.db
    seen = ("(SELECT {}(nullif(c.captured_sort, '') || char(10) || c.captured) FROM statement t "
            "JOIN capture c ON c.edition = t.edition WHERE t.id = s.id AND t.article = s.article)")
    rows = db.execute(
        "SELECT s.id, s.number, s.content, s.cue, s.source, s.kind, s.modality, s.spans, s.\"in\", s.edition, "
        f"min(e.ordinal) AS first, s.ordinal, {seen.format('min')} AS first_seen, {seen.format('max')} AS last_seen "
        "FROM statement s JOIN edition e ON e.id = s.edition WHERE s.article = ? GROUP BY s.id "
        "ORDER BY first, s.ordinal", (article,)).fetchall()
    blocks: dict[str, list[dict[str, object]]] = {}
    found = []
    for row in rows:
        if row["edition"] not in blocks:
            capture = db.execute("SELECT c.blocks FROM edition e JOIN capture c ON c.id = e.capture WHERE e.id = ?",
                                 (row["edition"],)).fetchone()
            blocks[row["edition"]] = msgspec.json.decode(capture["blocks"]) if capture else []
        start = msgspec.json.decode(row["spans"])["content"][0][0]
        entry = next((block.get("time") for block in blocks[row["edition"]] if row["in"] == "text" and block.get("time")
                      and int(str(block["start"])) <= start < int(str(block["end"]))), None)
        voices = db.execute("SELECT speaker, name FROM voice WHERE statement = ? ORDER BY place", (row["number"],))
        found.append(SeenStatement(
            id=row["id"], content=row["content"], cue=row["cue"], source=row["source"], kind=row["kind"],
            modality=row["modality"], entry=str(entry) if entry else None,
            first_seen=_told(row["first_seen"]), last_seen=_told(row["last_seen"]), edition=row["edition"],
            speakers=tuple((v["speaker"] or "", v["name"]) for v in voices)))
    return found


def _told(ordered: str | None) -> str:
    """A time without what it was ordered by in front of it."""
    return ordered.partition("\n")[2] if ordered else ""
