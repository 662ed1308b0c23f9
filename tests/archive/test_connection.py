"""Opening an archive: who may, and what is none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dateline.archive import connection, open_archive
from dateline.errors import ArchiveBusy, ArchiveError, ArchiveTooNew


def test_no_archive_is_made_unless_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"none\.db: no archive here"):
        open_archive(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("content", [b"<html>not a database", b"SQLite format 3\x00" + b"\x01" * 84])
def test_what_is_no_archive_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"not a dateline archive|cannot be opened"):
        open_archive(path, write=True, create=True)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (a)")
    with pytest.raises(ArchiveError, match="of something else"):
        open_archive(path, write=True)


def test_a_newer_archive_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_archive(path, write=True, create=True).close()
    with sqlite3.connect(path) as later:
        later.execute("PRAGMA user_version = 999")
    with pytest.raises(ArchiveTooNew, match=r"a\.db: was written by a later dateline \(schema 999"):
        open_archive(path)


def test_migrations_are_numbered_without_gap_or_twin() -> None:
    """A new archive is version 1; two branches that each take the next number meet here."""
    numbers = [number for number, _ in connection.migrations()]
    assert numbers == list(range(2, len(numbers) + 2))


def test_an_older_archive_is_backed_up_and_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    open_archive(path, write=True, create=True).close()
    now = connection.schema_version()
    monkeypatch.setattr(connection, "migrations", lambda: [(now + 1, "CREATE TABLE note (text TEXT) STRICT;")])
    with open_archive(path, write=True) as archive:
        assert archive.db.execute("PRAGMA user_version").fetchone()[0] == now + 1
        archive.db.execute("INSERT INTO note VALUES ('kept')")
    with sqlite3.connect(tmp_path / f"a.db.before-schema-{now + 1}") as before:
        assert before.execute("PRAGMA user_version").fetchone()[0] == now


def test_a_second_writer_waits_and_then_says_who_holds_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_archive(path, write=True, create=True, purpose="dateline add pages"):
        with pytest.raises(ArchiveBusy, match=r"a\.db: is being written to by `dateline add pages`, process \d+"):
            open_archive(path, write=True, wait=0.1)
        open_archive(path).close()  # a reader does not wait
    open_archive(path, write=True, wait=0.1).close()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_archive(path, write=True, create=True).close()
    with open_archive(path) as archive, pytest.raises(ArchiveError, match="cannot be written"), archive.transaction():
        archive.db.execute("DELETE FROM article")
