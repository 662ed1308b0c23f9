"""How long hostile feeds, containers and rows take to take apart, by size: processor seconds and peak memory.

    python bench/inputs.py [--sizes 0.25,0.5,1] [--kinds atom,rss] [--read]

Each file goes the way that `dateline read FILE` goes, in a process of its own. --read: the pages found are read too.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import brotli
import zstandard

from dateline.article import read_article
from dateline.intake import pages
from dateline.model import Page

MB = 1_000_000
_LINE = "The council of Harrow met on Tuesday to talk about the bridge and the school roof. "


def repeated(piece: str, size: int, around: tuple[str, str] = ("", "")) -> bytes:
    """`piece` as often as makes `size` bytes, between `around`."""
    return (around[0] + piece * (size // max(1, len(piece.encode()))) + around[1]).encode()


def rss(piece: str, size: int, head: str = "") -> bytes:
    """A feed whose channel is `piece` many times."""
    return repeated(piece, size, (f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>a</title>',
                                  "</channel></rss>"))


def entry(piece: str, size: int, opening: str = "<description>", closing: str = "</description>") -> bytes:
    """A feed with one entry that holds `piece` many times."""
    return repeated(piece, size, (f'<?xml version="1.0"?><rss version="2.0"><channel><item>{opening}',
                                  f"{closing}</item></channel></rss>"))


def broken(piece: str, size: int) -> bytes:
    """A feed that is no XML."""
    return repeated(piece, size, ('<rss version="2.0"><channel><title>a</title><item><title>b<p>&x;', ""))


def escaped(text: str, times: int) -> str:
    """`text` escaped again and again."""
    for _ in range(times):
        text = text.replace("&", "&amp;").replace("<", "&lt;")
    return text


def warc(block: str | bytes, *, kind: str = "response", length: int | None = None, more: str = "") -> bytes:
    """One record."""
    block = block.encode() if isinstance(block, str) else block
    size = len(block) if length is None else length
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.example/\r\nWARC-Date: 2021-05-10T00:00:00Z"
            f"\r\n{more}Content-Length: {size}\r\n\r\n").encode() + block + b"\r\n\r\n"


def http(body: bytes, more: str = "") -> bytes:
    """An HTTP response."""
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{more}\r\n".encode() + body


def claiming(size: int, algorithm: str = "sha1") -> bytes:
    """Records each of which says that it reaches almost to the end of the file, and states a digest."""
    one = len(warc("x", length=10**7, more=f"WARC-Block-Digest: {algorithm}:AAAA\r\n"))
    count = size // one
    return b"".join(warc("x", length=max(1, (count - i - 1) * one - 9), more=f"WARC-Block-Digest: {algorithm}:AAAA\r\n")
                    for i in range(count))


def revisits(size: int) -> bytes:
    """Two pages, and revisits of the one and the other by turns."""
    def of(name: str) -> str:
        return f"WARC-Payload-Digest: sha1:{name}\r\n"

    page = http(b"<html><p>" + _LINE.encode() * (size // 4 // len(_LINE)))
    return warc(page, more=of("A")) + warc(page, more=of("B")) + b"".join(
        warc("", kind="revisit", more=of("AB"[i % 2])) for i in range(size // 2 // 190))


def circles(size: int) -> bytes:
    """Revisits of revisits."""
    return b"".join(warc("", kind="revisit", more=f"WARC-Payload-Digest: sha1:{i}\r\nWARC-Refers-To-Target-URI: "
                         "http://a.example/\r\nWARC-Refers-To-Date: 2021-05-10T00:00:00Z\r\n")
                    for i in range(size // 300))


def zstd_frames(size: int, content: bytes) -> bytes:
    """Frames each of which becomes `content`."""
    one = zstandard.ZstdCompressor(level=19).compress(content)
    return one * (size // len(one))


def gzip_members(size: int, content: bytes) -> bytes:
    """Members each of which becomes `content`."""
    one = gzip.compress(content, 9, mtime=0)
    return one * (size // len(one))


def filled(size: int, make: Callable[[int], bytes], ratio: int) -> bytes:
    """What `make` makes of so much content that it comes to about `size` bytes."""
    return make(size * ratio)


def wacz(size: int, name: str = "archive/a{}.warc", content: bytes = b"") -> bytes:
    """A zip archive of many small members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(size // 130):
            archive.writestr(name.format(number), content)
    return out.getvalue()


def wacz_bomb(size: int) -> bytes:
    """A zip archive whose members become a thousand times as long."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(size // 16_500):
            archive.writestr(f"archive/{number}.warc", b"\n" * (16 * 1024 * 1024 - 10))
    return out.getvalue()


def overlapping(size: int) -> bytes:
    """A zip archive whose directory names one member again and again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("archive/a.warc", warc(http(b"<html><p>" + b" x" * (size * 4))))
    data = out.getvalue()
    start = data.rfind(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    listed, count = data[start:end], max(1, (size - len(data)) // (end - start))
    count = min(count, 60_000)
    tail = bytearray(data[end:])
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = (len(listed) * count).to_bytes(4, "little")
    return data[:start] + listed * count + bytes(tail)


_MAIL = 'MIME-Version: 1.0\r\nDate: {}\r\nContent-Type: multipart/related; boundary="{}"\r\n\r\n'
_PART = "Content-Type: text/{}\r\nContent-Transfer-Encoding: {}\r\n\r\n"


def mail(body: str, size: int, boundary: str = "b", date: str = "Mon, 10 May 2021 00:00:00 +0000") -> bytes:
    """An MHTML file."""
    return repeated(body, size, (_MAIL.format(date, boundary), ""))


def row(**fields: object) -> bytes:
    """A line of JSON, with a text."""
    return json.dumps({"text": _LINE * 9, **fields}).encode() + b"\n"


KINDS: dict[str, Callable[[int], bytes]] = {
    # feeds
    "nested.rss": lambda n: rss("<a>", n),
    "nested in an entry.rss": lambda n: entry("<a><b>", n),
    "flat elements.rss": lambda n: rss("<a/>", n),
    "flat elements of an entry.rss": lambda n: entry("<a/>", n, "", ""),
    "tiny entries.rss": lambda n: rss("<item/>", n),
    "tiny entries with a line.rss": lambda n: rss("<item><title>x</title><description>y</description></item>", n),
    "tiny entries.atom": lambda n: repeated("<entry/>", n, ('<feed xmlns="http://www.w3.org/2005/Atom">', "</feed>")),
    "entries in entries.rss": lambda n: entry("<item>", n // 100, "", "<x>" * (n // 3)),
    "namespaces.rss": lambda n: rss("", 0).replace(b"<channel>", b"<channel>" + b"".join(
        b'<a xmlns:n%d="http://a/%d"/>' % (i, i) for i in range(n // 34))),
    "namespaces of one element.rss": lambda n: rss("", 0).replace(
        b"<channel>", b"<channel " + b" ".join(b'xmlns:n%d="http://a/%d"' % (i, i) for i in range(n // 30)) + b">"),
    "namespaces nested.rss": lambda n: rss("", 0).replace(b"<channel>", b"<channel>" + b"".join(
        b'<a xmlns:n%d="http://a/%d">' % (i, i) for i in range(250)) + b"<b/>" * (n // 4) + b"</a>" * 250),
    "attributes.rss": lambda n: rss("", 0).replace(
        b"<channel>", b"<channel " + b" ".join(b'a%d="1"' % i for i in range(n // 12)) + b">"),
    "one attribute.rss": lambda n: entry("a", n, '<link href="', '"/>'),
    "an attribute of entities.rss": lambda n: entry("&amp;", n, '<link href="', '"/>'),
    "laughs.rss": lambda n: rss("<item><title>&l9;</title></item>", n, "<!DOCTYPE rss [<!ENTITY l0 'lol'>" + "".join(
        f"<!ENTITY l{i} '{f'&l{i - 1};' * 10}'>" for i in range(1, 10)) + "]>"),
    "one entity.rss": lambda n: repeated("&l;", n // 2, (
        f"<!DOCTYPE rss [<!ENTITY l '{'x' * (n // 2)}'>]><rss version='2.0'><channel><item><title>",
        "</title></item></channel></rss>")),
    "declarations.rss": lambda n: rss("", 0, "<!DOCTYPE rss [" + "".join(
        f"\n<!ENTITY l{i} 'x'>" for i in range(n // 19)) + "]>"),
    "white space.rss": lambda n: rss("\n", n),
    "white space before.rss": lambda n: b" " + repeated("\n", n - 100_000) + b"x" + rss("", 0),
    "white space in an entry.rss": lambda n: entry("\n", n),
    "white space in a head.rss": lambda n: repeated("\n", n, ("<rss version='2.0'>", "<!DOCTYPE a><channel></rss>")),
    "escaped five times.rss": lambda n: entry(escaped("<p>x & y</p>", 5), n),
    "entities.rss": lambda n: entry("&amp;", n),
    "angles.rss": lambda n: entry("&lt;", n),
    "numbers.rss": lambda n: entry("&#60;", n),
    "CDATA.rss": lambda n: entry("<![CDATA[<p>x</p>]]>", n),
    "open CDATA.rss": lambda n: entry("<![CDATA[", n),
    "CDATA of angles.rss": lambda n: entry("<", n, "<description><![CDATA[", "]]></description>"),
    "CDATA of tags.rss": lambda n: entry("<a href=", n, "<description><![CDATA[", "]]></description>"),
    "xhtml.atom": lambda n: repeated("<p>x</p>", n, (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div '
        'xmlns="http://www.w3.org/1999/xhtml">', "</div></content></entry></feed>")),
    "contents.rss": lambda n: entry("<description>x</description>", n, "", ""),
    "titles.rss": lambda n: entry("<title>x</title>", n, "", ""),
    "links.rss": lambda n: entry("<link>http://a.example/</link>", n, "", ""),
    "authors.rss": lambda n: entry("<author>a@b.example (Ana Ruiz)</author>", n, "", ""),
    "authors.atom": lambda n: repeated("<author><name>Ana</name></author>", n, (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry>', "</entry></feed>")),
    "categories.rss": lambda n: entry("<category>a</category>", n, "", ""),
    "categories, each another.rss": lambda n: entry("", 0, "".join(
        f"<category>{i}</category>" for i in range(n // 26)), ""),
    "namespaces that are used.rss": lambda n: rss("", 0).replace(b"<channel>", b"<channel>" + b"".join(
        b'<n%d:a xmlns:n%d="http://a/%d"/>' % (i, i, i) for i in range(n // 40))),
    "a base.rss": lambda n: rss("<a/>", n // 2).replace(
        b"<rss ", b"<rss xml:base='http://a/" + b"a/" * (n // 4) + b"' "),
    "bases.rss": lambda n: rss("", 0).replace(
        b"<channel>", b"<channel>" + b"<a xml:base='a/'>" * 200 + b"<a/>" * (n // 4) + b"</a>" * 200),
    "a language.rss": lambda n: entry("<title>x</title>", n // 2, "", "").replace(
        b"<rss ", b"<rss xml:lang='" + b"a_" * (n // 4) + b"' "),
    "punycode.rss": lambda n: (
        b'<?xml version="1.0" encoding="punycode"?>' + rss("<item/>", n - 9_000)[21:] + b"-" + b"a" * 9_000),
    "creators.rss": lambda n: entry("<dc:creator>Ana Ruiz</dc:creator>", n, "", ""),
    "an author.rss": lambda n: entry("a@", n, "<author>", "</author>"),
    "an author's brackets.rss": lambda n: entry("(", n, "<author>", "</author>"),
    "an author of dots.rss": lambda n: entry("a.", n, "<author>", "</author>"),
    "a date of digits.rss": lambda n: entry("1", n, "<pubDate>", "</pubDate>"),
    "a date of dashes.rss": lambda n: entry("2021-05-", n, "<pubDate>", "</pubDate>"),
    "a date of words.rss": lambda n: entry("May 10 ", n, "<pubDate>", "</pubDate>"),
    "a date of colons.rss": lambda n: entry("10:", n, "<pubDate>", "</pubDate>"),
    "a date of brackets.rss": lambda n: entry("(", n, "<pubDate>Mon, 10 May 2021 10:00:00 ", "</pubDate>"),
    "a date of spaces.rss": lambda n: entry(" ", n, "<pubDate>Mon,", "10 May 2021</pubDate>"),
    "dates.rss": lambda n: rss("<item><pubDate>Mon, 10 May 2021 10:00:00 GMT</pubDate><title>x</title></item>", n),
    "odd dates.rss": lambda n: rss("<item><pubDate>10-99:2021 (a;b)</pubDate><title>x</title></item>", n),
    "a title.rss": lambda n: entry("a ", n, "<title>", "</title>"),
    "a title of tags.rss": lambda n: entry("&lt;b", n, "<title>", "</title>"),
    "a title of tags.atom": lambda n: repeated("&lt;b ", n, (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">', "</title></entry></feed>")),
    "an enclosure.rss": lambda n: entry("<enclosure url='a' length='1'/>", n, "", ""),
    "base64.atom": lambda n: repeated("QUFB", n, (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="application/octet-stream">',
        "</content></entry></feed>")),
    "comments.rss": lambda n: rss("<!--x-->", n),
    "instructions.rss": lambda n: rss("<?x y?>", n),
    "media.rss": lambda n: entry("<media:content url='a'/>", n, "", "").replace(
        b"<rss ", b"<rss xmlns:media='http://search.yahoo.com/mrss/' "),
    "broken nested.rss": lambda n: broken("<a>", n),
    "broken angles.rss": lambda n: broken("<", n),
    "broken tags.rss": lambda n: broken("<a ", n),
    "broken ends.rss": lambda n: broken("</", n),
    "broken end tags.rss": lambda n: broken("</a>", n),
    "broken entities.rss": lambda n: broken("&", n),
    "broken entities of letters.rss": lambda n: broken("&amp", n),
    "broken numbers.rss": lambda n: broken("&#", n),
    "broken comments.rss": lambda n: broken("<!--", n),
    "broken declarations.rss": lambda n: broken("<!a ", n),
    "broken declarations of brackets.rss": lambda n: broken("<![", n),
    "broken CDATA.rss": lambda n: broken("<![CDATA[", n),
    "broken instructions.rss": lambda n: broken("<?", n),
    "broken quotes.rss": lambda n: broken("<a b='", n),
    "broken attributes.rss": lambda n: broken("<a b=c d ", n) + b">",
    "broken one tag.rss": lambda n: broken(" b=c", n).replace(b"<p>&x;", b"<a") + b">",
    "broken slashes.rss": lambda n: broken("<a/", n),
    "broken white space.rss": lambda n: broken(" \n", n),
    "broken white space in a tag.rss": lambda n: broken("<a" + " " * 5000, n),
    "broken text.rss": lambda n: broken(_LINE, n),
    "broken entries.rss": lambda n: broken("<item>", n),
    "broken entries and ends.rss": lambda n: broken("<item></item>", n),
    "broken titles.rss": lambda n: broken("<title>", n),
    "broken contents.rss": lambda n: broken("<description><p>x", n),
    "broken empty elements.rss": lambda n: broken("<x/>", n),
    "broken doctypes.rss": lambda n: broken("\n<!DOCTYPE ", n),
    "broken entity declarations.rss": lambda n: broken("\n<!ENTITY ", n),
    "broken nul.rss": lambda n: broken("\0", n),
    "broken bytes.rss": lambda n: broken("x", 10) + b"\xff\xfe\x80" * (n // 3),
    "broken encodings.rss": lambda n: b'<?xml version="1.0" encoding="utf-7"?>' + broken("+AD", n),
    "UTF-16.rss": lambda n: rss("<item/>", n // 2).decode().encode("utf-16"),
    "a sitemap.xml": lambda n: repeated("<url><loc>http://a.example/</loc></url>", n, ("<urlset>", "</urlset>")),
    "a sitemap of spaces.xml": lambda n: repeated("<loc>" + " " * 60, n, ("<urlset>", "</urlset>")),
    "a sitemap of marks.xml": lambda n: repeated("<loc" + " " * 190, n, ("<urlset>", "</urlset>")),
    "a JSON feed.json": lambda n: repeated('{"id":1},', n, (
        '{"version":"https://jsonfeed.org/version/1.1","items":[', "{}]}")),
    "a JSON feed of texts.json": lambda n: repeated('{"content_text":"x"},', n, (
        '{"version":"https://jsonfeed.org/version/1.1","items":[', "{}]}")),
    "a JSON feed's date.json": lambda n: repeated("(", n, (
        '{"version":"https://jsonfeed.org/version/1.1","items":[{"content_text":"x","date_published":"', '"}]}')),
    "a JSON feed's authors.json": lambda n: repeated('{"name":"Ana"},', n, (
        '{"version":"https://jsonfeed.org/version/1.1","items":[{"content_text":"x","authors":[', "{}]}]}")),
    # WARC
    "tiny records.warc": lambda n: repeated("WARC/1.0\nWARC-Type: a\nContent-Length: 0\n\n\n\n", n),
    "first lines.warc": lambda n: repeated("WARC/1.0\n", n),
    "first lines and a header.warc": lambda n: repeated("WARC/1.0\r\na: b\r\n\r\n", n),
    "long lengths.warc": lambda n: warc("x", length=60_000_000) * (n // 160),
    "longest lengths.warc": lambda n: warc("x", length=10**14) * (n // 160),
    "lengths to the end.warc": claiming,
    "lengths to the end, md5.warc": lambda n: claiming(n, "md5"),
    "lengths to the end.warc.gz": lambda n: gzip.compress(claiming(n), 1),
    "headers.warc": lambda n: repeated("a: b\r\n", n, ("WARC/1.0\r\n", "\r\n")),
    "many headers.warc": lambda n: warc("x", more="".join(f"a{i}: b\r\n" for i in range(20_000))) * (n // 250_000),
    "folded headers.warc": lambda n: repeated(" x\r\n", n, ("WARC/1.0\r\na: b\r\n", "\r\n")),
    "HTTP headers.warc": lambda n: warc(repeated("a: b\r\n", n, ("HTTP/1.1 200 OK\r\n", "\r\n"))),
    "pages.warc": lambda n: warc(http(b"<p>x")) * (n // 200),
    "chunks.warc": lambda n: warc(http(b"1\r\na\r\n" * (n // 6), "Transfer-Encoding: chunked\r\n")),
    "chunk extensions.warc": lambda n: warc(http(b"1;" + b"a" * (n - 9), "Transfer-Encoding: chunked\r\n")),
    "chunks of lies.warc": lambda n: warc(http(b"fffffff\r\n" * (n // 9), "Transfer-Encoding: chunked\r\n")),
    "gzip payload bomb.warc": lambda n: warc(http(
        filled(n, lambda size: gzip.compress(b"\n" * size, 9), 900), "Content-Encoding: gzip\r\n")),
    "brotli payload bomb.warc": lambda n: warc(http(brotli.compress(b"\n" * n * 60, quality=5),
                                                    "Content-Encoding: br\r\n")),
    "codings.warc": lambda n: warc(http(b"<p>x" * (n // 4), "Content-Encoding: " + "br, deflate, " * 4 + "\r\n")),
    "gzip in gzip.warc": lambda n: warc(http(gzip.compress(gzip.compress(b"\n" * 50 * n, 9), 9),
                                             "Content-Encoding: gzip, gzip\r\n")),
    "truncated.warc": lambda n: warc(http(b"<p>x" * (n // 4)))[:-9000],
    "revisits by turns.warc": revisits,
    "revisits in circles.warc": circles,
    "tiny members.warc.gz": lambda n: gzip_members(n, b"x"),
    "empty members.warc.gz": lambda n: gzip_members(n, b""),
    "members of long records.warc.gz": lambda n: gzip_members(n, warc("x", length=50_000_000)),
    "members of line ends.warc.gz": lambda n: gzip.compress(warc("x", length=60_000_000)) + gzip_members(n, b"\n"),
    "members of first lines.warc.gz": lambda n: (
        gzip.compress(b"WARC/1.0\nWARC-Type: a\nContent-Length: 60000000\n\n")
        + gzip_members(n, b"WARC/1.0\nWARC-Type: a\nContent-Length: 9\n\n")),
    "a bomb.warc.gz": lambda n: filled(n, lambda size: gzip.compress(b"\n" * size, 9), 1000),
    "a record bomb.warc.gz": lambda n: filled(n, lambda size: gzip.compress(warc(b"\n" * size), 9), 1000),
    "bombs.warc.gz": lambda n: gzip_members(n, b"\n" * (16 * 1024 * 1024 - 9)),
    "bombs.warc.zst": lambda n: zstd_frames(n, b"\n" * (16 * 1024 * 1024 - 9)),
    "page bombs.warc.zst": lambda n: zstd_frames(n, warc(http(b"<p>" + b"\n" * (15 * 1024 * 1024)))),
    "magics.warc.gz": lambda n: gzip.compress(b"WARC/1.0\n") + b"\x1f\x8b\x08" * (n // 3),
    "headers of members.warc.gz": lambda n: b"\x1f\x8b\x08\0\0\0\0\0\0\0\3" * (n // 11),
    "names of members.warc.gz": lambda n: b"\x1f\x8b\x08\x08\0\0\0\0\0\3aaaaa" * (n // 15),
    "cut members.warc.gz": lambda n: gzip.compress(b"WARC/1.0\n" + os.urandom(900))[:-300] * (n // 640),
    "cut bombs.warc.gz": lambda n: gzip.compress(b"WARC/1.0\n" + b"\n" * 15_000_000, 9)[:-9] * (n // 14_600),
    "magics.warc.zst": lambda n: zstd_frames(100, b"WARC/1.0\n") + b"\x28\xb5\x2f\xfd" * (n // 4),
    "headers of frames.warc.zst": lambda n: b"\x28\xb5\x2f\xfd\0\x58\xff\xff\x01" * (n // 9),
    "skippable frames.warc.zst": lambda n: b"\x50\x2a\x4d\x18\0\0\0\0" * (n // 8),
    "many.wacz": lambda n: wacz(n, content=b"x"),
    "bombs.wacz": wacz_bomb,
    "one again and again.wacz": overlapping,
    "no pages.wacz": lambda n: wacz(n, "a{}.txt"),
    # packed single files
    "a bomb.html.gz": lambda n: filled(n, lambda size: gzip.compress(b"\n" * size, 9), 1000),
    "tiny members.html.gz": lambda n: gzip_members(n, b"x"),
    "empty members.html.gz": lambda n: gzip_members(n, b""),
    "bombs.jsonl.zst": lambda n: zstd_frames(n, b"\n" * (16 * 1024 * 1024 - 9)),
    "bombs.csv.zst": lambda n: zstd_frames(n, b"a,b\n" * (4 * 1024 * 1024 - 9)),
    "bombs.jsonl.gz": lambda n: gzip_members(n, b"\n" * (16 * 1024 * 1024 - 9)),
    "a bomb.jsonl.br": lambda n: brotli.compress(b"x" * n * 15, quality=5),
    "bombs.json.zst": lambda n: zstd_frames(n, b"\n" * (16 * 1024 * 1024 - 9)),
    "skippable frames.html.zst": lambda n: b"\x50\x2a\x4d\x18\0\0\0\0" * (n // 8),
    # MHTML
    "boundaries.mhtml": lambda n: mail("--b\r\n", n),
    "nested.mhtml": lambda n: mail("--b\r\n" + _MAIL.format("", "b") + "\r\n", n),
    "nested, each its own.mhtml": lambda n: b"".join(
        (_MAIL.format("", f"b{i}") + f"\r\n--b{i}\r\n").encode() for i in range(n // 105)),
    "parts.mhtml": lambda n: mail("--b\r\n" + _PART.format("plain", "8bit") + "x\r\n", n),
    "quoted-printable.mhtml": lambda n: mail("=\r\n", n).replace(
        b"\r\n\r\n", b"\r\n\r\n--b\r\n" + _PART.format("html", "quoted-printable").encode(), 1),
    "equal signs.mhtml": lambda n: mail("=3D", n).replace(
        b"\r\n\r\n", b"\r\n\r\n--b\r\n" + _PART.format("html", "quoted-printable").encode(), 1),
    "spaces before line ends.mhtml": lambda n: mail(" ", n).replace(
        b"\r\n\r\n", b"\r\n\r\n--b\r\n" + _PART.format("html", "quoted-printable").encode(), 1) + b"\n",
    "base64.mhtml": lambda n: mail("PHA+", n).replace(
        b"\r\n\r\n", b"\r\n\r\n--b\r\n" + _PART.format("html", "base64").encode(), 1),
    "line ends.mhtml": lambda n: mail("\r\n", n),
    "dashes.mhtml": lambda n: mail("\r\n--", n, "-" * 199),
    "boundary of spaces.mhtml": lambda n: mail("\r\n--b " + " " * 190, n, "b" + " " * 190),
    "a date.mhtml": lambda n: mail("x", n, date="(" * 60_000),
    "starts.mhtml": lambda n: mail("x", n, 'b"; ' + "start=<a" * 7_000 + '; x="'),
    # rows
    "a field.csv": lambda n: b"id,text\n1," + b"a" * n,
    "columns.csv": lambda n: b",".join(b"c%d" % i for i in range(n // 14)) + b"\n" + b"xxxxxx," * (n // 14),
    "columns and short rows.csv": lambda n: b",".join(b"c%d" % i for i in range(n // 14)) + b"\n" + b"a,\n" * (n // 6),
    "one column again.csv": lambda n: b"text," * (n // 10) + b"\n" + b"xxxx," * (n // 10),
    "open quote.csv": lambda n: b'id,text\n1,"' + b"a,\n" * (n // 3),
    "open quotes.csv": lambda n: b'id,text\n' + b'1,"a\n2,"b"c\n' * (n // 11),
    "quotes.csv": lambda n: b'id,text\n1,"' + b'""' * (n // 2) + b'"',
    "broken rows.csv": lambda n: b'id,text\n' + b'"a"b\n' * (n // 5),
    "rows.csv": lambda n: b"id,text\n" + b"1,x\n" * (n // 4),
    "empty rows.csv": lambda n: b"id,text\n" + b",\n" * (n // 2),
    "line ends.csv": lambda n: b"id,text\n" + b"\n" * n,
    "returns.csv": lambda n: b"id,text\n" + b"\r" * n,
    "NULs.csv": lambda n: b"id,text\n" + b"\0\n" * (n // 2),
    "bytes.csv": lambda n: b"id,text\n1," + b"\xff\x81\x8d" * (n // 3),
    "rows.jsonl": lambda n: b'{"text":"x"}\n' * (n // 13),
    "broken.jsonl": lambda n: b"{\n" * (n // 2),
    "deep.jsonl": lambda n: b'{"a":' * (n // 5) + b"\n",
    "deep lines.jsonl": lambda n: (b'{"a":' + b"[" * 5000 + b"\n") * (n // 5006),
    "lists.jsonl": lambda n: b'{"a":[' + b"[]," * (n // 3) + b"0]}\n",
    "a number.jsonl": lambda n: b'{"id":' + b"9" * n + b"}\n",
    "numbers.jsonl": lambda n: (b'{"text":"x","id":' + b"9" * 4299 + b"}\n") * (n // 4319),
    "escapes.jsonl": lambda n: b'{"text":"' + b"\\ud83d" * (n // 6) + b'"}\n',
    "keys.jsonl": lambda n: b"{" + b",".join(b'"k%d":1' % i for i in range(n // 11)) + b',"text":"x"}\n',
    "deep.json": lambda n: b"[" * n,
    "deep objects.json": lambda n: b'[{"a":' * (n // 6),
    "rows.json": lambda n: b"[" + b'{"text":"x"},' * (n // 13) + b"0]",
    "no rows.json": lambda n: b"[{}" + b",0" * (n // 2) + b"]",
    "an address.jsonl": lambda n: row(url="http://a.example/" + "a/" * (n // 2)),
    "an address of digits.jsonl": lambda n: row(url="http://a.example/" + "2021/05/" * (n // 8)),
    "a host.jsonl": lambda n: row(url="http://" + "a." * (n // 2)),
    "a query.jsonl": lambda n: row(url="http://a.example/?" + "a=1&" * (n // 4)),
    "an address of escapes.jsonl": lambda n: row(url="http://a.example/" + "%20" * (n // 3)),
    "an address of brackets.jsonl": lambda n: row(url="http://[" + "[" * n),
    "an address of slashes.jsonl": lambda n: row(url="http:" + "/" * n),
    "an address of dots.jsonl": lambda n: row(url="http://a.example" + "/.." * (n // 3)),
    "a time.jsonl": lambda n: row(published="2021-05-10 " * (n // 11)),
    "a time of digits.jsonl": lambda n: row(published="1" * n),
    "a time of words.jsonl": lambda n: row(published="May " * (n // 4)),
    "a time of colons.jsonl": lambda n: row(published="10:" * (n // 3)),
    "a time of spaces.jsonl": lambda n: row(published="2021-05-10" + " " * n + "x"),
    "a capture.jsonl": lambda n: row(captured="2021-05-10 " * (n // 11)),
    "a capture of digits.jsonl": lambda n: row(captured="1" * n),
    "a title.jsonl": lambda n: row(title="Bridge mended " * (n // 14)),
    "a title of marks.jsonl": lambda n: row(title=" | - " * (n // 5)),
    "a title of entities.jsonl": lambda n: row(title="&amp;" * (n // 5)),
    "an outlet.jsonl": lambda n: row(outlet="Courier " * (n // 8)),
    "a language.jsonl": lambda n: row(language="en-" * (n // 3)),
    "authors.jsonl": lambda n: row(authors=["Ana"] * (n // 7)),
    "authors, each another.jsonl": lambda n: row(authors=[f"Ana Ruiz{i}" for i in range(n // 18)]),
    "an author.jsonl": lambda n: row(authors=["Ana Ruiz " * (n // 9)]),
    "an author and another.jsonl": lambda n: row(authors=["Ana Ruiz and " * (n // 13)]),
    "an author of commas.jsonl": lambda n: row(authors=["Ana Ruiz, " * (n // 10)]),
    "semicolons.jsonl": lambda n: row(authors=";" * n),
    "an id.jsonl": lambda n: row(id="a" * n),
    # charsets
    "high bytes.txt": lambda n: bytes(range(128, 256)) * (n // 128),
    "odd bytes.txt": lambda n: b"\xc3\x28\xa0\xa1 " * (n // 5),
    "high bytes.html": lambda n: b"<p>" + bytes(range(128, 256)) * (n // 128),
    "escapes.html": lambda n: b"<p>" + b"\x1b$B!!\x1b(B" * (n // 8),
    "shift-jis.html": lambda n: b"<p>" + b"\x82\xa0\x83" * (n // 3),
    "gb18030.html": lambda n: b"<meta charset=gb18030><p>" + b"\x81\x30\x81\x30" * (n // 4),
    "utf-7.html": lambda n: b"<meta charset=utf-7><p>" + b"+AGE-" * (n // 5),
    "iso-2022-jp.html": lambda n: b"<meta charset=iso-2022-jp><p>" + b"\x1b$B\x1b(B" * (n // 6),
    "big5.html": lambda n: b"<meta charset=big5><p>" + b"\xa4\xff\x80" * (n // 3),
    "UTF-16.html": lambda n: b"\xff\xfe" + b"<\0p\0>\0" + b"\0\xd8" * (n // 2),
    "NULs.txt": lambda n: b"a" + b"\0" * n,
    "charsets.html": lambda n: b"<meta charset=x>" * (n // 16),
}


def cost(path: Path, read: bool) -> tuple[float, float, str]:
    """Processor seconds, MiB at the peak beyond what a process has anyway, and what came of it."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(told)
        resource.setrlimit(resource.RLIMIT_CPU, (30, 31))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started, found, left = time.process_time(), 0, 0
        last = ""
        try:
            for thing in pages([str(path)]):
                if isinstance(thing, Page):
                    found += 1
                    if read:
                        read_article(thing)
                else:
                    left += 1
                    last = thing.reason
        except BaseException as error:
            last = f"RAISED {type(error).__name__}: {str(error)[:80]}"
        took = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        os.write(tell, json.dumps([took, peak / 1024, f"{found} pages, {left} left: {last}"[:140]]).encode())
        os._exit(0)
    os.close(tell)
    _, status = os.waitpid(child, 0)
    with os.fdopen(told) as answer:
        text = answer.read()
    return tuple(json.loads(text)) if text else (99.0, 0.0, f"killed, status {status}")


def main() -> None:
    """Measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="0.25,0.5,1", help="megabytes")
    parser.add_argument("--kinds", default="", help="parts of their names; all of them, if none is named")
    parser.add_argument("--read", action="store_true", help="read the pages, too")
    options = parser.parse_args()
    read_article(Page(id="first", data=(f"<html><h1>Bridge</h1><p>{_LINE * 9}" * 3).encode()))
    sizes = [float(one) for one in options.sizes.split(",")]
    asked = options.kinds.split(",")
    with tempfile.TemporaryDirectory() as folder:
        warm = Path(folder, "warm.rss")
        warm.write_bytes(rss("<item><title>x</title></item>", 30))
        list(pages([str(warm)]))
        for kind in KINDS:
            if not any(one in kind for one in asked):
                continue
            path, took = Path(folder, kind), []
            for size in sizes:
                path.write_bytes(KINDS[kind](int(size * MB)))
                took.append((*cost(path, options.read), path.stat().st_size))
                if took[-1][0] > 20:
                    break
            path.unlink()
            print(f"| {kind} | " + " | ".join(f"{one[0]:.2f} s" for one in took)
                  + f" | {took[-1][1]:.0f} MiB | {took[-1][3] / MB:.2f} MB | {took[-1][2]} |", flush=True)


if __name__ == "__main__":
    main()
