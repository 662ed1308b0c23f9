"""dateline digest: equal for equal archives."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown, json_option, print_json


@click.command()
@archive_option
@json_option
def command(archive_path: Path, as_json: bool) -> None:
    """Print one hash of all, then one a layer: captures, articles, statements, speakers, stories, corrections.

    Two archives of the same pages have the same digest, whatever the order of adding and the number of workers.
    """
    from dateline.archive import open_archive
    from dateline.archive.digest import digest

    with errors_shown(), open_archive(archive_path) as archive:
        hashes = digest(archive)
        if as_json:
            print_json(hashes)
        else:
            for layer, hash_ in hashes.items():
                click.echo(f"{hash_}  {layer}")
