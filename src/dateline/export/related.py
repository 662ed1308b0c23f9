"""The related feed: for each article a line with the list that a news site prints under it."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from dateline.archive import Archive, related
from dateline.archive.selection import Selection
from dateline.archive.tables import COLUMNS, rows

_ID, _URL, _HEADLINE, _READ = (COLUMNS["articles"].index(name) for name in ("id", "url", "headline", "headline_read"))


def write_related(archive: Archive, stream: BinaryIO, selection: Selection, *, own: bool) -> int:
    """Write {"id", "url", "title", "related": [item, ...]} a line; return how many lines.

    own: the list that the page itself prints, instead of what the archive found.
    """
    count = 0
    for row in rows(archive, "articles", selection):
        items = (related.own(archive, row[_ID]) if own
                 else related.found(archive, row[_ID], as_read=selection.as_read))
        line = {"id": row[_ID], "url": row[_URL], "title": row[_READ if selection.as_read else _HEADLINE],
                "related": items}
        stream.write(msgspec.json.encode(line) + b"\n")
        count += 1
    return count
