"""One article with all that the archive knows of it: its reading, statements, captures, editions, corrections."""

from __future__ import annotations

import msgspec

from dateline.archive.articles import brief, brief_of
from dateline.archive.connection import Archive
from dateline.archive.corrections import listed
from dateline.archive.membership import in_story
from dateline.archive.related import ids
from dateline.archive.statements import statements_of
from dateline.archive.store import article_of_edition
from dateline.archive.values import CaptureRow, EditionRow, PieceBack, PieceOut, Stored
from dateline.errors import NotFound


def show(archive: Archive, article: str) -> Stored:
    """Return all that the archive knows of one article, by full id. Raises NotFound."""
    db = archive.db
    row = db.execute("SELECT * FROM article WHERE id = ?", (article,)).fetchone()
    if row is None or row["edition"] is None:
        raise NotFound(f"{article}: no such article in {archive.path}")
    edition = db.execute("SELECT * FROM edition WHERE id = ?", (row["edition"],)).fetchone()
    capture = db.execute("SELECT * FROM capture WHERE id = ?", (edition["capture"],)).fetchone()
    read = article_of_edition(edition, capture)
    decided = {one["field"]: msgspec.json.decode(one["value"]) for one in db.execute(
        "SELECT field, value FROM overlay WHERE article = ? AND statement = ''", (article,))}
    reading = msgspec.structs.replace(read, headline=row["headline"], published=row["published"], outlet=row["outlet"],
                                      status=row["status"], authors=tuple(decided.get("authors", read.authors)))
    related = (brief_of(archive, other) for other in ids(archive, article))
    return Stored(
        id=article, article=reading, headline_as_read=edition["headline"], published_as_read=edition["published"],
        status_as_read=edition["status"], outlet_as_read=edition["outlet"], authors_as_read=read.authors,
        brought_back=tuple(PieceBack(words=value["words"], correction=field.partition(" ")[2])
                           for field, value in sorted(decided.items()) if field.startswith("kept ")),
        taken_out=tuple(PieceOut(span=tuple(value["span"]), correction=field.partition(" ")[2])
                        for field, value in sorted(decided.items()) if field.startswith("taken-out ")),
        edition=edition["id"], story=row["story"], copy_of=row["copy_of"],
        in_story=in_story(archive, brief(row)) if row["story"] else None,
        related=tuple(one for one in related if one), statements=tuple(statements_of(archive, article)),
        captures=tuple(captures_of(archive, article)), editions=tuple(editions_of(archive, article)),
        corrections=tuple(listed(archive, article)), version=edition["version"], model=edition["model"])


def captures_of(archive: Archive, article: str) -> list[CaptureRow]:
    """Return an article's captures in the order of their times."""
    rows = archive.db.execute("SELECT c.*, p.size FROM capture c JOIN payload p ON p.hash = c.payload "
                              "WHERE c.article = ? ORDER BY c.captured_sort, c.id", (article,)).fetchall()
    return [CaptureRow(
        id=r["id"], edition=r["edition"], payload=r["payload"], size=r["size"], url=r["url"], captured=r["captured"],
        truncated=r["truncated"], origins=tuple((o["source"], o["url_from"], o["captured_from"]) for o in
                                                archive.db.execute("SELECT * FROM origin WHERE capture = ? ORDER BY "
                                                                   "source, url_from, captured_from", (r["id"],))))
        for r in rows]


def editions_of(archive: Archive, article: str) -> list[EditionRow]:
    """Return an article's editions in their order."""
    rows = archive.db.execute("SELECT e.*, (SELECT count(*) FROM capture c WHERE c.edition = e.id) AS captures "
                              "FROM edition e WHERE e.article = ? ORDER BY e.ordinal", (article,))
    return [EditionRow(id=r["id"], ordinal=r["ordinal"], headline=r["headline"], published=r["published"],
                       modified=r["modified"], first_captured=r["captured_sort"], status=r["status"],
                       captures=r["captures"]) for r in rows]
