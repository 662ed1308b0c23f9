"""Passages drawn at random, and what coders marked in them before they saw what was found."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from dateline.archive.articles import brief_of
from dateline.archive.conditions import holding
from dateline.archive.connection import Archive
from dateline.archive.query import Query
from dateline.archive.values import Brief
from dateline.errors import NotFound, UsageError
from dateline.model import Span

_KINDS = ("paragraph", "block quote", "list item")
_SHORTEST = 40  # characters of a passage; what is shorter hardly holds a statement

Mark = tuple[tuple[Span, ...], tuple[Span, ...]]
"""Source spans and content spans of one statement, in the edition's text."""


class Passage(Struct, frozen=True, kw_only=True):
    """A passage of a sample. found: the statements in it when it was drawn."""

    sample: str
    place: int
    article: Brief
    edition: str
    start: int
    end: int
    text: str
    found: tuple[Mark, ...]


class Coded(Struct, frozen=True, kw_only=True):
    """What one coder marked in a passage."""

    place: int
    coder: str
    marks: tuple[Mark, ...]


class SampleRow(Struct, frozen=True, kw_only=True):
    """A sample, and who coded how much of it."""

    id: str
    seed: str
    query: str
    passages: int
    drawn_from: int
    made: str
    coders: dict[str, int]


def draw(archive: Archive, count: int, *, seed: str, typed: str, query: Query, made: str) -> SampleRow:
    """Draw `count` whole passages of the articles that a query means and keep them; return the sample.

    Every passage of the articles has the same chance. The same seed, query and archive draw the same passages.
    Raises UsageError where there is none; words of the query are not looked at.
    """
    chosen: list[tuple[int, str, int, int]] = []  # the largest of the smallest hashes first
    among = 0
    for article, start, end in _passages(archive, query):
        among += 1
        digest = hashlib.blake2b(f"{seed}\0{article}\0{start}".encode(), digest_size=8).digest()
        entry = (-int.from_bytes(digest, "big"), article, start, end)
        if len(chosen) < count:
            heapq.heappush(chosen, entry)
        elif entry > chosen[0]:
            heapq.heapreplace(chosen, entry)
    if not chosen:
        raise UsageError("there is no passage to draw from")
    drawn = sorted(chosen, reverse=True)
    id_ = hashlib.sha256(msgspec.json.encode((seed, typed, [(one[1], one[2]) for one in drawn]))).hexdigest()[:16]
    with archive.transaction() as db:
        db.execute("INSERT OR IGNORE INTO sample VALUES (?, ?, ?, ?, ?)", (id_, seed, typed, among, made))
        for place, (_, article, start, end) in enumerate(drawn, 1):
            edition = db.execute("SELECT edition FROM article WHERE id = ?", (article,)).fetchone()[0]
            found = msgspec.json.encode(_found(archive, article, start, end)).decode()
            db.execute("INSERT OR IGNORE INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)",
                       (id_, place, article, edition, start, end, found))
    return sample(archive, id_)


def _passages(archive: Archive, query: Query) -> Iterator[tuple[str, int, int]]:
    where, values = holding(archive, query)
    for row in archive.db.execute(
            "SELECT a.id, c.blocks FROM article a JOIN edition e ON e.id = a.edition "
            f"JOIN capture c ON c.id = e.capture WHERE {where} AND a.status IN ('ok', 'live') ORDER BY a.id", values):
        for block in msgspec.json.decode(row["blocks"]):
            if block["kind"] in _KINDS and block["end"] - block["start"] >= _SHORTEST:
                yield row["id"], block["start"], block["end"]


def _found(archive: Archive, article: str, start: int, end: int) -> list[Mark]:
    rows = archive.db.execute("SELECT spans FROM statement_now WHERE article = ? AND \"in\" = 'text' "
                              "AND correction IS NULL ORDER BY ordinal", (article,))
    spans = [msgspec.json.decode(row["spans"]) for row in rows]
    return [(tuple(map(tuple, one["source"])), tuple(map(tuple, one["content"]))) for one in spans
            if start <= one["content"][0][0] < end]


