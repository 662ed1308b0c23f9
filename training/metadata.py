"""Learn the weights that choose headline, date and bylines: gold pages in, src/dateline/article/data/*.json out.

    python training/metadata.py headline|published|bylines [--folds-only]

Prints what five folds by registrable domain give (choice right, chosen wrong), then trains on all and writes the
weights. Linear, so that each choice can be explained; the weights hold no text of the gold.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dateline.article.address import registrable_domain
from dateline.article.tree import Tree

GOLD = Path(os.environ.get("DATELINE_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
DATA = Path(__file__).parents[1] / "src" / "dateline" / "article" / "data"
FOLDS = 5


class Row(NamedTuple):
    """One page's candidates: features of each, and which of them are right (none may be)."""

    page: str
    set_: str
    fold: int
    features: list[list[str]]
    right: list[bool]


def gold_pages() -> Iterator[tuple[str, dict[str, str], bytes]]:
    """Yield (set, gold row, html bytes) of every page with checked metadata."""
    for name in ("pages", "wcxb"):
        for line in (GOLD / name / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield name, row, gzip.decompress((GOLD / name / "html" / f"{row['id']}.html.gz").read_bytes())


def fold_of(url: str) -> int:
    """Return the fold of a page: pages of one registrable domain, archived or not, are in one fold."""
    inner = url.partition("/web/")[2].partition("/")[2] if "web.archive.org/" in url else ""
    domain = registrable_domain(inner or url) or url
    return hashlib.sha256(domain.encode()).digest()[0] % FOLDS


class Matrix:
    """Rows of candidates as one dense matrix, with each page's share of it."""

    def __init__(self, rows: list[Row], index: dict[str, int]) -> None:
        self.rows = rows
        total = sum(len(row.features) for row in rows)
        self.x = np.zeros((total, len(index)), dtype=np.float32)
        self.y = np.zeros(total, dtype=np.float32)
        self.page = np.zeros(total, dtype=np.int64)
        place = 0
        for number, row in enumerate(rows):
            for features, right in zip(row.features, row.right, strict=True):
                for feature in features:
                    if feature in index:
                        self.x[place, index[feature]] = 1
                self.y[place], self.page[place] = right, number
                place += 1


def index_of(rows: list[Row], at_least: int = 3) -> dict[str, int]:
    """Return a number for each feature that at least so many pages show."""
    seen: dict[str, int] = {}
    for row in rows:
        for feature in {one for features in row.features for one in features}:
            seen[feature] = seen.get(feature, 0) + 1
    return {feature: number for number, feature in enumerate(sorted(one for one, n in seen.items() if n >= at_least))}


def fit(rows: list[Row], index: dict[str, int], *, choose_one: bool, penalty: float, steps: int = 400) -> np.ndarray:
    """Return weights: softmax over each page's candidates where one is chosen, else logistic for each candidate."""
    if choose_one:
        rows = [row for row in rows if any(row.right)]
    data = Matrix(rows, index)
    weights = np.zeros(len(index), dtype=np.float64)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    pages = len(rows)
    for step in range(1, steps + 1):
        scores = data.x @ weights
        if choose_one:
            top = np.full(pages, -np.inf)
            np.maximum.at(top, data.page, scores)
            raw = np.exp(scores - top[data.page])
            share = raw / np.bincount(data.page, raw, pages)[data.page]
            held = share * data.y
            target = held / np.bincount(data.page, held, pages)[data.page]
            slope = data.x.T @ (share - target) / pages
        else:
            share = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
            slope = data.x.T @ (share - data.y) / pages
        slope = slope + penalty * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def scored(rows: list[Row], index: dict[str, int], weights: np.ndarray) -> list[np.ndarray]:
    """Return the scores of each row's candidates."""
    return [np.array([sum(weights[index[f]] for f in features if f in index) for features in row.features])
            for row in rows]


def folds(rows: list[Row], *, choose_one: bool, penalty: float) -> list[tuple[Row, np.ndarray]]:
    """Return every row with scores by weights that its own fold did not teach."""
    found = []
    for fold in range(FOLDS):
        train = [row for row in rows if row.fold != fold]
        held = [row for row in rows if row.fold == fold]
        index = index_of(train)
        found.extend(zip(held, scored(held, index, fit(train, index, choose_one=choose_one, penalty=penalty)), strict=True))
    return found
