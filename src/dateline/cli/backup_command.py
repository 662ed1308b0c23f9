"""dateline backup: the archive, whole, in another file."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown, quiet_option


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@archive_option
@quiet_option
def command(target: Path, archive_path: Path, quiet: bool) -> None:
    """Copy the archive into one new file, also while it is written to. Nothing is overwritten."""
    from dateline.archive import open_archive
    from dateline.archive.remove import backup

    with errors_shown(), open_archive(archive_path) as archive:
        backup(archive, target)
        if not quiet:
            click.echo(f"{archive_path} copied to {target}, {target.stat().st_size:,} bytes")
