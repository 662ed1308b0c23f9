"""What was read, looked at again: for `verify`, and for `reread` to put new readings in place of the old."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from dateline.archive.connection import Archive
from dateline.archive.ids import article_id, capture_id, fold
from dateline.archive.index import take_from_index
from dateline.archive.keys import leave
from dateline.archive.store import forget_statements, write_reading
from dateline.archive.values import Reading
from dateline.model import Statement


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
        leave(archive, article)
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


def faults_of_file(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield (place, what is wrong) that SQLite itself finds in the file."""
    for row in archive.db.execute("PRAGMA integrity_check(3)"):
        if row[0] != "ok":
            yield str(archive.path), str(row[0])
    for row in archive.db.execute("PRAGMA foreign_key_check"):
        yield f"table {row[0]}, row {row[1]}", f"points to nothing in {row[2]}"
