"""Opening an archive: the file, its schema and migrations, and who may write.

An archive has one writer at a time, held by a lock file beside it that the system releases when the writer dies.
Readers never wait (write-ahead log).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import TracebackType

import filelock

from dateline.errors import ArchiveBusy, ArchiveError, ArchiveTooNew
from dateline.limits import WRITER_WAIT_SECONDS

_MAGIC = b"SQLite format 3\x00"
APPLICATION_ID = 0x646C6E65  # "dlne": tells an archive from any other SQLite file


def migrations() -> list[tuple[int, str]]:
    """Return (number, SQL) of every migration, in order. The number of the last is the schema's version."""
    folder = files("dateline.archive") / "migrations"
    found = []
    for entry in folder.iterdir():
        if match := re.fullmatch(r"(\d{4})_\w+\.sql", entry.name):
            found.append((int(match[1]), entry.read_text(encoding="utf-8")))
    return sorted(found)


def schema_version() -> int:
    """Return the version that this dateline writes: 1, and one more for each migration."""
    return max((number for number, _ in migrations()), default=1)


class Archive:
    """An open archive: a path and a connection. Use it in a `with` statement, or close it."""

    def __init__(self, path: Path, db: sqlite3.Connection, lock: filelock.BaseFileLock | None) -> None:
        self.path = path
        self.db = db
        self.ends: float | None = None  # when queries are stopped, by time.monotonic(); None: they are not
        self._lock = lock

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and let the next writer in."""
        self.db.close()
        if self._lock is not None:
            _holder_path(self.path).unlink(missing_ok=True)
            self._lock.release()
            self._lock = None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is kept, or nothing of it. Raises ArchiveError when the file cannot be written."""
        try:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise ArchiveError(self.path, f"cannot be written ({error})") from error
        except sqlite3.DatabaseError as error:
            raise ArchiveError(self.path, f"is damaged ({error})") from error


def open_archive(path: Path | str, *, write: bool = False, create: bool = False, purpose: str = "",
                 wait: float = WRITER_WAIT_SECONDS) -> Archive:
    """Open the archive at `path`.

    write: take the one writer's place, waiting up to `wait` seconds for it; purpose: the command, for those who wait.
    create: make the file where there is none.
    Raises ArchiveError (not there, not an archive), ArchiveBusy, ArchiveTooNew.
    """
    path = Path(path)
    if not path.exists() and not create:
        raise ArchiveError(path, "no archive here; `dateline add` makes one (or name one with --archive)")
    if path.exists():
        _refuse_what_is_no_archive(path)
    lock = _become_writer(path, purpose, wait) if write else None
    try:
        db = _connect(path, write=write)
        try:
            _bring_up_to_date(path, db, write=write)
        except BaseException:
            db.close()
            raise
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Archive(path, db, lock)


def _refuse_what_is_no_archive(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise ArchiveError(path, f"cannot be opened ({error.strerror})") from error
    if head and not head.startswith(_MAGIC):
        raise ArchiveError(path, "is not a dateline archive (not an SQLite file)")
    if head and int.from_bytes(head[68:72], "big") not in (APPLICATION_ID, 0):
        raise ArchiveError(path, "is not a dateline archive (an SQLite file of something else)")


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    address = path.absolute().as_uri() + ("?mode=rwc" if write else "?mode=ro")
    try:
        db = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=30)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA trusted_schema = OFF")
        if write:
            db.execute("PRAGMA secure_delete = ON")  # what is removed is overwritten, not only unlinked
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA cache_size = -32768")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise ArchiveError(path, f"cannot be opened ({error})") from error
    return db


def _bring_up_to_date(path: Path, db: sqlite3.Connection, *, write: bool) -> None:
    """Make a new file an archive, migrate an older one (after a copy of it is made), refuse a newer one."""
    found = db.execute("PRAGMA user_version").fetchone()[0]
    current = schema_version()
    if found > current:
        raise ArchiveTooNew(path, f"was written by a later dateline (schema {found}; this one knows {current})")
    if found == 0:
        if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise ArchiveError(path, "is not a dateline archive (an SQLite file of something else)")
        if not write:
            raise ArchiveError(path, "is empty; `dateline add` makes an archive")
        sql = (files("dateline.archive") / "schema.sql").read_text(encoding="utf-8")
        db.executescript(f"BEGIN;\n{sql}\nPRAGMA application_id = {APPLICATION_ID};\n"
                         f"PRAGMA user_version = {current};\nCOMMIT;")
    elif found < current:
        if not write:
            raise ArchiveError(path, f"has an older schema ({found}); `dateline add` or `reread` migrates it")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy2(path, path.with_name(f"{path.name}.before-schema-{current}"))
        for number, sql in migrations():
            if number > found:
                db.executescript(f"BEGIN;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")


def _holder_path(path: Path) -> Path:
    return path.with_name(path.name + "-writer")


def _become_writer(path: Path, purpose: str, wait: float) -> filelock.BaseFileLock:
    lock = filelock.FileLock(str(path) + "-lock")
    try:
        lock.acquire(timeout=wait)
    except filelock.Timeout:
        raise ArchiveBusy(path, f"is being written to by {_holder(path)}; waited {wait:g} s") from None
    except OSError as error:
        raise ArchiveError(path, f"cannot be written ({error.strerror})") from error
    holder = {"pid": os.getpid(), "host": socket.gethostname(), "command": purpose}
    _holder_path(path).write_text(json.dumps(holder), encoding="utf-8")
    return lock


def _holder(path: Path) -> str:
    try:
        holder = json.loads(_holder_path(path).read_text(encoding="utf-8"))
        return f"`{holder['command']}`, process {holder['pid']} on {holder['host']}"
    except (OSError, ValueError, KeyError):
        return "another process"
