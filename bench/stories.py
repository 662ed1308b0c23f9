"""How well and how fast dateline tells what belongs together.

    python bench/stories.py [quality] [texts] [speed] [--gold GOLD] [--eval EVAL] [--articles N]

quality  B-cubed F1 of the stories and MAP of the related articles, alone and among unrelated articles: for the shipped
         weights on all events, and for weights chosen on folds over events (takes minutes).
texts    precision and recall of "same text" on gold articles edited in 500 ways (bench/text_edits.py).
speed    articles a second and bytes an article while N articles, made by mixing gold articles, are grouped: a curve
         from 1,000 on, and the time that grouping one set of 2,000 linked articles takes.

Without a name all three are run. GOLD and EVAL are the folders beside the project's checkout unless given.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from collections import Counter
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import msgspec

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "training"), str(Path(__file__).parent)]

import story_links as training  # noqa: E402
from text_edits import EDITS, STRENGTHS, Hand, sharing_quotation  # noqa: E402

from dateline.model import Link, Signature  # noqa: E402
from dateline.stories import group, group_all, link, signature  # noqa: E402
from dateline.stories.link import shipped_weights  # noqa: E402

EDITS_EACH = 14  # of a kind and a strength: 12 kinds, 3 strengths, 504 edits
PAIRS = 500  # of articles that only share a quotation, and as many of one event


def quality(gold_folder: Path, eval_folder: Path) -> None:
    """Print the figures of the shipped weights, and those of the folds."""
    score = training.scorer(eval_folder)
    gold, sets = training.mixtures(gold_folder)
    for name, signatures in sets.items():
        f1, ranked = training.figures(score, gold, group_all(signatures))
        print(f"shipped weights, {name}: B-cubed F1 {f1:.4f}, MAP {ranked:.4f} ({len(signatures)} articles)")
    mixtures = {name: training.Mixture(signatures) for name, signatures in sets.items()}
    results = {w: {name: mixture.groupings(w) for name, mixture in mixtures.items()} for w in training.settings()}
    for name, (f1, ranked) in training.folds_figures(score, gold, results).items():
        print(f"folds over events, {name}: B-cubed F1 {f1:.4f}, MAP {ranked:.4f}")


def of_row(row: dict[str, Any], text: str, id: str) -> Signature:
    """Return the signature of a gold article under another text and id."""
    return signature(id=id, text=text, title=row["title"], published=row["date_publish"], outlet=row["source_domain"])


def texts(gold_folder: Path) -> None:
    """Print recall for each kind and strength of edit, and how many of the pairs that are no copies pass as ones."""
    rows = [row for row in training.lines(gold_folder / "stories/dev.jsonl") if len(row["text"].split()) >= 100]
    others = training.lines(gold_folder / "polnear/train.jsonl")
    random = Random(1)
    missed: Counter[str] = Counter()
    count = 0
    for (kind, edit), share in ((item, share) for item in EDITS.items() for share in STRENGTHS):
        for _ in range(EDITS_EACH):
            row, other = random.choice(rows), random.choice(others)
            edited = {**row, "title": random.choice((row, other))["title"], "source_domain": "elsewhere.example"}
            text = edit(row["text"], Hand(share, other["text"], random))
            count += 1
            missed[f"{kind} {share:.0%}"] += not is_same_text(of_row(row, row["text"], "a"), of_row(edited, text, "b"))
    wrong = {"sharing a quotation": 0, "of different events": 0}
    for _ in range(PAIRS):
        one, other, third = random.sample(rows, 3)
        if one["event"] == other["event"]:
            continue
        a, b = sharing_quotation(one["text"], other["text"], third["text"], random)
        wrong["sharing a quotation"] += is_same_text(of_row(one, a, "a"), of_row(other, b, "b"))
        wrong["of different events"] += is_same_text(of_row(one, one["text"], "a"), of_row(other, other["text"], "b"))
    found = count - sum(missed.values())
    precision = found / (found + sum(wrong.values()))
    print(f"same text: {count} edits, recall {found / count:.4f}, precision {precision:.4f}")
    print("  missed: " + (", ".join(f"{kind} ({number} of {EDITS_EACH})" for kind, number in missed.items() if number)
                          or "none"))
    print("  taken for copies: " + ", ".join(f"{number} of {PAIRS} {kind}" for kind, number in wrong.items()))


def is_same_text(a: Signature, b: Signature) -> bool:
    """Return whether two articles are linked as one text."""
    found = link(a, b)
    return found is not None and found.same_text


def mixed(rows: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Return `count` articles: each half of one gold article's sentences and a quarter of another's, over 3 years."""
    random = Random(count)
    made = []
    for number in range(count):
        one, other = random.sample(rows, 2)
        sentences = [s for s in one["text"].replace("\n", ". ").split(". ") if random.random() < 0.5]
        sentences += [s for s in other["text"].replace("\n", ". ").split(". ") if random.random() < 0.25]
        day = random.randrange(1096)
        published = f"{2023 + day // 366}-{1 + day % 366 // 31:02}-{1 + day % 28:02}T{random.randrange(24):02}:00:00"
        made.append({"id": f"{number:07}", "text": ". ".join(sentences)[:8000], "title": one["title"],
                     "published": published, "outlet": None})
    return made


def speed(gold_folder: Path, most: int) -> None:
    """Print rate and memory from 1,000 articles on, and the time of one large set."""
    rows = [{"text": row["text"], "title": row["title"]} for row in
            training.lines(gold_folder / "stories/dev.jsonl") + training.lines(gold_folder / "polnear/train.jsonl")]
    count = 1000
    while count <= most:
        articles = mixed(rows, count)
        start = time.perf_counter()
        signatures = [signature(**article) for article in articles]
        signed = time.perf_counter()
        stories = len({place.story for place in group_all(signatures)})
        grouped = time.perf_counter()
        size = sum(len(msgspec.msgpack.encode(one)) for one in signatures) / count
        print(f"{count} articles: {count / (signed - start):.0f} signatures/s, "
              f"{count / (grouped - signed):.0f} grouped/s, {stories} stories, {size:.0f} bytes a signature")
        count *= 4
    members, links = one_set(2000, 100)
    tracemalloc.start()
    start = time.perf_counter()
    group(members, links)
    print(f"one set of {len(members)} articles with {len(links)} links: {time.perf_counter() - start:.2f} s, "
          f"{tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB (traced, which slows it)")
    tracemalloc.stop()


def one_set(count: int, reach: int) -> tuple[list[Signature], list[Link]]:
    """Return articles of which each is linked to the `reach` next ones, with scores drawn at random."""
    random = Random(1)
    members = [Signature(id=f"{number:05}", published=None, outlet=None, words=0, keys=(), sketch=b"", terms=())
               for number in range(count)]
    links = [Link(a=a.id, b=b.id, score=round(random.uniform(0.25, 0.9), 6))
             for a, b in combinations(members, 2) if int(b.id) - int(a.id) <= reach]
    return members, links


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=("quality", "texts", "speed", []))
    parser.add_argument("--gold", type=Path, default=training.GOLD)
    parser.add_argument("--eval", type=Path, default=training.EVAL)
    parser.add_argument("--articles", type=int, default=16_000, help="of the last step of the curve, at most")
    options = parser.parse_args()
    parts = options.parts or ("quality", "texts", "speed")
    print(f"weights: {shipped_weights()}")
    if "quality" in parts:
        quality(options.gold, options.eval)
    if "texts" in parts:
        texts(options.gold)
    if "speed" in parts:
        speed(options.gold, options.articles)


if __name__ == "__main__":
    main()
