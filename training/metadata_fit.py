"""Learn what features count for: one weight each where one of a page's candidates is chosen, small trees where each
candidate is judged by itself. Features are present or absent, so a tree asks "does it show this one?".
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Tree = float | tuple[int, "Tree", "Tree"]  # what a leaf counts, or a feature with the trees of who shows it and not


class Row(NamedTuple):
    """One page's candidates: features of each, and which of them are right (none may be)."""

    page: str
    set_: str
    fold: int
    features: list[list[str]]
    right: list[bool]
    known: int = 0  # names that the gold knows


class Matrix:
    """Rows of candidates as one dense matrix. page: of each candidate its row's number."""

    def __init__(self, rows: list[Row], index: dict[str, int]) -> None:
        self.pages = len(rows)
        total = sum(len(row.features) for row in rows)
        self.x = np.zeros((total, len(index)), dtype=np.float32)
        self.y = np.array([right for row in rows for right in row.right], dtype=np.float64)
        self.page = np.repeat(np.arange(len(rows)), [len(row.features) for row in rows])
        for place, features in enumerate(one for row in rows for one in row.features):
            self.x[place, [index[feature] for feature in features if feature in index]] = 1


def index_of(rows: list[Row], at_least: int) -> dict[str, int]:
    """Return a number for each feature that at least so many pages show."""
    seen: dict[str, int] = {}
    for row in rows:
        for feature in {one for features in row.features for one in features}:
            seen[feature] = seen.get(feature, 0) + 1
    return {feature: number for number, feature in enumerate(sorted(one for one, n in seen.items() if n >= at_least))}


def fit_weights(data: Matrix, *, penalty: float, none: bool, steps: int = 400) -> npt.NDArray[np.float32]:
    """Return weights that give the right candidate of each page the largest share (softmax, Adam).

    none: whether "none of them", at score 0, is one of the choices; else pages without a right one teach nothing.
    """
    weights = np.zeros(data.x.shape[1], dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    held = np.bincount(data.page, data.y, data.pages)
    taught = np.ones(data.pages) if none else (held > 0).astype(np.float64)
    target = data.y / np.maximum(held, 1)[data.page]
    for step in range(1, steps + 1):
        scores = (data.x @ weights).astype(np.float64)
        top = np.zeros(data.pages) if none else np.full(data.pages, -np.inf)
        np.maximum.at(top, data.page, scores)
        raw = np.exp(scores - top[data.page])
        total = np.bincount(data.page, raw, data.pages) + (np.exp(-top) if none else 0)
        pull = (raw / total[data.page] - target) * taught[data.page]
        slope = data.x.T @ pull.astype(np.float32) / data.pages + penalty * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def fit_trees(data: Matrix, *, rounds: int, rate: float, depth: int, share: float) -> list[Tree]:
    """Return trees whose answers add up to each candidate's log odds (boosting by gradients, second order).

    rate: what a tree's answer is multiplied with. share: of the pages that each tree sees, chosen by chance.
    """
    chance = np.random.default_rng(0)
    start = float(np.log(data.y.mean() / (1 - data.y.mean())))
    trees: list[Tree] = [start]
    scores = np.full(len(data.y), start)
    for _ in range(rounds):
        seen = (chance.random(data.pages) < share)[data.page]
        likely = 1 / (1 + np.exp(-scores))
        pull, bend = (likely - data.y)[seen], (likely * (1 - likely))[seen]
        tree = _scaled(_grow(data.x[seen], np.stack([pull, bend], 1).astype(np.float32), depth), rate)
        trees.append(tree)
        _answer(tree, data.x, scores, np.arange(len(scores)))
    return trees


def _grow(x: npt.NDArray[np.float32], pulls: npt.NDArray[np.float32], depth: int, *, damp: float = 2.0,
          least: float = 1.0) -> Tree:
    """Return the tree that lowers the loss most. pulls: first and second derivative of each candidate's loss."""
    total = pulls.sum(0)
    leaf = float(-total[0] / (total[1] + damp))
    if depth == 0 or total[1] < 2 * least:
        return leaf
    yes = x.T @ pulls
    no = total - yes
    gain = yes[:, 0] ** 2 / (yes[:, 1] + damp) + no[:, 0] ** 2 / (no[:, 1] + damp) - total[0] ** 2 / (total[1] + damp)
    gain[(yes[:, 1] < least) | (no[:, 1] < least)] = -1
    best = int(gain.argmax())
    if gain[best] <= 1e-6:
        return leaf
    shown = x[:, best] > 0
    return best, _grow(x[shown], pulls[shown], depth - 1), _grow(x[~shown], pulls[~shown], depth - 1)


def _scaled(tree: Tree, rate: float) -> Tree:
    return (tree[0], _scaled(tree[1], rate), _scaled(tree[2], rate)) if isinstance(tree, tuple) else tree * rate


def _answer(tree: Tree, x: npt.NDArray[np.float32], scores: Floats, rows: npt.NDArray[np.int64]) -> None:
    if not isinstance(tree, tuple):
        scores[rows] += tree
        return
    shown = x[rows, tree[0]] > 0
    _answer(tree[1], x, scores, rows[shown])
    _answer(tree[2], x, scores, rows[~shown])


def answers(trees: list[Tree], x: npt.NDArray[np.float32]) -> Floats:
    """Return the sum of what all trees answer to each candidate."""
    scores = np.zeros(len(x))
    for tree in trees:
        _answer(tree, x, scores, np.arange(len(x)))
    return scores


def named(tree: Tree, names: list[str]) -> float | list[object]:
    """Return a tree as JSON holds it, with its features' names."""
    if not isinstance(tree, tuple):
        return round(tree, 4)
    return [names[tree[0]], named(tree[1], names), named(tree[2], names)]
