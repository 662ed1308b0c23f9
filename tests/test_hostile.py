"""Input that must not hurt: each gives a clear line or a clean article within seconds and bounded memory.

The inputs are made here, read by the real command in a process of its own whose memory is measured.
"""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline_run import dateline, page_html

MIB = 1024 * 1024
WHOLE = "The council of Harrow met on Tuesday to talk about the bridge, the school roof and the ferry. " * 8


def around(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html lang=en><head><title>Bridge</title>{head}</head><body>{body}</body></html>".encode()


def article(body: str, head: str = "") -> bytes:
    return around(f"<article><h1>Bridge mended</h1><p>{WHOLE}</p>{body}<p>{WHOLE}</p></article>", head)


def warc(*payloads: bytes) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, payload in enumerate(payloads):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(f"https://courier.example/{number}", "response",
                                                      payload=io.BytesIO(payload), http_headers=headers))
    return out.getvalue()


PAGES: dict[str, Callable[[], bytes]] = {
    "empty.html": lambda: b"",
    "binary.html": lambda: bytes(range(256)) * 4096,
    "picture.html": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 10_000,
    "divs.html": lambda: b"<div>" * (200 * MIB // 5),
    "nested.html": lambda: article("<div>" * 10_000 + "deep" + "</div>" * 10_000),
    "bold.html": lambda: article("<b>" * 50_000 + "<p>x" * 1000),
    "links.html": lambda: article("<a><table>" * 20_000),
    "colspan.html": lambda: article("<table><tr><td colspan=9007199254740991 rowspan=9007199254740991>x</table>"),
    "bomb.html.gz": lambda: gzip.compress(b"\0" * (1024 * MIB // 4), 9),
    "bomb.warc.gz": lambda: warc(b"<p>" + b" " * (200 * MIB)),
    "invalid-utf8.html": lambda: article("<p>caf#").replace(b"#", b"\xe9\xff\xc0"),
    "nuls.html": lambda: article("<p>with\0nul\0s</p>"),
    "year.html": lambda: article("", '<meta property="article:published_time" content="99999-01-01T00:00:00Z">'),
    "script.html": lambda: article("", '<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt;">'),
    "private.html": lambda: article('<img src="file:///etc/passwd"><img src="http://169.254.169.254/latest/meta-data">'),
    "attributes.html": lambda: article("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</p>"),
    "entities.html": lambda: article("&amp;" * 200_000),
    "quotes.txt": lambda: "“".encode() * 300_000,
    "one-line.txt": lambda: b"a" * (20 * MIB),
    "json-ld.html": lambda: article("", '<script type="application/ld+json">' + "[" * 200_000 + "</script>"),
    "comment.html": lambda: article("<!--" * 50_000),
    "cut.warc.gz": lambda: warc(article(""), article(""), article(""))[:-700],
    "rows.html": lambda: article("<table>" + "<tr><td>x" * 300_000 + "</table>"),
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_it_hurts_nothing(name: str, tmp_path: Path) -> None:
    """Beside it lies a good page, which is read; the run ends in seconds with a line that names what was wrong."""
    (tmp_path / name).write_bytes(PAGES[name]())
    good = tmp_path / "z-good.html"
    good.write_text(page_html(1), encoding="utf-8")
    started = time.monotonic()
    run = dateline("read", "--jobs", "1", tmp_path / name, good)
    elapsed = time.monotonic() - started
    articles = [json.loads(line) for line in run.stdout.splitlines()]
    assert articles, run.stderr
    assert articles[-1]["id"] == "z-good"
    assert elapsed < 30
    if len(articles) == 1:
        assert name in run.stderr
        assert run.returncode == 1 or "skipped" in run.stderr
    for one in articles:
        json.dumps(one).encode("utf-8")  # no lone surrogate came through
        assert all(moment is None or int(moment[:4]) < 2200 for moment in (one["published"], one["modified"]))
        assert "<script" not in one["text"]


def test_memory_is_bounded(tmp_path: Path) -> None:
    """200 MB of <div>, a bomb in a .gz and one in a WARC in one run: no process needs more than a gigabyte."""
    for name in ("divs.html", "bomb.html.gz", "bomb.warc.gz"):
        (tmp_path / name).write_bytes(PAGES[name]())
    code = ("import resource, subprocess, sys\n"
            "subprocess.run([sys.executable, '-c', 'from dateline.cli import main; main()', 'read', *sys.argv[1:]], "
            "stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    kibibytes = int(run.stdout) / (1024 if sys.platform == "darwin" else 1)
    assert kibibytes < 1024 * 1024


def test_lone_surrogates_in_rows(tmp_path: Path) -> None:
    row = '{"id": "s", "text": "The council \\ud83d met.\\n\\nIt said \\"no\\"."}\n'
    (tmp_path / "rows.jsonl").write_text(row, encoding="ascii")
    run = dateline("read", tmp_path / "rows.jsonl")
    assert run.returncode == 0, run.stderr
    assert "met." in json.loads(run.stdout)["text"]


def test_the_account_names_what_was_wrong(tmp_path: Path) -> None:
    for name in ("empty.html", "binary.html", "bomb.html.gz", "nested.html"):
        (tmp_path / name).write_bytes(PAGES[name]())
    archive = tmp_path / "a.db"
    run = dateline("add", "--json", tmp_path / "empty.html", tmp_path / "binary.html", tmp_path / "bomb.html.gz",
                   tmp_path / "nested.html", archive=archive)
    account = json.loads(run.stdout)
    assert account["in"] == 4
    named = {Path(source).name for source, _ in account["rejected pages"]}
    assert "empty.html" in named
    assert account["rejected"] + sum(account["skipped"].values()) + sum(account["added"].values()) == 4
