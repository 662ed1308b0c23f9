"""Feeds (RSS, Atom, JSON feed), each entry a page; sitemaps, which only name addresses."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from dateline import limits
from dateline.intake.files import Source, whole
from dateline.intake.rows import ADDRESS_ONLY, printable
from dateline.model import Given, Left, Page

FEED_BYTES = 8 * limits.MIB  # of a feed that are read; entries behind them are named as lost
JSON_FEED_MARK = "//jsonfeed.org/version"
_LOCATION = re.compile(rb"<loc\b[^<>]{0,200}>\s{0,64}(?:<!\[CDATA\[)?\s{0,64}([^<>\s\]]{1,4096})")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def feed_pages(source: Source) -> Iterator[Page | Left]:
    """Yield the entries of an RSS or Atom feed: content where there is some, else the summary."""
    import feedparser  # takes time to load, and few runs need it

    data, cut = whole(source.stream, FEED_BYTES)
    # A stream, since feedparser takes bytes for the name of a file to open; and the markup as it was published.
    try:
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser documents none, and whatever a feed breaks in it stays one feed
        yield Left(source=source.source, reason=f"broken feed ({type(error).__name__})", rejected=True)
        return
    if not parsed.entries and (parsed.bozo or not parsed.version):
        yield Left(source=source.source, reason="broken feed", rejected=True)
    for number, entry in enumerate(parsed.entries, 1):
        yield _entry(source, number, entry, parsed.feed, dated_by_update=not parsed.version.startswith("atom"))
    if cut:
        yield Left(source=source.source, reason=f"the rest of a feed {cut}", rejected=True)


def _entry(source: Source, number: int, entry: dict[str, Any], feed: dict[str, Any], *,
           dated_by_update: bool) -> Page | Left:
    """dated_by_update: feedparser calls RSS's one date "updated" where it is a dc:date; Atom's is another thing."""
    content = next((part for part in entry.get("content", ()) if part.get("value")), None) or entry.get(
        "summary_detail") or {}
    authors = [author.get("name") for author in entry.get("authors", ())] or [entry.get("author")]
    printed = dict.get(entry, "published") or (dict.get(entry, "updated") if dated_by_update else None)
    given = Given(
        title=_title(entry), published=_moment(printed),
        outlet=_plain(feed.get("title")), authors=tuple(filter(None, map(_plain, authors))),
        language=_plain(content.get("language") or feed.get("language")))
    form = "text" if content.get("type") == "text/plain" else "html"
    return _page(source, number, str(content.get("value") or ""), form, _plain(entry.get("link")), given)


def json_feed_pages(source: Source, feed: Mapping[str, Any]) -> Iterator[Page | Left]:
    """Yield the items of a JSON feed (https://www.jsonfeed.org/version/1.1/), which is read already."""
    items = feed.get("items")
    for number, item in enumerate(items if isinstance(items, list) else [], 1):
        if not isinstance(item, dict):
            yield Left(source=f"{source.source}#{number}", reason="not a JSON object", rejected=True)
            continue
        authors = item.get("authors") or [item.get("author")]
        given = Given(
            title=_plain(item.get("title")), published=_moment(item.get("date_published")),
            outlet=_plain(feed.get("title")), language=_plain(item.get("language") or feed.get("language")),
            authors=tuple(filter(None, (_plain(author.get("name")) for author in authors if isinstance(author, dict))))
            if isinstance(authors, list) else ())
        marked_up, text = item.get("content_html"), item.get("content_text") or item.get("summary")
        words = marked_up if isinstance(marked_up, str) and marked_up else text if isinstance(text, str) else ""
        yield _page(source, number, words, "html" if words is marked_up else "text", _plain(item.get("url")), given)


def _page(source: Source, number: int, words: str, form: str, url: str | None, given: Given) -> Page | Left:
    where = f"{source.source}#{number}"
    if not words.strip():
        if url:
            return Left(source=f"{where} {url}", reason=ADDRESS_ONLY)
        return Left(source=where, reason="empty", rejected=True)
    return Page(id=f"{source.id}#{number}", data=words.encode("utf-8", "surrogatepass")[:limits.PAGE_BYTES],
                form="text" if form == "text" else "html", charset="utf-8", url=url, url_from="feed" if url else None,
                given=given, source=where)


def sitemap_addresses(source: Source) -> Iterator[Left]:
    """Yield a Left for each address of a sitemap or of an index of sitemaps."""
    data, cut = whole(source.stream, limits.PAGE_BYTES)
    number = 0
    for number, found in enumerate(_LOCATION.finditer(data), 1):
        address = found[1].decode("utf-8", "replace").replace("&amp;", "&")
        yield Left(source=f"{source.source}#{number} {address}", reason=ADDRESS_ONLY)
    if cut or not number:
        reason = f"the rest of a sitemap {cut}" if cut else "a sitemap without addresses"
        yield Left(source=source.source, reason=reason, rejected=bool(cut))


def _plain(value: object) -> str | None:
    text = printable(" ".join(value.split())) if isinstance(value, str) else ""
    return text or None


def _title(entry: dict[str, Any]) -> str | None:
    title = entry.get("title")
    if isinstance(title, str) and "html" in str(entry.get("title_detail", {}).get("type")):
        title = html.unescape(_TAG.sub("", title))
    return _plain(title)


def _moment(printed: object) -> str | None:
    """Return a feed's time as ISO 8601 where it is one or an RFC 822 date, else as printed."""
    text = _plain(printed)
    if text is None or _ISO.match(text):
        return text
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return text


def as_json_feed(found: object) -> Mapping[str, Any] | None:
    """Return parsed JSON that is a JSON feed, None for any other."""
    version = found.get("version") if isinstance(found, dict) else None
    return found if isinstance(found, dict) and isinstance(version, str) and JSON_FEED_MARK in version else None


def json_of(source: Source) -> object:
    """Return the JSON that a file holds. Raises ValueError, with a reason for people."""
    data, cut = whole(source.stream, limits.LINE_BYTES)
    if cut:
        raise ValueError(f"a JSON file {cut}")
    try:
        return json.loads(data.strip(b" \t\r\n\xef\xbb\xbf\0\x1e").decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise ValueError("broken JSON") from error
