"""dateline quotes: who said what, over the archive."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import (
    archive_option,
    complain,
    errors_shown,
    for_people,
    json_option,
    note_versions,
    print_json,
    with_confidence,
)
from dateline.cli.listing import form_option, is_written

if TYPE_CHECKING:
    from dateline.archive import Archive
    from dateline.archive.query import Query

_PAGE = 500


@click.command()
@click.argument("words", nargs=-1)
@archive_option
@click.option("--speaker", metavar="NAME", help="Only of this speaker: any printed form of the name, or an id.")
@click.option("--outlet", metavar="NAME", help="Only from this outlet.")
@click.option("--kind", type=click.Choice(["direct", "indirect", "mixed"]), help="Only of this kind.")
@click.option("--act", metavar="ACT", help="Only of this act: said, denied, asked, ...")
@click.option("--date", "dates", metavar="DATE", help="2016, 2016-11, 2016-11-09, or two of them as 2016-11..2016-12.")
@with_confidence
@click.option("--limit", "-n", type=click.IntRange(1), help="At most so many; else all.")
@form_option
@json_option
def command(words: tuple[str, ...], archive_path: Path, speaker: str | None, outlet: str | None, kind: str | None,
            act: str | None, dates: str | None, min_confidence: float, min_speaker_confidence: float,
            limit: int | None, form: str | None, as_json: bool) -> None:
    """List who said what, the newest first; every kind of statement unless --kind says otherwise.

    WORDS: that the statement or its source must hold.
    """
    from dateline.archive import find, open_archive
    from dateline.archive.query import Query
    from dateline.archive.query import dates as days
    from dateline.archive.selection import Selection
    from dateline.cli.quoting import print_said
    from dateline.errors import UsageError

    with errors_shown(), open_archive(archive_path) as archive:
        span = days(dates) if dates else (None, None)
        if span is None:
            raise UsageError(f"--date {dates}: write it as 2016, 2016-11, 2016-11-09 or 2016-11..2016-12")
        query = Query(words=words, speaker=speaker, outlet=outlet, kind=kind, act=act, since=span[0], until=span[1],
                      min_confidence=min_confidence, min_speaker_confidence=min_speaker_confidence)
        printed, before = 0, None
        as_json = as_json or form == "json"
        try:
            selection = Selection(query=query)
            if is_written(archive, form, "statements", _ids(archive, query, limit), title="quotes", most=limit,
                          narrowed=limit is None, selection=selection):
                return
            while limit is None or printed < limit:
                page = list(find.quotes(archive, query, limit=min(_PAGE, (limit or _PAGE) - (printed if limit else 0)),
                                        before=before))
                for said, key in page:
                    if for_people(as_json):
                        print_said(said)
                    else:
                        print_json(said)
                    before = key
                printed += len(page)
                if not page:
                    break
        except find.Cut as cut:
            complain(f"the list was {cut}; narrow it down")
            sys.exit(1)
        sys.stdout.flush()
        note_versions(archive)


def _ids(archive: Archive, query: Query, limit: int | None) -> Iterator[str]:
    """The ids of what is listed, a page at a time."""
    from dateline.archive import find

    before, left = None, limit
    while page := find.quote_keys(archive, query, limit=min(_PAGE, _PAGE if left is None else left), before=before):
        yield from (id_ for id_, _ in page)
        before = page[-1][1]
        left = None if left is None else left - len(page)
