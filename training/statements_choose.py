"""What the dev articles choose: the few numbers of decoding, and the weights of confidence; and the figures."""

from __future__ import annotations

import importlib.util
import itertools
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.statements.attribution import Attribution
from dateline.statements.decode import (
    Decoding,
    Forward,
    Scores,
    features,
    read_attributions,
    read_members,
    read_scores,
)
from dateline.statements.find import english
from dateline.statements.pieces import Pieces, read_pieces
from dateline.statements.quotes import paragraphs
from dateline.statements.rules.reading import read

FEATURES = 11
START = Decoding(model="", cue=0.2, link=1.0, floor=1e-3, enter=0.0, share=0.03, rescue=0.08, away=0.3,
                 least=0.0, weights=(0.0,) * FEATURES)
GRID = {"cue": (0.05, 0.1, 0.2), "link": (0.1, 0.3, 0.5, 1.0), "enter": (-0.25, 0.0, 0.25, 0.5)}
LEAST = tuple(n / 100 for n in range(0, 17, 2))
WANTED = {"right": 0.68, "found": 0.81, "alpha": 0.76, "content": 0.90, "quotes": 0.85}  # about what two people reach
RIDGE = 1.0
Article = tuple[dict[str, Any], Pieces, list[Scores]]


def scorer_of(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def read_articles(gold: list[dict[str, Any]], forward: Forward) -> list[Article]:
    read = []
    for row in gold:
        pieces = read_pieces(row["text"])
        read.append((row, pieces, list(read_scores(pieces, forward))))
    return read


def as_row(attribution: Attribution) -> dict[str, Any]:
    return {role: getattr(attribution, role) for role in ("source", "cue", "content")}


def report(articles: list[Article], chosen: Decoding, scorer: ModuleType) -> dict[str, Any]:
    """Return the figures of what ships: the tagger's attributions as rules mend them."""
    said = {}
    for row, pieces, scores in articles:
        reading = read(row["text"], paragraphs(row["text"]), frozenset())
        found = english(reading, (), read_attributions(pieces, scores, chosen, ""))
        said[row["id"]] = [as_row(attribution) for attribution in found]
    figures: dict[str, Any] = scorer.score([row for row, *_ in articles], said)
    return figures


def worth(figures: dict[str, Any]) -> float:
    """What the choice maximises: by how much the figure that is worst off lies above what is wanted of it."""
    reached = {"right": figures["right"]["f1"], "found": figures["found"]["f1"], "alpha": figures["alpha"],
               "content": figures["words"]["content"]["f1"], "quotes": figures["quotes"]["recall"]}
    return min(reached[name] - wanted for name, wanted in WANTED.items())


def choose(articles: list[Article], scorer: ModuleType) -> Decoding:
    """Return the best numbers of the grid, confidence fitted, and the least confidence that pays; each chosen twice,
    since the grid's best depends on how many unsure statements are left out."""
    best = START
    for _ in range(2):
        best = chosen_anew(best, articles, scorer)
    return best


def chosen_anew(best: Decoding, articles: list[Article], scorer: ModuleType) -> Decoding:
    """Return `best` with the grid's numbers, the weights of confidence and `least` chosen anew, in this order."""
    grid = [dict(zip(GRID, values, strict=True)) for values in itertools.product(*GRID.values())]
    tried = [msgspec.structs.replace(best, **values) for values in grid]
    best = max(tried, key=lambda chosen: worth(report(articles, chosen, scorer)))
    weights = fit(*judged(articles, best, scorer))
    best = msgspec.structs.replace(best, weights=tuple(round(float(weight), 4) for weight in weights))
    tried = [msgspec.structs.replace(best, least=least) for least in LEAST]
    return max(tried, key=lambda chosen: worth(report(articles, chosen, scorer)))


def judged(articles: list[Article], chosen: Decoding, scorer: ModuleType
           ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the features of every statement, and how many annotators in one find it right; ends if there is none."""
    rows, right = [], []
    for row, pieces, scores in articles:
        found = [(members, attribution) for members, attribution in read_members(pieces, scores, chosen, "")
                 if attribution.content]
        tags = np.concatenate([part.tags for part in scores])
        words = scorer.words_of(row["text"])
        _, ours = scorer.label(words, [as_row(attribution) for _, attribution in found])
        agreed = np.zeros(len(found))
        for annotation in row["annotations"]:
            _, truth = scorer.label(words, annotation["attributions"])
            for g, p, dice in scorer.match(truth, ours):
                source = truth[g]["source"], ours[p]["source"]
                agreed[p] += dice >= 0.8 and (bool(source[0] & source[1]) or not any(source))
        rows += [features(members, tags, scores) for members, _ in found]
        right += (agreed / len(row["annotations"])).tolist()
    if not rows:
        sys.exit("the tagger finds no statement in the dev articles: more passes (--epochs) may help")
    return np.array(rows), np.array(right)


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of a logistic regression (Newton's method, a ridge on all but the first)."""
    weights = np.zeros(x.shape[1])
    ridge = RIDGE * np.eye(x.shape[1])
    ridge[0, 0] = 0
    for _ in range(25):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - chance) - ridge @ weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + ridge + 1e-9 * np.eye(x.shape[1])
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def reliability(articles: list[Article], chosen: Decoding, scorer: ModuleType, folds: int = 5
                ) -> list[dict[str, float]]:
    """Return, a tenth of confidence a row, how many were right; each article's weights fitted on other folds."""
    sure, right = [], []
    for fold in range(folds):
        other = [article for n, article in enumerate(articles) if n % folds != fold]
        own = [article for n, article in enumerate(articles) if n % folds == fold]
        weights = fit(*judged(other, chosen, scorer))
        x, y = judged(own, chosen, scorer)
        sure += (1 / (1 + np.exp(-x @ weights))).tolist()
        right += y.tolist()
    tenths = np.minimum((np.array(sure) * 10).astype(int), 9)
    return [{"from": t / 10, "count": int((tenths == t).sum()),
             "sure": round(float(np.array(sure)[tenths == t].mean()), 3),
             "right": round(float(np.array(right)[tenths == t].mean()), 3)} for t in range(10) if (tenths == t).any()]


def shown(figures: dict[str, Any]) -> str:
    return json.dumps({"alpha": figures["alpha"], "found": figures["found"]["f1"], "right": figures["right"]["f1"],
                       **{role: figures["words"][role]["f1"] for role in ("source", "cue", "content")},
                       "quotes": figures["quotes"]["recall"]})
