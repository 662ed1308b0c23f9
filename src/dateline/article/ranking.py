"""How candidates for a field are weighed: each shows features, and data/<field>.json says what these count for.

Headlines and dates are chosen among a page's candidates by one weight a feature; bylines are judged one by one, by
small trees of features. Both are made by training/metadata.py; a feature that training never saw counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from importlib import resources
from itertools import accumulate
from math import exp, fsum
from typing import Any

import msgspec

_SLACK = 1e-9  # of sums in another order
Tree = float | tuple[str, "Tree", "Tree"]  # what a leaf counts, or a feature, the tree of who shows it, of who does not


@lru_cache(maxsize=8)
def weights(field: str) -> Mapping[str, float]:
    """Return the weights of one field by feature."""
    return msgspec.json.decode(_data(field), type=dict[str, float])


@lru_cache(maxsize=8)
def trees(field: str) -> tuple[tuple[Tree, float], ...]:
    """Return the trees of one field, whose answers add up, each with the most that it and those behind it can add."""
    grove = [_frozen(tree) for tree in msgspec.json.decode(_data(field))]
    hopes = list(accumulate(map(_most, reversed(grove))))
    return tuple(zip(grove, reversed(hopes), strict=True))


def _data(field: str) -> bytes:
    return resources.files("dateline.article").joinpath(f"data/{field}.json").read_bytes()


def _frozen(tree: float | list[Any]) -> Tree:
    return float(tree) if isinstance(tree, int | float) else (tree[0], _frozen(tree[1]), _frozen(tree[2]))


def score(features: Iterable[str], weigh: Mapping[str, float]) -> float:
    """Return the sum of the weights of `features`, the same in whatever order they come."""
    return fsum(weigh.get(feature, 0.0) for feature in features)


def _most(tree: Tree) -> float:
    return max(_most(tree[1]), _most(tree[2])) if isinstance(tree, tuple) else tree


def reaches(features: Set[str], grove: Iterable[tuple[Tree, float]], least: float) -> bool:
    """Return whether what the trees answer to `features` adds up to `least`; those that cannot help are not asked."""
    total = 0.0
    for tree, hope in grove:
        if total + hope < least - _SLACK:
            return False
        while isinstance(tree, tuple):
            tree = tree[1] if tree[0] in features else tree[2]
        total += tree
    return total >= least


def shares(scores: Sequence[float]) -> list[float]:
    """Return for each score its candidate's chance to be the one, 0 to 1; the rest is that none of them is."""
    top = max([0.0, *scores])
    raw = [exp(one - top) for one in scores]
    total = fsum([exp(-top), *raw])
    return [one / total for one in raw]
