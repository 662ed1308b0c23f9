"""How quick is the reader on a large archive? Makes one, serves it over real HTTP, and asks for every page.

    python bench/reader.py make FILE [--articles 100000]     writes the archive (statements: ten an article)
    python bench/reader.py measure FILE [--asks 60]          prints a table: median and 95th percentile of every page by
                                                             the clock and in processor time of the server, the
                                                             largest answer, the server's memory before and after

The archive is written by the archive's own functions from made-up readings: the rooms that read pages are measured
elsewhere. Words, speakers and outlets are drawn with the skew that news has (1/rank), from a fixed seed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import httpx
import zstandard

from dateline.archive import groups, open_archive
from dateline.archive.store import write_reading
from dateline.archive.values import Reading
from dateline.model import Article, Block, Dropped, Given, Grouping, Moment, Page, Party, Speaker, Statement, Times

STATEMENTS, WORDS, SPEAKERS, OUTLETS = 10, 20_000, 20_000, 200
LETTERS = ("ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "wa", "ye", "zo")
TARGET = {"search": 150.0, "page": 100.0}  # milliseconds, 95th percentile


class Skewed:
    """Draws from a list, the n-th item with weight 1/n."""

    def __init__(self, items: list[str]) -> None:
        self.items = items
        self._sums = list(accumulate(1 / (n + 3) for n in range(len(items))))

    def draw(self, chance: random.Random, count: int = 1) -> str:
        """So many of them, a space between."""
        return " ".join(chance.choices(self.items, cum_weights=self._sums, k=count))


def word(number: int) -> str:
    """A word for a number, the same every time, no two alike."""
    parts, rest = [], number + len(LETTERS)
    while rest:
        rest, last = divmod(rest, len(LETTERS))
        parts.append(LETTERS[last])
    return "".join(parts)


class Maker:
    """Makes readings, the same for the same number."""

    def __init__(self) -> None:
        self.words = Skewed([word(number) for number in range(WORDS)])
        self.speakers = Skewed([f"{word(n * 7 + 3).title()} {word(n * 13 + 5).title()}" for n in range(SPEAKERS)])
        self.outlets = Skewed([f"The {word(n * 5 + 2).title()} Post" for n in range(OUTLETS)])

    def reading(self, number: int, *, edition: int = 0) -> Reading:
        chance = random.Random(number)
        text, statements, blocks = "", [], []
        for _ in range(STATEMENTS):
            plain = self.words.draw(chance, chance.randrange(12, 30)).capitalize() + "."
            who, cue = self.speakers.draw(chance), chance.choice(("said", "denied", "warned", "told reporters"))
            content = self.words.draw(chance, chance.randrange(8, 24))
            spoken = f"{who} {cue} that {content}." if chance.random() < 0.7 else f"“{content},” {who} {cue}."
            for piece in (plain, spoken):
                start = len(text) + 2 * bool(text)
                text += ("\n\n" if text else "") + piece
                blocks.append(Block(kind="paragraph", start=start, end=len(text), spans=((start, len(text)),)))
            statements.append(self._statement(chance, text, start, who, cue, content))
        day = f"{2024 + number % 2}-{1 + number // 2 % 12:02d}-{1 + number // 24 % 28:02d}"
        published = f"{day}T{number % 24:02d}:15:00Z"
        headline = self.words.draw(chance, 8).capitalize()
        return self._as_reading(number, edition, chance, text, tuple(statements), tuple(blocks), published, headline)

    def _statement(self, chance: random.Random, text: str, at: int, who: str, cue: str, content: str) -> Statement:
        start, by, how = text.index(content, at), text.index(who, at), text.index(cue, at)
        source = (by, by + len(who))
        known = chance.random() < 0.85
        return Statement(
            kind="direct" if text[at] == "“" else "indirect", act="denied" if cue == "denied" else "said",
            method="tagger 1", source=(source,), cue=((how, how + len(cue)),), content=((start, start + len(content)),),
            confidence=round(0.2 + 0.79 * chance.random(), 4),
            speakers=(Speaker(name=who, role="mayor" if chance.random() < 0.2 else None, chain=(source,),
                              confidence=0.9),) if known else (),
            addressee=(Party(text="them", name=self.speakers.draw(chance)),) if chance.random() < 0.1 else ())

    def _as_reading(self, number: int, edition: int, chance: random.Random, text: str,
                    statements: tuple[Statement, ...], blocks: tuple[Block, ...], published: str,
                    headline: str) -> Reading:
        url = f"https://news-{number % OUTLETS}.example/{number}"
        captured = f"2026-01-{1 + edition:02d}T00:00:00Z"
        page = Page(id=str(number), data=f"{number} {edition} {text}".encode(), url=url, url_from="warc",
                    captured=captured, captured_from="warc", source=f"made.warc#{number}", given=Given())
        payload = hashlib.sha256(page.data).hexdigest()
        article = Article(
            id=str(number), url=url, headline=headline + " again" * edition, text=text, published=published,
            captured=captured, outlet=self.outlets.draw(chance), language="en", blocks=blocks,
            authors=(self.speakers.draw(chance),) if chance.random() < 0.7 else (),
            status="ok" if number % 20 else "paywall",
            times=Times(published=Moment(value=published, precision="second", evidence="json-ld datePublished")),
            dropped=tuple(Dropped(reason="menu", spans=(), text=self.words.draw(chance)) for _ in range(30)))
        identities = tuple(tuple(hashlib.blake2b(one.name.encode(), digest_size=8).hexdigest() for one in said.speakers)
                           for said in statements)
        return Reading(page=page, payload=payload, zstd=zstandard.compress(page.data), key=url, article=article,
                       statements=statements, speakers=identities, signature=None, version="bench", model="made up")


def make(path: Path, count: int) -> None:
    """Write the archive, or what a file lacks of it: 3 % of the articles in two editions, a third of them in stories
    of two to nine."""
    maker, began = Maker(), time.monotonic()
    with open_archive(path, write=True, create=True, purpose="bench/reader.py") as archive:
        for faster in ("synchronous = OFF", "secure_delete = OFF", "cache_size = -1500000"):
            archive.db.execute(f"PRAGMA {faster}")
        there = archive.db.execute("SELECT count(*) FROM article").fetchone()[0]
        for first in range(there, count, 500):
            with archive.transaction():
                for number in range(first, min(first + 500, count)):
                    write_reading(archive, maker.reading(number))
                    if number % 33 == 0:
                        write_reading(archive, maker.reading(number, edition=1))
            if first % 5_000 == 0:
                print(f"{first:,} articles, {time.monotonic() - began:.0f} s", flush=True)
        ids = [row[0] for row in archive.db.execute("SELECT id FROM article ORDER BY number")]
        placed = [one for batch in stories(ids) for one in batch][max(0, there - 10):]
        for first in range(0, len(placed), 5_000):
            with archive.transaction():
                groups.keep_grouping(archive, placed[first:first + 5_000])
        for stage in (1, 2, 3):
            while waiting := groups.waiting(archive, stage, 5_000):
                with archive.transaction():
                    groups.done(archive, waiting, stage)
        archive.db.execute("PRAGMA optimize")


def stories(ids: list[str]) -> Iterator[list[Grouping]]:
    """Every article's place: of three runs of articles one tells a story, its third text a copy of the first."""
    chance, at = random.Random(1), 0
    while at < len(ids):
        size = chance.randrange(2, 10) if chance.random() < 0.1 else 1
        members = ids[at:at + size]
        yield [Grouping(id=one, story=members[0], copy_of=members[0] if place == 2 else None,
                        related=tuple(other for other in members if other != one)) for place, one in enumerate(members)]
        at += size


