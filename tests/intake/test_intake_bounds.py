"""Inputs that took longer than their size allows, or more memory, before they came to a page; none does now."""

from __future__ import annotations

import gzip
import time
import zipfile
from pathlib import Path

import pytest
import zstandard
from intake_making import read, reasons

_SIZE = 400_000
_WARC = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n{}\r\n{}\r\n\r\n"


def _rss(inside: str, head: str = "") -> bytes:
    return f'{head}<rss version="2.0"><channel><title>a</title>{inside}</channel></rss>'.encode()


def _item(inside: str) -> bytes:
    return _rss(f"<item><title>x</title><description>Words</description>{inside}</item>")


def _claiming() -> bytes:
    """Records each of which says that it reaches almost to the end of the file, and states a digest."""
    digest = "WARC-Block-Digest: sha1:AAAA\r\n"
    count = 4 * _SIZE // len(_WARC.format("0" * 7, digest, "x"))
    step = len(_WARC.format("0" * 7, digest, "x"))
    return b"".join(_WARC.format(f"{(count - n) * step - 100:07}", digest, "x").encode() for n in range(count - 1))


def _members(content: bytes, size: int = _SIZE) -> bytes:
    one = gzip.compress(content, 9, mtime=0)
    return one * (size // len(one))


def _frames(content: bytes) -> bytes:
    one = zstandard.ZstdCompressor(level=19).compress(content)
    return one * (_SIZE // len(one))


_BLANK = b"\n" * 16_000_000
_INPUTS = {
    "elements.rss": lambda: _rss("<a/>" * (_SIZE // 4)),
    "entries.rss": lambda: _rss("<item/>" * (_SIZE // 7)),
    "attributes.rss": lambda: _rss("<a " + " ".join(f"a{n}='1'" for n in range(_SIZE // 13)) + "/>"),
    "white-space-before.rss": lambda: b"<?xml version='1.0'?>" + b"\n" * _SIZE + b"<!--" + _rss("", "-->"),
    "entity-declarations.rss": lambda: _rss("<item/>", "<!DOCTYPE rss [" + "\n<!ENTITY " * (_SIZE // 10)),
    "an-author.rss": lambda: _item(f"<author>{'a.' * (_SIZE // 2)}</author>"),
    "an-author-in-pieces.rss": lambda: _item(f"<author>{'aaaa<!---->' * (_SIZE // 11)}</author>"),
    "categories.rss": lambda: _item("".join(f"<category>{n}</category>" for n in range(_SIZE // 26))),
    "namespaces.rss": lambda: _rss("".join(f"<n{n}:a xmlns:n{n}='http://a/{n}'/>" for n in range(_SIZE // 40))),
    "a-base.rss": lambda: _rss("<a/>" * (_SIZE // 8)).replace(
        b"<rss ", f"<rss xml:base='http://a/{'a/' * (_SIZE // 4)}' ".encode()),
    "punycode.rss": lambda: b"<?xml version='1.0' encoding='punycode'?>" + _rss("x" * _SIZE) + b"-" + b"a" * 9_000,
    "lengths-to-the-end.warc": _claiming,
    "members-of-long-records.warc.gz": lambda: (
        gzip.compress(_WARC.format(60_000_000, "", "x").encode()) + _members(_WARC.format(9_000_000, "", "").encode())),
    "bombs.warc.gz": lambda: _members(_BLANK),
    "bombs.warc.zst": lambda: _frames(_BLANK),
    "bombs.jsonl.gz": lambda: _members(_BLANK),
    "bombs.jsonl.zst": lambda: _frames(_BLANK),
    "bombs.csv.zst": lambda: _frames(b"a,b\n" * 4_000_000),
    "magics.warc.zst": lambda: _frames(b"WARC/1.0\n")[:50] + b"\x28\xb5\x2f\xfd" * (_SIZE // 4),
}


@pytest.mark.parametrize("name", _INPUTS)
def test_no_input_takes_longer_than_its_share(name: str, tmp_path: Path) -> None:
    """Each took several times as long, many the square of their size; what is not read is named."""
    (tmp_path / name).write_bytes(_INPUTS[name]())
    read(tmp_path / name)  # what is loaded once
    started = time.process_time()
    pages, left = read(tmp_path / name)
    assert time.process_time() - started < 1.5
    assert pages or left


def test_json_of_millions_of_lists_is_named(tmp_path: Path) -> None:
    """Twelve megabytes of lists would take a gigabyte of memory."""
    (tmp_path / "a.jsonl").write_bytes(b'{"a":[' + b"[]," * 4_000_001 + b"0]}\n" + b'{"text":"Words"}\n')
    (tmp_path / "b.json").write_bytes(b"[" + b"{}," * 4_000_001 + b"0]")
    pages, left = read(tmp_path)
    assert [page.data for page in pages] == [b"Words"]
    assert reasons(left) == [("crowded JSON line", True), ("crowded JSON", True)]


def test_what_a_bomb_of_many_members_holds_before_it_is_read(tmp_path: Path) -> None:
    """A thousand members that are no bombs by themselves are one together; it is named, and the next file is read."""
    row = b'{"text":"Words"}\n'
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(row) + _members(b" " * 16_000_000))
    (tmp_path / "b.jsonl").write_bytes(row)
    pages, left = read(tmp_path)
    assert [page.data for page in pages] == [b"Words"] * 2
    assert reasons(left) == [("zip bomb", True)]


def test_a_wacz_that_names_one_member_again_and_again(tmp_path: Path) -> None:
    """Its directory says so often that it holds a file of 64 MB; a bomb, though no member is one."""
    with zipfile.ZipFile(tmp_path / "a.wacz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc", b"x" * 2_000_000)
    data = (tmp_path / "a.wacz").read_bytes()
    start, end = data.rfind(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
    listed, tail = data[start:end] * 1_000, bytearray(data[end:])
    tail[8:12], tail[12:16] = (1_000).to_bytes(2, "little") * 2, len(listed).to_bytes(4, "little")
    (tmp_path / "a.wacz").write_bytes(data[:start] + listed + tail)
    _, left = read(tmp_path / "a.wacz")
    assert reasons(left)[-1] == ("zip bomb", True)
    assert len(left) < 200


def test_a_feed_of_too_many_elements_gives_its_first_entries(tmp_path: Path) -> None:
    entry = "<item><title>x</title><description>Words</description></item>"
    (tmp_path / "a.rss").write_bytes(_rss(entry * 20_000))
    pages, left = read(tmp_path / "a.rss")
    assert len(pages) > 1_000
    assert reasons(left) == [("the rest of a feed made of too many elements", True)]


@pytest.mark.parametrize("encoding", ["utf-16", "koi8-r", "windows-1251", "utf-8"])
def test_a_feed_is_read_in_the_encoding_that_it_states(tmp_path: Path, encoding: str) -> None:
    feed = _item("<author>Анна</author>").decode()
    (tmp_path / "a.rss").write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>{feed}'.encode(encoding))
    assert read(tmp_path / "a.rss")[0][0].given.authors == ("Анна",)


def test_what_a_feed_says_beside_its_entries_breaks_none(tmp_path: Path) -> None:
    """Categories, media, places, sources, pictures: feedparser's handlers of all of them run within the bounds."""
    feed = _rss("""<image><url>a</url><title>b</title></image><category domain="d">c</category><category/>
        <textInput><title>t</title></textInput><item xml:lang="en"><title>x</title><description>Words</description>
        <category>a</category><category term="b" label="c"/><category>c</category><tags>d, e</tags>
        <itunes:category text="News"><itunes:category text="Local"/></itunes:category>
        <itunes:keywords>a, b</itunes:keywords><dc:subject>s</dc:subject><dc:contributor>Bo</dc:contributor>
        <media:content url="u"><media:credit>Eva</media:credit><media:title>m</media:title></media:content>
        <georss:point>1 2</georss:point><enclosure url="e" length="1"/><source url="s">S</source>
        <author>ana@a.test (Ana Ruiz)</author></item>""").replace(b"<rss ", b"""<rss
        xmlns:itunes="http://www.itunes.com/DTDs/PodCast-1.0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:media="http://search.yahoo.com/mrss/" xmlns:georss="http://www.georss.org/georss" """)
    for name, data in (("a.rss", feed), ("b.rss", feed.replace(b"Words", b"Words & more"))):
        (tmp_path / name).write_bytes(data)
    pages, left = read(tmp_path)
    assert (len(pages), left) == (2, [])
    assert {page.given.authors for page in pages} == {("Ana Ruiz",)}


def test_a_feed_may_declare_characters(tmp_path: Path) -> None:
    feed = _rss("<item><title>a&b;c &lt; d</title><description>Words</description></item>",
                '<!DOCTYPE rss [<!ENTITY b "&#8212;">]>')
    (tmp_path / "a.rss").write_bytes(feed)
    assert read(tmp_path / "a.rss")[0][0].given.title == "a—c < d"


def test_a_title_of_a_megabyte_is_cut(tmp_path: Path) -> None:
    """It took a second and 170 MB of memory more; nobody gives an article such a title."""
    (tmp_path / "a.jsonl").write_text(f'{{"text":"Words","title":"{" | - " * 200_000}"}}\n')
    (tmp_path / "b.rss").write_bytes(
        _rss(f"<item><title>{'x ' * 20_000}</title><description>Words</description></item>"))
    assert [len(page.given.title or "") for page in read(tmp_path)[0]] == [10_000, 10_000]
