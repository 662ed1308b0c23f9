"""Inputs that took longer than their size allows, or more memory, before they came to a page; none does now."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest
import zstandard
from intake_making import read

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
