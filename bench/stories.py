"""How well and how fast dateline tells what belongs together.

    python bench/stories.py [quality] [texts] [ids] [speed] [--gold GOLD] [--eval EVAL]

quality  B-cubed F1 of the stories and MAP of the related articles, alone and among unrelated articles: for the shipped
         weights on all events, and for weights chosen on folds over events (takes minutes).
texts    precision and recall of "same text" on gold articles edited in 500 ways (bench/text_edits.py).
ids      how many articles keep their story's id when a tenth more arrive.
speed    the time that grouping one set of 2,000 linked articles takes; for growing archives see bench/growth.py.

Without a name all are run. GOLD and EVAL are the folders beside the project's checkout unless given.
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

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "training"), str(Path(__file__).parent)]

import story_links as training  # noqa: E402
from text_edits import EDITS, STRENGTHS, Hand, sharing_quotation  # noqa: E402

from dateline.model import Link, Signature  # noqa: E402
from dateline.stories import group, group_all, link, signature  # noqa: E402
from dateline.stories.moment import order  # noqa: E402

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
    """Print recall and precision for each kind of edit: the edited article is to be one text with what it was made
    of, and not with another report of the event; nor are two articles that only share a quotation, or nothing."""
    rows = [row for row in training.lines(gold_folder / "stories/dev.jsonl") if len(row["text"].split()) >= 100]
    others = training.lines(gold_folder / "polnear/train.jsonl")
    random = Random(1)
    missed, taken = Counter[str](), Counter[str]()
    count = 0
    for (kind, edit), share in ((item, share) for item in EDITS.items() for share in STRENGTHS):
        for _ in range(EDITS_EACH):
            row, other = random.choice(rows), random.choice(others)
            edited = {**row, "title": random.choice((row, other))["title"], "source_domain": "elsewhere.example"}
            text = edit(row["text"], Hand(share, other["text"], random))
            count += 1
            missed[f"{kind} {share:.0%}"] += not is_same_text(of_row(row, row["text"], "a"), of_row(edited, text, "b"))
            beside = another_report(row, rows, random)
            taken[kind] += beside is not None and is_same_text(beside, of_row(edited, text, "b"))
    wrong = {"sharing a quotation": 0, "of different events": 0}
    for _ in range(PAIRS):
        one, other, third = random.sample(rows, 3)
        if one["event"] == other["event"]:
            continue
        a, b = sharing_quotation(one["text"], other["text"], third["text"], random)
        wrong["sharing a quotation"] += is_same_text(of_row(one, a, "a"), of_row(other, b, "b"))
        wrong["of different events"] += is_same_text(of_row(one, one["text"], "a"), of_row(other, other["text"], "b"))
    found = count - sum(missed.values())
    precision = found / (found + sum(wrong.values()) + sum(taken.values()))
    print(f"same text: {count} edits, recall {found / count:.4f}, precision {precision:.4f} "
          f"({count} copies among {count + 2 * PAIRS} pairs that are none)")
    for kind in EDITS:
        right = [EDITS_EACH - missed[f"{kind} {share:.0%}"] for share in STRENGTHS]
        print(f"  {kind}: recall {sum(right) / EDITS_EACH / len(right):.3f}, "
              f"precision {sum(right) / (sum(right) + taken[kind]):.3f}; found of {EDITS_EACH} at "
              + ", ".join(f"{share:.0%}: {number}" for share, number in zip(STRENGTHS, right, strict=True)))
    print("  taken for copies: " + ", ".join(f"{number} of {PAIRS} {kind}" for kind, number in wrong.items()))


def another_report(row: dict[str, Any], rows: list[dict[str, Any]], random: Random) -> Signature | None:
    """Return another article of the same event which is no copy of this one; None where there is none."""
    mine = of_row(row, row["text"], "a")
    beside = [of_row(one, one["text"], "c") for one in rows if one["event"] == row["event"] and one is not row]
    beside = [one for one in beside if not is_same_text(mine, one)]
    return random.choice(beside) if beside else None


def is_same_text(a: Signature, b: Signature) -> bool:
    """Return whether two articles are linked as one text."""
    found = link(a, b)
    return found is not None and found.same_text


def ids(gold_folder: Path) -> None:
    """Print how many articles keep their story's id when a tenth more arrive: the last published, or any."""
    _, sets = training.mixtures(gold_folder)
    random = Random(1)
    for name, signatures in sets.items():
        by_time = sorted(signatures, key=order)
        cut = len(by_time) * 10 // 11
        shuffled = [random.sample(signatures, len(signatures)) for _ in range(5)]
        for how, orders in (("the last published", [by_time]), ("any, mean of 5", shuffled)):
            kept = led = 0
            for arriving in orders:
                after = {place.id: place.story for place in group_all(arriving)}
                for place in group_all(arriving[:cut]):
                    kept += after[place.id] == place.story
                    led += after[place.id] == after[place.story or ""]
            told = cut * len(orders)
            print(f"ids, {name}, a tenth more ({how}): {kept / told:.4f} keep their story's id, {led / told:.4f} are "
                  "in the story where it leads")


def speed() -> None:
    """Print the time and memory of one large set of linked articles."""
    members, links = one_set(2000, 100)
    tracemalloc.start()
    start = time.process_time()
    group(members, links)
    print(f"one set of {len(members)} articles with {len(links)} links: {time.process_time() - start:.2f} s, "
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
    parser.add_argument("parts", nargs="*", choices=("quality", "texts", "ids", "speed", []))
    parser.add_argument("--gold", type=Path, default=training.GOLD)
    parser.add_argument("--eval", type=Path, default=training.EVAL)
    options = parser.parse_args()
    parts = options.parts or ("quality", "texts", "ids", "speed")
    if "quality" in parts:
        quality(options.gold, options.eval)
    if "texts" in parts:
        texts(options.gold)
    if "ids" in parts:
        ids(options.gold)
    if "speed" in parts:
        speed()


if __name__ == "__main__":
    main()
