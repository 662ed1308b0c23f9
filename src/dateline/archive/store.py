"""Writing what was read: captures, articles, editions, statements. Any order of writing gives the same rows."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Literal

import msgspec

from dateline.archive.connection import Archive
from dateline.archive.ids import (
    article_id,
    capture_id,
    edition_id,
    sort_time,
    statement_ids,
    text_of,
    words_at,
)
from dateline.archive.index import add_to_index, take_from_index
from dateline.archive.shown import show
from dateline.archive.values import Reading
from dateline.model import Article, Left, Page, Statement

Outcome = Literal["added", "new edition", "unchanged", "removed"]

_BEST = {"ok": 2, "live": 2, "stub": 1, "paywall": 1}  # of the statuses that views choose an edition by; else 0


def knows(archive: Archive, page: Page, payload: str) -> bool:
    """Return whether this very capture is in the archive; a later version reads it again only by `reread`."""
    row = archive.db.execute("SELECT 1 FROM capture WHERE id = ?", (capture_id(page, payload),)).fetchone()
    return row is not None


def is_removed(archive: Archive, *hashes: str) -> bool:
    """Return whether people took out an article or payload with one of these hashes."""
    marks = ",".join("?" * len(hashes))
    return archive.db.execute(f"SELECT 1 FROM removed WHERE hash IN ({marks})", hashes).fetchone() is not None


def note_origin(archive: Archive, page: Page, payload: str) -> None:
    """Keep that a known capture was met once more; the same place again changes nothing."""
    archive.db.execute("INSERT OR IGNORE INTO origin VALUES (?, ?, ?, ?)",
                       (capture_id(page, payload), page.source, page.url_from or "", page.captured_from or ""))


def write_reading(archive: Archive, reading: Reading, *, by_reference: bool = False) -> Outcome:
    """Write one capture and what was read from it, inside the caller's transaction; say what it was.

    by_reference: keep no bytes where they lie in a container that can be read again.
    """
    db, page = archive.db, reading.page
    article = article_id(reading.key)
    if is_removed(archive, article, reading.payload):
        return "removed"
    capture = capture_id(page, reading.payload)
    if db.execute("SELECT 1 FROM capture WHERE id = ?", (capture,)).fetchone():
        note_origin(archive, page, reading.payload)
        return "unchanged"
    is_new = db.execute("INSERT OR IGNORE INTO article (id, key) VALUES (?, ?)", (article, reading.key)).rowcount == 1
    before = None if is_new else _shown(db, article)
    edition, is_edition, rewritten = _write_edition(db, article, capture, reading)
    _write_payload(db, reading, by_reference=by_reference)
    _write_capture(db, capture, article, edition, reading)
    note_origin(archive, page, reading.payload)
    db.execute("DELETE FROM rejected WHERE hash = ?", (reading.payload,))  # a later try, or a later version, read it
    if is_edition or rewritten:
        choose_edition(archive, article, before=before, rewritten=edition if rewritten else None)
    return "added" if is_new else "new edition" if is_edition else "unchanged"


def write_rejected(archive: Archive, left: Left, payload: str = "") -> None:
    """Keep what could not be read, with the reason, inside the caller's transaction."""
    archive.db.execute("INSERT OR IGNORE INTO rejected VALUES (?, ?, ?)", (left.source, left.reason, payload))


def _write_payload(db: sqlite3.Connection, reading: Reading, *, by_reference: bool) -> None:
    place = reading.page.place if by_reference else None
    where = (place.path, place.offset, place.length) if place else (None, None, None)
    db.execute(
        "INSERT INTO payload VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET zstd = excluded.zstd, "
        "path = NULL, offset = NULL, length = NULL WHERE payload.zstd IS NULL AND excluded.zstd IS NOT NULL",
        (reading.payload, len(reading.page.data), None if place else reading.zstd, *where))


def _write_capture(db: sqlite3.Connection, capture: str, article: str, edition: str, reading: Reading) -> None:
    page, read = reading.page, reading.article
    db.execute(
        "INSERT INTO capture VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (capture, article, edition, reading.payload, page.form, page.charset, page.url, page.captured,
         sort_time(page.captured), page.truncated, _json(page.given), _json(read.dropped), _json(read.repairs),
         _json(read.blocks), _json(read.runs), reading.version))


def _write_edition(db: sqlite3.Connection, article: str, capture: str, reading: Reading) -> tuple[str, bool, bool]:
    """Write the edition that a reading is, from its earliest capture; return (id, is new, was written anew)."""
    edition = edition_id(article, reading.article)
    at = sort_time(reading.page.captured)
    row = db.execute("SELECT captured_sort, capture FROM edition WHERE id = ?", (edition,)).fetchone()
    if row is not None and (row["captured_sort"], row["capture"]) <= (at, capture):
        return edition, False, False
    if row is not None:  # an earlier capture of the same reading: what is not in the id comes from it
        if _shown(db, article) == edition:
            take_from_index(db, article)
            db.execute("UPDATE article SET edition = NULL WHERE id = ?", (article,))
        forget_statements(db, edition)
    _insert_edition(db, edition, article, capture, at, reading)
    _insert_statements(db, edition, article, reading)
    return edition, row is None, row is not None


