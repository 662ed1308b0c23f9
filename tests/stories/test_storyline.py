"""A story over weeks is cut into dated events where it was quiet for longest."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stories.storyline import EVENT_HOURS, QUIET_HOURS, events

DAY = 24.0


class TestEvents:
    @pytest.mark.parametrize("hours, first", [
        ([], []),
        ([5.0], [0]),
        ([0.0, DAY, 3 * DAY], [0, 0, 0]),  # three days are one event
        ([0.0, DAY, 14 * DAY, 15 * DAY], [0, 0, 2, 2]),
        ([0.0, 10 * DAY, 30 * DAY], [0, 1, 2]),
        ([0.0, 2 * DAY, 4 * DAY, 6 * DAY], [0, 1, 2, 2]),  # of equal quiets the earliest is cut
    ])
    def test_where_it_is_cut(self, hours: list[float], first: list[int]) -> None:
        assert events(hours) == first

    def test_what_never_rests_is_one_event(self) -> None:
        assert set(events([number * 6.0 for number in range(100)])) == {0}

    @given(st.lists(st.floats(0, 2000), max_size=40).map(sorted))
    def test_events_follow_one_another_and_only_restless_ones_last_long(self, hours: list[float]) -> None:
        first = events(hours)
        assert first == sorted(first)
        for begin in set(first):
            inside = [hour for hour, one in zip(hours, first, strict=True) if one == begin]
            quiet = max((b - a for a, b in pairwise(inside)), default=0.0)
            assert inside[-1] - inside[0] <= EVENT_HOURS or quiet < QUIET_HOURS
            assert hours.index(inside[0]) <= begin
