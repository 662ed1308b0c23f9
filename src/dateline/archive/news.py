"""What came in: stories that moved on the last day, or since somebody last looked, new ones first."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive.connection import Archive

_READABLE = "edition IS NOT NULL AND status IN ('ok', 'live', 'stub', 'paywall')"
_MOST = 3_000  # articles that came last, among which is looked


class Moved(Struct, frozen=True, kw_only=True):
    """A story, or an article that tells none with others, and what came of it."""

    story: str | None  # None: one article alone
    article: str  # the last published of what came
    headline: str | None  # of that article
    language: str | None
    new: bool  # whether all of it came now
    articles: int  # that came, and of these:
    texts: int
    outlets: int
    statements: int
    last: str | None  # when the last one was published


def last_number(archive: Archive) -> int:
    """Return a number that grows with every article that comes in: what a reader has seen."""
    return int(archive.db.execute("SELECT coalesce(max(number), 0) FROM article").fetchone()[0])


def since(archive: Archive, number: int, *, limit: int = 15) -> tuple[list[Moved], int, int]:
    """Return what came after a number, new stories first; how many articles that is; how many stories.

    Only the articles that came last are looked at, at most _MOST.
    """
    first = max(number, last_number(archive) - _MOST)
    return _moved(archive, "number > ?", (first,), ("number <= ?", number), limit)


def on_last_day(archive: Archive, *, limit: int = 15) -> tuple[str | None, list[Moved], int, int]:
    """Return the day of the last article that has a date, and the same of what was published on it."""
    row = archive.db.execute("SELECT max(published_sort) FROM article WHERE published_sort <> ''").fetchone()
    if not row[0]:
        return None, [], 0, 0
    day = row[0][:10]
    return day, *_moved(archive, "published_sort >= ? AND published_sort < ? || 'U'", (day, day),
                        ("published_sort > '' AND published_sort < ?", day), limit)


def _moved(archive: Archive, which: str, values: tuple[object, ...], known: tuple[str, object], limit: int
           ) -> tuple[list[Moved], int, int]:
    """Return the stories of which an article is meant; known: the condition that one was there before, its value."""
    rows = archive.db.execute(
        "SELECT coalesce(story, id) AS about, story, count(*) AS articles, "
        "count(DISTINCT coalesce(copy_of, id)) AS texts, count(DISTINCT outlet) AS outlets, "
        "sum(statements) AS statements, max(published_sort) AS last, max(published_sort || ' ' || id) AS came "
        f"FROM article WHERE {which} AND {_READABLE} GROUP BY about", values).fetchall()
    told = []
    for row in rows:
        new = row["story"] is None or not archive.db.execute(
            f"SELECT 1 FROM article WHERE story = ? AND {known[0]} LIMIT 1", (row["story"], known[1])).fetchone()
        told.append((row, new))
    told.sort(key=lambda one: (one[0]["articles"] > 1, one[1], one[0]["last"], one[0]["about"]), reverse=True)
    found = []
    for row, new in told[:limit]:
        about = archive.db.execute("SELECT id, headline, language, published FROM article WHERE id = ?",
                                   (row["came"].rpartition(" ")[2],)).fetchone()
        found.append(Moved(story=row["story"], article=about["id"], headline=about["headline"],
                           language=about["language"], new=new, articles=row["articles"], texts=row["texts"],
                           outlets=row["outlets"], statements=row["statements"], last=about["published"]))
    return found, sum(row["articles"] for row in rows), len(rows)
