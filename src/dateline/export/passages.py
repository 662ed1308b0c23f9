"""The passages of a random sample, as flat rows and as entries of a feed.

What was found in them is no column: nobody should see it before having coded them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.archive import Archive, samples
from dateline.archive.tables import Row
from dateline.errors import NotFound
from dateline.export.columns import UNIT, Column
from dateline.export.feeds import Entry

PASSAGES = (
    Column("sample", "key", "sample"),
    Column("place", "integer", "from 1, in the order of drawing"),
    Column("text", "words", "the passage"),
    Column("article", "key", "articles.id; null where whoever asks has yet to code it"),
    Column("edition", "key", "editions.id: its text is what start and end count in; null likewise"),
    Column("start", "integer", "where the passage begins, in span_unit; null likewise"),
    Column("end", "integer", "where it ends, exclusive; null likewise"),
    Column("span_unit", "key", "what they count: always code points, from 0"),
    Column("coders", "words", "who coded it, joined by \"; \"; null where nobody did"))


def passage_rows(archive: Archive, sample: str, *, coder: str | None = None) -> Iterator[Row]:
    """Yield the rows of PASSAGES of a sample, by full id. What was removed since it was drawn is not there any more.

    coder: only of what this one coded it is told where it stands; None: of all.
    """
    about = samples.sample(archive, sample)
    coders: dict[int, list[str]] = {}
    for coded in samples.coded(archive, about.id):
        coders.setdefault(coded.place, []).append(coded.coder)
    for place in range(1, about.passages + 1):
        try:
            one = samples.passage(archive, about.id, place)
        except NotFound:
            continue
        by = coders.get(place, [])
        told = (one.article.id, one.edition, one.start, one.end) if coder is None or coder in by else (None,) * 4
        yield (about.id, place, one.text, *told, UNIT, "; ".join(by) or None)


def passage_entry(row: Mapping[str, object]) -> Entry:
    """Return a row of PASSAGES as an entry of a feed."""
    return Entry(id=f"urn:dateline:passage:{row['sample']}:{row['place']}", title=f"Passage {row['place']}",
                 summary=str(row["text"]))
