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
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dateline.article import bylines, headline, published
from dateline.article.address import registrable_domain
from dateline.article.decode import decode
from dateline.article.language import declared_language
from dateline.article.linked_data import LinkedData
from dateline.article.markup import Markup
from dateline.article.outlet import domain_label, outlet_names
from dateline.article.tree import Tree
from dateline.model import Page

GOLD = Path(os.environ.get("DATELINE_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
DATA = Path(__file__).parents[1] / "src" / "dateline" / "article" / "data"
FOLDS = 5
CLOSE = 0.8  # Dice from which eval/pages.py calls a headline close
PENALTY = {"headline": 0.001, "published": 0.0005, "bylines": 0.0005}


class Row(NamedTuple):
    """One page's candidates: features of each, and which of them are right (none may be)."""

    page: str
    set_: str
    fold: int
    features: list[list[str]]
    right: list[bool]
    known: int = 0  # names that the gold knows


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


def rows_of(name: str, gold: dict[str, str], data: bytes) -> dict[str, Row]:
    """Return one page's row for each field that the gold knows of it."""
    page = Page(id=gold["id"], data=data, url=gold["url"])
    markup = Markup(Tree(decode(page)[0]))
    linked = LinkedData(markup.linked_data)
    outlets = outlet_names(markup, linked)
    titles = headline.candidates(markup, linked.articles(), page.url, outlets)
    found: dict[str, tuple[list[list[str]], list[bool]]] = {}
    if gold["title"]:
        alike = [headline.likeness(headline.words_of(gold["title"]), one.words) for one in titles]
        best = max(alike, default=0.0)
        found["headline"] = ([sorted(one.features) for one in titles], [best >= CLOSE and one >= best for one in alike])
    best_title = headline.find_headline(markup, linked.articles(), page.url, outlets)
    place = (best_title.element.start, best_title.element.end) if best_title and best_title.element else None
    if gold["date"]:
        around = published.DatesAround(language=declared_language(markup), headline=place)
        days = published.weighed_days(list(published.sightings(page, markup, linked, around)), None)
        found["published"] = ([sorted(days[day].features) for day in sorted(days)],
            [day == gold["date"] for day in sorted(days)])
    if gold["author"]:
        people = bylines.candidates(markup, linked, bylines.PeopleAround(
            headline=place, headline_text=best_title.text if best_title else "", outlets=outlets,
                domain=domain_label(page.url)))
        truth = names(gold["author"])
        found["bylines"] = ([sorted(one.features) for one in people],
            [words(one.found[0].name) in truth for one in people])
    return {field: Row(gold["id"], name, fold_of(gold["url"]), *both, len(names(gold["author"] or "")))
            for field, both in found.items()}


def words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold()))


def names(author: str | list[str]) -> set[frozenset[str]]:
    """Return the names of a gold author as eval/pages.py splits them."""
    parts = author if isinstance(author, list) else re.split(r"[;,/|]| and | und | & ", author)
    return {words(part) for part in parts if words(part)}


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
        found.extend(zip(held, scored(held, index, fit(train, index, choose_one=choose_one, penalty=penalty)),
            strict=True))
    return found


def figures(field: str, held: list[tuple[Row, np.ndarray]], name: str, sure: float) -> tuple[float, float]:
    """Return (close, 0) of headlines, (right, wrong) of dates, (precision, recall) of bylines in one set."""
    pairs = [(row, scores) for row, scores in held if row.set_ == name]
    if field == "bylines":
        chosen = [sum(scores >= logit(sure)) for _, scores in pairs]
        right = [sum(np.array(row.right) & (scores >= logit(sure))) if row.right else 0 for row, scores in pairs]
        return sum(right) / max(1, sum(chosen)), sum(right) / max(1, sum(row.known for row, _ in pairs))
    given = [(row, int(scores.argmax())) for row, scores in pairs
             if len(scores) and (field == "headline" or scores.max() >= logit(sure))]
    right_ones = sum(row.right[best] for row, best in given)
    return right_ones / len(pairs), (len(given) - right_ones) / len(pairs)


def logit(share: float) -> float:
    return float(np.log(share / (1 - share)))


def main(fields: list[str], *, folds_only: bool) -> None:
    rows: dict[str, list[Row]] = {field: [] for field in fields}
    for name, gold, data in gold_pages():
        for field, row in rows_of(name, gold, data).items():
            if field in rows:
                rows[field].append(row)
    for field in fields:
        choose_one = field == "headline"
        held = folds(rows[field], choose_one=choose_one, penalty=PENALTY[field])
        for sure in (0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7):
            shown = "  ".join("{} {:.3f} {:.3f}".format(name, *figures(field, held, name, sure))
                for name in ("pages", "wcxb"))
            print(f"{field} sure {sure}: {shown}", flush=True)
            if choose_one:
                break
        if not folds_only:
            index = index_of(rows[field])
            weights = fit(rows[field], index, choose_one=choose_one, penalty=PENALTY[field])
            learned = {feature: round(float(weights[number]), 4) for feature, number in index.items()}
            (DATA / f"{field}.json").write_text(json.dumps(learned, indent=0, sort_keys=True,
                ensure_ascii=False) + "\n",
                                                encoding="utf-8")


if __name__ == "__main__":
    asked = [one for one in sys.argv[1:] if not one.startswith("-")] or sorted(PENALTY)
    main(asked, folds_only="--folds-only" in sys.argv)
