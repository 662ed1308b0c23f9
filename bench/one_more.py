"""What one more article costs in a large archive, beside what it costs in small ones.

    python bench/one_more.py make ARCHIVE SIZE [--seed N] [--gold GOLD]
    python bench/one_more.py measure ARCHIVE:SIZE[:SEED] ... [--articles N] [--gold GOLD]

make     an archive of SIZE articles of bench/events.py, linked and grouped in memory and written at once: what adding
         them one by one gives (tests/archive/test_stories.py), in a fraction of the time. Prints what each step takes.
measure  the articles that arrive next are added to copies of the archives one by one, in turns, and the milliseconds
         of processor time are printed by size: reading (the page through every room), writing, grouping (echoes, keys,
         links, stories, names), with the ratios to the first size, of what stories add and of all. Events are of very
         unequal sizes, so give several small archives of other seeds: one of 1,000 says little.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path
from statistics import mean, median

from events import Events, Made, b_cubed
from growth import GOLD, reading, rows

from dateline.archive import Archive, groups, keys, open_archive
from dateline.archive.ids import article_id
from dateline.archive.keys import Standing
from dateline.archive.store import write_reading
from dateline.model import Given, Grouping, Link, Page, Signature
from dateline.pipeline.regroup import regroup
from dateline.pipeline.work import as_reading, payload_hash, read_whole
from dateline.stories import group, link
from dateline.stories.group import MOST_MEMBERS, connected_sets
from dateline.stories.near import leading, numbered, place_of

BATCH = 2_000  # articles a transaction
SKIPPED = 3  # articles before what is counted: caches are cold


def make(path: Path, size: int, seed: int, gold: Path) -> None:
    """Write and group an archive; print what each step takes."""
    began, event = time.process_time(), dict[str, int]()
    with open_archive(path, write=True, create=True, purpose="bench") as archive:
        arriving = Events(rows(gold), seed=seed).arriving(size)
        while batch := [(made.event, reading(made)) for made in islice(arriving, BATCH)]:
            with archive.transaction():
                for number, one in batch:
                    write_reading(archive, one)
                    event[article_id(one.key)] = number
        said("written, with signatures", size, began)
        signatures = [*groups.signatures(archive, [*event]).values()]
        began = time.process_time()
        found = [(weighed, count) for a, b, count in leading(signatures) if (weighed := link(a, b))]
        said(f"weighed, {2 * len(found) / size:.1f} links an article", size, began)
        began = time.process_time()
        places = grouped(signatures, [one for one, _ in found])
        said("grouped", size, began)
        told = {place.id: place.story or "" for _, place in places}
        print(f"B-cubed F1 {b_cubed(told, event):.4f}; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} "
              "MiB, most of it links", flush=True)
        began = time.process_time()
        with archive.transaction():
            keep(archive, signatures, found, places)
        regroup(archive)
        said("kept, named", size, began)


def said(what: str, size: int, began: float) -> None:
    spent = time.process_time() - began
    print(f"{what}: {spent:.0f} s of processor time, {size / spent:.0f} articles/s", flush=True)


def grouped(signatures: list[Signature], links: list[Link]) -> list[tuple[int, Grouping]]:
    """Return the place of each article, and how often its set was cut out of a larger one."""
    known = {one.id: one for one in signatures}
    return [(level, place) for level, members, touching in connected_sets([*known], links, MOST_MEMBERS, 0)
            for place in group([known[one] for one in members], touching, level=level)]


def keep(archive: Archive, signatures: list[Signature], found: list[tuple[Link, int]],
         places: list[tuple[int, Grouping]]) -> None:
    """Write all that `regroup` would, and take the articles off its list."""
    under = list[tuple[int, int, int]]()
    for one in signatures:
        stands = Standing(place_of(one.published), frozenset(map(numbered, one.keys)))
        keys.keep(archive, one.id, one, stands)
        under += [(key, stands.place, keys.number_of(one.id)) for key in stands.keys]
    archive.db.executemany("INSERT INTO story_key VALUES (?, ?, ?)", sorted(under))
    archive.db.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?)", sorted(
        (one.a, one.b, one.score, int(one.same_text), one.reason, count) for one, count in found))
    for level in {level for level, _ in places}:
        groups.keep_grouping(archive, [place for cut, place in places if cut == level], level=level)
    archive.db.execute("DELETE FROM pending WHERE stage IN (1, 2)")


def measure(archives: list[tuple[Path, int, int]], count: int, gold: Path) -> None:
    """Add the next articles in turns; print the times."""
    opened = []
    for path, size, seed in archives:
        copy = path.with_suffix(".copy")
        shutil.copy(path, copy)
        opened.append((size, open_archive(copy, write=True, purpose="bench"), after(size, count, seed, gold)))
    spent: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
    for number in range(count):
        for size, archive, coming in opened:
            times = one_more(archive, coming[number])
            if number >= SKIPPED:
                spent[size].append(times)
    first = spent[archives[0][1]]
    for size, times in spent.items():
        stories = [write + grouping for _, write, grouping in times]
        base = [write + grouping for _, write, grouping in first]
        print(f"{size} articles, {len(times)} more, ms of processor time, mean (median): "
              + ", ".join(f"{what} {mean(part):.1f} ({median(part):.1f})" for what, part in
                          zip(("reading", "writing", "grouping"), zip(*times, strict=True), strict=True))
              + f"; writing and grouping {mean(stories) / mean(base):.2f} ({median(stories) / median(base):.2f}) and "
                f"all {mean(map(sum, times)) / mean(map(sum, first)):.2f} times the first", flush=True)


def after(size: int, count: int, seed: int, gold: Path) -> list[Made]:
    """Return the articles that arrive next."""
    return list(islice(Events(rows(gold), seed=seed).arriving(size + count), size, size + count))


def one_more(archive: Archive, made: Made) -> tuple[float, float, float]:
    """Add an article as `dateline add` does; return the milliseconds that reading, writing and grouping it take."""
    page = Page(id=made.id, data=made.text.encode(), form="text", charset="utf-8", url=reading(made).key,
                captured=None, source=made.id,
                given=Given(title=made.title, published=made.published, outlet=made.outlet))
    began = time.process_time()
    read = as_reading(page, payload_hash(page), read_whole(page))
    done = time.process_time()
    with archive.transaction():
        write_reading(archive, read)
    written = time.process_time()
    regroup(archive)
    return 1000 * (done - began), 1000 * (written - done), 1000 * (time.process_time() - written)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("make", "measure"))
    parser.add_argument("archives", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--gold", type=Path, default=GOLD)
    options = parser.parse_args()
    if options.part == "make":
        path, size = options.archives
        if Path(path).exists():
            sys.exit(f"{path} is there already")
        make(Path(path), int(size), options.seed, options.gold)
    else:
        named = [(*one.split(":"), "1")[:3] for one in options.archives]
        measure([(Path(path), int(size), int(seed)) for path, size, seed in named], options.articles, options.gold)


if __name__ == "__main__":
    main()
