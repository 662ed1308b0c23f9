"""Train the block classifier of src/dateline/article on the gold pages.

    python training/article_blocks.py GOLD [--folds] [--ship]

GOLD: the folder with extraction/, pages/ and wcxb/. --folds: report the figures of five folds by registrable domain,
lines alone, with both scorers of EVAL (default GOLD/../eval); bench/reading_folds.py puts the whole reader around
them. --ship: train on all and write blocks.npz and, for each of the trees, blocks_*.onnx in src/dateline/article/data.
Needs lightgbm, onnx, scikit-learn and scipy beside dateline; nothing of the gold's text is written.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from pathlib import Path

import numpy as np
from block_gold import FOLDS, SETS, Sample, samples
from block_looks import Learner

from dateline.article.classify import Model, in_runs

DATA = Path(__file__).parent.parent / "src/dateline/article/data"


def learner_of(gold: Path, cache: Path | None = None) -> Learner:
    """Return what learns from all gold pages; `cache` keeps their features between runs."""
    if cache and cache.exists():
        found = pickle.loads(cache.read_bytes())
    else:
        found = samples(gold)
        if cache:
            cache.write_bytes(pickle.dumps(found))
    return Learner(found)


def text_of(sample: Sample, logits: np.ndarray) -> str:
    """Return the lines that are kept."""
    if sample.features is None:
        return ""
    kept = np.array(in_runs(logits, sample.features.alike)) & ~sample.captions
    return "\n\n".join(text for text, keep in zip(sample.texts, kept, strict=True) if keep)


def report(found: list[Sample], texts: dict[tuple[str, str], str], scorers: Path, title: str) -> None:
    """Print the figures of both scorers."""
    sys.path.insert(0, str(scorers))
    import extraction
    import pages as pieces

    for name in SETS:
        mine = {one.id: texts[name, one.id] for one in found if one.set == name}
        of_set = [one for one in found if one.set == name]
        if not of_set:
            continue
        truth = {one.id: {"articleBody": one.row["text"]} for one in of_set if "text" in one.row}
        line = f"{title:8} {name:10}"
        if truth:
            line += f" {extraction.score(truth, mine)}"
        if name != "extraction":
            rows = [{"id": one.id, "title": None, "author": None, "date": None, **one.row} for one in of_set]
            line += f" body {pieces.score(rows, {key: {'text': text} for key, text in mine.items()})['body']}"
        print(line, flush=True)


def ship(learner: Learner) -> None:
    """Write what is learnt from all pages."""
    names, words, bias = learner.first(frozenset())
    np.savez_compressed(DATA / "blocks.npz", names=names.astype(np.float16), words=words.astype(np.float16),
                        bias=np.float32(bias))
    np.savez_compressed(DATA / "blocks_forests.npz", **learner.forests(frozenset()))
    for path in sorted(DATA.glob("blocks*")):
        print(f"{path.name}: {path.stat().st_size} bytes")


def fold_models(learner: Learner) -> dict[int, Model]:
    """Return for each fold what is learnt from the four others."""
    return {fold: learner.model(frozenset({fold})) for fold in range(FOLDS)}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--eval", type=Path)
    arguments.add_argument("--folds", action="store_true")
    arguments.add_argument("--ship", action="store_true")
    arguments.add_argument("--cache", type=Path, help="keep the features here between runs")
    chosen = arguments.parse_args()
    began = time.time()
    learner = learner_of(chosen.gold, chosen.cache)
    print(f"{len(learner.samples)} pages, {len(learner.labels)} lines, {time.time() - began:.0f} s", flush=True)
    if chosen.folds:
        logits = learner.folded()
        print(f"folds, {time.time() - began:.0f} s", flush=True)
        texts = {(one.set, one.id): text_of(one, logits[place])
                 for one, place in zip(learner.samples, learner.places, strict=True)}
        report(learner.samples, texts, chosen.eval or chosen.gold.parent / "eval", "lines")
    if chosen.ship:
        ship(learner)


if __name__ == "__main__":
    main()
