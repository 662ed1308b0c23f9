"""Who is heard in articles that stand in a list."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dateline.archive import find
from dateline.archive.connection import Archive
from dateline.archive.values import Brief

_NAMED = 3  # speakers named beside an article


class Heard(Struct, frozen=True, kw_only=True):
    """A speaker, by identity and the form of the name printed most."""

    speaker: str
    name: str


class Listed(Struct, frozen=True, kw_only=True):
    """An article in a list, with those who say most in it."""

    article: Brief
    voices: tuple[Heard, ...]
    others: int  # speakers beside these


def listed(archive: Archive, articles: Iterable[Brief]) -> tuple[Listed, ...]:
    """Return articles with their speakers, those who say most first, then those who speak first."""
    names: dict[str, str] = {}
    found = []
    for article in articles:
        rows = archive.db.execute("SELECT speaker FROM said_by WHERE article = ? GROUP BY speaker "
                                  "ORDER BY count(*) DESC, min(statement)", (article.id,)).fetchall()
        voices = tuple(Heard(speaker=row["speaker"], name=_name(archive, row["speaker"], names))
                       for row in rows[:_NAMED])
        found.append(Listed(article=article, voices=voices, others=len(rows) - len(voices)))
    return tuple(found)


def _name(archive: Archive, speaker: str, known: dict[str, str]) -> str:
    if speaker not in known:
        known[speaker] = find.name_of(archive, speaker)
    return known[speaker]
