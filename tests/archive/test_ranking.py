"""Words that many articles hold: the best of the last published are found, in whatever order they were added."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import archive_of, reading_of, said

from dateline.archive import Archive, find, hits
from dateline.archive.ids import sort_time
from dateline.archive.query import Query, understand
from dateline.archive.values import Brief
from dateline.pipeline import correct


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
    monkeypatch.setattr(hits, "RANKED", 3)
    found = find.search(archive, understand("weir"), limit=2)
    assert {one.headline for one in found} <= {"News 3", "News 4", "News 5"}
    assert not find.ranks_all(archive, understand("weir"))
    assert find.ranks_all(archive, understand("leaks"))


def test_all_are_there_for_one_who_asks_for_all(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits, "RANKED", 3)
    assert len(find.search(archive, understand("weir"), limit=100)) == 6


def test_nothing_depends_on_the_order_of_adding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles of one moment, too: those are told apart by their id."""
    monkeypatch.setattr(hits, "RANKED", 4)
    readings = [reading_of(text := f"Ana Ruiz said that the weir holds {'well ' * (n % 3)}{n}.", statements=said(text),
                           url=f"https://n{n}.example/", headline=f"News {n}", data=str(n).encode(),
                           published=f"2026-03-0{1 + n % 3}") for n in range(12)]
    found = []
    for name, order in (("a", readings), ("b", readings[::-1]), ("c", readings[::2] + readings[1::2])):
        with archive_of(tmp_path / f"{name}.db", *order) as one:
            query, speaker = understand("weir holds"), understand('speaker:"Ana Ruiz"')
            found.append((find.search(one, query, limit=3), find.search(one, query, limit=20),
                          _behind(one, query, 6, limit=5), find.search(one, speaker, limit=20),
                          [[said.id for said, _ in find.quotes(one, asked)] for asked in (query, speaker)],
                          [said.id for said, _ in find.said_by(one, "id-ana ruiz", limit=20)]))
    assert found[0] == found[1] == found[2]
    assert len(found[0][1]) == 12
    assert found[0][1][6:11] == found[0][2]
    assert {one.published for one in found[0][0]} == {"2026-03-03"}


def _behind(archive: Archive, query: Query, seen: int, *, limit: int) -> list[Brief]:
    """What comes behind the first `seen`."""
    last = find.search(archive, query, limit=seen)[-1]
    return find.search(archive, query, limit=limit, after=(sort_time(last.published), last.id))


@pytest.mark.parametrize("typed", ["weir", "outlet:Courier", 'speaker:"Ana Ruiz"', "weir date:2026-03"])
@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_pages_hold_everything_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, at_once: int) -> None:
    """Ranked ones, those behind them, and what has no date."""
    monkeypatch.setattr(hits, "RANKED", 4)
    readings = [reading_of(text := f"Ana Ruiz said that the weir holds {'weir ' * (n % 4)}{n}.", statements=said(text),
                           url=f"https://n{n}.example/", headline=f"News {n}", data=str(n).encode(),
                           published=(None, "2026", "2026-03", "2026-03-01", "2026-03-01T08:00:59Z",
                                      "2026-03-01T08:00:01Z", "2026-03-02T00:30:00+02:00")[n % 7]) for n in range(14)]
    with archive_of(tmp_path / "a.db", *readings) as archive:
        query, pages, after = understand(typed), list[str](), None
        while page := find.search(archive, query, limit=at_once, after=after):
            pages += [one.id for one in page]
            after = sort_time(page[-1].published), page[-1].id
        assert pages == [one.id for one in find.search(archive, query, limit=100)]
        assert len(set(pages)) == len(pages) == (8 if "date:" in typed else 14)


def test_words_find_the_newest_first_in_every_order_of_times(tmp_path: Path) -> None:
    """Lists by the index are those that a look at every article gives."""
    times = ("2026-03-01T08:00:59Z", "2026-03-01T08:00:01Z", None, "2026", "1999-12-31", "2026-03-01T08:01:00Z", "0800")
    with archive_of(tmp_path / "a.db", *(
            reading_of(text := f"Ana Ruiz said that the weir holds {n}.", statements=said(text), data=str(n).encode(),
                       url=f"https://n{n}.example/", published=at) for n, at in enumerate(times))) as archive:
        every = archive.db.execute("SELECT id FROM article ORDER BY published_sort DESC, id DESC").fetchall()
        assert [one.id for one in find.latest(archive, understand("weir"))] == [row["id"] for row in every]
        assert [one.article.id for one, _ in find.quotes(archive, understand("weir"))] == [row["id"] for row in every]
        assert [one.id for one in find.latest(archive, understand("weir"), limit=2)] == [every[0]["id"], every[1]["id"]]


def test_a_corrected_date_moves_what_is_found(archive: Archive) -> None:
    first = find.latest(archive, understand("weir"))[-1].id
    correct(archive, "published", first, "2026-04-01", who="Kim")
    assert find.latest(archive, understand("weir"), limit=1)[0].id == first
    for index in ("article_index", "statement_index"):
        archive.db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
