"""A list of results as a table or a feed on standard output: every list that the terminal shows takes --format."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dateline.archive import Archive
    from dateline.archive.selection import Selection
    from dateline.archive.tables import Row
    from dateline.export.feeds import Feed

form_option = click.option("--format", "form", type=click.Choice(["json", "csv", "parquet", "rss", "atom"]),
                           help="Write the list as JSON lines, a table or a feed; docs/export.md has every column.")


def is_written(archive: Archive, form: str | None, what: str, ids: Iterable[str], *, title: str,
               selection: Selection | None = None, narrowed: bool = False, most: int | None = None) -> bool:
    """Write a list's rows, by their ids, if they are wanted as a table or a feed; return whether they were.

    The arguments are those of `export.listing.write_list`.
    """
    if form in (None, "json"):
        return False
    from dateline.archive.selection import Selection
    from dateline.archive.tables import one_state
    from dateline.export.listing import FEED_ENTRIES, write_list

    with one_state(archive):
        write_list(archive, form, what, ids, sys.stdout.buffer, feed=_feed(what, title),  # type: ignore[arg-type]
                   selection=selection or Selection(), narrowed=narrowed, most=most or FEED_ENTRIES)
    sys.stdout.flush()
    return True


def rows_written(form: str | None, what: str, rows: Iterable[Row], *, title: str) -> bool:
    """Write the rows of a list of `export.lists` if they are wanted as a table or a feed; return whether they were."""
    if form in (None, "json"):
        return False
    from dateline.export.listing import write_rows
    from dateline.export.lists import LISTS

    write_rows(form, LISTS[what], rows, sys.stdout.buffer, feed=_feed(what, title))  # type: ignore[arg-type]
    sys.stdout.flush()
    return True


def _feed(what: str, title: str) -> Feed:
    from dateline.export.feeds import Feed

    return Feed(title=f"dateline: {title}", link=f"urn:dateline:{what}")
