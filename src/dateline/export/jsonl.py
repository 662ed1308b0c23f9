"""JSON lines: an article (with its statements), a statement, a speaker or a story a line, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from dateline.archive import Archive, find


def write_jsonl(archive: Archive, what: str, stream: BinaryIO) -> int:
    """Write every article, statement, speaker or story of an archive to a stream; return how many."""
    count = 0
    for value in _VALUES[what](archive):
        stream.write(msgspec.json.encode(value) + b"\n")
        count += 1
    return count


def _articles(archive: Archive) -> Iterator[object]:
    for article in find.all_articles(archive):
        yield find.show(archive, article)


def _statements(archive: Archive) -> Iterator[object]:
    for article in find.all_articles(archive):
        yield from find.statements_of(archive, article)


def _speakers(archive: Archive) -> Iterator[object]:
    for speaker in find.all_speakers(archive):
        yield find.speaker(archive, speaker)


def _stories(archive: Archive) -> Iterator[object]:
    for story in find.all_stories(archive):
        row, members = find.story(archive, story)
        yield {"id": row.id, "headline": row.headline, "first": row.first, "last": row.last,
               "articles": [member.id for member in members], "texts": row.texts, "outlets": row.outlets}


_VALUES = {"articles": _articles, "statements": _statements, "speakers": _speakers, "stories": _stories}
