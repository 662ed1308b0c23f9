"""Feeds (RSS, Atom, JSON feed), each entry a page; sitemaps, which only name addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline import limits
from dateline.intake.files import Source, whole
from dateline.intake.moments import iso_of_mail_date
from dateline.intake.rows import ADDRESS_ONLY, json_in, printable
from dateline.model import Given, Left, Page

FEED_BYTES = 16 * limits.MIB  # of a feed that are read
BROKEN_BYTES = 2 * limits.MIB  # of one that is no XML, since mending takes long; the rest is named
_BROKEN_PART_BYTES = 1536 * 1024
_PART_BYTES = limits.MIB
_HEAD_BYTES = 256 * 1024
_FIRST_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_BETWEEN_ENTRIES = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)>(?=\s{0,100}<(?:\w{1,20}:)?(?:item|entry)[\s>])")
_LAST_ENTRY = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)>\s*(?=</[^<>]{1,50}>\s*(?:</[^<>]{1,50}>\s*)?\Z)")
JSON_FEED_MARK = "//jsonfeed.org/version"
_LOCATION = re.compile(rb"<loc\b[^<>]{0,200}>\s{0,64}(?:<!\[CDATA\[)?\s{0,64}([^<>\s\]]{1,4096})")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def feed_pages(source: Source) -> Iterator[Page | Left]:
    """Yield the entries of an RSS or Atom feed: content where there is some, else the summary."""
    from dateline.intake.feed_xml import in_utf_8, is_sound, parsed  # takes time to load, and few runs need it

    data, cut = whole(source.stream, FEED_BYTES)
    number = broken = 0
    for part in _parts(in_utf_8(data)):
        sound = is_sound(part)
        if not sound and len(part) > _BROKEN_PART_BYTES:
            part, cut = part[:_BROKEN_PART_BYTES], "that is broken"
        found = parsed(part, sound=sound)
        if found is None:
            yield Left(source=source.source, reason="broken feed", rejected=True)
            return
        for place, entry in enumerate(found.entries, number + 1):
            yield _entry(source, place, entry, found.feed, dated_by_update=not found.version.startswith("atom"))
        number += len(found.entries)
        broken += 0 if sound else len(part)
        cut = found.cut or cut
        if found.cut:
            break
        if broken > BROKEN_BYTES:
            cut = "that is broken"
            break
    if not number:
        yield Left(source=source.source, reason=f"feed {cut}" if cut else "feed without entries", rejected=True)
    elif cut:
        yield Left(source=source.source, reason=f"the rest of a feed {cut}", rejected=True)


def _parts(data: bytes) -> Iterator[bytes]:
    """Yield a long feed as several of about a MiB, each with its head and its end; a short one as it is."""
    first = _FIRST_ENTRY.search(data, 0, _HEAD_BYTES)
    if len(data) <= _PART_BYTES or not first:
        yield data
        return
    last = _LAST_ENTRY.search(data, max(0, len(data) - 4096))
    head, tail = data[:first.start()], data[last.end():] if last else b""
    start, end = first.start(), last.end() if last else len(data)
    for between in _BETWEEN_ENTRIES.finditer(data, start, end):
        if between.end() - start >= _PART_BYTES:
            yield head + data[start:between.end()] + tail
            start = between.end()
    yield head + data[start:end] + tail


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
            title=_title(item), published=_moment(item.get("date_published")),
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
    """Return the title of a feed's entry or of a JSON feed's item."""
    title, detail = entry.get("title"), entry.get("title_detail")
    if isinstance(title, str) and isinstance(detail, dict) and "html" in str(detail.get("type")):
        title = html.unescape(_TAG.sub("", title))
    text = _plain(title)
    return text and text[:limits.GIVEN_CHARACTERS]


def _moment(printed: object) -> str | None:
    """Return a feed's time as ISO 8601 where it is one or an RFC 822 date, else as printed."""
    text = _plain(printed)
    if text is None or _ISO.match(text):
        return text
    return iso_of_mail_date(text) or text


def as_json_feed(found: object) -> Mapping[str, Any] | None:
    """Return parsed JSON that is a JSON feed, None for any other."""
    version = found.get("version") if isinstance(found, dict) else None
    return found if isinstance(found, dict) and isinstance(version, str) and JSON_FEED_MARK in version else None


def json_of(source: Source) -> object:
    """Return the JSON that a file holds. Raises ValueError, with a reason for people."""
    data, cut = whole(source.stream, limits.LINE_BYTES)
    if cut:
        raise ValueError(f"a JSON file {cut}")
    return json_in(data)
