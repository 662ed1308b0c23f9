"""Ids: short hashes of what they name, so that two archives of the same pages agree."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from dateline.model import Article, Page, Span, Statement

_LENGTH = 16  # hex digits: 64 bits, so that ten million ids collide with a chance of 3 in a million


def _hash(*parts: object) -> str:
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:_LENGTH]


def capture_id(page: Page, payload: str) -> str:
    """Return the id of a capture: its bytes (`payload`, their hash), address, time, and what was given."""
    return _hash("capture", payload, page.form, page.charset, page.url, page.captured, page.truncated, page.given)


def article_id(key: str) -> str:
    """Return the id of the article that has this key."""
    return _hash("article", key)


def edition_id(article: str, reading: Article) -> str:
    """Return the id of the edition that one reading of an article is: headline, text, authors and times."""
    return _hash("edition", article, reading.headline, reading.text, reading.authors, reading.published,
                 reading.modified)


def fold(words: str) -> str:
    """Return words without case, marks and white space, as ids of statements take them."""
    return " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


def statement_ids(article: str, contents: Sequence[str]) -> list[str]:
    """Return the id of each statement of an article: article, folded content, place among equals."""
    seen: Counter[str] = Counter()
    ids = []
    for content in contents:
        folded = fold(content)
        seen[folded] += 1
        ids.append(_hash("statement", article, folded, seen[folded]))
    return ids


def correction_id(*parts: object) -> str:
    """Return the id of a correction: a hash of all that its row says."""
    return _hash("correction", *parts)


def words_at(text: str, spans: Sequence[Span]) -> str:
    """Return the words of spans, pieces joined by " … "."""
    return " … ".join(text[start:end] for start, end in spans)


def text_of(article: Article, statement: Statement) -> str:
    """Return the text that a statement's spans count in: body, headline, or a caption; "" where it is gone."""
    if statement.where == "text":
        return article.text
    if statement.where == "headline":
        return article.headline or ""
    kind, _, number = statement.where.partition("/")
    if kind == "media" and number.isdigit() and int(number) < len(article.media):
        return article.media[int(number)].caption
    return ""


def sort_time(moment: str | None) -> str:
    """Return an ISO 8601 time in UTC, for ordering: "" where it is unknown; without an offset as if it were UTC."""
    if not moment:
        return ""
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return moment  # a year or a month: sorts before its days
    if parsed.tzinfo is not None:
        try:
            parsed = parsed.astimezone(UTC).replace(tzinfo=None)
        except OverflowError:
            parsed = parsed.replace(tzinfo=None) + timedelta(0)
    return parsed.isoformat()
