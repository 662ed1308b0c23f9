"""The numbers behind the rules, learnt by counting on the gold: cue words, and weights of features."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import exp

import msgspec


class Weights(msgspec.Struct, frozen=True):
    """cues: word -> (times the head of a cue, times seen); then feature -> weight, one table a decision."""

    cues: dict[str, tuple[int, int]]
    cue: dict[str, float]
    content: dict[str, float]
    source: dict[str, float]
    extend: dict[str, float]
    function: frozenset[str]  # frequent words, which features spell out
    confidence: tuple[float, ...] = (0.5,)  # share right, by equal steps of the product of the three beliefs

    def rate(self, word: str) -> float:
        """Return how often `word` heads a cue, 0 where it is no cue word."""
        head, seen = self.cues.get(word, (0, 0))
        return head / (seen + 1)


@cache
def weights() -> Weights:
    """Return what training/statement_rules.py wrote."""
    source = files("dateline.statements") / "data" / "en" / "rules.json"
    return msgspec.json.decode(source.read_bytes(), type=Weights)


def belief(table: dict[str, float], features: list[str]) -> float:
    """Return the probability that the logistic model `table` gives `features`."""
    score = sum(table.get(feature, 0.0) for feature in features)
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))


def total(table: dict[str, float], features: list[str]) -> float:
    """Return the sum of the weights of `features`."""
    get = table.get
    return sum([get(feature, 0.0) for feature in features])


def shares(scores: list[float]) -> list[float]:
    """Return the softmax of `scores`."""
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]
