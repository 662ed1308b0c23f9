"""How long hostile and huge pages take to read, by size: every kind of input, from 1 to 50 MB.

    python bench/curve.py [--sizes 1,2,5,10,20,50] [--kinds cells,dates]

Seconds are the processor's, of one core, each page in a process of its own that has read another page before. What is
longer than limits.PARSE_BYTES is cut there, and said to be. A row whose last column is about 1 is linear: it is the
time a megabyte of the largest page that is not cut, over that of the smallest.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable

from dateline import limits
from dateline.article import read_article
from dateline.model import Page

MB = 1_000_000
_LINE = "The council of Harrow met on Tuesday to talk about the bridge and the school roof. "


def repeated(piece: str, size: int, around: tuple[str, str] = ("", "")) -> str:
    """`piece` as often as makes `size` bytes, between `around`."""
    return around[0] + piece * (size // len(piece.encode())) + around[1]


KINDS: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: repeated(f"<p>{_LINE * 5}</p>", n),
    "cells": lambda n: repeated("<td>x", n, ("<table><tr>", "</table>")),
    "rows": lambda n: repeated("<tr><td>x", n, ("<table>", "</table>")),
    "items": lambda n: repeated("<li>one of many</li>", n, ("<ul>", "</ul>")),
    "nested": lambda n: repeated("<div>", n) + "deep",
    "bold": lambda n: repeated("<b>", n // 2) + repeated("<p>x", n // 2),
    "links": lambda n: repeated('<a href="/news/a-story-of-harrow">A story of Harrow</a> ', n),
    "tables in links": lambda n: repeated("<a><table>", n),
    "attributes": lambda n: "<p " + " ".join(f"a{i}=1" for i in range(n // 9)) + ">x</p>",
    "classes": lambda n: "".join(f'<p class="c{i} story__author-{i}">x</p>' for i in range(n // 42)),
    "script": lambda n: repeated("var a = {b: '<p>', date: 1};", n, ("<script>", f"</script><p>{_LINE}")),
    "json-ld": lambda n: repeated('{"@type":"NewsArticle","datePublished":"2021-05-10","author":{"name":"Ana Ruiz"}},',
                                  n, ('<script type="application/ld+json">[', "{}]</script><p>x")),
    "brackets in json-ld": lambda n: repeated("[", n, ('<script type="application/ld+json">', "</script><p>x")),
    "css": lambda n: repeated(".a>b{content:'<'}", n, ("<style>", "</style><p>x")),
    "one line": lambda n: repeated("a", n, ("<p>", "</p>")),
    "one line of words": lambda n: repeated(_LINE, n, ("<p>", "</p>")),
    "dates": lambda n: repeated("<p>10.05.2021 12:30</p>", n),
    "dates in a line": lambda n: repeated("10.05.2021 12:30 ", n, ("<p>", "</p>")),
    "names": lambda n: repeated("<p>By Ana Ruiz</p>", n),
    "names in a line": lambda n: repeated("Ana Ruiz ", n, ("<p>", "</p>")),
    "author links": lambda n: repeated('<a rel=author class=byline href="/author/ana">Ana Ruiz</a>', n),
    "headings": lambda n: repeated("<h1>Bridge mended</h1>", n),
    "entities": lambda n: repeated("&amp;amp;", n, ("<p>", "</p>")),
    "brackets": lambda n: repeated('[{"', n, ("<p>", "</p>")),
    "quotation marks": lambda n: repeated("“ ", n, ("<p>", "</p>")),
    "comments": lambda n: repeated("<!--x-->", n),
    "open comments": lambda n: repeated("<!--", n),
    "less than": lambda n: repeated("<", n),
    "white space": lambda n: repeated(" \n", n, ("<p>a", "b</p>")),
    "metas": lambda n: repeated('<meta property="og:title" content="Bridge | Harrow">', n),
    "figures": lambda n: repeated("<figure><img src=a.jpg><figcaption>x</figcaption></figure>", n),
    "times": lambda n: repeated("<time datetime=2021-05-10>x</time>", n),
    "related": lambda n: repeated("<h3>Related</h3><ul><li><a href=/b>A story of the bridge</a></ul>", n),
    "marks": lambda n: repeated("Ã¤\u200b\u00ad\u202e ", n, ("<p>", "</p>")),
    "templates": lambda n: repeated("{{ a }} ", n, ("<p>", "</p>")),
    "headline again": lambda n: repeated("<p>Bridge</p>", n),
    "options": lambda n: repeated("<option>x", n, ("<select>", "</select>")),
    "pictures in spans": lambda n: repeated("<span><img><a>x</a>", n),
    "related in related": lambda n: repeated("<blockquote><h2>Related</h2>", n),
    "other stories": lambda n: repeated("<h3>Most read</h3>", n),
    "names of elements": lambda n: "".join(f"<x-{i}>a</x-{i}>" for i in range(n // 18)),
    "joiners": lambda n: repeated("a\u200d", n, ("<p>", "</p>")),
    "traces": lambda n: repeated("Stack trace: #0 a #1 b ", n, ("<p>", "</p>")),
}


def seconds(kind: str, size: int) -> float:
    """Processor seconds of one page, read in a process of its own."""
    told = subprocess.run([sys.executable, __file__, "--child", kind, str(size)], capture_output=True, text=True,
                          check=False)
    return float(json.loads(told.stdout)) if told.returncode == 0 else float("nan")


def child(kind: str, size: int) -> None:
    """Read another page, then this one; print how long that took."""
    read_article(Page(id="first", data=(f"<html><h1>Bridge</h1><p>{_LINE * 9}" * 3).encode()))
    page = Page(id=kind, data=("<!doctype html><html><head><title>Bridge</title></head><body><h1>Bridge</h1>"
                               + KINDS[kind](size)).encode())
    started = time.process_time()
    read_article(page)
    print(json.dumps(time.process_time() - started))


def main() -> None:
    """Measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="1,2,5,10,20,50", help="megabytes")
    parser.add_argument("--kinds", default=",".join(KINDS))
    options = parser.parse_args()
    sizes = [float(one) for one in options.sizes.split(",")]
    print("| input | " + " | ".join(f"{one:g} MB" for one in sizes) + " | growth |")
    print("| --- |" + " --- |" * (len(sizes) + 1))
    for kind in options.kinds.split(","):
        took = [seconds(kind, int(size * MB)) for size in sizes]
        whole = [place for place, size in enumerate(sizes) if size * MB <= limits.PARSE_BYTES] or [0]
        growth = took[whole[-1]] / sizes[whole[-1]] / (took[0] / sizes[0])
        print(f"| {kind} | " + " | ".join(f"{one:.2f} s" for one in took) + f" | {growth:.1f} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], int(sys.argv[3]))
    else:
        main()
