"""dateline speakers: who speaks."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import (
    archive_option,
    day,
    dim,
    errors_shown,
    for_people,
    json_option,
    many,
    note_versions,
    one_line,
    print_json,
)
from dateline.cli.counting import all_statuses_option, as_figures, count_option, print_counts
from dateline.cli.listing import form_option, is_written


@click.command()
@click.argument("name", required=False, default="")
@archive_option
@click.option("--limit", "-n", type=click.IntRange(1, 100_000), default=50, help="At most so many.")
@count_option
@all_statuses_option
@form_option
@json_option
def command(name: str, archive_path: Path, limit: int, counted: bool, all_statuses: bool, form: str | None,
            as_json: bool) -> None:
    """List who speaks, those with most statements first.

    NAME: only speakers whose name holds this; where one is meant, all that is known of that one.
    """
    from dateline.archive import find, open_archive
    from dateline.archive.counts import of_search
    from dateline.archive.query import Query

    with errors_shown(), open_archive(archive_path) as archive:
        ids = find.speakers_named(archive, name) if name else []
        found = ([find.speaker(archive, ids[0])] if len(ids) == 1
                 else find.speakers(archive, like=name, limit=limit))
        if not counted and is_written(archive, form, "speakers", (one.id for one in found), title="speakers"):
            return
        as_json = (as_figures(form) if counted else form == "json") or as_json
        for speaker in found:
            if counted:
                print_counts(archive, {"id": speaker.id, "name": speaker.name},
                             of_search(archive, Query(speaker=speaker.id)), all_statuses=all_statuses, as_json=as_json)
                continue
            if not for_people(as_json):
                print_json(speaker)
                continue
            click.echo(f"{dim(speaker.id)}  {speaker.statements:>6}  {click.style(one_line(speaker.name), bold=True)}"
                       f"  {speaker.type}")
            for form, mentions in speaker.aliases[:10] if len(found) == 1 else ():
                click.echo(dim(one_line(f"    printed as {form}, {many(mentions, 'time')}")))
            for role, articles, first, last in speaker.roles:
                click.echo(dim(one_line(f"    {role}: {many(articles, 'article')}, {day(first)} to {day(last)}")))
            for office in speaker.offices:
                click.echo(dim(one_line(
                    f"    held office, by {many(office.articles, 'article')} of {day(office.first)} to "
                    f"{day(office.last)}: {office.printed} ({', '.join(office.sources)})")))
            if speaker.inferred:
                click.echo(dim(f"    {many(speaker.inferred, 'more statement')} inferred from office, "
                               "not counted above"))
        note_versions(archive)
        if for_people(as_json) and not found:
            click.echo("Nobody found.")
