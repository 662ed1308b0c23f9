"""Choose the weights by which two articles are linked, on folds over events.

    python training/story_links.py [GOLD [EVAL]] [--write]

GOLD holds stories/dev.jsonl (articles by event) and polnear/train.jsonl (articles of none, mixed in), EVAL the scorer
stories.py. Every setting of GRID is measured on both mixtures; for the folds' figures the setting is chosen on four
fifths of the events and measured on the rest. With --write the setting that is best on all events, averaged with its
neighbours in the grid, goes to src/dateline/stories/data/link_weights.json.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import mean
from types import ModuleType
from typing import Any

import msgspec

from dateline.model import Grouping, Signature
from dateline.stories.group import group_linked
from dateline.stories.link import (
    RELATED,
    Evidence,
    Weights,
    evidence_of,
    link_of,
    shipped_weights,
)
from dateline.stories.near import neighbours
from dateline.stories.signature import signature

ROOT = Path(__file__).parent.parent
GOLD, EVAL = ROOT.parent / "shared/gold", ROOT.parent / "shared/eval"
WEIGHTS = ROOT / "src/dateline/stories/data/link_weights.json"
GRID = {
    "names": (0.15,),
    "title": (0.125, 0.15, 0.175),
    "far": (0.4, 0.45, 0.5),
    "days": (10.0, 14.0, 20.0),
    "story": (0.1, 0.105, 0.11, 0.115, 0.12),
}
"""The plateau that wider and coarser grids (names 0 to 0.2, title 0 to 0.225, far 0.3 to 0.8, days 7 to 90, story
0.06 to 0.16) showed; beyond it every figure falls."""
SEEDS, FOLDS = 5, 5
"""How often the events are dealt out anew, and into how many parts."""


def scorer(folder: Path) -> ModuleType:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("story_scorer", folder / "stories.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def mixtures(gold: Path) -> tuple[dict[str, str], dict[str, list[Signature]]]:
    """Return each labelled article's event, and the signatures of two mixtures: alone, and among unrelated ones."""
    rows = lines(gold / "stories/dev.jsonl")
    noise = lines(gold / "polnear/train.jsonl")
    alone = [signature(id=row["id"], text=row["text"], title=row.get("title"), published=row.get("date_publish"),
                       outlet=row.get("source_domain")) for row in rows]
    unrelated = [signature(id=row["id"], text=row["text"], title=row.get("title"),
                           published=row.get("publication_date"), outlet=None) for row in noise]
    return {row["id"]: row["event"] for row in rows}, {"alone": alone, "among noise": alone + unrelated}


class Mixture:
    """A set of articles with the evidence on every pair that is weighed."""

    def __init__(self, signatures: list[Signature]) -> None:
        self.signatures = signatures
        self.pairs: list[tuple[Signature, Signature, Evidence]] = [
            (a, b, found) for a, b in neighbours(signatures) if (found := evidence_of(a, b))]

    def groupings(self, weights: Weights) -> tuple[Grouping, ...]:
        """Return how the articles are grouped under a setting."""
        links = [found for a, b, evidence in self.pairs if (found := link_of(a, b, evidence, weights))]
        return group_linked(self.signatures, links)


def figures(score: ModuleType, gold: dict[str, str], groupings: tuple[Grouping, ...]) -> tuple[float, float]:
    """Return B-cubed F1 of the stories and mean average precision of the related articles."""
    return (score.bcubed(gold, {g.id: g.story for g in groupings})[2],
            score.rankings(gold, {g.id: g.related for g in groupings})[0])


def settings() -> Iterator[Weights]:
    """Yield every setting of the grid; what is not in it stays as shipped."""
    for values in product(*GRID.values()):
        yield msgspec.structs.replace(shipped_weights(), **dict(zip(GRID, values, strict=True)))


def is_near(one: Weights, other: Weights) -> bool:
    """Return whether two settings are the same but for one step in one weight."""
    steps = [abs(values.index(getattr(one, name)) - values.index(getattr(other, name)))
             for name, values in GRID.items()]
    return sum(steps) <= 1


Results = dict[Weights, dict[str, tuple[Grouping, ...]]]


def goodness(score: ModuleType, gold: dict[str, str], results: Results) -> dict[Weights, float]:
    """Return for each setting the mean of all four figures, averaged over the setting and its neighbours."""
    own = {w: mean(x for found in by_mixture.values() for x in figures(score, gold, found))
           for w, by_mixture in results.items()}
    return {w: mean(value for other, value in own.items() if is_near(w, other)) for w in own}


def folds(gold: dict[str, str], seed: int) -> list[set[str]]:
    """Return the events, dealt out into FOLDS parts."""
    events = sorted(set(gold.values()))
    random.Random(seed).shuffle(events)
    return [set(events[number::FOLDS]) for number in range(FOLDS)]


def folds_figures(score: ModuleType, gold: dict[str, str], results: Results) -> dict[str, tuple[float, float]]:
    """Return F1 and MAP by mixture: each event under the setting that was chosen without it, mean over SEEDS."""
    collected: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for seed in range(SEEDS):
        found: dict[str, list[tuple[float, float, float, int]]] = defaultdict(list)
        for held_out in folds(gold, seed):
            inside = {a: e for a, e in gold.items() if e not in held_out}
            outside = {a: e for a, e in gold.items() if e in held_out}
            values = goodness(score, inside, results)
            best = max(values, key=lambda w: (values[w], msgspec.json.encode(w)))
            for mixture, groupings in results[best].items():
                precision, recall, _ = score.bcubed(outside, {g.id: g.story for g in groupings})
                ranked = score.rankings(outside, {g.id: g.related for g in groupings})[0]
                found[mixture].append((precision, recall, ranked, len(outside)))
        for mixture, parts in found.items():
            total = sum(part[3] for part in parts)
            p, r, m = (sum(part[i] * part[3] for part in parts) / total for i in range(3))
            collected[mixture].append((2 * p * r / (p + r), m))
    return {mixture: (mean(f for f, _ in values), mean(m for _, m in values)) for mixture, values in collected.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD)
    parser.add_argument("eval", type=Path, nargs="?", default=EVAL)
    parser.add_argument("--write", action="store_true", help="write the weights that are best on all events")
    options = parser.parse_args()
    score = scorer(options.eval)
    gold, sets = mixtures(options.gold)
    measured = {name: Mixture(signatures) for name, signatures in sets.items()}
    results = {w: {name: mixture.groupings(w) for name, mixture in measured.items()} for w in settings()}
    for name, (f1, ranked) in folds_figures(score, gold, results).items():
        print(f"folds, {name}: B-cubed F1 {f1:.4f}, MAP {ranked:.4f}")
    values = goodness(score, gold, results)
    best = max(values, key=lambda w: (values[w], msgspec.json.encode(w)))
    for name, groupings in results[best].items():
        print("all events, {}: B-cubed F1 {:.4f}, MAP {:.4f}".format(name, *figures(score, gold, groupings)))
    print(f"links from a score of {RELATED}; {best}")
    if options.write:
        WEIGHTS.write_bytes(msgspec.json.format(msgspec.json.encode(best), indent=2) + b"\n")


if __name__ == "__main__":
    main()
