"""Pages of a made-up newspaper, captured as a crawler would, and the archive that holds them."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.pipeline import add


def html(*paragraphs: str, headline: str = "Harrow waits for its ferry", aside: str = "Most read: the school roof",
         body: str = "") -> str:
    text = body or "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"""<!doctype html><html lang="en"><head><title>{headline} - Valley Courier</title>
<meta property="og:site_name" content="Valley Courier">
<meta property="article:published_time" content="2026-02-10T08:00:00+00:00"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>{headline}</h1>{text}</article>
<aside><p>{aside}</p></aside><footer>Copyright Valley Courier. All rights reserved.</footer></body></html>"""


def archived(folder: Path, *captures: str, url: str = "https://courier.example/ferry", day: int = 11) -> Path:
    """An archive of one page, captured on one day after the other."""
    rows = folder / f"rows-{day}.jsonl"
    rows.write_text("".join(json.dumps({"id": str(n), "url": url, "html": page,
                                        "captured": f"2026-02-{day + n:02}T09:00:00Z"}) + "\n"
                            for n, page in enumerate(captures)), encoding="utf-8")
    add(folder / "a.db", [str(rows)], jobs=1)
    return folder / "a.db"
