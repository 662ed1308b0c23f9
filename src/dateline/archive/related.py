"""Lists of related articles as they leave: what the archive found for an article, or what its page printed."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from dateline.archive.connection import Archive
from dateline.limits import RELATED_ARTICLES
from dateline.model import Media, Related

_media = msgspec.json.Decoder(tuple[Media, ...]).decode
_related = msgspec.json.Decoder(tuple[Related, ...]).decode
_CONTENT_TYPES = {"ok": "1", "live": "2", "stub": "3", "paywall": "3"}


class Item(Struct, frozen=True):
    """An item of the feed that news sites put under an article; null where nothing is known."""

    id: str | None
    sort: str | None
    contenttypeid: str | None
    pic: str | None
    title: str | None


def of_article(article: str) -> str:
    """Return SQL of the rows (other, score) that links lead to from the article that an expression names, the
    strongest first."""
    return (f"SELECT b AS other, score FROM link WHERE a = {article} UNION ALL SELECT a, score FROM link "
            f"WHERE b = {article} ORDER BY 2 DESC, 1 LIMIT {RELATED_ARTICLES}")


def ids(archive: Archive, article: str) -> list[str]:
    """Return the articles that belong with one, best first."""
    return [row["other"] for row in archive.db.execute(of_article("?1"), (article,))]


def found(archive: Archive, article: str, *, as_read: bool = False) -> tuple[Item, ...]:
    """Return what belongs to an article, best first. as_read: headlines without what people decided."""
    headline = "e.headline" if as_read else "a.headline"
    rows = archive.db.execute(
        f"SELECT a.id, {headline} AS title, a.status, e.media FROM ({of_article('?1')}) x "
        "CROSS JOIN article a ON a.id = x.other CROSS JOIN edition e ON e.id = a.edition "
        "WHERE a.status <> 'not-article' ORDER BY x.score DESC, x.other", (article,))
    return tuple(Item(row["id"], str(place), _CONTENT_TYPES.get(row["status"]), _picture(row["media"]), row["title"])
                 for place, row in enumerate(rows, 1))


def own(archive: Archive, article: str) -> tuple[Item, ...]:
    """Return the list that an article's page itself prints, its values as printed."""
    row: Any = archive.db.execute("SELECT e.related FROM article a JOIN edition e ON e.id = a.edition WHERE a.id = ?",
                                  (article,)).fetchone()
    items = _related(row["related"]) if row else ()
    return tuple(Item(one.id or one.url, one.sort, one.contenttypeid, one.pic, one.title) for one in items)


def _picture(media: str) -> str | None:
    """The address of the first picture; where there is none, of the first video."""
    known = [one for one in _media(media) if one.url]
    pictures = [one.url for one in known if one.kind == "picture"]
    return pictures[0] if pictures else known[0].url if known else None
