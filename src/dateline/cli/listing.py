"""A list of results as a table or a feed on standard output: every list that the terminal shows takes --format."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dateline.archive import Archive
    from dateline.archive.selection import Selection

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
    from dateline.export.feeds import Feed
    from dateline.export.listing import FEED_ENTRIES, write_list

    with one_state(archive):
        write_list(archive, form, what, ids, sys.stdout.buffer,  # type: ignore[arg-type]
                   feed=Feed(title=f"dateline: {title}", link=f"urn:dateline:{what}"),
                   selection=selection or Selection(), narrowed=narrowed, most=most or FEED_ENTRIES)
    sys.stdout.flush()
    return True
