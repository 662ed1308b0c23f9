"""RSS 2.0 and Atom: articles or statements as entries of a feed, one entry for a text and its copies.

A time stands in an entry only where its offset is known, since both formats would make another one of it; what was
read stands in the summary. Atom demands `updated`: where no time is known it is the epoch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from itertools import chain, islice
from typing import BinaryIO, Literal, TypeAlias
from xml.sax.saxutils import escape, quoteattr

import msgspec
from msgspec import Struct

from dateline.archive import Archive
from dateline.archive.ids import fold
from dateline.archive.selection import Selection
from dateline.archive.tables import copies, newest
from dateline.export.tables import TABLES

FeedForm: TypeAlias = Literal["rss", "atom"]
_ALL = Selection()
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


def article_entries(archive: Archive, ids: Iterable[str], selection: Selection = _ALL) -> Iterator[Entry]:
    """Yield an entry for each article (by full id), but one for all that share a text."""
    seen: set[str] = set()
    for row in _rows(archive, "articles", ids, selection):
        original = str(row["copy_of"] or row["id"])
        if original in seen:
            continue
        seen.add(original)
        yield Entry(id=f"urn:dateline:article:{row['id']}", title=str(row["headline"] or "(no headline)"),
                    link=web_address(row["url"]), published=_text(row["published_utc"]), author=_text(row["outlet"]),
                    summary=_about(archive, row, original))


def statement_entries(archive: Archive, ids: Iterable[str], selection: Selection = _ALL) -> Iterator[Entry]:
    """Yield an entry for each statement (by full id), but one where copies of a text all hold it."""
    seen: set[tuple[str, str]] = set()
    for row in _rows(archive, "statements", ids, selection):
        original, content = str(row["copy_of"] or row["article"]), str(row["content"])
        if (original, fold(content)) in seen:
            continue
        seen.add((original, fold(content)))
        who = row["speaker"] or row["source"] or "(nobody named)"
        marks = ", ".join([*(str(row[name]) for name in ("kind", "modality")),
                           *([] if row["calibrated"] else ["confidence not calibrated"])])
        title = f"{who} {row['cue']}: {content}" if row["cue"] else f"{who}: {content}"
        yield Entry(id=f"urn:dateline:statement:{row['id']}", title=title, link=web_address(row["url"]),
                    published=_text(row["published_utc"]), author=_text(row["outlet"]),
                    summary=f"({marks}) In: {row['headline'] or '(no headline)'}. {_about(archive, row, original)}")


def _rows(archive: Archive, table: str, ids: Iterable[str], selection: Selection) -> Iterator[dict[str, object]]:
    names = [column.name for column in TABLES[table].columns]
    for id_ in ids:
        for row in TABLES[table].rows(archive, msgspec.structs.replace(selection, ids=(id_,))):
            yield dict(zip(names, row, strict=True))


def _about(archive: Archive, row: dict[str, object], original: str) -> str:
    same, outlets = copies(archive, original)
    parts = [str(row["outlet"] or ""), str(row["published"] or "no date")]
    parts += [f"the same text in {same} other article{'s' * (same > 1)}, {outlets} outlet{'s' * (outlets != 1)} in all"
              ] if same > 0 else []
    return " · ".join(part for part in parts if part)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


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


def write_selection(form: FeedForm, archive: Archive, what: str, stream: BinaryIO, selection: Selection, *,
                    limit: int, title: str) -> int:
    """Write the newest "articles" or "statements" of a selection as a feed of at most `limit` entries."""
    entries = article_entries if what == "articles" else statement_entries
    found = entries(archive, newest(archive, what, selection), selection)
    return write_feed(form, Feed(title=title, link=f"urn:dateline:{what}"), islice(found, limit), stream)
