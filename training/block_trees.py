"""The trees of the block classifier: fitted with LightGBM, written as dateline.article.forests takes them.

Used by article_blocks.py.
"""

from __future__ import annotations

from typing import Any

import lightgbm
import numpy as np

from dateline.article.forests import LEAVES

PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "min_data_in_leaf": 60,
    "bagging_freq": 1,
    "lambda_l2": 10,
    "max_bin": 127,
    "use_missing": False,
    "num_threads": 1,
    "deterministic": True,
    "verbose": -1,
    "num_leaves": 31,
}


def fit_trees(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray, *, rounds: int, seed: int, columns: float,
              lines: float) -> lightgbm.Booster:
    """Return trees fitted to rows, each to a draw of this share of their columns and lines."""
    parameters = {**PARAMETERS, "seed": seed, "feature_fraction": columns, "bagging_fraction": lines}
    return lightgbm.train(parameters, lightgbm.Dataset(rows, labels, weight=weights, params=parameters), rounds)


def stored(forests: list[lightgbm.Booster]) -> dict[str, np.ndarray]:
    """Return forests as they are stored."""
    trees = [splits_of(one["tree_structure"]) for forest in forests for one in forest.dump_model()["tree_info"]]
    splits = [split for tree, _ in trees for split in tree]
    width = forests[0].num_feature()
    known = [sorted({threshold for number, threshold, _, _ in splits if number == one}) for one in range(width)]
    places = [{threshold: place for place, threshold in enumerate(steps)} for steps in known]
    return {
        "thresholds": np.array([threshold for steps in known for threshold in steps], np.float32),
        "starts": np.cumsum([0, *map(len, known)]).astype(np.uint16),
        "splits": np.array([(number, places[number][threshold], first, many)
                            for number, threshold, first, many in splits], np.uint8),
        "sizes": np.array([len(tree) for tree, _ in trees], np.uint8),
        "leaves": np.array([leaves + [0.0] * (LEAVES - len(leaves)) for _, leaves in trees], np.float32),
        "ends": np.cumsum([forest.num_trees() for forest in forests]).astype(np.uint16),
    }


def splits_of(tree: dict[str, Any]) -> tuple[list[tuple[int, float, int, int]], list[float]]:
    """Return a tree's splits and the values of its leaves from left to right.

    Of each split: the number that it looks at, its threshold, the first of the leaves on its left, how many these are.
    """
    splits: list[tuple[int, float, int, int]] = []
    leaves: list[float] = []

    def add(node: dict[str, Any]) -> None:
        if "leaf_value" in node:
            leaves.append(float(node["leaf_value"]))
            return
        first = len(leaves)
        add(node["left_child"])
        splits.append((node["split_feature"], _at_most(node["threshold"]), first, len(leaves) - first))
        add(node["right_child"])

    add(tree)
    return splits, leaves


def _at_most(threshold: float) -> float:
    """Return the largest 32-bit float not above a threshold, so that 32-bit rows fall on the same side."""
    near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))
