"""JSON lines: an article (with its statements), a statement, a speaker or a story a line, in constant memory.

A line is the value of `archive.values`, and beside it each time's offset and UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO

import msgspec

from dateline.archive import Archive, find
from dateline.archive.selection import Selection
from dateline.archive.statements import statement
from dateline.archive.tables import rows
from dateline.archive.values import Said, Stored
from dateline.export.columns import time_of

_IDS = ("id", "article")


def write_jsonl(archive: Archive, what: str, stream: BinaryIO, selection: Selection | None = None) -> int:
    """Write the articles, statements, speakers or stories of a selection to a stream; return how many."""
    count = 0
    for value in _VALUES[what](archive, selection or Selection()):
        stream.write(_line(value))
        count += 1
    return count


def _line(value: object) -> bytes:
    """A value, and beside it what only a line has to say."""
    beside: dict[str, str | None] = {}
    if isinstance(value, Stored):
        article = value.article
        beside = _times(published=article.published, modified=article.modified, captured=article.captured)
    elif isinstance(value, Said):
        beside = _times(published=value.article.published)
    line = msgspec.json.encode(value)
    return (line[:-1] + b"," + msgspec.json.encode(beside)[1:] if beside else line) + b"\n"


def _times(**moments: str | None) -> dict[str, str | None]:
    return {f"{name}_{part}": found for name, moment in moments.items()
            for part, found in zip(("offset", "utc"), time_of(moment)[1:], strict=True)}


def _articles(archive: Archive, selection: Selection) -> Iterator[object]:
    found = groupby(rows(archive, "statements", selection, _IDS), key=lambda row: row[1])
    article, statements = next(found, (None, iter(())))
    for (id_,) in rows(archive, "articles", selection, ("id",)):
        stored, said = find.show(archive, id_), tuple[Said, ...]()
        if id_ == article:
            wanted = dict.fromkeys(one for one, _ in statements)
            said = tuple(_said(archive, one, selection) for one in wanted) if selection.as_read else tuple(
                _sure(one, selection) for one in stored.statements if one.id in wanted)
            article, statements = next(found, (None, iter(())))
        stored = msgspec.structs.replace(stored, statements=said)
        yield _as_read(stored) if selection.as_read else stored


def _as_read(stored: Stored) -> Stored:
    reading = msgspec.structs.replace(stored.article, headline=stored.headline_as_read,
                                      published=stored.published_as_read, status=stored.status_as_read)
    return msgspec.structs.replace(stored, article=reading, corrections=())


def _statements(archive: Archive, selection: Selection) -> Iterator[object]:
    for id_, _ in rows(archive, "statements", selection, _IDS):
        yield _said(archive, id_, selection)


def _said(archive: Archive, id_: str, selection: Selection) -> Said:
    return _sure(statement(archive, id_, as_read=selection.as_read), selection)


def _sure(said: Said, selection: Selection) -> Said:
    least = selection.min_speaker_confidence
    if least <= 0 or said.corrected_by:
        return said
    sure = tuple(s for s in said.statement.speakers if s.confidence >= least)
    return msgspec.structs.replace(said, statement=msgspec.structs.replace(said.statement, speakers=sure),
                                   speakers=tuple(v for v in said.speakers if v.confidence >= least))


def _speakers(archive: Archive, selection: Selection) -> Iterator[object]:
    for id_, statements, *_ in rows(archive, "speakers", selection):
        yield find.speaker(archive, id_, statements=statements)


def _stories(archive: Archive, selection: Selection) -> Iterator[object]:
    for id_, *_ in rows(archive, "stories", selection):
        row, members = find.story(archive, id_)
        yield {"id": row.id, "headline": row.headline, "first": row.first, "last": row.last,
               **_times(first=row.first, last=row.last), "articles": [member.id for member in members],
               "texts": row.texts, "outlets": row.outlets}


_VALUES = {"articles": _articles, "statements": _statements, "speakers": _speakers, "stories": _stories}
