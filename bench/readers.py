"""dateline beside other readers of articles on the gold: quality, pages a second, peak memory; in one run.

    python -m venv PEERS
    PEERS/bin/pip install trafilatura==2.3.0 newspaper4k readability-lxml resiliparse lxml_html_clean
    python bench/readers.py PEERS/bin/python [--every N] [--without NAME]

Each reader is a process of its own that has loaded what it needs and read ten pages before the clock starts. They then
take turns, twenty pages each, so that what else the machine does slows all of them alike. Seconds are the
processor's, of one thread; each reader is given bytes decoded alike, and finds all that it can: text, title, date,
authors. Memory is the peak of the process. The scorers are those that stand beside the gold ($DATELINE_GOLD, else
../shared/gold). --every N: only each Nth page.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from quality import GOLD, html_of, rows_of
from reliability import scorer

SETS = ("extraction", "pages", "wcxb")
READERS = ("dateline", "trafilatura", "newspaper4k", "readability-lxml", "resiliparse")
TURN, BEFORE = 20, 10  # pages of one turn; pages read before the clock starts
Read = Callable[[str, str | None], dict[str, Any]]


def loaded(name: str) -> Read:
    """Return what reads one page (HTML, address) into text, headline, published and authors."""
    return {"dateline": _dateline, "trafilatura": _trafilatura, "newspaper4k": _newspaper,
            "readability-lxml": _readability, "resiliparse": _resiliparse}[name]()


def _dateline() -> Read:
    from dateline.article import read_article
    from dateline.model import Page

    # what tells languages is loaded by the first page that does not say its own, which may come late
    read_article(Page(id="first", data=b"<p>" + b"Der Rat von Harrow trat am Dienstag zusammen. " * 20))

    def read(html: str, url: str | None) -> dict[str, Any]:
        article = read_article(Page(id="a", data=html.encode(), charset="utf-8", url=url))
        return {"text": article.text, "headline": article.headline, "published": article.published,
                "authors": list(article.authors)}

    return read


def _trafilatura() -> Read:
    import trafilatura

    def read(html: str, url: str | None) -> dict[str, Any]:
        found = trafilatura.bare_extraction(html, url=url, with_metadata=True)
        if found is None:
            return {}
        return {"text": found.text, "headline": found.title, "published": found.date,
                "authors": (found.author or "").split("; ")}

    return read


def _newspaper() -> Read:
    import newspaper

    def read(html: str, url: str | None) -> dict[str, Any]:
        article = newspaper.Article(url or "https://page.example/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        published = article.publish_date
        return {"text": article.text, "headline": article.title, "authors": article.authors,
                "published": published.isoformat() if hasattr(published, "isoformat") else published}

    return read


def _readability() -> Read:
    import lxml.html
    import readability

    def read(html: str, url: str | None) -> dict[str, Any]:
        document = readability.Document(html, url=url)
        return {"text": lxml.html.fromstring(document.summary()).text_content(), "headline": document.short_title()}

    return read


def _resiliparse() -> Read:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def read(html: str, url: str | None) -> dict[str, Any]:  # noqa: ARG001
        tree = HTMLTree.parse(html)
        return {"text": extract_plain_text(tree, main_content=True, alt_texts=False), "headline": tree.title}

    return read


def work(name: str, given: Path, printed: Path) -> None:
    """A child: read pages in turns that lines on stdin ask for ("from to"); answer with seconds, last with MiB."""
    read = loaded(name)
    rows = rows_of(given)

    def safely(row: dict[str, Any]) -> dict[str, Any]:
        try:
            return read(row["html"], row["url"])
        except Exception:  # whatever a reader raises, it has read nothing
            return {}

    for row in rows[:BEFORE]:
        safely(row)
    print("ready", flush=True)
    with printed.open("w", encoding="utf-8") as stream:
        for turn in iter(sys.stdin.readline, "end\n"):
            first, last = map(int, turn.split())
            start = time.process_time()
            found = [safely(row) for row in rows[first:last]]
            print(time.process_time() - start, flush=True)
            for row, one in zip(rows[first:last], found, strict=True):
                stream.write(json.dumps({"id": row["id"], **one}) + "\n")
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(int(peak.split()[1]) / 1024, flush=True)


def pages_of(every: int) -> list[dict[str, Any]]:
    """The gold's pages: id (with its set before a colon), address where known, HTML."""
    rows = []
    for name in SETS:
        gold = GOLD / name / "gold.jsonl"
        urls = {row["id"]: row["url"] for row in rows_of(gold)} if gold.exists() else {}
        for path in sorted((GOLD / name / "html").iterdir())[::every]:
            page = path.name.partition(".")[0]
            rows.append({"id": f"{name}:{page}", "url": urls.get(page), "html": html_of(path)})
    return rows


