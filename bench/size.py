"""Ten thousand articles in: rate, peak memory, size on disk, search latency; trafilatura reads the same pages beside.

    python bench/size.py [--articles 10000] [--jobs 2] [--language de] [--trafilatura 300]

The articles are made in a temporary folder by mutating gold pages ($DATELINE_GOLD, else ../shared/gold): numbers,
names and the order of paragraphs change, so that they are neither copies nor noise. Memory is the sum over the
process and its workers, sampled every 50 ms; "constant" means the peak over all within 10 % of the peak over the
first tenth. Linux only (/proc).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

GOLD = Path(os.environ.get("DATELINE_GOLD") or Path(__file__).parents[2] / "shared" / "gold")
_OWN_ADDRESS = re.compile(r"<(?:link[^>]*canonical|meta[^>]*og:url)[^>]*>", re.I)  # else all are one article's editions
_PARAGRAPH = re.compile(r"<p[ >].*?</p>", re.S | re.I)


def gold_pages() -> list[tuple[str, str]]:
    """(address, HTML) of the gold's pages."""
    rows = [json.loads(line) for name in ("pages", "wcxb")
            for line in (GOLD / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    found = []
    for row in rows:
        for name in ("pages", "wcxb"):
            path = GOLD / name / "html" / f"{row['id']}.html.gz"
            if path.exists():
                found.append((row["url"], gzip.decompress(path.read_bytes()).decode("utf-8", "replace")))
    return found


def mutated(html: str, chance: random.Random, number: int) -> str:
    """A page that tells something else on the same template."""
    html = _OWN_ADDRESS.sub("", html)
    parts = list(_PARAGRAPH.finditer(html))
    order = [part[0] for part in parts]
    chance.shuffle(order)
    sounds = ("BDFGHKLMNPRST", "aeiou", "lmnrst", "aeiou", "lmnrst")
    words = ["".join(chance.choice(letters) for letters in sounds) for _ in range(40)]
    out, at = [], 0
    for part, text in zip(parts, order, strict=True):
        out.append(html[at:part.start()])
        out.append(re.sub(r"\b[A-Z][a-z]{3,}\b", lambda m: words[hash_of(m[0], number) % 40]
                          if hash_of(m[0], number) % 3 == 0 else m[0], text))
        at = part.end()
    return "".join(out) + html[at:]


def hash_of(word: str, number: int) -> int:
    """A small number that depends on a word and an article only."""
    return sum(ord(c) * (i + 7) for i, c in enumerate(word)) + number * 31


def make(folder: Path, articles: int, language: str = "") -> list[Path]:
    """Write the articles as rows, a tenth of them a file, so that the first tenth can be measured apart."""
    pages = [page for page in gold_pages() if re.search(rf"<html[^>]*\blang=[\"']?{language}", page[1][:5000])]
    paths = []
    for tenth in range(10):
        path = folder / f"{tenth}.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for number in range(tenth * articles // 10, (tenth + 1) * articles // 10):
                chance = random.Random(number)
                address, html = pages[chance.randrange(len(pages))]
                row = {"id": str(number), "url": f"{address.rstrip('/')}/copy-{number}",
                       "html": mutated(html, chance, number)}
                out.write(json.dumps(row) + "\n")
        paths.append(path)
    return paths


def tree_memory(pid: int) -> int:
    """Resident bytes of a process and those under it; pages that they share count once each."""
    total, todo = 0, [pid]
    while todo:
        one = todo.pop()
        try:
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
            for task in Path(f"/proc/{one}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return total


def measured(command: list[str]) -> tuple[float, int]:
    """Run a command; return its seconds and the peak memory of its tree."""
    started, peak = time.monotonic(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, tree_memory(process.pid))
            time.sleep(0.05)
    return time.monotonic() - started, peak


def latencies(archive: Path) -> Iterator[tuple[str, float, float]]:
    """(what, median, 95th percentile) of searches in milliseconds."""
    from dateline.archive import find, open_archive
    from dateline.archive.query import understand

    with open_archive(archive) as opened:
        rows = opened.db.execute("SELECT headline FROM article WHERE headline IS NOT NULL ORDER BY id LIMIT 2000")
        headlines = [row[0].split() for row in rows]
        chance = random.Random(1)
        asked = {
            "one word": [chance.choice(chance.choice(headlines)) for _ in range(200)],
            "two words": [" ".join(chance.sample(words, min(2, len(words))))
                          for words in chance.choices(headlines, k=200)],
            "a phrase": [f'"{" ".join(words[:3])}"' for words in chance.choices(headlines, k=200)],
        }
        for what, queries in asked.items():
            times = []
            for query in queries:
                started = time.perf_counter()
                find.search(opened, understand(query))
                times.append((time.perf_counter() - started) * 1000)
            times.sort()
            yield what, times[len(times) // 2], times[int(len(times) * 0.95)]


def main() -> None:
    """Make, add, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--language", default="", help="only pages that say they are in it: en, de (read by rules)")
    parser.add_argument("--trafilatura", type=int, default=300, help="how many pages trafilatura reads beside")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [str(path) for path in make(folder, options.articles, options.language)]
        add = [sys.executable, "-c", "from dateline.cli import main; main()", "add", "--quiet", "--jobs",
               str(options.jobs), "--archive"]
        first_s, first = measured([*add, str(folder / "first.db"), *paths[:1]])
        all_s, everything = measured([*add, str(folder / "all.db"), *paths])
        size = (folder / "all.db").stat().st_size
        print(f"{options.articles:,} articles, {options.jobs} workers")
        print(f"add: {options.articles / all_s:.1f} pages/s "
              f"({options.articles / 10 / first_s:.1f} over the first tenth)")
        print(f"peak memory: {first / 2**20:.0f} MiB over the first tenth, {everything / 2**20:.0f} MiB over all "
              f"(ratio {everything / first:.2f})")
        print(f"archive: {size / 2**20:.0f} MiB, {size / options.articles / 1024:.1f} KiB an article")
        for what, median, slow in latencies(folder / "all.db"):
            print(f"search for {what}: median {median:.1f} ms, 95th percentile {slow:.1f} ms")
        if options.trafilatura:
            beside(paths, options.trafilatura)


def beside(paths: list[str], count: int) -> None:
    """dateline's reader and trafilatura on the same pages, one core each, in turns."""
    try:
        import trafilatura
    except ImportError:
        print("trafilatura is not installed here: pip install 'dateline[bench]'")
        return
    from dateline.article import read_article
    from dateline.model import Page

    ours = theirs = 0.0
    with Path(paths[0]).open(encoding="utf-8") as lines:
        for _, line in zip(range(count), lines, strict=False):
            row = json.loads(line)
            started = time.perf_counter()
            read_article(Page(id=row["id"], data=row["html"].encode(), charset="utf-8", url=row["url"]))
            middle = time.perf_counter()
            trafilatura.bare_extraction(row["html"], url=row["url"], with_metadata=True)
            theirs += time.perf_counter() - middle
            ours += middle - started
    print(f"reading alone, one core: dateline {count / ours:.1f} pages/s, trafilatura {count / theirs:.1f} pages/s "
          f"(ratio {theirs / ours:.1f})")


if __name__ == "__main__":
    main()
