"""Writing what was read: idempotent, and the same in any order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import archive_of, reading_of, said, write

from dateline.archive import find
from dateline.archive.digest import digest
from dateline.archive.query import Query
from dateline.archive.store import write_rejected
from dateline.model import Left

RAIN = "Ana Ruiz said that it rains."
SUN = "Ana Ruiz said that the sun is out."


class TestAdding:
    def test_the_same_capture_again_changes_nothing(self, tmp_path: Path) -> None:
        archive = archive_of(tmp_path / "a.db", reading_of(RAIN, statements=said(RAIN)))
        before = digest(archive)
        assert write(archive, reading_of(RAIN, statements=said(RAIN))) == "unchanged"
        assert digest(archive) == before

    def test_a_changed_text_is_a_second_edition_and_is_shown(self, tmp_path: Path) -> None:
        archive = archive_of(tmp_path / "a.db", reading_of(RAIN, captured="2026-03-01T09:00:00Z"))
        assert write(archive, reading_of(SUN, captured="2026-03-02T09:00:00Z")) == "new edition"
        [article] = find.latest(archive)
        stored = find.show(archive, article.id)
        assert stored.article.text == SUN
        assert [edition.first_captured[:10] for edition in stored.editions] == ["2026-03-01", "2026-03-02"]

    def test_captures_that_read_alike_share_an_edition(self, tmp_path: Path) -> None:
        archive = archive_of(tmp_path / "a.db", reading_of(RAIN, captured="2026-03-01T09:00:00Z"))
        assert write(archive, reading_of(RAIN, captured="2026-03-05T09:00:00Z")) == "unchanged"
        stored = find.show(archive, find.latest(archive)[0].id)
        assert (len(stored.editions), len(stored.captures)) == (1, 2)

    def test_captures_without_an_address_are_never_editions_of_each_other(self, tmp_path: Path) -> None:
        archive = archive_of(tmp_path / "a.db", reading_of(RAIN, url=None), reading_of(SUN, url=None))
        assert find.counts(archive).articles == 2

    def test_a_paywalled_capture_does_not_hide_the_whole_text(self, tmp_path: Path) -> None:
        """The edition shown is the last of those with the best status."""
        archive = archive_of(tmp_path / "a.db", reading_of(RAIN, captured="2026-03-01T09:00:00Z"),
                             reading_of("Ana", status="paywall", captured="2026-03-09T09:00:00Z"))
        assert find.show(archive, find.latest(archive)[0].id).article.text == RAIN

    def test_only_what_is_shown_is_found(self, tmp_path: Path) -> None:
        archive = archive_of(tmp_path / "a.db",
                             reading_of(RAIN, statements=said(RAIN), captured="2026-03-01T09:00:00Z"),
                             reading_of(SUN, statements=said(SUN), captured="2026-03-02T09:00:00Z"))
        assert find.search(archive, Query(words=("rains",))) == []
        assert len(find.search(archive, Query(words=("sun",)))) == 1
        assert [s.content for s, _ in find.quotes(archive, Query(speaker="ana ruiz"))] == ["the sun is out"]


def test_what_could_be_read_after_all_is_rejected_no_more(tmp_path: Path) -> None:
    """As after the watchdog stopped a page, and the next run read it."""
    reading = reading_of(RAIN)
    archive = archive_of(tmp_path / "a.db")
    with archive.transaction():
        write_rejected(archive, Left(source="x.html", reason="stopped by the watchdog", rejected=True), reading.payload)
        write_rejected(archive, Left(source="y.html", reason="is empty", rejected=True))
    write(archive, reading)
    assert find.rejected(archive) == [("y.html", "is empty")]


READINGS = [
    reading_of(RAIN, statements=said(RAIN), captured="2026-03-01T09:00:00Z"),
    reading_of(RAIN, statements=said(RAIN), captured="2026-02-28T09:00:00+05:00", status="live"),
    reading_of(RAIN, captured=None),
    reading_of(SUN, statements=said(SUN), captured="2026-03-02T09:00:00Z"),
    reading_of("Ana", status="stub", captured="2026-03-03T09:00:00Z"),
    reading_of(SUN, statements=said(SUN), url="https://other.example/sun", outlet="Other"),
    reading_of(RAIN, statements=said(RAIN), url=None),
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(READINGS))), again=st.integers(0, len(READINGS)))
def test_any_order_gives_the_same_archive(tmp_path_factory: pytest.TempPathFactory, order: list[int],
                                          again: int) -> None:
    """Also where some come twice, and where an earlier capture of a known edition comes later."""
    folder = tmp_path_factory.mktemp("order")
    with archive_of(folder / "a.db", *READINGS) as straight, \
            archive_of(folder / "b.db", *(READINGS[n] for n in [*order, *order[:again]])) as shuffled:
        assert digest(straight) == digest(shuffled)
        for query in (Query(words=("rains",)), Query(words=("sun",)), Query(speaker="Ana Ruiz")):
            assert find.search(straight, query) == find.search(shuffled, query)
