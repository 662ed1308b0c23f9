"""Learn whom pronouns and descriptions mean, and how sure each kind of answer is: gold labels in, weights out.

    python training/speakers.py --gold ../shared/gold [--write] [--judged FILE]

Reads the speakers of gold/speakers/dev.jsonl and, for training only, training/speakers_labels.jsonl (names read off
articles of polnear/train.jsonl: article, statement, name; no text). For each kind of source it fits a log-linear
model over the entities that statements/coreference.py offers, with "nobody" as one of them, then the share of right
answers of each kind. Reported, over five folds by article: accuracy, and how far confidence tells the truth.
--write puts what all examples give into statements/data/en/coreference.json and certainty.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

import dateline
from dateline.statements import coreference
from dateline.statements.attribution import Attribution
from dateline.statements.certainty import EDGE
from dateline.statements.coreference import FEATURES, Ranked
from dateline.statements.passage import read_passage
from dateline.statements.resolver import Resolver

HERE = Path(__file__).resolve().parent
DATA = Path(dateline.__file__).parent / "statements" / "data" / "en"
FOLDS = 5
ROUNDS = 3  # the last speaker is a feature, so that examples change with the weights
DECAY = {"pronoun": 0.3, "description": 1.0, "body": 1.0}
STEPS, RATE = 400, 0.1
PRIOR, PRIOR_RIGHT = 4, 0.75  # a kind of answer never met is right in three of four


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
        resolver = Watching(read_passage(text), attributions(articles[article]))
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
    rivals = max((len(example.features) for example in chosen), default=0) + 1  # shorter ones are filled up
    table = np.zeros((len(chosen), rivals, len(FEATURES) + 1))
    absent = np.zeros((len(chosen), rivals))
    for place, example in enumerate(chosen):
        rows = padded(example)
        table[place, -len(rows):] = rows
        absent[place, :-len(rows)] = -np.inf
    last = np.array([example.target - len(example.features) - 1 if example.target >= 0 else -1 for example in chosen])
    right = table[np.arange(len(chosen)), last].sum(0)
    weights = np.zeros(len(FEATURES) + 1)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = table @ weights + absent
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        slope = decay * weights + np.einsum("nr,nrf->f", shares, table) - right
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


class Outcome:
    """One statement with one answer: how it was found, the model's belief, whether it is right."""

    def __init__(self, article: str, kind: str, weight: float, right: bool) -> None:
        self.article, self.kind, self.right = article, kind, right
        self.odds = math.log(min(max(weight, EDGE), 1 - EDGE) / (1 - min(max(weight, EDGE), 1 - EDGE)))


def outcomes(articles: dict[str, dict[str, Any]], labels: dict[str, dict[int, set[str]]],
             tables: list[dict[str, dict[str, float]]]) -> list[Outcome]:
    """Return the answers to labelled statements, each article's by the weights learnt without its fold."""
    found = []
    for article in sorted(labels):
        coreference.weights = lambda article=article: tables[fold(article)]  # type: ignore[assignment, misc]
        resolver = Resolver(read_passage(articles[article]["text"]), attributions(articles[article]))
        resolver.all()
        for index, names in labels[article].items():
            answers = resolver.answers[index]
            if len(answers) == 1 and answers[0].speaker is not None:
                speaker = answers[0].speaker
                right = plain(speaker.name) in names if speaker.named else not names
                found.append(Outcome(article, answers[0].kind, answers[0].weight, right))
    return found


def calibrate(chosen: list[Outcome]) -> dict[str, tuple[float, float]]:
    """Return kind -> intercept and slope of the log odds of being right; few examples stay near the prior."""
    table = {}
    for kind in sorted({outcome.kind for outcome in chosen}):
        rows = [outcome for outcome in chosen if outcome.kind == kind]
        if kind not in DECAY:
            right = sum(outcome.right for outcome in rows) + PRIOR * PRIOR_RIGHT
            share = right / (len(rows) + PRIOR)
            table[kind] = (round(math.log(share / (1 - share)), 3), 0.0)
            continue
        odds, truth = np.array([o.odds for o in rows]), np.array([float(o.right) for o in rows])
        a, b = 0.0, 1.0
        for _ in range(2000):
            error = 1 / (1 + np.exp(-a - b * odds)) - truth
            a, b = a - 0.01 * (error.sum() + a) / 5, b - 0.01 * ((error * odds).sum() + (b - 1)) / 25
        table[kind] = (round(float(a), 3), round(float(b), 3))
    return table


def judged(found: list[Outcome]) -> Iterator[tuple[float, bool]]:
    """Yield the confidence of each answer, calibrated without its fold, and whether it is right."""
    for number in range(FOLDS):
        table = calibrate([outcome for outcome in found if fold(outcome.article) != number])
        for outcome in found:
            if fold(outcome.article) == number:
                a, b = table.get(outcome.kind, (0.0, 0.0))
                yield 1 / (1 + math.exp(-a - b * outcome.odds)), outcome.right


def report(rows: list[tuple[float, bool]]) -> None:
    """Print how many answers of each tenth of confidence are right."""
    for tenth in range(10):
        held = [(said, right) for said, right in rows if min(9, int(said * 10)) == tenth]
        if held:
            print(f"confidence {tenth / 10:.1f} to {(tenth + 1) / 10:.1f}: said {np.mean([s for s, _ in held]):.2f}, "
                  f"right {np.mean([r for _, r in held]):.2f} of {len(held)}")


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
    parser.add_argument("--judged", type=Path, help="where the folds' confidences go")
    options = parser.parse_args()
    articles = {row["id"]: row for name in ("train", "dev") for row in rows(options.gold / "polnear" / f"{name}.jsonl")}
    labels = wanted(options.gold)
    dev = {row["id"] for row in rows(options.gold / "speakers" / "dev.jsonl")}
    for number in range(ROUNDS):
        found = examples(articles, labels)
        if number == ROUNDS - 1:
            for kind, (name, only) in product(DECAY, (("dev", dev), ("labels", set(labels) - dev))):
                print(f"{kind} {name}: right %d, wrong %d, of %d" % cross_validated(found, kind, only))
        table = learned(found)
        coreference.weights = lambda table=table: table  # type: ignore[assignment, misc]
    tables = [learned([example for example in found if fold(example.article) != number]) for number in range(FOLDS)]
    answered = outcomes(articles, labels, tables)
    answers = list(judged([outcome for outcome in answered if outcome.article in dev]))
    report(answers)
    if options.judged:
        options.judged.write_text("".join(json.dumps({"confidence": said, "right": right}) + "\n"
                                          for said, right in answers), encoding="utf-8")
    if options.write:
        write(DATA / "coreference.json", table)
        write(DATA / "certainty.json", calibrate(answered))


def learned(found: list[Example]) -> dict[str, dict[str, float]]:
    """Return kind -> feature -> weight."""
    table = {}
    for kind, decay in DECAY.items():
        weights = fit([example for example in found if example.kind == kind], decay)
        table[kind] = {feature: round(float(weight), 3)
                       for feature, weight in zip((*FEATURES, "nobody"), weights, strict=True)}
    return table


def write(path: Path, table: object) -> None:
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
