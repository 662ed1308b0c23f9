"""How often an answer of each kind is right: the speaker's confidence, calibrated on gold by training/speakers.py."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

import msgspec

EDGE = 0.001  # a weight is kept this far from 0 and 1


@cache
def table() -> dict[str, tuple[float, float]]:
    """Return kind of answer -> intercept and slope over the log odds of the model's weight."""
    source = files("dateline.statements") / "data" / "en" / "certainty.json"
    return msgspec.json.decode(source.read_bytes(), type=dict[str, tuple[float, float]])


def certainty(kind: str, weight: float = 1.0) -> float:
    """Return the share of right answers among those of `kind` with this `weight`, two decimals.

    weight: the model's belief, for the kinds that it weighs; ignored by the others, whose slope is 0.
    """
    intercept, slope = table().get(kind, (0.0, 0.0))
    weight = min(max(weight, EDGE), 1.0 - EDGE)
    return round(1.0 / (1.0 + math.exp(-intercept - slope * math.log(weight / (1.0 - weight)))), 2)