def _insert_edition(db: sqlite3.Connection, edition: str, article: str, capture: str, at: str,
                    reading: Reading) -> None:
    read = reading.article
    columns = {
        "id": edition, "article": article, "capture": capture, "captured_sort": at, "url": read.url,
        "canonical": read.canonical, "outlet": read.outlet, "headline": read.headline,
        "dateline": _json(read.dateline) if read.dateline else None, "published": read.published,
        "published_sort": sort_time(read.published), "modified": read.modified, "authors": _json(read.authors),
        "bylines": _json(read.bylines), "times": _json(read.times), "text": read.text, "credits": _json(read.credits),
        "media": _json(read.media), "related": _json(read.related), "language": read.language,
        "status": read.status, "version": reading.version, "model": reading.model,
        "signature": msgspec.msgpack.encode(reading.signature) if reading.signature else None,
    }
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "id")
    db.execute(f"INSERT INTO edition ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changes}",
               tuple(columns.values()))


def _insert_statements(db: sqlite3.Connection, edition: str, article: str, reading: Reading) -> None:
    texts = [text_of(reading.article, statement) for statement in reading.statements]
    contents = [words_at(text, s.content) for text, s in zip(texts, reading.statements, strict=True)]
    ids = statement_ids(article, contents)
    number = db.execute("SELECT coalesce(max(number), 0) FROM statement").fetchone()[0]
    rows: list[tuple[object, ...]] = []
    voices: list[tuple[object, ...]] = []
    aliases: Counter[tuple[str, str, str]] = Counter()
    for ordinal, (id_, text, content, one, identities) in enumerate(
            zip(ids, texts, contents, reading.statements, reading.speakers, strict=True), 1):
        number += 1
        rows.append((number, id_, edition, article, ordinal, *_statement_row(text, content, one)))
        for place, (speaker, identity) in enumerate(zip(one.speakers, identities, strict=True), 1):
            voices.append((number, place, identity, speaker.name, speaker.role, speaker.type, int(speaker.named),
                           _json(speaker.chain), speaker.confidence, identity))
            if identity is not None:
                aliases[identity, speaker.name, speaker.type] += 1
    db.executemany(f"INSERT INTO statement VALUES ({', '.join('?' * 19)}, NULL, NULL)", rows)
    db.executemany("INSERT INTO voice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", voices)
    db.executemany("INSERT INTO alias VALUES (?, ?, ?, ?) ON CONFLICT (speaker, name, type) DO UPDATE "
                   "SET mentions = mentions + excluded.mentions", ((*name, n) for name, n in sorted(aliases.items())))


def _statement_row(text: str, content: str, one: Statement) -> tuple[object, ...]:
    """The columns of `statement` from "in" to occasion."""
    spans = {"source": one.source, "cue": one.cue, "content": one.content}
    return (one.where, one.kind, one.act, one.modality, one.method, one.confidence, words_at(text, one.source),
            words_at(text, one.cue), content, _json(spans), _json(one.candidates), _json(one.via),
            _json(one.addressee), _json(one.occasion))


def forget_statements(db: sqlite3.Connection, edition: str) -> None:
    """Delete an edition's statements and take their speakers' names out of the counts."""
    named = db.execute("SELECT v.speaker, v.name, v.type, count(*) AS n FROM voice v JOIN statement s "
                       "ON s.number = v.statement WHERE s.edition = ? AND v.speaker IS NOT NULL "
                       "GROUP BY 1, 2, 3", (edition,)).fetchall()
    for row in named:
        db.execute("UPDATE alias SET mentions = mentions - ? WHERE speaker = ? AND name = ? AND type = ?",
                   (row["n"], row["speaker"], row["name"], row["type"]))
        db.execute("DELETE FROM alias WHERE speaker = ? AND mentions <= 0", (row["speaker"],))
    db.execute("DELETE FROM statement WHERE edition = ?", (edition,))


def _shown(db: sqlite3.Connection, article: str) -> str | None:
    row = db.execute("SELECT edition FROM article WHERE id = ?", (article,)).fetchone()
    return row["edition"] if row else None


def choose_edition(archive: Archive, article: str, *, before: str | None, rewritten: str | None = None) -> None:
    """Number an article's editions and show the last of the best status; index it and queue it for its story.

    before: the edition that was shown (and stands in the index, unless it is the one that was rewritten).
    """
    db = archive.db
    rows = db.execute("SELECT id, status, ordinal FROM edition WHERE article = ? ORDER BY captured_sort, "
                      "coalesce(modified, ''), published_sort, id", (article,)).fetchall()
    for ordinal, row in enumerate(rows, 1):
        if row["ordinal"] != ordinal:
            db.execute("UPDATE edition SET ordinal = ? WHERE id = ?", (ordinal, row["id"]))
    best = max(range(len(rows)), key=lambda n: (_BEST.get(rows[n]["status"], 0), n))
    chosen = rows[best]["id"]
    db.executemany("INSERT OR IGNORE INTO pending VALUES (?, ?)", ((article, stage) for stage in (4, 6)))
    if chosen == before and rewritten != chosen:
        return
    if before is not None and before != rewritten:
        take_from_index(db, article)
    db.execute("UPDATE article SET edition = ? WHERE id = ?", (chosen, article))
    show(archive, article)
    add_to_index(db, article)
    db.execute("INSERT OR IGNORE INTO pending VALUES (?, 1)", (article,))  # the next regroup weighs its links


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def article_of_edition(row: sqlite3.Row, capture: sqlite3.Row) -> Article:
    """Return the reading that an edition and one of its captures hold."""
    decode = msgspec.json.decode
    fields = {name: decode(row[name]) for name in ("authors", "bylines", "times", "credits", "media", "related")}
    fields |= {name: decode(capture[name]) for name in ("dropped", "repairs", "blocks", "runs")}
    fields |= {name: row[name] for name in ("url", "canonical", "outlet", "headline", "published", "modified", "text",
                                            "language", "status")}
    fields["id"], fields["captured"] = row["article"], capture["captured"]
    fields["dateline"] = decode(row["dateline"]) if row["dateline"] else None
    return msgspec.convert(fields, Article)
