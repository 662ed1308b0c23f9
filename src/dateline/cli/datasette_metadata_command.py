"""dateline datasette-metadata: the archive in Datasette, with names for what is in it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown


@click.command("datasette-metadata")
@archive_option
def command(archive_path: Path) -> None:
    """Print metadata for Datasette: what tables and columns are, and the queries of docs/datasette.md.

    dateline datasette-metadata > metadata.json; datasette dateline.db --metadata metadata.json
    """
    import msgspec

    from dateline.archive import open_archive
    from dateline.archive.datasette import metadata

    with errors_shown():
        open_archive(archive_path).close()  # says where there is none, or one that this version cannot read
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(metadata(archive_path.stem)), indent=2) + b"\n")
        sys.stdout.flush()
