"""dateline remove: an article out for good."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown, one_line, quiet_option


@click.command()
@click.argument("article")
@archive_option
@click.option("--why", required=True, metavar="TEXT", help="The reason; it is kept beside the hash.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@quiet_option
def command(article: str, archive_path: Path, why: str, yes: bool, quiet: bool) -> None:
    """Remove an article for good: its bytes, text, statements and index entries, in all captures.

    A line stays that says which hash, when and why; a later `add` does not bring it back.
    ARTICLE: its id, the beginning of it, or its address.
    """
    from dateline.archive import find, open_archive
    from dateline.archive.remove import remove
    from dateline.pipeline import regroup

    with errors_shown(), open_archive(archive_path, write=True, purpose="dateline remove") as archive:
        full = find.full_id(archive, article)
        about = find.brief_of(archive, full)
        name = one_line(about.headline or full) if about else full
        if not yes and not click.confirm(f"Remove “{name}” for good?"):
            click.echo("Nothing removed.")
            return
        captures, size = remove(archive, full, made=datetime.now(UTC).isoformat(timespec="seconds"), why=why)
        regroup(archive)
        if not quiet:
            click.echo(f"removed “{name}”: {captures} captures, {size:,} bytes")
