"""Read pages that nobody wrote, for as long as asked: bytes, markup and mutated gold pages; report what goes wrong.

    python bench/fuzz.py [--seconds 3600] [--seed 1] [--keep FOLDER]

Of every page: reading it raises nothing but PageError; it takes no more than its share of time (a second a megabyte,
of the processor, and half a second); kept and dropped spans tile the page text; each run of the text leads to the same
characters of page text; the article is JSON that is UTF-8; read twice, it is the same. A page that fails is written to
FOLDER with its reason and the run goes on. Gold is $DATELINE_GOLD, else ../shared/gold. A page is a function of the
seed and its number, so that a find can be made again: --only NUMBER.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from quality import GOLD

from dateline.article import page_text, read_article
from dateline.errors import PageError
from dateline.model import Article, Page

_TAGS = ("p", "div", "a", "b", "i", "span", "table", "tr", "td", "ul", "li", "h1", "h2", "script", "style", "template",
         "svg", "math", "iframe", "noscript", "select", "option", "textarea", "title", "article", "main", "nav", "time",
         "figure", "figcaption", "img", "br", "blockquote", "pre", "xmp", "plaintext", "form", "frameset", "nobr",
         "ruby", "rt", "dl", "dt", "dd", "meta", "link", "body", "html", "head", "b<c", "x-y", "o:p", "video")
_ATTRIBUTES = ('class="byline author"', 'class="caption"', 'itemprop="datePublished"', 'datetime="2021-05-10"',
               'content="10.05.2021"', 'property="og:title"', 'rel="author"', 'href="/author/x"', '"="', "a<b", "=x=y",
               'id="live-blog-post"', 'style="display:none"', 'name="author"', 'type="application/ld+json"', "hidden",
               'class="', "data-x='\"'", 'content="&amp;lt;&quot;&nbsp;"', 'charset="utf-16"', 'charset="big5"')
_WORDS = ("By Ana Ruiz", "Von Jan Krug", "10.05.2021", "May 10, 2021 3:40 pm", "MOSCOW, Nov 9 (RIA) -", "&amp;amp;",
          "string(1731) \"[{\"title\":\"x\",\"url\":\"/y\"},", "{{ x.y }}", "<?php echo 1 ?>", "Traceback (most recent",
          "Ã¤Ã¶â€™", "\u200b\u200d\u00ad", "\u202eabc", "م\u200cر", "🏽\u200d🚒", "\x00\x01", "\ud800", "日本語の文。",
          "Read more:", "Related", "Subscribe to continue reading", "We use cookies", "©", "(Reuters)", " \t\n\r\f",
          "\xa0", "]]>", "-->", "<!--", "<![CDATA[", "</script", "http://x.example/?a=b&c", "[" * 40, "( " * 30,
          "{\"@type\":\"NewsArticle\"", "said RT reported told", "1" * 50, "a" * 300, "12:30 " * 20, "Ann " * 20)
_MOST = 300_000  # bytes of one page


def from_bytes(chance: random.Random) -> bytes:
    """Noise, some of it behind a byte order mark or a label."""
    start = chance.choice((b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"<meta charset=koi8-r>", b"<p>"))
    return start + chance.randbytes(chance.choice((1, 20, 400, 5_000)))


def from_markup(chance: random.Random) -> bytes:
    """Tags, attributes and words one after the other, closed or not."""
    pieces = []
    for _ in range(chance.choice((5, 50, 400, 3_000))):
        kind = chance.random()
        tag = chance.choice(_TAGS)
        if kind < 0.4:
            attributes = " ".join(chance.choices(_ATTRIBUTES, k=chance.choice((0, 0, 1, 3))))
            pieces.append(f"<{tag} {attributes}>")
        elif kind < 0.6:
            pieces.append(f"</{tag}>")
        else:
            pieces.append(chance.choice(_WORDS) * chance.choice((1, 1, 1, 30)))
    return "".join(pieces).encode("utf-8", "surrogatepass")[:_MOST]


def from_gold(chance: random.Random, pages: list[Path]) -> bytes:
    """A gold page with a few pieces cut out, doubled, moved, repeated or put in."""
    data = gzip.decompress(chance.choice(pages).read_bytes())[:_MOST]
    for _ in range(chance.choice((1, 3, 10, 40))):
        first, last = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        last = min(last, first + chance.choice((1, 30, 2_000, 50_000)))
        piece = data[first:last]
        put = chance.choice((b"", piece + piece, piece[::-1], piece.upper(), piece[:200] * 40,
                             chance.choice(_WORDS).encode("utf-8", "surrogatepass"),
                             f"<{chance.choice(_TAGS)} {chance.choice(_ATTRIBUTES)}>".encode(),
                             chance.randbytes(5), piece.replace(b">", b""), piece.replace(b'"', b"")))
        data = (data[:first] + put + data[last:])[:_MOST]
    return data


def faults(page: Page) -> str:
    """Return what is wrong with how `page` is read, or ""."""
    started = time.process_time()
    try:
        article = read_article(page)
    except PageError:
        return ""
    spent = time.process_time() - started
    if spent > 0.5 + len(page.data) / 1e6:
        return f"took {spent:.2f} s for {len(page.data)} bytes"
    return untrue(article, page_text(page)) or ("" if read_article(page) == article else "differs when read again")


def untrue(article: Article, text: str) -> str:
    """Return which promise about spans an article breaks, or ""."""
    at = 0
    for start, end in sorted(span for one in (*article.blocks, *article.dropped) for span in one.spans):
        if start != at or end < start:
            return f"spans leave {at} and go on at {start}"
        at = end
    if at != len(text):
        return f"spans end at {at} of {len(text)}"
    for run in article.runs:
        if (article.text[run.text_start : run.text_start + run.length]
                != text[run.page_start : run.page_start + run.length]):
            return f"run at {run.text_start} leads to other characters"
    msgspec.json.encode(article).decode("utf-8")
    return ""


def main() -> int:
    """Read pages until the time is over; return 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=3_600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, default=-1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-finds"))
    options = parser.parse_args()
    pages = [path for name in ("extraction", "pages", "wcxb") for path in sorted((GOLD / name / "html").iterdir())]
    kinds: tuple[Callable[[random.Random], bytes], ...] = (
        from_bytes, from_markup, lambda chance: from_gold(chance, pages), lambda chance: from_gold(chance, pages))
    read_article(Page(id="first", data=gzip.decompress(pages[0].read_bytes())))  # what is loaded once takes a second
    read_article(Page(id="second", data=b"The council of Harrow met on Tuesday. " * 20, form="text"))  # languages too
    ends, number, failed = time.monotonic() + options.seconds, max(options.only, 0), 0
    while time.monotonic() < ends:
        chance = random.Random(f"{options.seed} {number}")
        page = Page(id=str(number), data=kinds[number % len(kinds)](chance),
                    form=chance.choice(("html", "html", "html", "text")))
        try:
            fault = faults(page)
        except Exception as error:  # whatever it is, it is a find
            fault = f"raised {error!r}"
        if fault:
            failed += 1
            print(f"{number}: {fault}", flush=True)
            options.keep.mkdir(exist_ok=True)
            (options.keep / f"{options.seed}-{number}.{page.form}").write_bytes(page.data)
        number += 1
        if options.only >= 0:
            break
        if number % 500 == 0:
            print(f"{number} pages, {failed} failed", flush=True)
    print(f"{number} pages, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
