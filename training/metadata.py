"""Learn what chooses headline, date and bylines: gold pages in, src/dateline/article/data/*.json out.

    python training/metadata.py [headline] [published] [bylines] [--folds-only]

Prints what five folds by registrable domain give at some thresholds (headline: close; date: right, wrong; byline:
precision, recall), then trains on all and writes the weights, which hold no text of the gold. Candidates of headline
and byline are those that the shipped headline leads to. The reader on folds is measured by bench/metadata_folds.py.
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
from typing import Any

import numpy as np
from metadata_fit import Floats, Matrix, Row, answers, fit_trees, fit_weights, index_of, named

from dateline.article import bylines, date_places, day_features, days, headline, name_places, sightings
from dateline.article.address import registrable_domain
from dateline.article.decode import decode
from dateline.article.language import declared_language
from dateline.article.linked_data import LinkedData
from dateline.article.markup import Markup
from dateline.article.outlet import domain_label, outlet_names
from dateline.article.title_groups import likeness, words_of
from dateline.article.tree import Tree
from dateline.model import Page

GOLD = Path(os.environ.get("DATELINE_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
DATA = Path(__file__).parents[1] / "src" / "dateline" / "article" / "data"
FIELDS = ("headline", "published", "bylines")
FOLDS = 5
_MACHINE = frozenset({"json-ld datePublished", "json-ld dateModified", "json-ld other", "meta published",
                      "meta modified", "meta other", "script", "address"})  # sources that no reader sees
CLOSE = 0.8  # Dice from which eval/pages.py calls a headline close


def gold_pages() -> Iterator[tuple[str, dict[str, Any], bytes]]:
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


def rows_of(name: str, gold: dict[str, Any], data: bytes) -> dict[str, Row]:
    """Return one page's row for each field that the gold knows of it."""
    page = Page(id=gold["id"], data=data, url=gold["url"])
    markup = Markup(Tree(decode(page)[0]))
    linked = LinkedData(markup.linked_data)
    outlets = outlet_names(markup, linked)
    best = headline.find_headline(markup, linked.articles(), page.url, outlets)
    printed = headline.printed_spans(markup, best) if best else ()
    found: dict[str, tuple[list[set[str]], list[bool]]] = {}
    if gold["title"]:
        titles = headline.candidates(markup, linked.articles(), page.url, outlets)
        alike = [likeness(words_of(gold["title"]), one.words) for one in titles]
        top = max(alike, default=0.0)
        found["headline"] = [one.features for one in titles], [one >= CLOSE and one >= top for one in alike]
    if gold["date"]:
        around = sightings.DatesAround(language=declared_language(markup), headlines=printed,
                                       banners=date_places.banners(markup))
        seen = list(sightings.sightings(page, markup, linked, around))
        found["published"] = _of_days(seen, gold["date"])
        told = [one for one in seen if one.source not in _MACHINE]
        if 0 < len(told) < len(seen) and gold["date"] in {one.moment.value[:10] for one in seen}:
            found["published, as read"] = _of_days(told, gold["date"])
    if gold["author"]:
        people = bylines.candidates(markup, linked, page.data, name_places.PeopleAround(
            headlines=printed, headline_text=best.text if best else "", outlets=outlets, domain=domain_label(page.url)))
        truth = names(gold["author"])
        found["bylines"] = [one.features for one in people], [one.words in truth for one in people]
    return {field: Row(gold["id"], "" if field.endswith("as read") else name, fold_of(gold["url"]),
                       [sorted(one) for one in features], right, len(names(gold["author"] or "")))
            for field, (features, right) in found.items()}


def _of_days(seen: list[sightings.Sighting], right: str) -> tuple[list[set[str]], list[bool]]:
    shown = days.days_of(seen, None)
    day_features.compare(shown, seen)
    return [shown[day].features for day in sorted(shown)], [day == right for day in sorted(shown)]


def all_rows() -> dict[str, list[Row]]:
    """Return the rows of each field over all gold pages.

    A page whose date a machine is told is there twice: once more without that, in no set, so that it only teaches.
    """
    rows: dict[str, list[Row]] = {field: [] for field in FIELDS}
    for name, gold, data in gold_pages():
        for field, row in rows_of(name, gold, data).items():
            rows[field.partition(",")[0]].append(row)
    return rows


