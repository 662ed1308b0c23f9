"""Learn whom pronouns and descriptions mean: gold labels in, weights out.

    python training/speakers.py --gold ../shared/gold [--write]

Reads the speakers of gold/speakers/dev.jsonl and, for training only, training/speakers_labels.jsonl (names read off
articles of polnear/train.jsonl: article, statement, name; no text). For each kind of source it fits a log-linear
model over the entities that statements/coreference.py offers, with "nobody" as one of them. Reported: accuracy over
five folds by article. --write puts the weights of all examples into statements/data/en/coreference.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

import dateline
from dateline.statements import coreference
from dateline.statements.attribution import Attribution
from dateline.statements.coreference import FEATURES, Ranked
from dateline.statements.resolver import Resolver

HERE = Path(__file__).resolve().parent
WEIGHTS = Path(dateline.__file__).parent / "statements" / "data" / "en" / "coreference.json"
FOLDS = 5
ROUNDS = 3  # the last speaker is a feature, so that examples change with the weights
DECAY = {"pronoun": 0.3, "description": 1.0, "body": 1.0}
STEPS, RATE = 400, 0.1


class Example:
    """One source: the features of its rivals, and which of them it means (-1: none of them, somebody unnamed)."""

    def __init__(self, article: str, kind: str, features: np.ndarray, target: int) -> None:
        self.article, self.kind, self.features, self.target = article, kind, features, target


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def attributions(article: dict[str, Any]) -> list[Attribution]:
    """Return the first annotator's attributions."""
    return [Attribution(**{role: tuple(map(tuple, gold[role])) for role in ("source", "cue", "content")},
                        confidence=1.0, method="gold") for gold in article["annotations"][0]["attributions"]]


def wanted(gold: Path) -> dict[str, dict[int, set[str]]]:
    """Return article -> statement -> the names that are right, empty where nobody is named."""
    found: dict[str, dict[int, set[str]]] = {}
    for row in rows(gold / "speakers" / "dev.jsonl"):
        named = [speaker for speaker in row["speakers"] if speaker["named"]]
        if len(named) <= 1:
            names = {plain(name) for speaker in named for name in (speaker["name"], *speaker["aliases"])}
            found.setdefault(row["id"], {})[row["index"]] = names
    for row in rows(HERE / "speakers_labels.jsonl"):
        found.setdefault(row["id"], {})[row["index"]] = {plain(row["name"])} if row["name"] else set()
    return found


def plain(name: str) -> str:
    words = name.casefold().replace("’", "'").removeprefix("the ").removesuffix("'s").split()
    return " ".join(word.strip(".,") for word in words)


class Watching(Resolver):
    """Keeps what was asked of the model."""

    asked: list[tuple[int, str, list[Ranked]]]

    def weigh(self, part: Any, kind: str, index: int) -> list[Ranked]:
        ranked = super().weigh(part, kind, index)
        self.asked = [*getattr(self, "asked", []), (index, kind, ranked)]
        return ranked


def examples(articles: dict[str, dict[str, Any]], labels: dict[str, dict[int, set[str]]]) -> list[Example]:
    found = []
    for article in sorted(labels):
        text = articles[article]["text"]
        resolver = Watching(text, attributions(articles[article]))
        resolver.all()
        for index, kind, ranked in getattr(resolver, "asked", []):
            names = labels[article].get(index)
            if names is None or not ranked:
                continue
            right = [place for place, rival in enumerate(ranked)
                     if plain(" ".join(resolver.roll.entities[rival.entity].name)) in names]
            if right or not names:
                found.append(Example(article, kind, np.array([rival.features for rival in ranked]),
                                     right[0] if right else -1))
    return found


def fit(chosen: list[Example], decay: float) -> np.ndarray:
    """Return the weights, "nobody" last, of the softmax over rivals; Adam on the whole set, no randomness."""
    weights = np.zeros(len(FEATURES) + 1)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = decay * weights
        for example in chosen:
            slope += gradient(example, weights)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope ** 2
        weights -= RATE * (mean / (1 - 0.9 ** step)) / (np.sqrt(square / (1 - 0.99 ** step)) + 1e-8)
    return weights


def padded(example: Example) -> np.ndarray:
    table = np.zeros((len(example.features) + 1, len(FEATURES) + 1))
    table[:-1, :-1] = example.features
    table[-1, -1] = 1.0
    return table


def belief(example: Example, weights: np.ndarray) -> np.ndarray:
    scores = padded(example) @ weights
    shares = np.exp(scores - scores.max())
    return shares / shares.sum()


def gradient(example: Example, weights: np.ndarray) -> np.ndarray:
    table, shares = padded(example), belief(example, weights)
    return shares @ table - table[example.target]


def fold(article: str) -> int:
    return hashlib.sha256(article.encode()).digest()[1] % FOLDS


def cross_validated(found: list[Example], kind: str, only: set[str]) -> tuple[int, int, int]:
    """Return right, named wrongly and all, of the examples of articles in `only`, each fold by the others."""
    right = wrong = total = 0
    chosen = [example for example in found if example.kind == kind]
    for number in range(FOLDS):
        weights = fit([e for e in chosen if fold(e.article) != number], DECAY[kind])
        for example in chosen:
            if fold(example.article) == number and example.article in only:
                shares = belief(example, weights)
                best = int(shares[:-1].argmax())
                given = best if shares[best] >= 0.5 else -1
                total += 1
                right += given == example.target
                wrong += given not in (-1, example.target)
    return right, wrong, total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    articles = {row["id"]: row for name in ("train", "dev") for row in rows(options.gold / "polnear" / f"{name}.jsonl")}
    labels = wanted(options.gold)
    dev = {row["id"] for row in rows(options.gold / "speakers" / "dev.jsonl")}
    table = dict(coreference.weights())
    for number in range(ROUNDS):
        found = examples(articles, labels)
        for kind in DECAY:
            if number == ROUNDS - 1:
                for name, only in (("dev", dev), ("labels", set(labels) - dev)):
                    print(f"{kind} {name}: right %d, wrong %d, of %d" % cross_validated(found, kind, only))
            weights = fit([example for example in found if example.kind == kind], DECAY[kind])
            table[kind] = {feature: round(float(weight), 3)
                           for feature, weight in zip((*FEATURES, "nobody"), weights, strict=True)}
        coreference.weights = lambda: table  # type: ignore[assignment]
    if options.write:
        WEIGHTS.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
