"""dateline serve: the reader and its API, on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown, quiet_option


@click.command()
@archive_option
@click.option("--host", default="127.0.0.1", metavar="ADDRESS",
              help="Listen here; anything but this machine lets others read.")
@click.option("--port", type=click.IntRange(0, 65535), default=8877, help="0 takes any free one.")
@click.option("--write", is_flag=True, help="Let browsers that come by the printed link correct and add.")
@quiet_option
def command(archive_path: Path, host: str, port: int, write: bool, quiet: bool) -> None:
    """Serve the reader and its API on this machine, until stopped with Ctrl-C. It only reads, unless with --write."""
    from dateline.cli.serving import serve

    with errors_shown():
        serve(archive_path, host=host, port=port, quiet=quiet, browser=False, write=write)