def names(author: str | list[str]) -> set[frozenset[str]]:
    """Return the names of a gold author as eval/pages.py splits them."""
    parts = author if isinstance(author, list) else re.split(r"[;,/|]| and | und | & ", author)
    folded = [frozenset(re.findall(r"\w+", part.casefold())) for part in parts]
    return {one for one in folded if one}


def learned(field: str, rows: list[Row]) -> tuple[dict[str, int], Any]:
    """Return the features that count, and what they count for: weights, or trees for bylines."""
    index = index_of(rows, {"headline": 3, "published": 10, "bylines": 3}[field])
    data = Matrix(rows, index)
    if field == "bylines":
        return index, fit_trees(data, rounds=200, rate=0.07, depth=4, share=0.6)
    return index, fit_weights(data, penalty={"headline": 0.001, "published": 0.003}[field], none=field == "published")


def as_json(index: dict[str, int], model: Any) -> str:
    """Return what was learnt as src/dateline/article/ranking.py reads it."""
    if isinstance(model, list):
        trees = json.dumps([named(tree, list(index)) for tree in model], ensure_ascii=False)
        return trees.replace("]], [", "]],\n[") + "\n"
    weights = {feature: round(float(model[number]), 4) for feature, number in index.items()}
    return json.dumps(weights, ensure_ascii=False, indent=0) + "\n"


def scored(rows: list[Row], index: dict[str, int], model: Any) -> list[Floats]:
    """Return the scores of each row's candidates."""
    data = Matrix(rows, index)
    scores = answers(model, data.x) if isinstance(model, list) else (data.x @ model).astype(np.float64)
    return np.split(scores, np.cumsum([len(row.features) for row in rows])[:-1])


def folds(field: str, rows: list[Row]) -> list[tuple[Row, Floats]]:
    """Return every row with scores by what its own fold did not teach."""
    found: list[tuple[Row, Floats]] = []
    for fold in range(FOLDS):
        held = [row for row in rows if row.fold == fold and row.set_]
        found.extend(zip(held, scored(held, *learned(field, [row for row in rows if row.fold != fold])), strict=True))
    return found


def figures(field: str, held: list[tuple[Row, Floats]], name: str, sure: float) -> tuple[float, float]:
    """Return (close, not close) of headlines, (right, wrong) of dates, (precision, recall) of bylines in one set."""
    pairs = [(row, scores) for row, scores in held if row.set_ == name]
    if field == "bylines":
        chances = [(row, 1 / (1 + np.exp(-scores))) for row, scores in pairs]
        chosen = sum(int((chance >= sure).sum()) for _, chance in chances)
        right = sum(int((np.array(row.right, dtype=bool) & (chance >= sure)).sum()) for row, chance in chances)
        return right / max(1, chosen), right / max(1, sum(row.known for row, _ in pairs))
    given = right = 0
    for row, scores in pairs:
        if len(scores) and (field == "headline" or _share(scores) >= sure):
            given, right = given + 1, right + row.right[int(scores.argmax())]
    return right / len(pairs), (given - right) / len(pairs)


def _share(scores: Floats) -> float:
    top = max(0.0, float(scores.max()))
    return float(np.exp(scores.max() - top) / (np.exp(scores - top).sum() + np.exp(-top)))


def main(fields: list[str], *, folds_only: bool) -> None:
    """Report the folds, then learn from all pages and write what was learnt."""
    rows = all_rows()
    for field in fields:
        held = folds(field, rows[field])
        for sure in (0.0,) if field == "headline" else (0.2, 0.3, 0.35, 0.4, 0.42, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
            shown = "  ".join("{} {:.3f} {:.3f}".format(name, *figures(field, held, name, sure))
                              for name in ("pages", "wcxb"))
            print(f"{field} sure {sure}: {shown}", flush=True)
        if not folds_only:
            (DATA / f"{field}.json").write_text(as_json(*learned(field, rows[field])), encoding="utf-8")


if __name__ == "__main__":
    asked = [one for one in sys.argv[1:] if not one.startswith("-")] or list(FIELDS)
    main(asked, folds_only="--folds-only" in sys.argv)
