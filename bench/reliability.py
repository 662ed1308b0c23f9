"""Whether a stated confidence is the share that is right: tables and plots for docs/, one for each kind of answer.

    python bench/reliability.py NAME JUDGED.jsonl    # {"confidence", "right"} a line; right may be a share
    python bench/reliability.py speakers JUDGED.jsonl    # of training/speakers.py --judged: dev statements, by folds
    python bench/reliability.py statements           # judges dateline's statements of the dev articles itself
    python bench/reliability.py direct               # the rules for other languages, on English train and dev articles
    python bench/reliability.py headlines            # "Speaker: claim", on the first lines of the same

writes docs/reliability/NAME.json, which the tables in docs/ are made from (`python -m cogapp -r docs/*.md`), and
NAME.svg, the same as a picture. Gold is $DATELINE_GOLD, else ../shared/gold; the scorers are ../eval beside it.
"""

from __future__ import annotations

import importlib.util
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from quality import EVAL, GOLD, dateline, rows_of

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reliability"
Z = 1.96  # 95 in a hundred


@dataclass(frozen=True)
class Bin:
    """The answers that said `low` up to, not with, `low` + 0.1 (the last with 1); `count` of them."""

    low: float
    count: int
    said: float  # their mean confidence
    right: float  # the share of them that is right
    least: float  # 95 % interval of that share (Wilson 1927)
    most: float


def binned(judged: Iterable[tuple[float, float]]) -> list[Bin]:
    """Gather (confidence, right) by tenths of confidence; tenths without an answer are left out."""
    tenths: dict[int, list[tuple[float, float]]] = {}
    for said, right in judged:
        tenths.setdefault(min(9, int(said * 10 + 1e-9)), []).append((said, right))
    return [_bin(tenth / 10, tenths[tenth]) for tenth in sorted(tenths)]


def _bin(low: float, judged: list[tuple[float, float]]) -> Bin:
    count = len(judged)
    right = sum(share for _, share in judged) / count
    middle = (right + Z * Z / (2 * count)) / (1 + Z * Z / count)
    half = Z * math.sqrt(right * (1 - right) / count + Z * Z / (4 * count * count)) / (1 + Z * Z / count)
    return Bin(low, count, round(sum(said for said, _ in judged) / count, 3), round(right, 3),
               round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3))


def table(bins: Iterable[Bin]) -> str:
    """Say the same in Markdown."""
    rows = [f"| {b.low:.1f} to {b.low + 0.1:.1f} | {b.count} | {b.said:.2f} | {b.right:.2f} | "
            f"{b.least:.2f} to {b.most:.2f} |" for b in bins]
    head = ["| it says | answers | mean | right | 95 in a hundred |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *rows])


def read(name: str) -> list[Bin]:
    """Return what docs/reliability/NAME.json holds."""
    return [Bin(**row) for row in json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))]


SIDE, LEFT, TOP = 300, 46, 16  # pixels: of the square from (0, 0) to (1, 1), and what stands beside and above it

