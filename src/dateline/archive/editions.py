"""What each edition of an article said, for comparing them."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive.connection import Archive


class EditionText(Struct, frozen=True, kw_only=True):
    """The words of one edition, as read."""

    id: str
    ordinal: int
    headline: str | None
    published: str | None
    modified: str | None
    captured: str | None  # its first capture
    status: str
    text: str


def edition_texts(archive: Archive, article: str, *, limit: int = 100) -> list[EditionText]:
    """Return an article's first editions in their order."""
    rows = archive.db.execute(
        "SELECT e.*, c.captured FROM edition e LEFT JOIN capture c ON c.id = e.capture WHERE e.article = ? "
        "ORDER BY e.ordinal LIMIT ?", (article, limit))
    return [EditionText(id=r["id"], ordinal=r["ordinal"], headline=r["headline"], published=r["published"],
                        modified=r["modified"], captured=r["captured"], status=r["status"], text=r["text"])
            for r in rows]