def run(names: list[str], peers: str, rows: list[dict[str, Any]], folder: Path) -> dict[str, tuple[float, float]]:
    """Let all readers read all pages in turns; return the seconds and MiB of each. Their answers are NAME.out."""
    given = folder / "pages.jsonl"
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    children = {}
    for name in names:
        command = [sys.executable if name == "dateline" else peers, __file__, "--child", name, str(given),
                   str(folder / f"{name}.out")]
        children[name] = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                          env=environment, stderr=subprocess.DEVNULL)
        if _told(children[name]) != "ready\n":
            sys.exit(f"{name}: did not start")
    seconds = dict.fromkeys(names, 0.0)
    for first in range(0, len(rows), TURN):
        for name, child in children.items():
            seconds[name] += float(_asked(child, f"{first} {first + TURN}\n"))
    return {name: (seconds[name], float(_asked(child, "end\n"))) for name, child in children.items()}


def _asked(child: subprocess.Popen[str], line: str) -> str:
    child.stdin.write(line)  # type: ignore[union-attr]
    child.stdin.flush()  # type: ignore[union-attr]
    return _told(child)


def _told(child: subprocess.Popen[str]) -> str:
    return child.stdout.readline()  # type: ignore[union-attr]


HEAD = """| | extraction: F1 / exact | wcxb: F1 / exact | body F1, pages / wcxb | headline close, pages / wcxb \
| date right / wrong, pages | wcxb | byline precision / recall, pages | wcxb | pages/s of one core | peak memory |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"""


def figures(answers: Path) -> list[str]:
    """The cells of quality of one reader's row."""
    found: dict[str, dict[str, Any]] = {name: {} for name in SETS}
    for row in rows_of(answers):
        name, _, page = str(row["id"]).partition(":")
        found[name][page] = row
    texts = {}
    for name in ("extraction", "wcxb"):
        truth = json.loads((GOLD / name / "ground-truth.json").read_text(encoding="utf-8"))
        texts[name] = scorer("extraction").score({page: truth[page] for page in found[name] if page in truth},
                                                 {page: row.get("text") or "" for page, row in found[name].items()})
    around = {}
    for name in ("pages", "wcxb"):
        gold = [row for row in rows_of(GOLD / name / "gold.jsonl") if row["id"] in found[name]]
        around[name] = scorer("pages").score(gold, found[name])
    one, other = around["pages"], around["wcxb"]
    return [*(f"{texts[name]['f1']:.3f} / {texts[name]['exact']:.2f}" for name in ("extraction", "wcxb")),
            f"{one['body']['f1']:.3f} / {other['body']['f1']:.3f}",
            f"{one['headline']['close']:.2f} / {other['headline']['close']:.2f}",
            *(f"{each['date']['right']:.2f} / {each['date']['wrong']:.2f}" for each in (one, other)),
            *(f"{each['byline']['precision']:.2f} / {each['byline']['recall']:.2f}" for each in (one, other))]


def main() -> None:
    """Run all, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("peers", help="the python of the environment that has the other readers")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--without", action="append", default=[])
    options = parser.parse_args()
    rows = pages_of(options.every)
    names = [name for name in READERS if name not in options.without]
    print(f"{len(rows):,} pages\n\n{HEAD}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, (seconds, mib) in run(names, options.peers, rows, Path(folder)).items():
            cells = figures(Path(folder) / f"{name}.out")
            print(" | ".join(["| " + name, *cells, f"{len(rows) / seconds:.1f}", f"{mib:,.0f} MiB |"]), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        work(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main()
