"""A made-up newspaper's pages, as many as a test needs: every page its own, some captured twice, some broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from dateline.examples import example_paths
from dateline.pipeline import add

PEOPLE = ("Ana Ruiz", "Bo Lind", "Eva Holm", "Omar Said", "Ivy Chen", "Paul Okoro", "Mia Berg")
PLACES = ("Harrow", "Leeds Bay", "Norrby", "Port Elm", "Saltford")


def page_html(number: int, *, edition: int = 0) -> str:
    """A page of the Valley Courier; another edition has a word of its quotation changed."""
    who, where = PEOPLE[number % len(PEOPLE)], PLACES[number % len(PLACES)]
    word = ("steady", "heavy", "late")[edition]
    story = number // 3
    return f"""<!doctype html><html lang="en"><head>
<title>{where} council meets again ({number}) - Valley Courier</title>
<meta property="og:site_name" content="Valley Courier">
<meta property="article:published_time" content="2026-0{1 + story % 9}-1{number % 9}T08:0{number % 6}:00+00:00"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article>
<h1>{where} council meets again ({number})</h1><p class="byline">By {PEOPLE[(number + 2) % len(PEOPLE)]}</p>
<p>The council of {where} met on Tuesday for the {story}th time to talk about the bridge over the river, the
school roof and the ferry that has not run since the storm of last winter took the pier away.</p>
<p>“We expect {word} rain until the bridge number {story} is mended,” said {who}, who chairs the council.</p>
<p>{who.split()[0]} added that the {story * 7 + 3} families who live beyond the river had waited long enough.</p>
<p>According to the harbour office, the ferry will run again in spring, if the money that the county promised for the
{story}th pier arrives before the end of the month.</p></article>
<footer>Copyright Valley Courier. All rights reserved.</footer></body></html>"""


def write_paper(folder: Path, pages: int) -> list[Path]:
    """Write pages as files and rows with addresses and times; a few are copies, changed, empty or binary."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number in range(pages):
        address = f"https://www.courier.example/news/{number}?utm_source=feed"
        for edition in range(3 if number % 10 == 0 else 1):
            rows.append({"id": f"r{number}-{edition}", "url": address, "html": page_html(number, edition=edition),
                         "captured": f"2026-10-0{1 + edition}T00:00:00Z"})
    half = len(rows) // 2
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows[:half]), encoding="utf-8")
    (folder / "b.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows[half:] + rows[:5]), encoding="utf-8")
    (folder / "saved.html").write_text(page_html(pages + 1), encoding="utf-8")
    (folder / "empty.html").write_bytes(b"")
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    return sorted(folder.iterdir())


def dateline(*arguments: str | Path, archive: Path | None = None,
             **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command as a person would, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    if archive:
        environment["DATELINE_ARCHIVE"] = str(archive)
    return subprocess.run([sys.executable, "-c", "from dateline.cli import main; main()", *map(str, arguments)],
                          capture_output=True, text=True, env=environment, check=False, timeout=300, **options)  # type: ignore[call-overload, no-any-return]


COUNCIL = """<!doctype html><html lang="en"><head><title>Council votes to mend the bridge - Valley Courier</title>
<meta property="og:site_name" content="Valley Courier">
<meta property="article:published_time" content="2026-10-13"></head><body><article>
<h1>Council votes to mend the bridge</h1>
<p>The council of Harrow voted on Tuesday to mend the bridge over the river, which has been closed to all traffic
since the storm of last winter, after a debate of four hours.</p>
<p>“We will mend the bridge before winter,” said Ana Ruiz, who chairs the council.</p>
<p>The work begins in the first week of November and takes six weeks, and the road stays open for those who walk.</p>
</article></body></html>
"""


def write_demo(folder: Path) -> Path:
    """Put into a folder what the examples of the docs stand on: council.html, and the archive of `dateline demo`."""
    (folder / "council.html").write_text(COUNCIL, encoding="utf-8")
    path = folder / "dateline-demo.db"
    with example_paths() as paths:
        add(path, [str(one) for one in paths], command="demo")
    return path
