"""Which lines are kept beside which: the best of all ways to keep and cut them, found in one pass."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import decide
from dateline.article.classify import in_runs
from dateline.article.segments import segments_of
from dateline.article.tree import Tree

_LEAN, _ALIKE, _UNLIKE = 0.15, 0.3, 0.1


def _worth(logits: list[float], alike: list[int], kept: tuple[bool, ...]) -> float:
    lines = sum(logit + _LEAN for logit, keep in zip(logits, kept, strict=True) if keep)
    changes = sum(_ALIKE if alike[at] == alike[at - 1] else _UNLIKE
                  for at in range(1, len(kept)) if kept[at] != kept[at - 1])
    return lines - changes


@given(st.lists(st.tuples(st.floats(-3, 3), st.integers(0, 1)), min_size=1, max_size=8))
def test_no_other_way_to_keep_lines_is_worth_more(lines: list[tuple[float, int]]) -> None:
    logits, alike = [one[0] for one in lines], [one[1] for one in lines]
    found = tuple(in_runs(np.array(logits), np.array(alike)))
    best = max(_worth(logits, alike, kept) for kept in product((False, True), repeat=len(lines)))
    assert _worth(logits, alike, found) == pytest.approx(best)


def test_a_doubtful_line_goes_with_those_named_alike_beside_it() -> None:
    assert in_runs(np.array([2.0, -0.6, 2.0]), np.array([1, 1, 1])) == [True, True, True]


def test_a_doubtful_line_named_otherwise_goes_alone() -> None:
    assert in_runs(np.array([2.0, -0.6, 2.0]), np.array([1, 2, 1])) == [True, False, True]


def test_a_line_that_is_surely_not_the_articles_goes_whatever_stands_beside_it() -> None:
    assert in_runs(np.array([6.0, -4.0, 6.0]), np.array([1, 1, 1])) == [True, False, True]


@pytest.mark.parametrize("chance, keep", [(0.3, [False, True, False]), (0.05, [False, False, False])])
def test_where_no_line_is_kept_the_likeliest_paragraph_is(monkeypatch: pytest.MonkeyPatch, chance: float,
                                                          keep: list[bool]) -> None:
    tree = Tree("<p>Menu</p><p>" + "The harbour stays shut until the wind drops. " * 6 + "</p><p>Imprint</p>")
    monkeypatch.setattr(decide, "judged", lambda *_: (np.array([0.4, chance, 0.35]), [False] * 3))
    assert [one.keep for one in decide.decide(tree, segments_of(tree))] == keep
