"""Who is heard in articles that stand in a list."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dateline.archive.connection import Archive
from dateline.archive.speakers import names_of_all
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
    found = [(article, [row["speaker"] for row in archive.db.execute(
        "SELECT speaker FROM said_by WHERE article = ? GROUP BY speaker ORDER BY count(*) DESC, min(statement)",
        (article.id,))]) for article in articles]
    names = names_of_all(archive, (one for _, heard in found for one in heard[:_NAMED]))
    return tuple(Listed(article=article, voices=tuple(Heard(speaker=one, name=names[one]) for one in heard[:_NAMED]),
                        others=len(heard[_NAMED:])) for article, heard in found)
