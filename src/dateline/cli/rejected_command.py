"""dateline rejected: what could not be read."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown, for_people, json_option, one_line, print_json


@click.command()
@archive_option
@json_option
def command(archive_path: Path, as_json: bool) -> None:
    """List what could not be read, with the reason."""
    from dateline.archive import find, open_archive

    with errors_shown(), open_archive(archive_path) as archive:
        for source, reason in find.rejected(archive):
            if for_people(as_json):
                click.echo(one_line(f"{source}: {reason}"))
            else:
                print_json({"source": source, "reason": reason})
