"""Serving the reader until it is stopped."""

from __future__ import annotations

import socket
import threading
import webbrowser
from pathlib import Path

import click

from dateline.errors import UsageError

_HERE = ("127.0.0.1", "::1", "localhost")


def serve(archive_path: Path, *, host: str, port: int, quiet: bool, browser: bool) -> None:
    """Serve the archive's reader; with `browser` open it there. Returns when stopped.

    Raises ArchiveError (no archive), UsageError (the port is taken).
    """
    import uvicorn

    from dateline.archive import open_archive
    from dateline.web import create_app

    open_archive(archive_path).close()  # says at once where there is none
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise UsageError(f"cannot listen on {host}:{port} ({error.strerror}); try --port 0") from error
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{listener.getsockname()[1]}/"
    if host not in _HERE:
        click.secho(f"Everybody who reaches {host} can read this archive.", fg="yellow", err=True)
    if not quiet:
        click.echo(f"{archive_path} is open at {address}  (Ctrl-C stops)")
    if browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    app = create_app(archive_path, hosts=(host,) if host not in _HERE else ())
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])
