"""The digest beside an export: of the very state that the export shows, whoever writes meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import archive_of, reading_of, said

from dateline.archive import ahead, open_archive
from dateline.archive.digest import digest

TEXT = "Ana Ruiz said that the bridge would open in May."


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive that counts as a large one."""
    monkeypatch.setattr(ahead, "_LARGE", 0)
    archive_of(tmp_path / "a.db", reading_of(TEXT, statements=said(TEXT))).close()
    return tmp_path / "a.db"


def take_out_the_dates(path: Path) -> None:
    with open_archive(path, write=True) as writer, writer.transaction() as db:
        db.execute("UPDATE edition SET published = NULL")


def test_another_process_takes_the_same_digest(path: Path) -> None:
    with open_archive(path) as archive:
        expected = digest(archive)
        with ahead.one_state_and_digest(archive) as taken:
            assert ahead._of_same_state(archive) is not None
            assert taken() == expected


def test_what_is_written_meanwhile_is_in_neither(path: Path) -> None:
    with open_archive(path) as archive:
        expected = digest(archive)
        with ahead.one_state_and_digest(archive) as taken:
            take_out_the_dates(path)
            assert taken() == expected == digest(archive)
        assert digest(archive) != expected


def test_a_writer_between_the_two_first_looks_sends_the_digest_back_here(
        path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other process saw a later state: its answer is not taken."""
    real = ahead._version
    writes = iter([lambda: None, lambda: take_out_the_dates(path)])

    def version(probe: object) -> int:
        next(writes)()
        return real(probe)  # type: ignore[arg-type]

    monkeypatch.setattr(ahead, "_version", version)
    with open_archive(path) as archive:
        expected = digest(archive)
        with ahead.one_state_and_digest(archive) as taken:
            monkeypatch.setattr(ahead, "_answer", lambda process: None if process is None else pytest.fail("taken"))
            assert taken() == expected


def test_a_state_that_the_caller_has_looked_at_before_is_kept(path: Path) -> None:
    with open_archive(path) as archive:
        expected = digest(archive)
        archive.db.execute("BEGIN")
        archive.db.execute("SELECT count(*) FROM edition").fetchone()
        take_out_the_dates(path)
        with ahead.one_state_and_digest(archive) as taken:
            assert taken() == expected
        archive.db.execute("COMMIT")
