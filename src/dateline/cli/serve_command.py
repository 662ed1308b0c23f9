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
@click.option("--write", is_flag=True,
              help="Let browsers that come by the printed link correct and add; take corrections over the API.")
@click.option("--token", metavar="WORDS", envvar="DATELINE_TOKEN",
              help="With --write: the token, 16 characters at least; else $DATELINE_TOKEN, else a new one is printed.")
@quiet_option
def command(archive_path: Path, host: str, port: int, write: bool, token: str | None, quiet: bool) -> None:
    """Serve the reader and its API on this machine, until stopped with Ctrl-C.

    It only reads, unless --write is given. /api/openapi.json describes the API.
    """
    import secrets

    from dateline.cli.serving import serve
    from dateline.errors import UsageError

    with errors_shown():
        if write and token is not None and len(token) < 16:
            raise UsageError("--token: give 16 characters at least, or leave it out")
        if write and token is None:
            token = secrets.token_urlsafe(24)
            click.echo(f"Corrections are taken with the header  Authorization: Bearer {token}", err=True)
        serve(archive_path, host=host, port=port, quiet=quiet, browser=False, write=write,
              token=token if write else None)
