"""Articles, their editions and their stories as flat rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.archive import Archive
from dateline.archive.ids import words_at
from dateline.archive.selection import Selection
from dateline.archive.tables import Row, rows
from dateline.export.columns import UNIT, Column, time_of, times

_decode = msgspec.json.decode
_READ_BY = (Column("version", "key", "version of dateline that read it"),
            Column("model", "key", "model that found its statements"))
_TEXT = (Column("text", "words", "the article's own text; spans of statements \"in\" text count in it"),
         Column("text_characters", "integer", "its length in code points"),
         Column("text_sha256", "key", "SHA-256 of the text in UTF-8, hex"))
CORRECTED = (Column("corrected_by", "words", "who corrected it; null where it stands as read"),
             Column("corrected_at", "words", "when the last correction was made, UTC"))

ARTICLES = (
    Column("id", "key", "article"),
    Column("url", "words", "address, as captured"),
    Column("canonical", "words", "address that the page gives itself"),
    Column("outlet", "words", "who published it"),
    Column("outlet_as_read", "words", "what was read, where a person changed it; else null"),
    Column("language", "key", "ISO 639-1"),
    Column("status", "key", "ok, stub, paywall, consent, script-only, live"),
    Column("status_as_read", "key", "what was read, where a person changed it; else null"),
    Column("headline", "words", "headline"),
    Column("headline_as_read", "words", "what was read, where a person changed it; else null"),
    *times("published", "when published"),
    Column("published_as_read", "words", "what was read, where a person changed it; else null"),
    Column("published_printed", "words", "the characters that the time was read from, as the page prints them"),
    Column("published_precision", "key", "year, month, day, minute, second"),
    Column("published_evidence", "key", "what told the time: json-ld datePublished, time element, address, ..."),
    *times("modified", "when last changed, as the page says"),
    *times("captured", "when the page was captured first with this reading"),
    Column("authors", "words", "whom the page credits with the text, joined by \"; \""),
    Column("authors_as_read", "words", "what was read, where a person changed it; else null"),
    *_TEXT,
    Column("taken_out", "json", "[[start, end], ...]: pieces of the text that people took out, and all said there"),
    Column("taken_out_words", "words", "their words, joined by \" … \""),
    Column("span_unit", "key", "what taken_out counts: always code points, from 0, half-open"),
    Column("brought_back", "json", "words of dropped pieces of the page that people brought back; not in text"),
    Column("edition", "key", "the edition that is shown: editions.id"),
    Column("editions", "integer", "how many editions it has"),
    Column("captures", "integer", "how many captures it has"),
    Column("story", "key", "stories.id"),
    Column("copy_of", "key", "article whose text this one repeats: articles.id"),
    *CORRECTED, *_READ_BY)

EDITIONS = (
    Column("id", "key", "edition"),
    Column("article", "key", "articles.id"),
    Column("ordinal", "integer", "from 1: by first capture, modified, published, id"),
    Column("shown", "boolean", "whether views show this one"),
    Column("url", "words", "address, as captured"),
    Column("outlet", "words", "who published it"),
    Column("language", "key", "ISO 639-1"),
    Column("status", "key", "ok, stub, paywall, consent, script-only, live, not-article"),
    Column("headline", "words", "headline; spans of statements \"in\" headline count in it"),
    *times("published", "when published"),
    *times("modified", "when last changed, as the page says"),
    *times("captured", "when captured first"),
    Column("authors", "words", "whom the page credits with the text, joined by \"; \""),
    *_TEXT,
    Column("captures", "integer", "how many captures read so"),
    *_READ_BY)

STORIES = (
    Column("id", "key", "story: the id of its earliest article"),
    Column("headline", "words", "headline of its earliest article"),
    *times("first_published", "published of the first article that has a date"),
    *times("last_published", "published of the last"),
    Column("articles", "integer", "how many articles"),
    Column("texts", "integer", "how many distinct texts: copies counted once"),
    Column("outlets", "integer", "how many outlets"))

OUTLETS = (
    Column("name", "words", "outlet: who published"),
    Column("articles", "integer", "how many articles"),
    Column("texts", "integer", "how many distinct texts: copies counted once"),
    Column("stories", "integer", "how many stories"),
    *times("first_published", "published of the first article that has a date"),
    *times("last_published", "published of the last"))

ARTICLE_STORY = (
    Column("article", "key", "articles.id"),
    Column("story", "key", "stories.id"),
    Column("copy_of", "key", "article whose text this one repeats"),
    Column("linked_to", "key", "the article of the story that it is closest to"),
    Column("score", "real", "how close, 0 to 1"),
    Column("reason", "words", "why"),
    Column("story_as_read", "key", "where it would be had people decided nothing: a story, empty for none; else null"),
    *CORRECTED)


def article_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of ARTICLES."""
    for (id_, url, canonical, outlet, language, status, status_read, headline, headline_read, published,
         published_read, evidence, modified, captured, authors, _, text, edition, editions, captures, story, copy_of,
         version, model, corrected_by, corrected_at, outlet_read, authors_read, taken_out,
         brought_back) in rows(archive, "articles", selection):
        told: dict[str, Any] = (_decode(evidence) if evidence and published == published_read else None) or {}
        yield (id_, url, canonical, outlet, other(outlet_read, outlet), language, status, other(status_read, status),
               headline, other(headline_read, headline), *time_of(published), other(published_read, published),
               told.get("printed") or None, told.get("precision"), told.get("evidence"), *time_of(modified),
               *time_of(captured), _joined(authors), _joined(authors_read) if authors_read != authors else None,
               *_text(text), *_pieces(text, taken_out), UNIT, None if brought_back == "[]" else brought_back, edition,
               editions, captures, story, copy_of, corrected_by, corrected_at, version, model)


def _pieces(text: str, spans: str) -> tuple[str | None, str | None]:
    if spans == "[]":
        return None, None
    return spans, words_at(text, _decode(spans))


def other(read: str | None, shown: str | None) -> str | None:
    """Return what was read where something else is shown, else None."""
    return read if read != shown else None


def _text(text: str) -> tuple[str, int, str]:
    return text, len(text), hashlib.sha256(text.encode()).hexdigest()


def _joined(names: str) -> str:
    return "; ".join(_decode(names))


def edition_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of EDITIONS."""
    for (id_, article, ordinal, shown, url, headline, published, modified, captured, authors, outlet, language,
         status, text, captures, version, model) in rows(archive, "editions", selection):
        yield (id_, article, ordinal, bool(shown), url, outlet, language, status, headline, *time_of(published),
               *time_of(modified), *time_of(captured), _joined(authors), *_text(text), captures, version, model)


def story_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of STORIES."""
    for id_, articles, texts, outlets, first, last, headline in rows(archive, "stories", selection):
        yield id_, headline, *dated(first), *dated(last), articles, texts, outlets


def outlet_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of OUTLETS."""
    for name, articles, texts, stories, first, last in rows(archive, "outlets", selection):
        yield name, articles, texts, stories, *dated(first), *dated(last)


def dated(found: str | None) -> tuple[str | None, str | None, str | None]:
    """Return the three columns of a time that stands behind what it was ordered by."""
    return time_of(found.partition("\n")[2] if found else None)


def article_story_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of ARTICLE_STORY."""
    yield from rows(archive, "article_story", selection)
