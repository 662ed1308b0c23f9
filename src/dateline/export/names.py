"""Names in articles, and whom they mean: those of one speaker, and those of which it is unsure; rows and entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

import msgspec

from dateline.archive import Archive, find
from dateline.archive.doubts import Doubt, speaker_now
from dateline.archive.mentions import MentionWhy
from dateline.archive.tables import Row
from dateline.archive.values import Brief
from dateline.export.columns import Column, time_of, times
from dateline.export.feeds import Entry, web_address
from dateline.model import Evidence

_WHERE = (
    Column("headline", "words", "headline of the article"),
    Column("outlet", "words", "who published it"),
    Column("url", "words", "address of the article"),
    *times("published", "when the article was published"))
_WHY = (
    Column("evidence", "json", "[[kind, weight, words], ...]: what speaks for it (above 0) and against it"),
    Column("rivals", "json", "[[speakers.id, name], ...]: who else may be meant"))

NAMES = (
    Column("speaker", "key", "speakers.id: whom the name is taken for"),
    Column("article", "key", "articles.id: where it stands"),
    Column("name", "words", "the name, in the fullest form that the article prints"),
    Column("roles", "words", "as printed, joined by \"; \"; null where there is none"),
    *_WHERE, *_WHY,
    Column("confirmed", "boolean", "whether more than the name speaks for it"),
    Column("speaker_as_read", "key", "whom it was taken for before people decided: speakers.id"),
    Column("correction", "key", "the correction that put it here: corrections.id; null where none did"))

DOUBTS = (
    Column("article", "key", "articles.id: where the name stands"),
    Column("name", "words", "the name, in the fullest form that the article prints"),
    Column("speaker", "key", "speakers.id: whom it is taken for"),
    Column("speaker_name", "words", "what that speaker is called"),
    Column("alone", "boolean", "whether that is nobody else: nothing ties the name to anybody"),
    *_WHERE, *_WHY)


def name_rows(archive: Archive, mentions: Iterable[MentionWhy]) -> Iterator[Row]:
    """Yield the rows of NAMES."""
    for one in mentions:
        about = find.brief_of(archive, one.article)
        if about:
            rivals = [speaker_now(archive, rival) for rival in one.rivals]
            yield (one.speaker, one.article, one.name, "; ".join(one.roles) or None, *_where(about),
                   *_why(archive, one.evidence, rivals), one.confirmed, one.as_read, one.decided)


def doubt_rows(archive: Archive, doubts: Iterable[Doubt]) -> Iterator[Row]:
    """Yield the rows of DOUBTS."""
    for one in doubts:
        yield (one.article.id, one.name, one.speaker, find.name_of(archive, one.speaker), one.alone,
               *_where(one.article), *_why(archive, one.evidence, one.rivals))


def _where(about: Brief) -> tuple[str | None, ...]:
    return about.headline, about.outlet, about.url, *time_of(about.published)


def _why(archive: Archive, evidence: Sequence[Evidence], rivals: Sequence[str]) -> tuple[str, str]:
    return (msgspec.json.encode([(one.kind, one.weight, one.words) for one in evidence]).decode(),
            msgspec.json.encode([(rival, find.name_of(archive, rival)) for rival in rivals]).decode())


def name_entry(row: Mapping[str, object]) -> Entry:
    """Return a row of NAMES as an entry of a feed."""
    return _entry(row, str(row["name"]) + (f", {row['roles']}" if row["roles"] else ""))


def doubt_entry(row: Mapping[str, object]) -> Entry:
    """Return a row of DOUBTS as an entry of a feed."""
    rivals = " or ".join(name for _, name in msgspec.json.decode(str(row["rivals"])))
    taken = "somebody of its own" if row["alone"] else str(row["speaker_name"])
    return _entry(row, f"{row['name']}: taken for {taken}{f'; may be {rivals}' if rivals else ''}")


def _entry(row: Mapping[str, object], title: str) -> Entry:
    outlet, published = row["outlet"], row["published_utc"]
    return Entry(id=f"urn:dateline:name:{row['article']}:{quote(str(row['name']), safe='')}", title=title,
                 summary=f"In: {row['headline'] or '(no headline)'} ({outlet or 'no outlet'})",
                 link=web_address(row["url"]), published=str(published) if published else None,
                 author=str(outlet) if outlet else None)