def addresses(archive_path: Path, asks: int) -> dict[str, list[str]]:
    """For each kind of page the addresses that are asked for, drawn from the archive."""
    chance, maker = random.Random(7), Maker()
    with open_archive(archive_path) as archive:
        last = archive.db.execute("SELECT max(number) FROM article").fetchone()[0]
        articles = [archive.db.execute("SELECT id, story FROM article WHERE number = ?", (
            chance.randrange(1, last + 1),)).fetchone() for _ in range(asks)]
        said = [archive.db.execute("SELECT id FROM statement_now WHERE article = ? LIMIT 1", (row["id"],)).fetchone()[0]
                for row in articles]

    def speaker() -> str:
        return hashlib.blake2b(maker.speakers.draw(chance).encode(), digest_size=8).hexdigest()

    def search(*parts: str) -> str:
        return "/search?" + str(httpx.QueryParams({"q": " ".join(parts)}))

    def some(make_one: object) -> list[str]:
        return [make_one() for _ in range(asks)]  # type: ignore[operator]

    draw = lambda: maker.words.draw(chance)  # noqa: E731
    name, outlet = lambda: maker.speakers.draw(chance), lambda: maker.outlets.draw(chance)
    return {
        "home": ["/"] * asks, "articles": ["/articles"] * asks,
        "articles, deep": some(lambda: f"/articles?before=2025-0{chance.randrange(1, 9)}-03T10:00:00~0"),
        "outlet": some(lambda: "/articles?" + str(httpx.QueryParams({"outlet": outlet()}))),
        "article": [f"/article/{row['id']}" for row in articles],
        "editions": [f"/article/{row['id']}/editions" for row in articles],
        "statement": [f"/statement/{one}" for one in said],
        "speakers": ["/speakers"] * asks, "speakers like": some(lambda: f"/speakers?like={draw()}"),
        "speaker": some(lambda: f"/speaker/{speaker()}"),
        "pair": some(lambda: f"/pair?a={speaker()}&b={speaker()}"),
        "stories": ["/stories"] * asks, "story": [f"/story/{row['story']}" for row in articles],
        "coverage": ["/coverage"] * asks, "review": ["/review"] * asks, "rejected": ["/rejected"] * asks,
        "trace": [f"/trace?q={one}" for one in said],
        "search: word": some(lambda: search(draw())), "search: two words": some(lambda: search(draw(), draw())),
        "search: phrase": some(lambda: search(f'"{draw()} {draw()}"')),
        "search: speaker": some(lambda: search(f'speaker:"{name()}"')),
        "search: speaker and word": some(lambda: search(f'speaker:"{name()}"', draw())),
        "search: outlet and word": some(lambda: search(f'outlet:"{outlet()}"', draw())),
        "search: kind, act, date": some(lambda: search("kind:direct", "act:denied",
                                                       f"date:2025-0{chance.randrange(1, 9)}")),
        "completions": some(lambda: "/complete.json?" + str(httpx.QueryParams({"q": f"speaker:{draw()[:3]}"}))),
    }


