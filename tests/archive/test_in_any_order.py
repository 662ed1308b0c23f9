"""What the reader shows hangs on the pages alone, never on the order in which they came in."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import archive_of, reading_of, said

from dateline.archive import news
from dateline.archive.facets import days_beginning, languages_beginning, stories_beginning
from dateline.archive.groups import keep_grouping
from dateline.archive.review import queue
from dateline.model import Grouping

DAYS = ("2026-02-27", "2026-03-01", "2026-03-02")
READINGS = tuple(reading_of(f"Ana Ruiz said that the river rose {n} times.", url=f"https://courier.example/{n}",
                            headline=f"River {n}", published=f"{day}T08:00:00+00:00",
                            statements=said(f"Ana Ruiz said that the river rose {n} times."))
                 for n, day in enumerate(DAYS))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_story_is_new_on_the_last_day_where_nothing_of_it_was_published_before(tmp_path: Path, order: tuple[int, ...]
                                                                                 ) -> None:
    with archive_of(tmp_path / "a.db", *(READINGS[n] for n in order)) as archive:
        of_day = {row["day"]: row["id"] for row in archive.db.execute("SELECT substr(published, 1, 10) AS day, id FROM "
                                                                      "article")}
        first, last = of_day[DAYS[0]], of_day[DAYS[2]]
        day, moved, articles, _ = news.on_last_day(archive)
        assert (day, articles, [one.new for one in moved]) == (DAYS[2], 1, [True])
        with archive.transaction():
            keep_grouping(archive, [Grouping(id=one, story=first, copy_of=None) for one in (first, last)])
        assert [(one.new, one.headline) for one in news.on_last_day(archive)[1]] == [(False, "River 2")]


def test_statements_equally_certain_wait_in_the_order_of_their_ids(tmp_path: Path) -> None:
    waits = []
    for name, order in (("a.db", (0, 1, 2)), ("b.db", (2, 0, 1))):
        with archive_of(tmp_path / name, *(READINGS[n] for n in order)) as archive:
            found, key = list[str](), None
            while one := queue(archive, limit=1, after=key):
                key = one[0][1]
                found.append(one[0][0].id)
            waits.append(found)
    assert waits[0] == waits[1] == sorted(waits[0])
    assert len(waits[0]) == 3


def test_days_languages_and_stories_are_completed_by_what_is_there(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a.db", *READINGS) as archive:
        assert days_beginning(archive, "") == ["2026-03", "2026-02"]
        assert days_beginning(archive, "2026-03") == ["2026-03-02", "2026-03-01"]
        assert days_beginning(archive, "20", not_before="2026-03") == ["2026-03"]
        assert days_beginning(archive, "1999") == days_beginning(archive, "%") == []
        assert languages_beginning(archive, "") == ["en"]
        assert languages_beginning(archive, "d") == []
        first = archive.db.execute("SELECT min(id) FROM article").fetchone()[0]
        with archive.transaction():
            keep_grouping(archive, [Grouping(id=row["id"], story=first, copy_of=None)
                                    for row in archive.db.execute("SELECT id FROM article").fetchall()])
        assert stories_beginning(archive, first[:3]) == stories_beginning(archive, "") == [first]
