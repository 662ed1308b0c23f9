"""What is removed is gone from the file, and does not come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import archive_of, reading_of, said, write

from dateline.archive import find, open_archive
from dateline.archive.query import Query
from dateline.archive.remove import backup, remove
from dateline.errors import ArchiveError
from dateline.pipeline import correct

SECRET = "Ana Ruiz said that the xylophone zanzibar rains."


def test_no_byte_of_it_stays_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with archive_of(path, reading_of(SECRET, statements=said(SECRET), headline="Zanzibar xylophones")) as archive:
        others = [reading_of(f"Text {n} of others.", url=f"https://other.example/{n}") for n in range(20)]
        for other in others:
            write(archive, other)
        [article] = find.search(archive, Query(words=("xylophone",)))
        [statement] = find.statements_of(archive, article.id)
        correct(archive, "speaker", statement.id, ["Zanzibar Xylo"], who="Kim")
        remove(archive, article.id, made="2026-03-03T00:00:00Z", why="court order")
        assert find.counts(archive).articles == 20
    everything = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for trace in (b"ylophone", b"anzibar", b"xylophone zanz", b"Xylo"):
        assert trace not in everything


def test_adding_it_again_does_not_bring_it_back(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "a.db", reading_of(SECRET, captured="2026-03-01T00:00:00Z"))
    remove(archive, find.latest(archive)[0].id, made="2026-03-03T00:00:00Z", why="court order")
    assert write(archive, reading_of(SECRET, captured="2026-03-01T00:00:00Z")) == "removed"
    assert write(archive, reading_of("Edited.", captured="2026-04-01T00:00:00Z")) == "removed"
    assert find.counts(archive).articles == 0
    [line] = archive.db.execute("SELECT made, why FROM removed WHERE hash NOT IN (SELECT hash FROM payload) "
                                "GROUP BY made, why").fetchall()
    assert tuple(line) == ("2026-03-03T00:00:00Z", "court order")


def test_a_backup_holds_the_same_and_overwrites_nothing(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a.db", reading_of(SECRET, statements=said(SECRET))) as archive:
        backup(archive, tmp_path / "b.db")
        with open_archive(tmp_path / "b.db") as copy:
            assert find.counts(copy) == find.counts(archive)
        with pytest.raises(ArchiveError, match="is there already"):
            backup(archive, tmp_path / "b.db")
