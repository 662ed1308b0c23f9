"""Writing what was read: captures, articles, editions, statements. Any order of writing gives the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Literal

import msgspec
import zstandard
from msgspec import Struct

from dateline.archive.connection import Archive
from dateline.archive.ids import (
    article_id,
    capture_id,
    edition_id,
    fold,
    sort_time,
    statement_ids,
    text_of,
    words_at,
)
from dateline.archive.index import add_to_index, take_from_index
from dateline.archive.shown import show
from dateline.archive.values import Reading
from dateline.model import Article, Left, Page, Speaker, Statement

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
    _write_payload(db, page, reading.payload, by_reference=by_reference)
    _write_capture(db, capture, article, edition, reading)
    note_origin(archive, page, reading.payload)
    if is_edition or rewritten:
        choose_edition(archive, article, before=before, rewritten=edition if rewritten else None)
    return "added" if is_new else "new edition" if is_edition else "unchanged"


def write_rejected(archive: Archive, left: Left, payload: str = "") -> None:
    """Keep what could not be read, with the reason, inside the caller's transaction."""
    archive.db.execute("INSERT OR IGNORE INTO rejected VALUES (?, ?, ?)", (left.source, left.reason, payload))


def _write_payload(db: sqlite3.Connection, page: Page, payload: str, *, by_reference: bool) -> None:
    place = page.place if by_reference else None
    data = None if place else zstandard.ZstdCompressor(level=6).compress(page.data)
    db.execute(
        "INSERT INTO payload VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET zstd = excluded.zstd, "
        "path = NULL, offset = NULL, length = NULL WHERE payload.zstd IS NULL AND excluded.zstd IS NOT NULL",
        (payload, len(page.data), data, *((place.path, place.offset, place.length) if place else (None,) * 3)))


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
    read = reading.article
    texts = [text_of(read, statement) for statement in reading.statements]
    contents = [words_at(text, s.content) for text, s in zip(texts, reading.statements, strict=True)]
    ids = statement_ids(article, contents)
    for ordinal, (id_, text, content, statement, identities) in enumerate(
            zip(ids, texts, contents, reading.statements, reading.speakers, strict=True), 1):
        spans = {"source": statement.source, "cue": statement.cue, "content": statement.content}
        number = db.execute(
            'INSERT INTO statement (id, edition, article, ordinal, "in", kind, act, modality, method, confidence, '
            "source, cue, content, spans, candidates, via, addressee, occasion) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (id_, edition, article, ordinal, statement.where, statement.kind, statement.act, statement.modality,
             statement.method, statement.confidence, words_at(text, statement.source), words_at(text, statement.cue),
             content, _json(spans), _json(statement.candidates), _json(statement.via), _json(statement.addressee),
             _json(statement.occasion))).lastrowid
        _insert_voices(db, number, statement, identities)


def _insert_voices(db: sqlite3.Connection, number: int | None, statement: Statement,
                   identities: tuple[str | None, ...]) -> None:
    for place, (speaker, identity) in enumerate(zip(statement.speakers, identities, strict=True), 1):
        db.execute("INSERT INTO voice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   (number, place, identity, speaker.name, speaker.role, speaker.type, int(speaker.named),
                    _json(speaker.chain), speaker.confidence))
        if identity is not None:
            _count_alias(db, identity, speaker, 1)


def _count_alias(db: sqlite3.Connection, identity: str, speaker: Speaker, step: int) -> None:
    db.execute("INSERT INTO alias VALUES (?, ?, ?, ?) ON CONFLICT (speaker, name, type) DO UPDATE "
               "SET mentions = mentions + excluded.mentions", (identity, speaker.name, speaker.type, step))


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
    if chosen == before and rewritten != chosen:
        return
    if before is not None and before != rewritten:
        take_from_index(db, article)
    db.execute("UPDATE article SET edition = ? WHERE id = ?", (chosen, article))
    show(archive, article)
    add_to_index(db, article)
    db.execute("INSERT OR IGNORE INTO pending VALUES (?, 1)", (article,))  # the next regroup weighs its links


