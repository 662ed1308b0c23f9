"""dateline coverage: what the archive holds of each outlet, day by day."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, dim, errors_shown, for_people, json_option, one_line, print_json
from dateline.cli.listing import form_option, rows_written


@click.command()
@archive_option
@click.option("--outlet", metavar="NAME", help="Only this outlet.")
@click.option("--since", metavar="DAY", help="The first day; else four weeks before the last.")
@click.option("--until", metavar="DAY", help="The last day; else the last that has an article.")
@form_option
@json_option
def command(archive_path: Path, outlet: str | None, since: str | None, until: str | None, form: str | None,
            as_json: bool) -> None:
    """Show what the archive holds of each outlet, day by day, with holes and sudden changes.

    A day is that of publication; articles without a date are counted beside the days. A hole is a day without an
    article where its neighbours have some. A sudden change is a day with less than a third or more than three times
    as many articles as the four weeks before it have in the middle, or whose share with an author, with statements or
    whole differs by more than 0.4. As a table: a row for each outlet and day. As a feed: holes and sudden changes.
    """
    from datetime import date, timedelta

    from dateline.archive import open_archive
    from dateline.archive.coverage import covered, last_day
    from dateline.errors import UsageError
    from dateline.export.coverage import coverage_rows

    def day(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise UsageError(f"{text!r} is no day; write it as 2026-03-01") from None

    with errors_shown(), open_archive(archive_path) as archive:
        last = day(until) if until else last_day(archive)
        if last is None:
            raise UsageError("no article of this archive has a date")
        first = day(since) if since else last - timedelta(days=27)
        found = covered(archive, first, last, outlet=outlet, most=1_000_000)
        if rows_written(form, "coverage", coverage_rows(found), title=f"coverage of {outlet or 'all outlets'}"):
            return
        for one in found:
            if not for_people(as_json or form == "json"):
                print_json(one)
                continue
            click.secho(one_line(f"{one.outlet or 'outlet unknown'}: {one.articles:,} articles from {first} to {last}"
                                 f"{f', {one.undated:,} more without a date' if one.undated else ''}"), bold=True)
            click.echo("  " + " ".join("×" if d.hole else str(d.articles) if d.articles else "·" for d in one.days))
            for odd in one.days:
                if odd.hole or odd.sudden:
                    click.echo(dim(f"  {odd.day}: {'; '.join(odd.sudden) or 'nothing'}"))
