"""What there is of each outlet day by day, as flat rows and as entries of a feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

import msgspec

from dateline.archive.coverage import Coverage
from dateline.archive.tables import Row
from dateline.export.columns import Column
from dateline.export.feeds import Entry

COVERAGE = (
    Column("outlet", "words", "who published; null where that is unknown"),
    Column("day", "words", "day of publication, as read: 2026-03-01"),
    Column("articles", "integer", "how many articles"),
    Column("whole", "integer", "how many of them are whole: status ok or live"),
    Column("authored", "integer", "how many of them have an author"),
    Column("quoting", "integer", "how many of them hold a statement"),
    Column("statuses", "json", "{status: articles}"),
    Column("hole", "boolean", "whether nothing is there where the days before have some"),
    Column("sudden", "words", "what changed suddenly beside the four weeks before, joined by \"; \"; else null"),
    Column("undated", "integer", "articles of the outlet that have no date, of all times"))


def coverage_rows(found: Iterable[Coverage]) -> Iterator[Row]:
    """Yield the rows of COVERAGE: the days of one outlet after those of another."""
    for one in found:
        for day in one.days:
            yield (one.outlet, day.day, day.articles, day.whole, day.authored, day.quoting,
                   msgspec.json.encode(day.statuses).decode(), day.hole, "; ".join(day.sudden) or None, one.undated)


def coverage_entry(row: Mapping[str, object]) -> Entry | None:
    """Return a day on which an outlet fell silent or changed suddenly; None for any other: that is no news."""
    if not (row["hole"] or row["sudden"]):
        return None
    outlet = str(row["outlet"] or "outlet unknown")
    return Entry(id=f"urn:dateline:coverage:{quote(outlet, safe='')}:{row['day']}",
                 title=f"{outlet}, {row['day']}: {row['sudden'] or 'nothing is here'}",
                 summary=f"{row['articles']} articles, {row['whole']} of them whole")
