"""RSS 2.0 and Atom, an entry at a time; `entries` makes these of what the archive holds.

A time stands in an entry only where its offset is known, since both formats would make another one of it; what was
read stands in the summary. Atom demands `updated`: where no time is known it is the epoch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from itertools import chain
from typing import BinaryIO, Literal, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

FeedForm: TypeAlias = Literal["rss", "atom"]
EPOCH = "1970-01-01T00:00:00Z"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Feed(Struct, frozen=True, kw_only=True):
    """What a feed says of itself."""

    title: str
    link: str  # address of the page that the feed follows
    about: str = ""
    address: str = ""  # its own, where known


class Entry(Struct, frozen=True, kw_only=True):
    """An entry of a feed."""

    id: str
    title: str
    summary: str
    link: str | None = None  # http or https only
    published: str | None = None  # UTC, ISO 8601; None where no offset is known
    author: str | None = None


def web_address(url: object) -> str | None:
    """Return an address that a program may follow: of http or https; None for any other."""
    return str(url) if str(url).lower().startswith(("https://", "http://")) else None


def write_feed(form: FeedForm, feed: Feed, entries: Iterable[Entry], stream: BinaryIO) -> int:
    """Write a feed; return its entries. They should come the newest first."""
    write = _rss if form == "rss" else _atom
    count = 0
    for number, piece in write(feed, iter(entries)):
        stream.write(piece.encode("utf-8", "replace"))
        count = number
    return count


def _rss(feed: Feed, entries: Iterator[Entry]) -> Iterator[tuple[int, str]]:
    yield 0, ('<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
              'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
              + _element("title", feed.title) + _element("link", feed.link)
              + _element("description", feed.about or feed.title)
              + (f'<atom:link rel="self" type="application/rss+xml" href={quoteattr(_clean(feed.address))}/>'
                 if feed.address else "") + "\n")
    number = 0
    for number, entry in enumerate(entries, 1):
        date = format_datetime(datetime.fromisoformat(entry.published), usegmt=True) if entry.published else None
        yield number, ("<item>" + _element("title", entry.title) + _element("link", entry.link)
                       + f'<guid isPermaLink="false">{escape(_clean(entry.id))}</guid>' + _element("pubDate", date)
                       + _element("dc:creator", entry.author) + _element("description", escape(entry.summary))
                       + "</item>\n")
    yield number, "</channel></rss>\n"


def _atom(feed: Feed, entries: Iterator[Entry]) -> Iterator[tuple[int, str]]:
    first = next(entries, None)
    yield 0, ('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
              + _element("id", feed.address or feed.link) + _element("title", feed.title)
              + _element("updated", (first.published if first else None) or EPOCH)
              + f"<link href={quoteattr(_clean(feed.link))}/><author><name>dateline</name></author>"
              + (f'<link rel="self" href={quoteattr(_clean(feed.address))}/>' if feed.address else "") + "\n")
    number = 0
    for number, entry in enumerate(chain([first] if first else [], entries), 1):
        yield number, ("<entry>" + _element("id", entry.id) + _element("title", entry.title)
                       + (f"<link href={quoteattr(_clean(entry.link))}/>" if entry.link else "")
                       + _element("updated", entry.published or EPOCH) + _element("published", entry.published)
                       + (f"<author>{_element('name', entry.author)}</author>" if entry.author else "")
                       + _element("summary", entry.summary) + "</entry>\n")
    yield number, "</feed>\n"


def _element(name: str, text: str | None) -> str:
    return f"<{name}>{escape(_clean(text))}</{name}>" if text is not None else ""


def _clean(text: str) -> str:
    """Text without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
