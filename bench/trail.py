"""How fast the trail of a quotation is found in an archive of a million statements, and how much of it.

    python bench/trail.py make ARCHIVE [--statements N] [--gold GOLD]
    python bench/trail.py measure ARCHIVE [--queries N] [--gold GOLD]

make     writes an archive through the store, as `dateline add` does: articles of 20 statements, each of which mixes two
         of the gold's (so that words are as frequent together as in news), and one in eight words another way what an
         earlier one says: trimmed, reordered, inside another sentence, with other marks, a word changed, as it was.
measure  asks for statements that have such variants, for parts of them, and for frequent words: milliseconds of
         processor time of each question in this one process, which one core that is free takes, and how many of the
         variants made of a statement are in its trail; bytes an echo key takes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import zstandard

from dateline.archive import Archive, open_archive
from dateline.archive.store import write_reading
from dateline.archive.values import Reading
from dateline.model import Article, Page, Speaker, Statement
from dateline.pipeline.echoes import find_echoes
from dateline.pipeline.trace import trace

GOLD = Path(__file__).parent.parent.parent / "shared" / "gold"
EACH = 20  # statements an article
VARIED = 0.125  # of all statements
CUES = ("said", "told reporters", "argued", "wrote", "insisted")
FREQUENT = ("we will win", "make america great again", "donald trump", "the american people", "no comment",
            "it is what it is", "hillary clinton and donald trump", "the united states of america", "yes we can",
            "I think that we have to do more than that")


def contents(gold: Path) -> list[str]:
    """Return what is said in the gold, by one annotator of each article."""
    found = []
    with (gold / "polnear" / "train.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found += [" ".join(" … ".join(row["text"][start:end] for start, end in one["content"]).split())
                      for one in row["annotations"][0]["attributions"] if one["content"]]
    return [words for words in found if 3 <= len(words.split()) <= 60]


def variant(words: str, kind: str, other: str, random: Random) -> str:
    """Return another wording of a quotation."""
    split = words.split()
    half = len(split) // 2
    if kind == "trimmed":
        return " ".join(split[:max(half, 6)] if random.random() < 0.5 else split[-max(half, 6):])
    if kind == "reordered":
        return " ".join(split[half:] + split[:half])
    if kind == "inside another":
        return f"{other}, and that {words}, too"
    if kind == "a word changed":
        split[random.randrange(len(split))] = random.choice(other.split())
        return " ".join(split)
    return f"„{words.strip('“”')}“" if kind == "other marks" else words


KINDS = ("as it was", "trimmed", "reordered", "inside another", "a word changed", "other marks")


def said(gold: list[str], random: Random, count: int) -> Iterator[tuple[str, int, str]]:
    """Yield (words, number of the statement that it varies or its own, kind of variant or "")."""
    bases: list[tuple[int, str]] = []
    for number in range(count):
        if bases and random.random() < VARIED:
            of, words = random.choice(bases)
            kind = random.choice(KINDS)
            yield variant(words, kind, random.choice(gold), random), of, kind
            continue
        one, other = random.choice(gold).split(), random.choice(gold).split()
        words = " ".join(one[: max(3, len(one) // 2)] + other[len(other) // 2:])
        if len(one) + len(other) > 30:
            bases.append((number, words))
        yield words, number, ""


def reading(number: int, group: list[tuple[str, int, str]], random: Random) -> Reading:
    """Return an article that says these things; its address tells what varies what."""
    text, statements = "", []
    for words, _, _ in group:
        source, cue = f"Speaker {random.randrange(5000)} Name", random.choice(CUES)
        start = len(text)
        text += f"{source} {cue} {words}.\n\n"
        middle = start + len(source) + 1
        content = middle + len(cue) + 1
        statements.append(Statement(
            kind="indirect", source=((start, start + len(source)),), cue=((middle, middle + len(cue)),),
            content=((content, content + len(words)),), confidence=0.9,
            speakers=(Speaker(name=source, chain=((start, start + len(source)),), confidence=0.9),)))
    day = random.randrange(3 * 365)
    published = f"{2023 + day // 365}-{1 + day % 365 // 31:02}-{1 + day % 28:02}T{random.randrange(24):02}:00:00"
    url = f"https://outlet-{random.randrange(200)}.example/{number}"
    page = Page(id=str(number), data=f"{number} {text}".encode(), url=url, captured=None, source=url)
    article = Article(id=str(number), url=url, headline=f"Report {number}", text=text, published=published,
                      outlet=url.split("/")[2], language="en")
    identities = tuple(tuple(one.speakers[0].name[8:] for _ in range(1)) for one in statements)
    return Reading(page=page, payload=hashlib.sha256(page.data).hexdigest(), zstd=zstandard.compress(page.data),
                   key=url, article=article, statements=tuple(statements), speakers=identities, signature=None,
                   version="bench", model="bench")


def make(path: Path, gold: Path, count: int) -> None:
    """Write the archive, and beside it which statements vary which."""
    random, words = Random(1), contents(gold)
    varies: dict[int, list[tuple[str, str]]] = defaultdict(list)
    base: dict[int, str] = {}
    group: list[tuple[str, int, str]] = []
    began = time.perf_counter()
    with open_archive(path, write=True, create=True, purpose="bench") as archive:
        archive.db.execute("BEGIN")
        for number, one in enumerate(said(words, random, count), 1):
            group.append(one)
            if one[2]:
                varies[one[1]].append((one[2], one[0]))
            elif len(base) < 200_000:
                base[one[1]] = one[0]
            if len(group) == EACH:
                write_reading(archive, reading(number // EACH, group, random))
                group = []
            if number % 20_000 == 0:
                archive.db.execute("COMMIT")
                archive.db.execute("BEGIN")
                print(f"{number} statements, {number / (time.perf_counter() - began):.0f} a second", flush=True)
        archive.db.execute("COMMIT")
        began = time.perf_counter()
        find_echoes(archive)
        print(f"echo keys: {count / (time.perf_counter() - began):.0f} statements a second")
    kept = [(base[of], variants) for of, variants in varies.items() if of in base]
    path.with_suffix(".json").write_text(json.dumps(kept), encoding="utf-8")


def ask(archive: Archive, words: str) -> tuple[float, set[str], int]:
    """Return the milliseconds of processor time that a trail takes, the wordings in it, and how many there are."""
    began = time.process_time()
    trail = trace(archive, words)
    return 1000 * (time.process_time() - began), {one.said.content for one in trail.wordings}, trail.total


def measure(path: Path, queries: int) -> None:
    """Print times and recall."""
    kept = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    chosen = Random(2).sample(kept, min(queries, len(kept)))
    times: dict[str, list[float]] = defaultdict(list)
    found, made = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    with open_archive(path) as archive:
        for words, variants in chosen:
            spent, wordings, _ = ask(archive, words)
            times["whole statements"].append(spent)
            for kind, other in variants:
                made[kind] += 1
                found[kind] += other in wordings
            split = words.split()
            times["five words of them"].append(ask(archive, " ".join(split[2:7]))[0])
            times["two words of them"].append(ask(archive, " ".join(split[3:5]))[0])
        for words in FREQUENT:
            spent, _, total = ask(archive, words)
            times["frequent words"].append(spent)
            print(f"  {words!r}: {total} wordings, {spent:.0f} ms")
        keys, size, statements = archive.db.execute(
            "SELECT (SELECT count(*) FROM echo), (SELECT sum(pgsize) FROM dbstat WHERE name IN ('echo', "
            "'echo_statement')), (SELECT count(*) FROM statement)").fetchone()
    every = sorted(one for group in times.values() for one in group)
    for name, group in [*times.items(), ("all", every)]:
        group = sorted(group)
        print(f"{name}: {len(group)} questions, median {statistics.median(group):.0f} ms, 95th percentile "
              f"{group[int(0.95 * (len(group) - 1))]:.0f} ms, worst {group[-1]:.0f} ms")
    for kind in KINDS:
        print(f"in the trail of the whole statement: {kind}: {found[kind]} of {made[kind]}")
    print(f"{statements} statements, {keys / statements:.1f} echo keys each, {size / statements:.0f} bytes each; "
          f"the archive {path.stat().st_size / 2**20:.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("make", "measure"))
    parser.add_argument("archive", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=100)
    options = parser.parse_args()
    if options.part == "make":
        if options.archive.exists():
            sys.exit(f"{options.archive} is there already")
        make(options.archive, options.gold, options.statements)
    else:
        measure(options.archive, options.queries)


if __name__ == "__main__":
    main()
