"""How candidates for a field are weighed: each shows features, and data/<field>.json says what these count for.

Headlines and dates are chosen among a page's candidates by one weight a feature; bylines are judged one by one, by
small trees of features. Both are made by training/metadata.py; a feature that training never saw counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from importlib import resources
from itertools import repeat
from math import exp, fsum
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.native import ARRAY, COUNT, TEXT, address, function

_ONE = 10_000  # what leaves are counted in: sums of whole numbers are exact

_grove_sums = function("grove_sums", ARRAY, ARRAY, COUNT, COUNT, TEXT, COUNT, ARRAY, COUNT)


class Grove(NamedTuple):
    """Trees whose answers add up, all grown to one depth, so that they are asked together.

    columns: numbers of the features that they ask for. asked: a row for each tree, level by level the columns that its
    nodes ask for; of the node at place n who shows it goes on at 2n + 1, who does not at 2n + 2. leaves: a row for
    each tree, what it answers, in parts of _ONE.
    """

    columns: dict[str, int]
    depth: int
    asked: npt.NDArray[np.uint16]
    leaves: npt.NDArray[np.int32]


@lru_cache(maxsize=8)
def weights(field: str) -> Mapping[str, float]:
    """Return the weights of one field by feature."""
    return msgspec.json.decode(_data(field), type=dict[str, float])


@lru_cache(maxsize=8)
def trees(field: str) -> Grove:
    """Return the trees of one field."""
    found = msgspec.json.decode(_data(field))
    columns: dict[str, int] = {}
    depth = max(map(_depth, found))
    asked, leaves = [], []
    for tree in found:
        level = [tree]
        for _ in range(depth):
            asked += [columns.setdefault(one[0], len(columns)) if isinstance(one, list) else 0 for one in level]
            level = [part for one in level for part in (one[1:] if isinstance(one, list) else (one, one))]
        leaves += [round(_ONE * one) for one in level]
    shape = len(found), -1
    return Grove(columns, depth, np.array(asked, np.uint16).reshape(shape), np.array(leaves, np.int32).reshape(shape))


def _depth(tree: float | list[Any]) -> int:
    return 1 + max(map(_depth, tree[1:])) if isinstance(tree, list) else 0


def _data(field: str) -> bytes:
    return resources.files("dateline.article").joinpath(f"data/{field}.json").read_bytes()


def score(features: Iterable[str], weigh: Mapping[str, float]) -> float:
    """Return the sum of the weights of `features`, the same in whatever order they come."""
    return fsum(map(weigh.get, features, repeat(0.0)))


def sums(candidates: Sequence[Set[str]], grove: Grove) -> list[float]:
    """Return for the features of each candidate the sum of what the trees answer to them."""
    width = len(grove.columns) + 1  # the last column is that of all features that no tree asks for
    known, other = grove.columns.get, repeat(width - 1)
    shown = bytearray(width * len(candidates))
    for first, features in zip(range(0, len(shown), width), candidates, strict=True):
        for column in map(known, features, other):
            shown[first + column] = 1
    totals = np.empty(len(candidates), np.int64)
    _grove_sums(address(grove.asked), address(grove.leaves), len(grove.asked), grove.depth, bytes(shown), width,
                address(totals), len(candidates))
    return [total / _ONE for total in totals.tolist()]


def shares(scores: Sequence[float]) -> list[float]:
    """Return for each score its candidate's chance to be the one, 0 to 1; the rest is that none of them is."""
    top = max([0.0, *scores])
    raw = [exp(one - top) for one in scores]
    total = fsum([exp(-top), *raw])
    return [one / total for one in raw]
