"""Connections for readers: lent to one at a time, each showing one state of the archive."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from making import archive_of, reading_of, write

from dateline.archive import find
from dateline.archive.readers import Readers
from dateline.errors import ArchiveError, NotFound


class TestReaders:
    def test_a_loan_shows_one_state_while_a_writer_goes_on(self, tmp_path: Path) -> None:
        with archive_of(tmp_path / "a.db", reading_of("Rain.")) as archive:
            readers = Readers(tmp_path / "a.db")
            with readers.reading() as lent:
                assert find.counts(lent).articles == 1
                write(archive, reading_of("More.", url="https://courier.example/more"))
                assert find.counts(lent).articles == 1
            with readers.reading() as lent:
                assert find.counts(lent).articles == 2

    def test_a_connection_is_lent_again(self, tmp_path: Path) -> None:
        archive_of(tmp_path / "a.db").close()
        readers = Readers(tmp_path / "a.db")
        with readers.reading() as first:
            pass
        with pytest.raises(NotFound), readers.reading() as second:
            raise NotFound("nothing")
        with readers.reading() as third:
            assert first is second is third

    def test_a_file_that_took_the_archives_place_is_opened_anew(self, tmp_path: Path) -> None:
        archive_of(tmp_path / "a.db").close()
        archive_of(tmp_path / "b.db", reading_of("Rain.")).close()
        readers = Readers(tmp_path / "a.db")
        with readers.reading() as lent:
            assert find.counts(lent).articles == 0
        os.replace(tmp_path / "b.db", tmp_path / "a.db")
        with readers.reading() as lent:
            assert find.counts(lent).articles == 1

    def test_no_archive_is_an_archive_error(self, tmp_path: Path) -> None:
        with pytest.raises(ArchiveError), Readers(tmp_path / "none.db").reading():
            pass
