"""dateline open: the reader in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown


@click.command("open")
@archive_option
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0 takes any free one.")
def command(archive_path: Path, port: int) -> None:
    """Open the reader in your browser; Ctrl-C stops it.

    That browser, and no other, may correct what was read and add pages: it is opened by a link that works once.
    """
    from dateline.cli.serving import serve

    with errors_shown():
        serve(archive_path, host="127.0.0.1", port=port, quiet=False, browser=True)
