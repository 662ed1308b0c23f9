"""Headline, dates and bylines of pages that taught nothing: five folds by registrable domain.

    python bench/metadata_folds.py [--out FOLDER]

What weighs candidates is learnt on four folds (training/metadata.py), then `read_metadata`, as it ships, reads the
fifth; after five turns every page of pages and wcxb was read by weights that had not seen its domain. Prints what
EVAL/pages.py says of headline, date and byline, for each set. --out: keep the predictions (JSON lines) there.
Gold is $DATELINE_GOLD, else ../shared/gold. One core; about three minutes when it is free.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training"))

from metadata import FIELDS, FOLDS, GOLD, all_rows, as_json, fold_of, gold_pages, learned  # noqa: E402

from dateline.article import ranking  # noqa: E402
from dateline.article.decode import decode  # noqa: E402
from dateline.article.metadata import read_metadata  # noqa: E402
from dateline.article.nesting import guarded  # noqa: E402
from dateline.article.tree import Tree  # noqa: E402
from dateline.model import Page  # noqa: E402


def fold_data() -> list[dict[str, bytes]]:
    """Return for each fold what the other four teach, by field, as the files in src/dateline/article/data hold it."""
    rows = all_rows()
    return [{field: as_json(*learned(field, [row for row in rows[field] if row.fold != fold])).encode()
             for field in FIELDS} for fold in range(FOLDS)]


def teach(data: dict[str, bytes]) -> None:
    """Make the reader weigh by `data` from now on."""
    ranking._data = data.__getitem__
    ranking.weights.cache_clear()
    ranking.trees.cache_clear()


def predictions() -> dict[str, list[dict[str, Any]]]:
    """Return by set what is read of each page by weights of the other folds."""
    pages = list(gold_pages())
    read: dict[str, dict[str, Any]] = {}
    for fold, data in enumerate(fold_data()):
        teach(data)
        for _, gold, html in pages:
            if fold_of(gold["url"]) == fold:
                page = Page(id=gold["id"], data=html, url=gold["url"])
                tree = Tree(guarded(decode(page)[0])[0])
                found = read_metadata(page, tree, tree.text)
                published = found.times.published
                read[gold["id"]] = {"id": gold["id"], "headline": found.headline, "authors": found.authors,
                                    "published": published.value if published else None, "text": ""}
    return {name: [read[gold["id"]] for set_, gold, _ in pages if set_ == name] for name in ("pages", "wcxb")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.out or Path(folder)
        for name, rows in predictions().items():
            printed = place / f"{name}.jsonl"
            printed.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            said = subprocess.run([sys.executable, str(GOLD.parent / "eval" / "pages.py"),
                                   str(GOLD / name / "gold.jsonl"), str(printed)], capture_output=True, text=True,
                                  check=True).stdout
            print(f"== {name}", *said.splitlines()[1:-1], sep="\n", flush=True)


if __name__ == "__main__":
    main()
