"""Average linkage over sparse odds: which texts are told to be one story."""

from __future__ import annotations

from itertools import combinations
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stories.linkage import COUNTED_TEXTS, Odds, stories

WINDOW = 8


def odds_of(pairs: dict[tuple[int, int], float]) -> Odds:
    found: Odds = {}
    for (a, b), odds in pairs.items():
        found.setdefault(a, {})[b] = odds
        found.setdefault(b, {})[a] = odds
    return found


def banded(count: int, odds: float) -> Odds:
    """Every text is linked to the WINDOW next ones, as when thousands share a key."""
    return odds_of({(a, b): odds for a in range(count) for b in range(a + 1, min(count, a + WINDOW + 1))})


class TestStories:
    """Groups become one while the mean odds between their texts reach 1."""

    def test_even_odds_suffice(self) -> None:
        assert stories(odds_of({(0, 1): 1.0}), [0.0, 1.0], WINDOW) == [0, 0]

    def test_less_do_not(self) -> None:
        assert stories(odds_of({(0, 1): 0.99}), [0.0, 1.0], WINDOW) == [0, 1]

    def test_a_missing_link_counts_as_none(self) -> None:
        """The third is linked to the second only, with odds too small for the mean of two pairs."""
        assert stories(odds_of({(0, 1): 5.0, (1, 2): 1.5}), [0.0, 1.0, 2.0], WINDOW) == [0, 0, 2]

    def test_the_best_pair_merges_first(self) -> None:
        assert stories(odds_of({(0, 1): 1.5, (1, 2): 3.0}), [0.0, 1.0, 2.0], WINDOW) == [0, 1, 1]

    def test_a_story_is_named_after_its_first_text(self) -> None:
        pairs = dict.fromkeys(combinations((1, 3, 4), 2), 2.0)
        assert stories(odds_of(pairs), [nan] * 5, WINDOW) == [0, 1, 2, 1, 1]

    def test_nothing_of_nothing(self) -> None:
        assert stories({}, [], WINDOW) == []


class TestBurst:
    """What was never weighed, since too many reports lay between, counts neither way within two days."""

    def test_a_burst_is_one_story(self) -> None:
        assert set(stories(banded(100, 1.5), [number / 5 for number in range(100)], WINDOW)) == {0}

    def test_weeks_of_reports_are_several(self) -> None:
        found = stories(banded(100, 1.5), [number * 10.0 for number in range(100)], WINDOW)
        assert 1 < len(set(found)) < 50

    def test_two_events_of_one_day_stay_apart(self) -> None:
        """Every other text is of the other event, and one link in ten between the two is a mistake."""
        pairs = {(a, b): 3.0 for a in range(100) for b in range(a + 2, min(100, a + 2 * WINDOW), 2)}
        pairs |= {(a, a + 1): 1.2 for a in range(0, 99, 10)}
        assert stories(odds_of(pairs), [number / 10 for number in range(100)], WINDOW) == [0, 1] * 50


class TestSize:
    def test_a_set_too_large_to_count_pairs_is_grouped_all_the_same(self) -> None:
        count = COUNTED_TEXTS + 1
        found = stories(banded(count, 2.0), [nan] * count, WINDOW)
        assert len(found) == count
        assert len(set(found)) > 1


@given(st.dictionaries(st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda pair: pair[0] < pair[1]),
                       st.floats(0.1, 9), max_size=60), st.sampled_from([2, 8]))
def test_every_text_is_in_the_story_of_its_first(pairs: dict[tuple[int, int], float], window: int) -> None:
    found = stories(odds_of(pairs), [float(number) for number in range(15)], window)
    assert all(first <= text and found[first] == first for text, first in enumerate(found))


@pytest.mark.parametrize("count", [2000])
def test_two_thousand_linked_texts_take_no_cubic_time(count: int) -> None:
    """A cubic method would take hours here; the suite's patience is the bound."""
    pairs = {(a, b): 1 + (a * 7 + b * 13) % 5 for a in range(count) for b in range(a + 1, min(count, a + 33))}
    assert len(stories(odds_of({pair: float(odds) for pair, odds in pairs.items()}), [nan] * count, 32)) == count