FRAME = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 370 372" width="370" height="372" role="img" \
aria-labelledby="title" font-family="sans-serif" font-size="11" fill="#222">
<title id="title">{title}: stated confidence against the share that is right</title>
<rect width="370" height="372" fill="#fff"/>
{inside}
<text x="196" y="352" text-anchor="middle">confidence stated ({count:,} answers)</text>
<text x="12" y="166" text-anchor="middle" transform="rotate(-90 12 166)">share right</text>
</svg>
"""


def svg(title: str, bins: list[Bin]) -> str:
    """Draw `bins`: a dot a bin, its area by its answers, a line for the interval; on the diagonal all is as said."""
    def x(value: float) -> float:
        return round(LEFT + SIDE * value, 1)

    def y(value: float) -> float:
        return round(TOP + SIDE * (1 - value), 1)

    grid = "".join(f'<path d="M{x(0)} {y(v)}H{x(1)}M{x(v)} {y(0)}V{y(1)}" stroke="#ddd"/>'
                   f'<text x="{LEFT - 6}" y="{y(v) + 4}" text-anchor="end">{v:.1f}</text>'
                   f'<text x="{x(v)}" y="{y(0) + 16}" text-anchor="middle">{v:.1f}</text>\n'
                   for v in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0))
    diagonal = f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#888" stroke-dasharray="4 4"/>\n'
    most = max((b.count for b in bins), default=1)
    dots = "\n".join(
        f'<path d="M{x(b.said)} {y(b.least)}V{y(b.most)}" stroke="#0b5394" stroke-width="1.5"/>'
        f'<circle cx="{x(b.said)}" cy="{y(b.right)}" r="{2 + 7 * math.sqrt(b.count / most):.1f}" fill="#0b5394">'
        f'<title>{b.count} answers, said {b.said:.2f}, right {b.right:.2f}</title></circle>' for b in bins)
    return FRAME.format(title=title, inside=grid + diagonal + dots, count=sum(b.count for b in bins))


def write(name: str, judged: Iterable[tuple[float, float]]) -> list[Bin]:
    """Write NAME.json and NAME.svg; return the bins."""
    bins = binned(judged)
    FOLDER.mkdir(exist_ok=True)
    lines = ",\n ".join(json.dumps(asdict(one)) for one in bins)
    (FOLDER / f"{name}.json").write_text(f"[{lines}]\n", encoding="utf-8")
    (FOLDER / f"{name}.svg").write_text(svg(name.capitalize(), bins), encoding="utf-8")
    return bins


def scorer(name: str) -> ModuleType:
    """Return a scorer that stands beside the gold, as a module."""
    found = importlib.util.spec_from_file_location(f"eval_{name}", EVAL / f"{name}.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


Predicted = dict[str, list[dict[str, Any]]]
"""Article id -> its statements: spans and confidence."""


def printed_statements(gold: list[dict[str, Any]]) -> Predicted:
    """What `dateline statements` prints."""
    with tempfile.TemporaryDirectory() as folder:
        printed = dateline("statements", ({"id": r["id"], "text": r["text"], "language": "en"} for r in gold),
                           Path(folder))
        return {row["id"]: row["statements"] for row in rows_of(printed)}  # type: ignore[misc]


def direct(gold: list[dict[str, Any]]) -> Predicted:
    """What the rules for other languages find in English articles."""
    from msgspec import to_builtins

    from dateline.statements.rules import find_direct

    return {row["id"]: [to_builtins(one) for one in find_direct(row["text"], (), "en")] for row in gold}


def headlines(gold: list[dict[str, Any]]) -> Predicted:
    """What a colon tells of the first lines of articles."""
    from msgspec import to_builtins

    from dateline.statements.headline import read_headline

    read_ = {row["id"]: read_headline(row["text"].partition("\n")[0]) for row in gold}
    return {id_: [to_builtins(one)] if one else [] for id_, one in read_.items()}


PARTS: dict[str, tuple[Callable[[list[dict[str, Any]]], Predicted], tuple[str, ...]]] = {
    "statements": (printed_statements, ("dev",)), "direct": (direct, ("train", "dev")),
    "headlines": (headlines, ("train", "dev"))}


def judged_statements(name: str) -> Iterator[tuple[float, float]]:
    """Yield the confidence of each statement that a part finds, and the share of annotators who marked these spans."""
    finder, halves = PARTS[name]
    gold: list[dict[str, Any]] = [row for half in halves for row in rows_of(GOLD / "polnear" / f"{half}.jsonl")]
    predicted, eval_ = finder(gold), scorer("statements")
    for row in gold:
        found = predicted[row["id"]]
        words = eval_.words_of(row["text"])
        _, ours = eval_.label(words, found)
        right = [0.0] * len(found)
        for annotation in row["annotations"]:
            _, truth = eval_.label(words, annotation["attributions"])
            for g, p, dice in eval_.match(truth, ours):
                sources = truth[g]["source"], ours[p]["source"]
                if dice >= 0.8 and (sources[0] & sources[1] or not (sources[0] or sources[1])):
                    right[p] += 1 / len(row["annotations"])
        yield from ((one["confidence"], share) for one, share in zip(found, right, strict=True))


def main(name: str, *files: str) -> None:
    """Judge, or read what was judged; write, and print the table."""
    if files:
        judged = [(float(row["confidence"]), float(row["right"]))  # type: ignore[arg-type]
                  for row in rows_of(Path(files[0]))]
    else:
        judged = list(judged_statements(name))
    print(table(write(name, judged)))


if __name__ == "__main__":
    if len(sys.argv) < 2 or (len(sys.argv) == 2 and sys.argv[1] not in PARTS):
        sys.exit(__doc__)
    main(*sys.argv[1:])
