"""Articles with their statements, for formats that nest them: two cursors in the order of articles, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec
from msgspec import Struct

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.archive.tables import COLUMNS, Texts, rows
from dateline.export.voices import Voice, voices_of
from dateline.model import Span

_decode = msgspec.json.decode
ROLES = ("content", "cue", "source")
_STATEMENT = ("id", "article", "edition", "ordinal", "in", "kind", "act", "modality", "method", "confidence", "source",
              "cue", "content", "spans", "voices", "over", "corrected_by", "corrected_at", "content_read")
_AROUND = 32  # characters kept on each side of quoted words


class Piece(Struct, frozen=True):
    """Words of a statement where they stand, with those around them; offsets are code points."""

    role: str  # content, cue, source
    start: int
    end: int
    words: str
    before: str
    after: str


class Told(Struct, frozen=True):
    """A statement: its row of `tables`, who speaks (corrected, or as read), and its pieces."""

    row: dict[str, Any]
    voices: tuple[Voice, ...]
    as_read: str | None  # the speakers that were read, where a person gave others
    pieces: tuple[Piece, ...]
    text: str  # what its spans count in


class Record(Struct, frozen=True):
    """An article: its row of `tables`, and its statements in reading order."""

    row: dict[str, Any]
    statements: tuple[Told, ...]


def records(archive: Archive, selection: Selection) -> Iterator[Record]:
    """Yield the articles of a selection with those of their statements that are in it."""
    texts = Texts(archive)
    found = groupby(_named(archive, "statements", selection, _STATEMENT), key=lambda row: row["article"])
    article, group = next(found, (None, iter(())))
    for row in _named(archive, "articles", selection, COLUMNS["articles"]):
        told: tuple[Told, ...] = ()
        if row["id"] == article:
            told = tuple(_told(one, texts, selection) for one in group)
            article, group = next(found, (None, iter(())))
        yield Record(row, told)


def _named(archive: Archive, table: str, selection: Selection, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    for row in rows(archive, table, selection, names):
        yield dict(zip(names, row, strict=True))


def _told(row: dict[str, Any], texts: Texts, selection: Selection) -> Told:
    voices, as_read = voices_of(row["voices"], row["over"], selection.min_speaker_confidence)
    text, spans = texts.of(row["edition"], row["in"]), _decode(row["spans"])
    pieces = tuple(_piece(role, text, (start, end)) for role in ROLES for start, end in spans.get(role, ()))
    return Told(row, voices, as_read, pieces, text)


def _piece(role: str, text: str, span: Span) -> Piece:
    start, end = span
    return Piece(role, start, end, text[start:end], text[max(0, start - _AROUND):start], text[end:end + _AROUND])