def captures_by_article(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield (article, capture) of every capture, an article's together; the caller may write in between."""
    last = ("", "")
    while rows := archive.db.execute("SELECT article, id FROM capture WHERE (article, id) > (?, ?) "
                                     "ORDER BY article, id LIMIT 500", last).fetchall():
        for row in rows:
            yield row["article"], row["id"]
        last = (rows[-1]["article"], rows[-1]["id"])


def capture_of(reading: Reading) -> str:
    """Return the id of the capture that was read."""
    return capture_id(reading.page, reading.payload)


def first_capture(archive: Archive, edition: str) -> str:
    """Return the capture that an edition's columns are read from."""
    return str(archive.db.execute("SELECT capture FROM edition WHERE id = ?", (edition,)).fetchone()["capture"])


def replace_readings(archive: Archive, article: str, readings: list[Reading]) -> None:
    """Put new readings of all captures of an article in place of the old, inside the caller's transaction.

    Corrections stay. Ids that are gone lead to what replaced them (table `moved`).
    """
    db = archive.db
    old = {row["capture"]: row for row in db.execute("SELECT id AS capture, edition FROM capture WHERE article = ?",
                                                     (article,))}
    before = _statement_words(db, article)
    origins = db.execute("SELECT o.* FROM origin o JOIN capture c ON c.id = o.capture WHERE c.article = ?",
                         (article,)).fetchall()
    take_from_index(db, article)
    for row in db.execute("SELECT id FROM edition WHERE article = ?", (article,)).fetchall():
        forget_statements(db, row["id"])
    db.execute("DELETE FROM statement WHERE article = ?", (article,))
    db.execute("UPDATE article SET edition = NULL WHERE id = ?", (article,))
    db.execute("DELETE FROM capture WHERE article = ?", (article,))
    db.execute("DELETE FROM edition WHERE article = ?", (article,))
    for reading in readings:
        write_reading(archive, reading)
    db.executemany("INSERT OR IGNORE INTO origin VALUES (?, ?, ?, ?)", map(tuple, origins))
    db.execute("DELETE FROM origin WHERE source LIKE 'capture %' AND capture IN (SELECT id FROM capture)")
    now = article_id(readings[0].key)
    if now != article and not db.execute("SELECT 1 FROM capture WHERE article = ?", (article,)).fetchone():
        db.execute("UPDATE correction SET article = ? WHERE article = ?", (now, article))
        db.execute("DELETE FROM article WHERE id = ?", (article,))
        _note_moved(db, article, now)
    _note_moves(db, old, before, _statement_words(db, now))


def _statement_words(db: sqlite3.Connection, article: str) -> dict[str, str]:
    return {row["id"]: row["content"] for row in db.execute(
        "SELECT s.id, s.content FROM statement s JOIN article a ON a.id = s.article AND a.edition = s.edition "
        "WHERE a.id = ? AND s.correction IS NULL ORDER BY s.ordinal", (article,))}


def _note_moves(db: sqlite3.Connection, captures: dict[str, sqlite3.Row], before: dict[str, str],
                after: dict[str, str]) -> None:
    """Let editions lead to what the same capture reads as now, statements to the one whose words are most alike."""
    for capture, row in captures.items():
        now = db.execute("SELECT edition FROM capture WHERE id = ?", (capture,)).fetchone()
        if now is not None and now["edition"] != row["edition"]:
            _note_moved(db, row["edition"], now["edition"])
    for old in before.keys() - after.keys():
        words = set(fold(before[old]).split())
        best = max(((2 * len(words & set(fold(text).split())) / (len(words) + len(set(fold(text).split())) or 1), new)
                    for new, text in after.items()), default=(0.0, ""))
        if best[0] >= 0.5:
            _note_moved(db, old, best[1])


def _note_moved(db: sqlite3.Connection, old: str, new: str) -> None:
    db.execute("UPDATE moved SET new = ? WHERE new = ?", (new, old))
    db.execute("INSERT OR REPLACE INTO moved VALUES (?, ?)", (old, new))
    db.execute("DELETE FROM moved WHERE old = new")


def statement_line(source: str, content: str, speakers: list[str], kind: str, act: str, modality: str) -> str:
    """Return a statement in a line, for comparing two readings of one article."""
    return f"{' and '.join(speakers) or source or 'nobody'} ({kind}, {act}, {modality}): {content}"


def statement_lines(archive: Archive, edition: str) -> set[str]:
    """Return the statements of an edition as read, in a line each."""
    lines = set()
    for row in archive.db.execute("SELECT * FROM statement WHERE edition = ? AND correction IS NULL", (edition,)):
        names = archive.db.execute("SELECT name FROM voice WHERE statement = ? ORDER BY place", (row["number"],))
        lines.add(statement_line(row["source"], row["content"], [n["name"] for n in names], row["kind"], row["act"],
                                 row["modality"]))
    return lines


class StatementRead(Struct, frozen=True, kw_only=True):
    """A statement's spans beside the words that were kept of them."""

    id: str
    statement: Statement
    source: str
    cue: str
    content: str


def statements_read(archive: Archive, edition: str) -> Iterator[StatementRead]:
    """Yield every statement of an edition with its spans and its kept words, added ones too."""
    for row in archive.db.execute("SELECT * FROM statement WHERE edition = ? ORDER BY ordinal", (edition,)).fetchall():
        spans = msgspec.json.decode(row["spans"])
        statement = msgspec.convert({"in": row["in"], "kind": row["kind"], **spans}, Statement)
        yield StatementRead(id=row["id"], statement=statement, source=row["source"], cue=row["cue"],
                            content=row["content"])


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
