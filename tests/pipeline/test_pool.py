"""Workers: results in order, whatever a page does to its reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.errors import UsageError
from dateline.model import Article, Page
from dateline.pipeline import pool
from dateline.pipeline.pool import default_jobs, through_workers
from dateline.pipeline.work import Failed


def pages(count: int) -> Iterator[Page]:
    for number in range(count):
        size = 2000 if number % 7 == 0 else 1
        yield Page(id=str(number), data=f"<p>{'Rain in Harrow. ' * size}".encode(), source=f"page {number}")


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_inputs(jobs: int) -> None:
    read = list(through_workers("article", pages(40), jobs=jobs, work_of=lambda page: page))
    assert [page.id for page, _ in read] == [str(number) for number in range(40)]
    assert all(isinstance(article, Article) and article.id == page.id for page, article in read)


def test_what_needs_no_work_is_passed_through_in_its_place() -> None:
    read = list(through_workers("article", pages(9), jobs=2, work_of=lambda page: None if page.id == "4" else page))
    assert [result is None for _, result in read] == [number == 4 for number in range(9)]


def test_no_more_than_a_few_inputs_are_taken_ahead() -> None:
    taken = 0

    def counted() -> Iterator[Page]:
        nonlocal taken
        for page in pages(100):
            taken += 1
            yield page

    next(through_workers("article", counted(), jobs=2, work_of=lambda page: page))
    assert taken <= 2 * 4 + 1


def test_a_page_that_kills_its_reader_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker is told to die on its second frame, as a crash in a parser's C code would do."""
    real = pool._ask
    asked = 0

    def deadly(process: object, *rest: object) -> object:
        nonlocal asked
        asked += 1
        if asked == 2:
            process.kill()  # type: ignore[attr-defined]
        return real(process, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "_ask", deadly)
    read = list(through_workers("article", pages(5), jobs=1, work_of=lambda page: page))
    assert [isinstance(result, Failed) for _, result in read] == [False, True, False, False, False]
    assert read[1][1].reason == "the reader's process died on it"
    assert read[1][1].place == "page 1"


def test_the_watchdog_names_its_victim() -> None:
    read = list(through_workers("article", pages(1), jobs=1, work_of=lambda page: page, watchdog=0.0))
    assert "stopped by the watchdog after 0 s" in read[0][1].reason


@pytest.mark.parametrize(("text", "jobs"), [("3", 3), ("1", 1)])
def test_the_environment_sets_the_number_of_workers(monkeypatch: pytest.MonkeyPatch, text: str, jobs: int) -> None:
    monkeypatch.setenv("DATELINE_JOBS", text)
    assert default_jobs() == jobs


@pytest.mark.parametrize("text", ["", "0", "-1", "many"])
def test_a_number_of_workers_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("DATELINE_JOBS", text)
    with pytest.raises(UsageError, match="DATELINE_JOBS"):
        default_jobs()
