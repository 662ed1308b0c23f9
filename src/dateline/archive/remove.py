"""Taking an article out for good, and copying an archive whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dateline.archive.connection import Archive
from dateline.archive.corrections import SPEAKER_KINDS, STORY_KINDS
from dateline.archive.groups import keep_story_name
from dateline.archive.index import take_from_index
from dateline.archive.keys import leave
from dateline.archive.store import forget_statements
from dateline.errors import ArchiveError


def remove(archive: Archive, article: str, *, made: str, why: str) -> tuple[int, int]:
    """Delete an article: captures, bytes, text, index, all that was read from it. Leave a line for each hash.

    article: full id. made: time of the removal, ISO 8601 in UTC. Returns (captures, bytes deleted).
    """
    db = archive.db
    with archive.transaction():
        payloads = [row["payload"] for row in db.execute(
            "SELECT DISTINCT payload FROM capture WHERE article = ? ORDER BY payload", (article,))]
        captures = db.execute("SELECT count(*) FROM capture WHERE article = ?", (article,)).fetchone()[0]
        leave(archive, article)
        keep_story_name(archive, article)
        take_from_index(db, article)
        for row in db.execute("SELECT id FROM edition WHERE article = ?", (article,)).fetchall():
            forget_statements(db, row["id"])
        _forget_corrections(db, article)
        db.execute("DELETE FROM article WHERE id = ?", (article,))
        gone = _delete_payloads(db, payloads)
        db.executemany("INSERT OR IGNORE INTO removed VALUES (?, ?, ?)",
                       ((hash_, made, why) for hash_ in (article, *gone)))
        size = sum(gone.values())
    _overwrite_traces(archive)
    return captures, size


def _forget_corrections(db: sqlite3.Connection, article: str) -> None:
    """Corrections quote the text: of what is removed only that they were made is kept."""
    db.execute("DELETE FROM overlay WHERE article = ?", (article,))
    db.execute("DELETE FROM lost WHERE correction IN (SELECT id FROM correction WHERE article = ?)", (article,))
    db.execute("DELETE FROM statement WHERE article = ?", (article,))
    shared = (*STORY_KINDS, *SPEAKER_KINDS)  # they hold ids and names only, of other articles too
    marks = ", ".join("?" * len(shared))
    db.execute(f"UPDATE correction SET anchor = '{{}}', value = 'null' WHERE article = ? AND kind NOT IN ({marks})",
               (article, *shared))


def _delete_payloads(db: sqlite3.Connection, payloads: list[str]) -> dict[str, int]:
    gone = {}
    for payload in payloads:
        if db.execute("SELECT 1 FROM capture WHERE payload = ?", (payload,)).fetchone():
            continue  # another article was captured with the very same bytes
        gone[payload] = db.execute("SELECT size FROM payload WHERE hash = ?", (payload,)).fetchone()["size"]
        db.execute("DELETE FROM payload WHERE hash = ?", (payload,))
    return gone


def _overwrite_traces(archive: Archive) -> None:
    """Merge the index, so that no segment keeps the words, and empty the log; deleted pages are zeroed as they go."""
    for index in ("article_index", "statement_index"):
        archive.db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    archive.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def backup(archive: Archive, target: Path) -> None:
    """Copy an archive, also while it is written to, into one new file. Raises ArchiveError where it exists."""
    if target.exists():
        raise ArchiveError(target, "is there already; a backup overwrites nothing")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        copy = sqlite3.connect(part)
        try:
            archive.db.backup(copy, pages=4096)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        part.rename(target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise ArchiveError(target, f"cannot be written ({error})") from error
