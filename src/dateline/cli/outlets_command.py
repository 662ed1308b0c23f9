"""dateline outlets: who publishes."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown, for_people, json_option, one_line, print_json
from dateline.cli.counting import all_statuses_option, as_figures, count_option, print_counts
from dateline.cli.listing import form_option, is_written


@click.command()
@click.argument("name", required=False, default="")
@archive_option
@count_option
@all_statuses_option
@click.option("--limit", "-n", type=click.IntRange(1, 100_000), default=50, help="At most so many.")
@form_option
@json_option
def command(name: str, archive_path: Path, counted: bool, all_statuses: bool, limit: int, form: str | None,
            as_json: bool) -> None:
    """List outlets with the number of their articles, those with most first.

    NAME: only outlets whose name holds this.
    """
    from dateline.archive import find, open_archive
    from dateline.archive.counts import of_outlet

    with errors_shown(), open_archive(archive_path) as archive:
        found = find.outlets(archive, like=name, limit=limit)
        if not counted and is_written(archive, form, "outlets", (one for one, _ in found), title="outlets"):
            return
        as_json = (as_figures(form) if counted else form == "json") or as_json
        for outlet, articles in found:
            if counted:
                print_counts(archive, {"outlet": outlet}, of_outlet(outlet), all_statuses=all_statuses,
                             as_json=as_json)
            elif for_people(as_json):
                click.echo(f"{articles:>7,}  {click.style(one_line(outlet), bold=True)}")
            else:
                print_json({"outlet": outlet, "articles": articles})
        if for_people(as_json) and not found:
            click.echo("No outlet found.")
