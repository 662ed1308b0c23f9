"""No query runs longer than its limit, nor than that of what it is part of."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from making import archive_of, reading_of

from dateline.archive import Archive, find

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path / "a.db", reading_of("The weir holds."))


def test_a_query_is_stopped_and_the_reason_says_when(archive: Archive) -> None:
    with pytest.raises(find.Cut, match=r"stopped after 0\.05 s"), find.time_limit(archive, 0.05):
        archive.db.execute(ENDLESS).fetchone()
    assert archive.db.execute("SELECT count(*) FROM article").fetchone()[0] == 1


@pytest.mark.parametrize(("outer", "inner"), [(5.0, 0.05), (0.05, 5.0)])
def test_of_two_limits_the_one_that_ends_first_counts(archive: Archive, outer: float, inner: float) -> None:
    began = time.monotonic()
    with pytest.raises(find.Cut), find.time_limit(archive, outer), find.time_limit(archive, inner):
        archive.db.execute(ENDLESS).fetchone()
    assert time.monotonic() - began < 4


def test_what_was_left_out_lets_the_rest_go_on_under_its_limit(archive: Archive) -> None:
    def both() -> None:
        with find.time_limit(archive, 0.2):
            with pytest.raises(find.Cut, match=r"0\.02 s"), find.time_limit(archive, 0.02):
                archive.db.execute(ENDLESS).fetchone()
            archive.db.execute(ENDLESS).fetchone()

    with pytest.raises(find.Cut, match=r"0\.2 s"):
        both()
