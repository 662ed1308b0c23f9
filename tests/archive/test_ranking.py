"""Words that many articles hold: the best of the last published are found, in whatever order they were added."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import archive_of, reading_of, said

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


def test_of_many_the_best_of_the_last_published(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "RANKED", 3)
    found = find.search(archive, understand("weir"), limit=2)
    assert {one.headline for one in found} <= {"News 3", "News 4", "News 5"}
    assert not find.ranks_all(archive, understand("weir"))
    assert find.ranks_all(archive, understand("leaks"))


def test_all_are_there_for_one_who_asks_for_all(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "RANKED", 3)
    assert len(find.search(archive, understand("weir"), limit=100)) == 6


@pytest.mark.parametrize("many", [1, 1_000])
def test_nothing_depends_on_the_order_of_adding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    """Articles of one moment, too: those are told apart by their id."""
    monkeypatch.setattr(search, "RANKED", 4)
    monkeypatch.setattr(search, "MANY", many)
    monkeypatch.setattr(search, "_COMMON", many)
    monkeypatch.setattr(search, "_LOOKED_AT", 2)
    readings = [reading_of(text := f"Ana Ruiz said that the weir holds {'well ' * (n % 3)}{n}.", statements=said(text),
                           url=f"https://n{n}.example/", headline=f"News {n}", data=str(n).encode(),
                           published=f"2026-03-0{1 + n % 3}") for n in range(12)]
    found = []
    for name, order in (("a", readings), ("b", readings[::-1]), ("c", readings[::2] + readings[1::2])):
        with archive_of(tmp_path / f"{name}.db", *order) as one:
            query, speaker = understand("weir holds"), understand('speaker:"Ana Ruiz"')
            found.append((find.search(one, query, limit=3), find.search(one, query, limit=20),
                          find.search(one, query, limit=5, offset=6), find.search(one, speaker, limit=20),
                          [[said.id for said, _ in find.quotes(one, asked)] for asked in (query, speaker)],
                          [said.id for said, _ in find.said_by(one, "id-ana ruiz", limit=20)]))
    assert found[0] == found[1] == found[2]
    assert len(found[0][1]) == 12
    assert found[0][1][6:11] == found[0][2]
    assert {one.published for one in found[0][0]} == {"2026-03-03"}
