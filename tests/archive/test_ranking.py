"""Words that many articles hold: the best of those that came last are found, and it is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import archive_of, reading_of

from dateline.archive import Archive, find, search
from dateline.archive.query import understand


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path / "a.db", *(
        reading_of(f"The weir holds. {'The weir leaks. ' * (n == 0)}", headline=f"{'Weir' if n == 0 else 'News'} {n}",
                   url=f"https://n{n}.example/", published=f"2026-03-0{n + 1}T08:00:00Z", data=str(n).encode())
        for n in range(6)))


def test_the_best_of_all_are_found_where_few_hold_the_words(archive: Archive) -> None:
    assert find.search(archive, understand("weir"), limit=2)[0].headline == "Weir 0"
    assert find.ranks_all(archive, understand("weir"))


def test_of_many_the_best_of_those_that_came_last(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "RANKED", 3)
    found = find.search(archive, understand("weir"), limit=2)
    assert {one.headline for one in found} <= {"News 3", "News 4", "News 5"}
    assert not find.ranks_all(archive, understand("weir"))
    assert find.ranks_all(archive, understand("leaks"))


def test_all_are_there_for_one_who_asks_for_all(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "RANKED", 3)
    assert len(find.search(archive, understand("weir"), limit=100)) == 6
