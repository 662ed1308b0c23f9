"""The original bytes of captures, and the captures as pages again."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import zstandard

from dateline.archive.connection import Archive
from dateline.archive.store import article_of_edition
from dateline.errors import ArchiveError
from dateline.model import Article, Given, Page, Place

ReadPlace = Callable[[Place], bytes]


def payload(archive: Archive, hash_: str, read_place: ReadPlace) -> bytes:
    """Return the bytes of a payload; `read_place` reads those that were kept by reference.

    Raises ArchiveError when they are not there or no longer what they were.
    """
    row = archive.db.execute("SELECT * FROM payload WHERE hash = ?", (hash_,)).fetchone()
    if row is None:
        raise ArchiveError(archive.path, f"holds no bytes {hash_}")
    if row["zstd"] is not None:
        try:
            return zstandard.ZstdDecompressor().decompress(row["zstd"], max_output_size=row["size"] or 1)
        except zstandard.ZstdError as error:
            raise ArchiveError(archive.path, f"bytes {hash_} are damaged ({error})") from error
    return read_place(Place(path=row["path"], offset=row["offset"], length=row["length"]))


def page(archive: Archive, capture: str, read_place: ReadPlace) -> Page:
    """Return a capture as the page that it was. Raises ArchiveError as `payload` does."""
    row = archive.db.execute("SELECT * FROM capture WHERE id = ?", (capture,)).fetchone()
    known = archive.db.execute("SELECT max(url_from) AS url, max(captured_from) AS captured FROM origin "
                               "WHERE capture = ?", (capture,)).fetchone()
    return Page(
        id=row["article"], data=payload(archive, row["payload"], read_place), form=row["form"],
        charset=row["charset"], url=row["url"], url_from=known["url"] or None, captured=row["captured"],
        captured_from=known["captured"] or None, truncated=row["truncated"],
        given=msgspec.json.decode(row["given"], type=Given), source=f"capture {capture}")


def reading(archive: Archive, capture: str) -> tuple[Article, str, str, str]:
    """Return what the archive holds as read from a capture: (article, edition id, payload hash, version)."""
    row = archive.db.execute("SELECT * FROM capture WHERE id = ?", (capture,)).fetchone()
    edition = archive.db.execute("SELECT * FROM edition WHERE id = ?", (row["edition"],)).fetchone()
    return article_of_edition(edition, row), row["edition"], row["payload"], row["version"]
