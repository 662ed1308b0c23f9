"""How candidates for a field are weighed: each shows features, each feature has a learned weight, weights add up.

The weights are data/<field>.json, made by training/metadata.py; a feature that training never saw weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from math import exp, fsum

import msgspec


@lru_cache(maxsize=8)
def weights(field: str) -> Mapping[str, float]:
    """Return the weights of one field by feature."""
    data = resources.files("dateline.article").joinpath(f"data/{field}.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, float])


def score(features: Iterable[str], weigh: Mapping[str, float]) -> float:
    """Return the sum of the weights of `features`, the same in whatever order they come."""
    return fsum(weigh.get(feature, 0.0) for feature in features)


def probability(score_: float) -> float:
    """Return the logistic function of a score, without overflow."""
    return 1 / (1 + exp(-score_)) if score_ > -500 else 0.0
