"""What people decided: append-only rows, anchored by id and by quoted words with their surroundings.

A correction is found again in every later reading by its statement's id, else by its words standing there exactly
once with the same surroundings. What cannot be found again is listed as lost, never moved by guess.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct

from dateline.archive.connection import Archive
from dateline.archive.ids import correction_id
from dateline.archive.values import Corrected
from dateline.errors import NotFound, UsageError
from dateline.model import Span

KINDS = ("headline", "byline", "outlet", "published", "not-article", "kept", "taken-out", "statement", "right",
         "not-statement", "speaker")
BLOCK_KINDS = ("kept", "taken-out")  # of a piece of the page
STORY_KINDS = ("split", "merge", "move")  # of several articles; see `decided`
SPEAKER_KINDS = ("merge-speakers", "split-speaker", "never-merge", "alias", "rename")  # see `speaker_decisions`
_SHARED = (*STORY_KINDS, *SPEAKER_KINDS)  # not of one article alone
_CONTEXT = 40  # characters kept on each side of the quoted words


class Anchor(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a correction belongs: words of the reading that it was made on."""

    where: str = "text"
    words: str = ""
    before: str = ""
    after: str = ""


class Decision(Struct, frozen=True, kw_only=True):
    """A correction to be made. `made` is the time of making, ISO 8601 in UTC."""

    kind: str
    article: str
    statement: str | None = None
    anchor: Anchor = Anchor()
    value: object = None
    who: str
    made: str
    why: str = ""
    undoes: str | None = None


def anchor_at(text: str, span: Span, *, where: str = "text") -> Anchor:
    """Return the anchor of words in a text."""
    start, end = span
    return Anchor(where=where, words=text[start:end], before=text[max(0, start - _CONTEXT):start],
                  after=text[end:end + _CONTEXT])


def find_again(text: str, anchor: Anchor) -> Span | None:
    """Return where an anchor's words stand in a text; None where they do not, or more than once alike."""
    places = list(_occurrences(text, anchor.words))
    if len(places) > 1:
        places = [(start, end) for start, end in places
                  if text[:start].endswith(anchor.before) and text[end:].startswith(anchor.after)]
    return places[0] if len(places) == 1 else None


def _occurrences(text: str, words: str) -> Iterator[Span]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def keep(archive: Archive, decision: Decision) -> str:
    """Append a decision, inside the caller's transaction; return its id. `show` then lays it over.

    Raises UsageError for a value that its kind cannot have.
    """
    _check(decision)
    number = archive.db.execute("SELECT coalesce(max(number), 0) + 1 FROM correction").fetchone()[0]
    anchor, value = (msgspec.json.encode(v).decode() for v in (decision.anchor, decision.value))
    id_ = correction_id(number, decision)
    archive.db.execute(
        "INSERT INTO correction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (id_, number, decision.kind, decision.article, decision.statement, anchor, value, decision.undoes,
         decision.who, decision.made, decision.why))
    return id_


def _check(decision: Decision) -> None:
    if decision.kind == "headline" and not (isinstance(decision.value, str) and decision.value.strip()):
        raise UsageError("a headline cannot be empty")
    if decision.kind == "outlet" and not (isinstance(decision.value, str) and decision.value.strip()):
        raise UsageError("the name of an outlet cannot be empty")
    if decision.kind == "byline" and not (isinstance(decision.value, Sequence) and not isinstance(decision.value, str)
                                          and all(isinstance(name, str) and name.strip() for name in decision.value)):
        raise UsageError("a byline is a list of names; nobody is an empty list")
    if decision.kind == "published":
        try:
            datetime.fromisoformat(str(decision.value))
        except ValueError:
            raise UsageError(f"{decision.value!r} is no date; write it as 2016-11-09 or 2016-11-09T16:51+03:00"
                             ) from None
    if not decision.who.strip():
        raise UsageError("a correction needs a name: --who NAME (or set $DATELINE_WHO)")


def in_force(rows: Sequence[sqlite3.Row]) -> list[sqlite3.Row]:
    """Return the corrections of one article that count: not undone, and the last of each target and kind."""
    undone: set[str] = set()
    for row in reversed(rows):  # an undo may itself be undone
        if row["kind"] == "undo" and row["id"] not in undone:
            undone.add(row["undoes"])
    last: dict[tuple[str, str], sqlite3.Row] = {}
    for row in rows:
        if row["kind"] == "undo" or row["id"] in undone:
            continue
        alone = row["kind"] in ("statement", *BLOCK_KINDS, *_SHARED)
        target = row["id"] if alone else f"{row['statement']}"
        last[row["kind"], target] = row
    return list(last.values())


def of_article(db: sqlite3.Connection, article: str) -> list[sqlite3.Row]:
    """Return every correction of an article alone (not of stories and speakers), in the order of making."""
    marks = ", ".join("?" * len(_SHARED))
    return db.execute(f"SELECT * FROM correction WHERE article = ? AND kind NOT IN ({marks}) ORDER BY number",
                      (article, *_SHARED)).fetchall()


def of_stories(archive: Archive) -> list[sqlite3.Row]:
    """Return the corrections of stories that are not undone, in the order of making."""
    rows = archive.db.execute("SELECT * FROM correction WHERE kind = 'undo' OR kind IN "
                              f"({', '.join('?' * len(STORY_KINDS))}) ORDER BY number", STORY_KINDS).fetchall()
    return [row for row in in_force(rows) if row["kind"] in STORY_KINDS]


def listed(archive: Archive, article: str | None = None) -> list[Corrected]:
    """Return corrections with their state, the newest first; of one article or of all."""
    db = archive.db
    where, values = ("WHERE article = ?1 OR id IN (SELECT correction FROM decided WHERE article = ?1)",
                     (article,)) if article else ("", ())
    rows = db.execute(f"SELECT * FROM correction {where} ORDER BY number", values).fetchall()
    by_article: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        by_article.setdefault(row["article"], []).append(row)
    placed = {row[0] for row in db.execute("SELECT DISTINCT correction FROM decided")}
    counting = {row["id"] for some in by_article.values() for row in in_force(some)
                if row["kind"] not in STORY_KINDS or row["id"] in placed}
    undone = {row["undoes"] for row in rows if row["kind"] == "undo"}
    lost = dict(db.execute("SELECT correction, reason FROM lost").fetchall())
    return [_listed(row, counting, undone, lost) for row in reversed(rows)]


def _listed(row: sqlite3.Row, counting: set[str], undone: set[str], lost: dict[str, str]) -> Corrected:
    if row["kind"] == "undo":
        state = "undo"
    elif row["id"] in lost:
        state = f"lost: {lost[row['id']]}"
    elif row["id"] in counting:
        state = "in force"
    else:
        state = "undone" if row["id"] in undone else "superseded"
    return Corrected(id=row["id"], kind=row["kind"], article=row["article"], statement=row["statement"],
                     value=msgspec.json.decode(row["value"]), who=row["who"], made=row["made"], why=row["why"],
                     words=msgspec.json.decode(row["anchor"]).get("words", ""), undoes=row["undoes"], state=state)


def correction(archive: Archive, prefix: str) -> sqlite3.Row:
    """Return the correction whose id begins with `prefix`. Raises NotFound where none or several do."""
    rows: list[sqlite3.Row] = archive.db.execute(
        "SELECT * FROM correction WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2", (prefix,)).fetchall()
    if len(rows) != 1:
        raise NotFound(f"{prefix}: {'several corrections begin so' if rows else 'no such correction'}")
    return rows[0]
