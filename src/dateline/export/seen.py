"""What any edition of an article holds, each statement once, as flat rows and as entries of a feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dateline.archive.changes import SeenStatement
from dateline.archive.tables import Row
from dateline.export.columns import Column, time_of, times
from dateline.export.feeds import Entry

SEEN = (
    Column("id", "key", "statement"),
    Column("article", "key", "articles.id"),
    Column("edition", "key", "editions.id: the first that holds it"),
    *times("entry", "time of the entry of a live page that it stands in"),
    *times("first_seen", "when it was captured first"),
    *times("last_seen", "when it was captured last"),
    Column("speaker", "words", "who speaks, as read; joint speakers joined by \"; \"; null where nobody is known"),
    Column("speaker_id", "key", "speakers.id, joined likewise; empty for who has no name"),
    Column("source", "words", "who is printed as speaking"),
    Column("cue", "words", "the words that say so"),
    Column("content", "words", "what was said"),
    Column("kind", "key", "direct, indirect, mixed"),
    Column("modality", "key", "asserted, negated, hypothetical, hedged"))


def seen_rows(article: str, found: Iterable[SeenStatement]) -> Iterator[Row]:
    """Yield the rows of SEEN; article: its full id."""
    for one in found:
        yield (one.id, article, one.edition, *time_of(one.entry), *time_of(one.first_seen), *time_of(one.last_seen),
               "; ".join(name for _, name in one.speakers) or None, "; ".join(id_ for id_, _ in one.speakers) or None,
               one.source, one.cue, one.content, one.kind, one.modality)


def seen_entry(row: Mapping[str, object]) -> Entry:
    """Return a row of SEEN as an entry of a feed."""
    who, seen = row["speaker"] or row["source"] or "(nobody named)", row["first_seen_utc"]
    return Entry(id=f"urn:dateline:statement:{row['id']}", published=str(seen) if seen else None,
                 title=f"{who} {row['cue']}: {row['content']}" if row["cue"] else f"{who}: {row['content']}",
                 summary=f"({row['kind']}, {row['modality']}) first seen {row['first_seen'] or 'at an unknown time'}, "
                         f"last {row['last_seen'] or 'too'}")
