"""How fast an archive leaves, and in how much memory.

    python bench/export.py [--statements N] [--archive FILE] [--forms csv parquet ...] [--whole] [--each]

Makes an archive of N statements (20 an article, 60 kinds of sentence, words drawn at random with seed 1) by the
functions that `dateline add` writes with, without the reader and the tagger, unless FILE is there already; then runs
`dateline export` in a process of its own for each format and prints seconds by the clock and of one core (which other
work on the machine does not lengthen), rows a second of a core, bytes, and the largest resident set. CSV and Parquet
leave as the statements' table with its manifest; with --whole, as every table in a folder too. --each: every table of
each format (of every one, unless --forms names some), one by one.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import zstandard

from dateline.archive import Archive, groups, open_archive
from dateline.archive.lists import all_articles
from dateline.archive.store import write_reading
from dateline.archive.values import Reading
from dateline.export.forms import FORMS
from dateline.model import Article, Grouping, Page, Speaker, Statement
from dateline.speakers import identify

EACH = 20  # statements an article
WORDS, FIRST, LAST = map(str.split, (
    "council bridge river harbour school roof ferry storm winter pier money county promise spring family rain mayor "
    "budget vote road hospital teacher union strike price market tax report police court",
    "Ana Bo Eva Omar Ivy Paul Mia Nils Rosa Tom Lea Jan Zoe Max Ida Kurt",
    "Ruiz Lind Holm Said Chen Okoro Berg Vane Marsh Pike Stone Adler Kern Frost Webb Dahl"))


def readings(count: int, random: Random) -> Iterator[Reading]:
    """Yield readings of `count` articles."""
    zstd = zstandard.compress(b"page")
    for number in range(count):
        parts: list[str] = []
        statements = []
        at = 0
        for _ in range(EACH):
            name = f"{random.choice(FIRST)} {random.choice(LAST)}"
            content = "the " + " ".join(random.choices(WORDS, k=random.randrange(8, 30)))
            source, cue = (at, at + len(name)), (at + len(name) + 1, at + len(name) + 5)
            where = (cue[1] + 6, cue[1] + 6 + len(content))
            sentence = f"{name} said that {content}. "
            speaker = Speaker(name=name, role="Mayor", chain=(source,), confidence=0.9)
            statements.append(Statement(kind="indirect", method="bench", source=(source,), cue=(cue,),
                                        content=(where,), confidence=0.8, speakers=(speaker,)))
            parts.append(sentence)
            at += len(sentence)
        text = "".join(parts)
        data = text.encode()
        url = f"https://paper{number % 50}.example/{number}"
        published = f"20{10 + number % 16}-{1 + number % 12:02}-{1 + number % 28:02}T{number % 24:02}:00:00+01:00"
        article = Article(id=str(number), url=url, headline=f"Council meets on {parts[0][:40]}", text=text,
                          outlet=f"Paper {number % 50}", published=published, language="en")
        yield Reading(
            page=Page(id=str(number), data=data, url=url, captured=published, source="bench"), zstd=zstd,
            payload=hashlib.sha256(data).hexdigest(), key=url, article=article, statements=tuple(statements),
            speakers=tuple(tuple(one.id for s in st.speakers if (one := identify(s))) for st in statements),
            signature=None, version="bench", model="bench")


def make(path: Path, statements: int) -> None:
    """Make the archive, two articles of three in stories of five."""
    random = Random(1)
    with open_archive(path, write=True, create=True, purpose="bench") as archive:
        batch: list[Reading] = []
        for reading in readings(statements // EACH, random):
            batch.append(reading)
            if len(batch) == 500:
                _write(archive, batch)
        _write(archive, batch)
        ids = list(all_articles(archive))
        with archive.transaction():
            groups.keep_grouping(archive, (Grouping(id=one, story=ids[n - n % 5]) for n, one in enumerate(ids)
                                           if n % 15 < 10))


def _write(archive: Archive, batch: list[Reading]) -> None:
    with archive.transaction():
        for reading in batch:
            write_reading(archive, reading)
    batch.clear()


def measure(archive: Path, form: str, what: str | None, folder: Path) -> None:
    """Run one export as a person would; print what it took."""
    target = f"{folder}/{form}/" if what is None and FORMS[form].is_flat else f"{folder}/{what}.{form}"
    arguments = ["export", "--format", form, *(["--what", what] if what else []), "--archive", str(archive), target]
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", "from dateline.cli import main; main()", *arguments],
                          stderr=subprocess.PIPE, text=True) as process:
        told = process.stderr.read() if process.stderr else ""
        _, status, usage = os.wait4(process.pid, 0)
    seconds, core = time.perf_counter() - began, usage.ru_utime + usage.ru_stime
    if status:
        raise SystemExit(told)
    rows = sum(int(number.replace(",", "")) for number in re.findall(r"^([\d,]+) \w+ written", told, re.MULTILINE))
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    named = what or ("every table" if FORMS[form].is_flat else "")
    print(f"{form:15} {named:15} {seconds:7.1f} s  {core:7.1f} s of a core  {rows:10,} rows  "
          f"{rows / core:9,.0f} rows/s of a core  {size / 2**20:8.1f} MiB  peak {usage.ru_maxrss / 1024:6.0f} MiB",
          flush=True)


def asked(forms: list[str] | None, *, whole: bool, each: bool) -> Iterator[tuple[str, str | None]]:
    """Yield what to measure: a format, and a table or None for all of them."""
    for form in forms or (FORMS if each else ("parquet", "csv")):
        about = FORMS[form]
        if len(about.what) == 1:
            yield form, None
        else:
            yield from ((form, what) for what in (about.what if each else about.what[:1]))
        if whole and about.is_flat:
            yield form, None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--archive", type=Path, help="kept, and used again where it is there")
    parser.add_argument("--forms", nargs="*", choices=FORMS, help="parquet and csv, unless others are named")
    parser.add_argument("--whole", action="store_true", help="every table in one run too")
    parser.add_argument("--each", action="store_true", help="every table of each format")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = options.archive or Path(folder) / "bench.db"
        if not archive.exists():
            began = time.perf_counter()
            make(archive, options.statements)
            print(f"made: {options.statements:,} statements in {time.perf_counter() - began:.0f} s, "
                  f"{archive.stat().st_size / 2**20:.0f} MiB")
        for form, what in asked(options.forms, whole=options.whole, each=options.each):
            with tempfile.TemporaryDirectory() as out:
                measure(archive, form, what, Path(out))


if __name__ == "__main__":
    main()
