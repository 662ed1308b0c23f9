"""What changed between the editions of an article."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.editions import edition_texts
from dateline.archive.values import Brief
from dateline.errors import NotFound
from dateline.web.comparing import Change, compared

_MOST = 20  # editions compared on one page


class ShownEdition(Struct, frozen=True, kw_only=True):
    """An edition, and what it changed."""

    id: str
    ordinal: int
    headline: str | None
    published: str | None
    modified: str | None
    captured: str | None
    headline_changes: tuple[Change, ...] | None = ()
    changes: tuple[Change, ...] | None = ()  # None: too long to compare; empty: the same words


class EditionsPage(Struct, frozen=True, kw_only=True):
    """All that editions.html may use."""

    article: Brief
    editions: tuple[ShownEdition, ...]
    cut: bool  # whether there are more than these


def read(archive: Archive, id_: str) -> EditionsPage:
    """Return the editions of the article whose id begins with `id_`. Raises NotFound."""
    about = find.brief_of(archive, find.full_id(archive, id_))
    if about is None:
        raise NotFound(f"{id_}: no such article in {archive.path}")
    texts = edition_texts(archive, about.id, limit=_MOST + 1)
    shown = []
    for place, now in enumerate(texts[:_MOST]):
        before = texts[place - 1] if place else now
        shown.append(ShownEdition(
            id=now.id, ordinal=now.ordinal, headline=now.headline, published=now.published, modified=now.modified,
            captured=now.captured, headline_changes=compared(before.headline or "", now.headline or ""),
            changes=compared(before.text, now.text)))
    return EditionsPage(article=about, editions=tuple(shown), cut=len(texts) > _MOST)
