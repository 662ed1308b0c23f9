"""What stories cost as an archive grows, whether ids stay, and what one more article costs.

    python bench/growth.py ARCHIVE [--sizes 1000,4000,...] [--gold GOLD]
    python bench/growth.py memory [--sizes ...] [--gold GOLD] [--peer PYTHON]

ARCHIVE  articles of bench/events.py are written to a new archive and grouped, from one size to the next, as
         `dateline add` does; at each size: articles a second of processor time, B-cubed F1 against the events they
         were made of, bytes an article that stories take in the file, the most memory of this process, the
         milliseconds of processor time that one more article takes (median of 30: written, weighed, grouped), and how
         many articles keep their story's id from a size to the next tenth more.
memory   the same articles grouped by `dateline stories`, each size in a process of its own: articles a second, most
         memory; with --peer, beside scikit-learn's TF-IDF and agglomerative clustering (average linkage, cosine) of an
         interpreter that has it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import zstandard
from events import Events, Made, b_cubed

from dateline.archive import Archive, groups, open_archive
from dateline.archive.store import write_reading
from dateline.archive.values import Reading
from dateline.model import Article, Page
from dateline.pipeline.regroup import regroup
from dateline.stories import group_all, signature

GOLD = Path(__file__).parent.parent.parent / "shared" / "gold"
SIZES = "1000,4000,16000,64000,100000"
BATCH = 2_000
ONE_MORE = 30
_PEER = """
import json, resource, sys, time
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
texts = json.load(sys.stdin)
began = time.process_time()
matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts).toarray().astype("float32")
told = AgglomerativeClustering(n_clusters=None, metric="cosine", linkage="average", distance_threshold=0.7)
labels = told.fit_predict(matrix)
print(json.dumps([time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, labels.tolist()]))
"""


def rows(gold: Path) -> list[dict[str, Any]]:
    """Return the gold articles that events are made of."""
    found = []
    for name in ("stories/dev.jsonl", "polnear/train.jsonl"):
        with (gold / name).open(encoding="utf-8") as lines:
            found += [{"title": row.get("title"), "text": row["text"]} for row in map(json.loads, lines)]
    return found


def signed(made: Made) -> Any:
    """Return an article's signature."""
    return signature(id=made.id, text=made.text, title=made.title, published=made.published, outlet=made.outlet)


def reading(made: Made) -> Reading:
    """Return what a worker would hand over of an article, without statements."""
    url = f"https://{made.outlet.replace(' ', '-').lower()}.example/{made.id}"
    page = Page(id=made.id, data=made.text.encode(), url=url, captured=None, source=url)
    article = Article(id=made.id, url=url, headline=made.title, text=made.text, published=made.published,
                      outlet=made.outlet, language="en")
    return Reading(page=page, payload=hashlib.sha256(f"{made.id} {made.text}".encode()).hexdigest(),
                   zstd=zstandard.compress(page.data), key=url, article=article, statements=(), speakers=(),
                   signature=signed(made), version="bench", model="bench")


def write(archive: Archive, articles: list[Made]) -> float:
    """Write and group articles; return the seconds of processor time."""
    readings = [reading(made) for made in articles]
    began = time.process_time()
    with archive.transaction():
        for one in readings:
            write_reading(archive, one)
    regroup(archive)
    return time.process_time() - began


def told(archive: Archive) -> dict[str, str]:
    """Return the story of each article, by the number in its address."""
    return {row[0].rsplit("/", 1)[1]: row[1] for row in
            archive.db.execute("SELECT key, story FROM article WHERE story IS NOT NULL")}


def bytes_of_stories(archive: Archive) -> int:
    """Return what stories take in the file: keys, links, why, with their indexes, and signatures."""
    tables = ("story_key", "placed", "sqlite_autoindex_placed_1", "link", "link_a", "link_b", "membership",
              "sqlite_autoindex_membership_1")
    found = archive.db.execute(f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({','.join('?' * len(tables))})", tables)
    return int(found.fetchone()[0] + archive.db.execute("SELECT sum(length(signature)) FROM edition").fetchone()[0])


def grow(path: Path, gold: Path, sizes: list[int]) -> None:
    """Print the figures of each size; nothing of a size is printed before it is reached."""
    events = Events(rows(gold))
    arriving = events.arriving(int(sizes[-1] * 1.2))
    first = 0.0
    with open_archive(path, write=True, create=True, purpose="bench") as archive:
        count = 0
        for size in sizes:
            spent = 0.0
            for goal in (size, size + size // 10):  # the first tenth after a size shows which ids stay
                began, before = count, told(archive)
                while count < goal:
                    batch = list(islice(arriving, min(BATCH, goal - count)))
                    spent += write(archive, batch)
                    count += len(batch)
                if goal == size:
                    one = [1000 * write(archive, list(islice(arriving, 1))) for _ in range(ONE_MORE)]
                    count += ONE_MORE
                    first = first or median(one)
                    at_size(archive, size, spent / (count - began), median(one), first)
            after = told(archive)
            kept = sum(after[article] == story for article, story in before.items())
            leads = {old: groups.story_named(archive, old) for old in set(before.values())}
            led = sum(after[article] == leads[story] for article, story in before.items())
            print(f"  {count - began} more: {kept / len(before):.4f} of {len(before)} articles keep their story's id, "
                  f"{led / len(before):.4f} are where it leads", flush=True)


def at_size(archive: Archive, size: int, seconds: float, one: float, first: float) -> None:
    """Print the figures of a size."""
    stories = told(archive)
    f1 = b_cubed(stories, {article: int(article.split("-")[0]) for article in stories})
    print(f"{size} articles: {1 / seconds:.0f} grouped/s, B-cubed F1 {f1:.4f}, "
          f"{bytes_of_stories(archive) / len(stories):.0f} bytes an article, "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB; one more: {one:.1f} ms "
          f"({one / first:.2f} times that of the first size)", flush=True)


def memory(gold: Path, size: int, peer: str | None) -> None:
    """Print rate and memory of one size."""
    made = list(Events(rows(gold)).arriving(size))
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    signatures = [signed(one) for one in made]
    ready = time.process_time()
    places = group_all(signatures)
    done = time.process_time()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    event = {one.id: one.event for one in made}
    print(f"{size} articles: {size / (ready - began):.0f} signatures/s, {size / (done - ready):.0f} grouped/s, "
          f"B-cubed F1 {b_cubed({p.id: p.story for p in places}, event):.4f}, "  # type: ignore[misc]
          f"{1024 * (most - base) / size:.0f} bytes an article more in memory", flush=True)
    if peer:
        run = subprocess.run([peer, "-c", _PEER], input=json.dumps([f"{one.title}\n{one.text}" for one in made]),
                             capture_output=True, text=True, check=True)
        seconds, kib, labels = json.loads(run.stdout)
        f1 = b_cubed({one.id: str(label) for one, label in zip(made, labels, strict=True)}, event)
        print(f"  scikit-learn: {size / seconds:.0f} articles/s (one core), {kib / 1024:.0f} MiB, B-cubed F1 {f1:.4f}",
              flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", metavar="ARCHIVE|memory")
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--peer")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    if options.part != "memory":
        grow(Path(options.part), options.gold, sizes)
    elif options.alone:
        memory(options.gold, sizes[0], options.peer)
    else:
        for size in sizes:  # memory that a process had once it never gives back
            peer = ["--peer", options.peer] if options.peer else []
            subprocess.run([sys.executable, __file__, "memory", "--alone", "--sizes", str(size), "--gold",
                            str(options.gold), *peer], check=True)


if __name__ == "__main__":
    main()