def samples(archive: Archive) -> list[SampleRow]:
    """Return all samples, the newest first."""
    return [sample(archive, row["id"]) for row in archive.db.execute("SELECT id FROM sample ORDER BY made DESC, id")]


def sample(archive: Archive, prefix: str) -> SampleRow:
    """Return the one sample whose id begins so. Raises NotFound."""
    rows = archive.db.execute("SELECT * FROM sample WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 2", (prefix.lower(),)
                              ).fetchall() if prefix else []
    if len(rows) != 1:
        raise NotFound(f"{prefix or 'an empty id'}: no such sample in {archive.path}")
    row = rows[0]
    count = archive.db.execute("SELECT count(*) FROM passage WHERE sample = ?", (row["id"],)).fetchone()[0]
    coders = archive.db.execute("SELECT coder, count(*) FROM coded WHERE sample = ? GROUP BY coder ORDER BY coder",
                                (row["id"],)).fetchall()
    return SampleRow(id=row["id"], seed=row["seed"], query=row["query"], passages=count, drawn_from=row["drawn_from"],
                     made=row["made"], coders=dict(map(tuple, coders)))


def passage(archive: Archive, sample_id: str, place: int) -> Passage:
    """Return a passage of a sample, by its place. Raises NotFound."""
    row = archive.db.execute("SELECT p.*, e.text FROM passage p JOIN edition e ON e.id = p.edition "
                             "WHERE p.sample = ? AND p.place = ?", (sample_id, place)).fetchone()
    about = brief_of(archive, row["article"]) if row else None
    if row is None or about is None:
        raise NotFound(f"{sample_id}: no passage {place} in this sample any more")
    return Passage(sample=sample_id, place=place, article=about, edition=row["edition"], start=row["start"],
                   end=row["end"], text=row["text"][row["start"]:row["end"]],
                   found=msgspec.json.decode(row["found"], type=tuple[Mark, ...]))


def found_in(archive: Archive, sample_id: str) -> dict[int, tuple[Mark, ...]]:
    """Return what was found in each passage of a sample when it was drawn."""
    return {row["place"]: msgspec.json.decode(row["found"], type=tuple[Mark, ...]) for row in archive.db.execute(
        "SELECT place, found FROM passage WHERE sample = ?", (sample_id,))}


def next_for(archive: Archive, sample_id: str, coder: str) -> int | None:
    """Return the first passage that a coder has not coded; None where all are."""
    row = archive.db.execute(
        "SELECT min(p.place) FROM passage p JOIN edition e ON e.id = p.edition WHERE p.sample = ? AND NOT EXISTS "
        "(SELECT 1 FROM coded c WHERE c.sample = p.sample AND c.place = p.place AND c.coder = ?)",
        (sample_id, coder)).fetchone()
    return int(row[0]) if row[0] is not None else None


def coded(archive: Archive, sample_id: str, place: int | None = None) -> list[Coded]:
    """Return what coders marked in a sample, or in one passage of it."""
    rows = archive.db.execute("SELECT * FROM coded WHERE sample = ?1 AND (?2 IS NULL OR place = ?2) "
                              "ORDER BY place, coder", (sample_id, place))
    return [Coded(place=row["place"], coder=row["coder"],
                  marks=msgspec.json.decode(row["marks"], type=tuple[Mark, ...])) for row in rows]


def keep(archive: Archive, sample_id: str, place: int, *, coder: str, marks: tuple[Mark, ...], made: str) -> None:
    """Keep what a coder marked in a passage, once. Raises UsageError where it was coded before, or without a name."""
    passage(archive, sample_id, place)
    if not coder.strip():
        raise UsageError("a coder needs a name")
    with archive.transaction() as db:
        if db.execute("INSERT OR IGNORE INTO coded VALUES (?, ?, ?, ?, ?)",
                      (sample_id, place, coder, msgspec.json.encode(marks).decode(), made)).rowcount == 0:
            raise UsageError("this passage is coded already; what was marked before seeing the answers stays")
