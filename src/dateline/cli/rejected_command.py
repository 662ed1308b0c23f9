"""dateline rejected: what could not be read."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown, for_people, json_option, one_line, print_json
from dateline.cli.listing import form_option, is_written


@click.command()
@archive_option
@form_option
@json_option
def command(archive_path: Path, form: str | None, as_json: bool) -> None:
    """List what could not be read, with the reason."""
    from dateline.archive import find, open_archive

    with errors_shown(), open_archive(archive_path) as archive:
        found = find.rejected(archive)
        if is_written(archive, form, "rejected", (source for source, _ in found), title="rejected", most=len(found)):
            return
        for source, reason in found:
            if for_people(as_json or form == "json"):
                click.echo(one_line(f"{source}: {reason}"))
            else:
                print_json({"source": source, "reason": reason})
