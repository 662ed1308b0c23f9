"""How long hostile and huge pages take to read, by size: every kind of input, from 1 to 50 MB.

    python bench/curve.py [--sizes 1,2,5,10,20,50] [--kinds cells,dates]

Seconds are the processor's, of one core, each page in a process of its own that has read another page before. What is
longer than limits.PARSE_BYTES is cut there, and said to be. A row whose last column is about 1 is linear: it is the
time a megabyte of the largest page that is not cut, over that of the smallest.
"""

from __future__ import annotations

import argparse
import os
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
    "names of attributes": lambda n: "".join(f"<p a{i} b{i} c{i} d{i} e{i}>x" for i in range(n // 37)),
    "joiners": lambda n: repeated("a\u200d", n, ("<p>", "</p>")),
    "traces": lambda n: repeated("Stack trace: #0 a #1 b ", n, ("<p>", "</p>")),
    "PHP strings": lambda n: repeated('é string(9999999) "[]" ', n, ("<p>", "</p>")),
    "PHP strings and JSON": lambda n: repeated('string(2) "[]" ', n // 2, ("<p>", "")) + repeated('{"a":1} ', n // 2),
    "PHP errors": lambda n: repeated("Warning: a in /", n, ("<p>a.js: ", "</p>")),
    "items of a leaked list": lambda n: repeated('{"a":1},', n, ('<p>\U0001f600[{"a":1},', "</p>")),
    "a live entry": lambda n: repeated("<p>The bridge is open now.</p>", n, ("<div itemprop=liveBlogUpdate>", "")),
    "a meta's name": lambda n: f'<meta name="{"publi" * (n // 5)}" content="2021-01-01"><p>x',
    "days of metas": lambda n: "".join(f"<meta name=publidate{i} content={1800 + i % 300}-{i // 300 % 12 + 1:02}-01>"
                                       for i in range(n // 43)),
    "an address around figures": lambda n: f'<a href="{"a.jp" * (n // 8)}">' + repeated(
        "<figure><img src=a.jpg><figcaption><h2>Foo bar</h2></figcaption></figure>", n // 2),
    "a class around dates": lambda n: f"<p class='{'telegram-pos ' * (n // 26)}'>" + repeated("10.05.2021<br>", n // 2),
    "banners": lambda n: repeated("<p class='wm-ipp'>10.05.2021</p>", n),
    "a stated body": lambda n: f'<script type="application/ld+json">{{"articleBody":"{"ab" * (n // 4)}"}}</script>' + (
        "".join(f"<p>{'ab' * 29}{i}" for i in range(n // 136))),
    "raw comments": lambda n: repeated("<!--", n, ("<xmp>", "")),
    "comments in raw elements": lambda n: repeated("<xmp><!--</xmp>", n),
    "formatting left open": lambda n: "<p>" + "".join(f"<b id={i}>" for i in range(64)) + repeated("<p>x", n),
    "formatting in crowds": lambda n: "".join(
        f"<font {' '.join(f'a{j}' for j in range(500))} z={i}>x" for i in range(n // 2_400)),
    "formatting closed in cells": lambda n: "".join(
        f"<b id={i}><table><td></b></table>" for i in range(n // 36)),
    "blocks closed in cells": lambda n: repeated("<div><table><td></div></table>", n),
    "spans closed in paragraphs": lambda n: repeated("<span><p></span></p>", n),
    "tags in attributes": lambda n: repeated("<div><p a='</div>'>", n),
    "frames in blocks": lambda n: repeated("<div><iframe></div></iframe>", n),
    "marks in attributes": lambda n: "<p " + "".join(f"a{i}='<>' " for i in range(n // 12)) + ">x",
    "attributes of an end tag": lambda n: "</p " + "".join(f"a{i} " for i in range(n // 8)) + ">x",
    "bodies": lambda n: "".join(f"<body a{i}=1>x" for i in range(n // 17)),
    "headings of related": lambda n: repeated("<h3>Related</h3><a href=/x>The bridge</a>", n, ("<div>", "</div>")),
    "lines of dots": lambda n: repeated(f"<p>{'.' * 40}", n),
    "nodes of labels": lambda n: repeated(f"<p>{'<i>By</i>' * 12}", n),
    "lines of joiners": lambda n: repeated(f"<p>{chr(0x200d) * 40}", n),
    "lines of a text": lambda n: repeated("a\n", n),
    "tabs of a text": lambda n: repeated("a\t", n),
    "tags of a text": lambda n: repeated("<?=", n),
    "sources of a text": lambda n: repeated("Source: x\n", n),
}


def seconds(kind: str, size: int) -> float:
    """Processor seconds of one page, read in a process of its own that has all that is loaded once."""
    text = kind.endswith("of a text")  # a text capture; all others are pages
    head = "" if text else "<!doctype html><html><head><title>Bridge</title></head><body><h1>Bridge</h1>"
    page = Page(id=kind, data=(head + KINDS[kind](size)).encode(), form="text" if text else "html")
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        started = time.process_time()
        read_article(page)
        os.write(tell, str(time.process_time() - started).encode())
        os._exit(0)
    os.close(tell)
    os.waitpid(child, 0)
    with os.fdopen(told) as answer:
        return float(answer.read() or "nan")


def main() -> None:
    """Measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="1,2,5,10,20,50", help="megabytes")
    parser.add_argument("--kinds", default="", help="all of them, if none is named")
    options = parser.parse_args()
    read_article(Page(id="first", data=(f"<html><h1>Bridge</h1><p>{_LINE * 9}" * 3).encode()))
    sizes = [float(one) for one in options.sizes.split(",")]
    print("| input | " + " | ".join(f"{one:g} MB" for one in sizes) + " | growth |")
    print("| --- |" + " --- |" * (len(sizes) + 1))
    for kind in options.kinds.split(",") if options.kinds else KINDS:
        took = [seconds(kind, int(size * MB)) for size in sizes]
        whole = [place for place, size in enumerate(sizes) if size * MB <= limits.PARSE_BYTES] or [0]
        growth = took[whole[-1]] / sizes[whole[-1]] / (took[0] / sizes[0])
        print(f"| {kind} | " + " | ".join(f"{one:.2f} s" for one in took) + f" | {growth:.1f} |", flush=True)


if __name__ == "__main__":
    main()
