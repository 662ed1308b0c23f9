"""Where articles stand under their keys: who was published next to whom, of those that share one.

Keys and ids are kept as numbers, so that a large archive has small pages of them; the numbers of ids have their order.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

import msgspec

from dateline.archive.connection import Archive
from dateline.model import Signature

WINDOW = 12  # places over which any key leads: that of `stories.near`
_SIGN = 1 << 63


class At(NamedTuple):
    """An article under a key, in the order of publishing."""

    place: int  # as `stories.near.place_of` says
    number: int  # of the article's id


class Standing(NamedTuple):
    """Under which keys an article stands, and where."""

    place: int
    keys: frozenset[int]


NOWHERE = Standing(0, frozenset())


def number_of(article: str) -> int:
    """Return an article's id as a signed number; numbers have the order of ids."""
    return int(article, 16) - _SIGN


def id_of(number: int) -> str:
    """Return the article's id that a number means."""
    return f"{number + _SIGN:016x}"


def standing(archive: Archive, article: str) -> Standing:
    """Return where an article stands; NOWHERE where it stands under no key."""
    row = archive.db.execute("SELECT place, keys FROM placed WHERE article = ?", (article,)).fetchone()
    return Standing(row["place"], frozenset(array("q", row["keys"]))) if row else NOWHERE


def keep(archive: Archive, article: str, signature: Signature | None, at: Standing) -> None:
    """Keep what an article is weighed by and where it stands; None where it shows nothing that tells a story."""
    if signature is None:
        archive.db.execute("DELETE FROM placed WHERE article = ?", (article,))
    else:
        archive.db.execute("INSERT OR REPLACE INTO placed VALUES (?, ?, ?, ?)", (
            article, at.place, array("q", sorted(at.keys)).tobytes(),
            msgspec.msgpack.encode(msgspec.structs.replace(signature, keys=()))))


def put_under(archive: Archive, at: At, key: int) -> None:
    """Let an article stand under a key."""
    archive.db.execute("INSERT OR IGNORE INTO story_key VALUES (?, ?, ?)", (key, *at))


def take_from_under(archive: Archive, at: At, key: int) -> None:
    """Take an article from under a key."""
    archive.db.execute("DELETE FROM story_key WHERE key = ? AND place = ? AND article = ?", (key, *at))


def around(archive: Archive, at: At, key: int, window: int) -> tuple[list[At], list[At]]:
    """Return the articles that stand before and after a place under a key, `window` each, nearest first."""
    cursor = archive.db.cursor()
    cursor.row_factory = None
    before = cursor.execute("SELECT place, article FROM story_key WHERE key = ? AND (place, article) < (?, ?) "
                            "ORDER BY place DESC, article DESC LIMIT ?", (key, *at, window)).fetchall()
    after = cursor.execute("SELECT place, article FROM story_key WHERE key = ? AND (place, article) > (?, ?) "
                           "ORDER BY place, article LIMIT ?", (key, *at, window)).fetchall()
    return before, after


def leave(archive: Archive, article: str) -> None:
    """Take an article that is to be deleted from among the others; to whom a link or a key led from it, or may lead
    now that it is gone, is weighed anew."""
    stood, at = standing(archive, article), number_of(article)
    others = {row[0] for row in archive.db.execute(
        "SELECT b FROM link WHERE a = ?1 UNION SELECT a FROM link WHERE b = ?1", (article,))}
    for key in stood.keys:
        others.update(id_of(number) for _, number in around(archive, At(stood.place, at), key, WINDOW)[0])
        take_from_under(archive, At(stood.place, at), key)
    archive.db.executemany("INSERT OR IGNORE INTO pending VALUES (?, 1)", ((one,) for one in sorted(others)))
