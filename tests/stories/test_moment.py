"""When articles were published, as far as that can be compared."""

from __future__ import annotations

import pytest
from newsroom import FERRY_WIRE, article

from dateline.stories.moment import hours_apart, order, span_of


class TestHoursApart:
    """The hours that lie between two times at least."""

    @pytest.mark.parametrize(("a", "b", "hours"), [
        ("2026-03-03T08:00:00", "2026-03-03T11:30:00", 3.5),
        ("2026-03-03T09:00:00+03:00", "2026-03-03T06:00:00Z", 0),
        ("2026-03-03", "2026-03-03T23:00", 0),
        ("2026-03-03", "2026-03-05", 24),
        ("2026-03-03T00:00:00", "2026-03-04T06:00:00", 6),
        ("2026-03", "2026-03-30", 0),
        ("2026", "2026-06-30T12:00", 0),
        ("2026-03-03T11:00", "2026-03-03T08:00", 3),
    ])
    def test_known(self, a: str, b: str, hours: float) -> None:
        assert hours_apart(a, b) == pytest.approx(hours)

    @pytest.mark.parametrize("unknown", [
        None, "", "yesterday", "99999-01-01", "2026-13-01", "0000", "9999-12-31T23:00-23:59",
    ])
    def test_unknown(self, unknown: str | None) -> None:
        assert hours_apart(unknown, "2026-03-03") is None


class TestOrder:
    """Articles stand in the order of publishing, unknown times last, then by id."""

    def test_earliest_first(self) -> None:
        times = {"a": None, "b": "2026-03-03T09:00+03:00", "c": "2026-03-03T07:00Z", "d": "2026-03-03", "e": None}
        articles = [article(id, FERRY_WIRE, "", time) for id, time in times.items()]
        assert [one.id for one in sorted(articles, key=order)] == ["d", "b", "c", "a", "e"]

    def test_a_day_is_as_wide_as_a_day(self) -> None:
        span = span_of("2026-03-03")
        assert span is not None
        assert span[1].total_seconds() == 12 * 3600