def measure(path: Path, asks: int, only: str) -> int:
    """Print the table; return 1 where a bar is not met."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", "from dateline.cli import main; main()", "serve", "--archive",
                               str(path), "--port", str(port), "--quiet"])
    try:
        missed = _measure(server.pid, f"http://127.0.0.1:{port}", addresses(path, asks), only)
    finally:
        server.terminate()
        server.wait()
    return int(bool(missed))


def _measure(pid: int, address: str, asked: dict[str, list[str]], only: str) -> list[str]:
    missed = []
    with httpx.Client(base_url=address, timeout=60) as client:
        while True:
            try:
                client.get("/speakers")
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        before = memory(pid)
        beside = sum(len(gzip.compress(client.get(link).content)) for link in re.findall(
            r'(?:href|src)="(/static/[^"]+)"', client.get("/").text))
        print("| page | median / 95th percentile ms | of processor | largest with style and script, packed kB | cut |")
        print("| --- | --- | --- | --- | --- |")
        for kind, places in asked.items():
            if only and only not in kind:
                continue
            times, worked, largest, cut, codes = [], [], 0, 0, set()
            for place in places:
                began, busy = time.perf_counter(), processor(pid)
                answer = client.get(place)
                times.append((time.perf_counter() - began) * 1000)
                worked.append(processor(pid) - busy)
                codes.add(answer.status_code)
                largest = max(largest, int(answer.headers.get("content-length", 0)))
                cut += "stopped after" in answer.text
            bar = TARGET["search" if kind.startswith("search") else "page"]
            missed += [kind] if percentile(times, 95) > bar or (largest + beside) > 60_000 else []
            shown = [f"{percentile(one, 50):.0f} / {percentile(one, 95):.0f}" for one in (times, worked)]
            print(f"| {kind} | {shown[0]} | {shown[1]} | {(largest + beside) / 1000:.0f} | {cut or ''} |"
                  + ("" if codes <= {200, 404} else f" {codes}"), flush=True)
        print(f"\nmemory of the server: {before:.0f} MiB at first, {memory(pid):.0f} MiB after all of it; "
              f"not met: {', '.join(missed) or 'none'}")
    return missed


def percentile(values: list[float], share: int) -> float:
    """The value below which so many of a hundred lie."""
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]


def processor(pid: int) -> float:
    """Milliseconds of processor time that the threads of a process used so far."""
    return sum(int(task.read_text().split()[0]) for task in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e6


def memory(pid: int) -> float:
    """The resident memory of a process, MiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["make", "measure"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--asks", type=int, default=60)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    if given.what == "make":
        make(given.file, given.articles)
        return 0
    return measure(given.file, given.asks, given.only)


if __name__ == "__main__":
    sys.exit(main())
