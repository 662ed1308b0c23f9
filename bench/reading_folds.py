"""The whole reader on pages it learnt nothing from: five folds by registrable domain.

    python bench/reading_folds.py [--gold GOLD] [--eval EVAL] [--cache FILE]

What keeps and drops lines is learnt on four folds (training/article_blocks.py), then `read_article`, as it ships, reads
the fifth; after five turns every page was read by a reader that had not seen its domain. Only headline, dates and
bylines keep the weights that they ship with, so that their own figures are not shown. Prints what both scorers of EVAL
say of the text; and, because wcxb's pieces write ' and " where pages print other quotation marks, body once more with
those folded. Needs what training needs (training/requirements.txt). About six minutes of one core.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "training"))

from article_blocks import fold_models, learner_of, report  # noqa: E402
from block_gold import page_of  # noqa: E402

from dateline.article import classify, read_article  # noqa: E402

GOLD = Path(os.environ.get("DATELINE_GOLD", ROOT.parent / "shared/gold"))
MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " "})


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--gold", type=Path, default=GOLD)
    arguments.add_argument("--eval", type=Path)
    arguments.add_argument("--cache", type=Path, help="keep the features of the pages here between runs")
    chosen = arguments.parse_args()
    learner = learner_of(chosen.gold, chosen.cache)
    models = fold_models(learner)
    texts: dict[tuple[str, str], str] = {}
    for one in learner.samples:
        classify.shipped = lambda fold=one.fold: models[fold]
        texts[one.set, one.id] = read_article(page_of(chosen.gold, one.set, one.id, one.row["url"])).text
    scorers = chosen.eval or chosen.gold.parent / "eval"
    report(learner.samples, texts, scorers, "folds")
    for one in learner.samples:
        one.row = _folded(one.row)
    report([one for one in learner.samples if one.set == "wcxb"],
           {key: text.translate(MARKS) for key, text in texts.items()}, scorers, "folded")


def _folded(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, **{part: [piece.translate(MARKS) for piece in row[part]] for part in ("with", "without")
                      if part in row}}


if __name__ == "__main__":
    main()
