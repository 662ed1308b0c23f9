"""Forests of trees, all lines at once, against the plain way: one line down one tree after the other."""

from __future__ import annotations

import subprocess
import sys
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.forests import LEAVES, Forests

_WIDTH = 5
_STEPS = [-1e9, -1.0, -0.0, 0.5, 3.0]
_NUMBER = st.sampled_from([*_STEPS, -2.0, 0.0, 0.25, 1e-30, 7.0, float("nan"), float("inf"), float("-inf")])
_LEAF = st.floats(-3, 3, width=32)
_TREE = st.recursive(_LEAF, lambda trees: st.tuples(st.integers(0, _WIDTH - 1), st.sampled_from(_STEPS), trees, trees),
                     max_leaves=LEAVES)
_FORESTS = st.lists(st.lists(_TREE, min_size=1, max_size=6), min_size=1, max_size=3)


def _stored(forests: list[list[object]]) -> dict[str, np.ndarray]:
    """Every number of a line has all of _STEPS as thresholds."""
    found: list[tuple[list[tuple[int, int, int, int]], list[float]]] = []
    for tree in [tree for forest in forests for tree in forest]:
        splits: list[tuple[int, int, int, int]] = []
        leaves: list[float] = []

        def add(node: object, splits: list[tuple[int, int, int, int]] = splits, leaves: list[float] = leaves) -> None:
            if not isinstance(node, tuple):
                leaves.append(node)
                return
            first = len(leaves)
            add(node[2])
            splits.append((node[0], _STEPS.index(node[1]), first, len(leaves) - first))
            add(node[3])

        add(tree)
        found.append((splits, leaves))
    return {"thresholds": np.array(_STEPS * _WIDTH), "starts": np.arange(_WIDTH + 1) * len(_STEPS),
            "splits": np.array([split for splits, _ in found for split in splits]).reshape(-1, 4),
            "sizes": np.array([len(splits) for splits, _ in found]),
            "leaves": np.array([leaves + [0] * (LEAVES - len(leaves)) for _, leaves in found]),
            "ends": np.array(list(accumulate(map(len, forests))))}


def _leaf(node: object, line: np.ndarray) -> np.float32:
    while isinstance(node, tuple):
        node = node[2] if line[node[0]] <= node[1] else node[3]
    return np.float32(node)


def _mean(forests: list[list[object]], line: np.ndarray) -> float:
    sums = [np.float32(0) for _ in forests]
    for place, forest in enumerate(forests):
        for tree in forest:
            sums[place] += _leaf(tree, line)
    return float(sum(sums) / np.float32(len(forests)))


@given(_FORESTS, st.lists(st.lists(_NUMBER, min_size=_WIDTH, max_size=_WIDTH), max_size=70))
def test_lines_come_to_the_same_as_each_alone(forests: list[list[object]], lines: list[list[float]]) -> None:
    rows = np.array(lines, np.float32).reshape(-1, _WIDTH)
    assert Forests(_stored(forests)).means(rows).tolist() == [_mean(forests, line) for line in rows]


def test_a_chain_of_as_many_leaves_as_a_tree_may_have() -> None:
    """Each leaf is reached: what is looked at lies in the lowest and in the highest of eight."""
    steps = np.arange(LEAVES - 1)
    forests = Forests({"thresholds": steps, "starts": np.array([0, len(steps)]), "sizes": np.array([len(steps)]),
                       "splits": np.array([(0, step, step, 1) for step in steps]), "ends": np.array([1]),
                       "leaves": np.arange(LEAVES)})
    assert forests.means(np.arange(LEAVES, dtype=np.float32)[:, None]).tolist() == list(range(LEAVES))


def test_other_rows_than_theirs_are_refused() -> None:
    with pytest.raises(ValueError, match="5 numbers of a line, not 4"):
        Forests(_stored([[1.0]])).means(np.zeros((1, 4), np.float32))


def test_thresholds_that_a_byte_cannot_number_are_refused() -> None:
    stored = _stored([[1.0]]) | {"thresholds": np.arange(256), "starts": np.array([0, 256])}
    with pytest.raises(ValueError, match="more"):
        Forests(stored)


def test_what_reads_pages_does_not_load_what_reads_statements() -> None:
    """It is half of the memory and of the start of a reader."""
    code = ("import sys; from dateline.article import classify; classify.shipped(); "
            "sys.exit('onnxruntime' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
