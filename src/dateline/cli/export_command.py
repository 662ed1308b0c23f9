"""dateline export: the archive for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown, note_versions, quiet_option


@click.command()
@click.argument("target", required=False, default="-", metavar="[FILE]")
@archive_option
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", help="JSON lines.")
@click.option("--what", type=click.Choice(["articles", "statements", "speakers", "stories"]), default="articles",
              help="What a line is; articles hold their statements.")
@quiet_option
def command(target: str, archive_path: Path, form: str, what: str, quiet: bool) -> None:
    """Write the archive out as JSON lines, to FILE or standard output.

    Values are those that views show, corrected where people decided, beside what was read.
    """
    del form  # one so far
    from dateline.archive import open_archive
    from dateline.export.jsonl import write_jsonl

    with errors_shown(), open_archive(archive_path) as archive:
        if target == "-":
            count = write_jsonl(archive, what, sys.stdout.buffer)
            sys.stdout.flush()
        else:
            part = Path(target + ".part")
            try:
                with part.open("wb") as stream:
                    count = write_jsonl(archive, what, stream)
                part.replace(target)
            except OSError as error:
                from dateline.errors import UsageError

                raise UsageError(f"{target}: cannot be written ({error.strerror})") from error
        if not quiet:
            note_versions(archive)
            click.echo(f"{count:,} {what} written", err=True)
