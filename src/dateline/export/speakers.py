"""Speakers as flat rows."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.archive import Archive, find
from dateline.archive.selection import Selection
from dateline.archive.tables import Row, rows
from dateline.export.articles import dated
from dateline.export.columns import Column, times

SPEAKERS = (
    Column("id", "key", "speaker: one identity over the archive"),
    Column("name", "words", "the form printed most"),
    Column("type", "key", "person, organisation, group, text"),
    Column("names", "json", "[[form, how often], ...]: every form printed in the archive"),
    Column("statements", "integer", "how many statements"),
    Column("inferred", "integer", "statements of the archive that name nobody but an office of this speaker's: "
           "inferred from office, in no other count"),
    Column("articles", "integer", "in how many articles"),
    Column("texts", "integer", "in how many distinct texts: copies counted once"),
    Column("stories", "integer", "in how many stories"),
    Column("outlets", "integer", "in how many outlets"),
    *times("first_published", "published of the first article that has a date"),
    *times("last_published", "published of the last"))


def speaker_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of SPEAKERS."""
    for id_, statements, articles, texts, stories, outlets, first, last in rows(archive, "speakers", selection):
        speaker = find.speaker(archive, id_, statements=statements, roles=False)
        yield (id_, speaker.name, speaker.type, msgspec.json.encode(speaker.aliases).decode(), statements,
               speaker.inferred, articles, texts, stories, outlets, *dated(first), *dated(last))
