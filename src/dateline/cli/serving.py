"""Serving the reader until it is stopped."""

from __future__ import annotations

import socket
import threading
import webbrowser
from pathlib import Path

import click

from dateline.errors import UsageError

_HERE = ("127.0.0.1", "::1", "localhost")


def serve(archive_path: Path, *, host: str, port: int, quiet: bool, browser: bool, write: bool = False,
          token: str | None = None) -> None:
    """Serve the archive's reader and API. Returns when stopped.

    browser: open it in one browser, which may write. write: every browser that comes by the link which is printed may.
    Raises ArchiveError (no archive), UsageError (the port is taken).
    """
    import uvicorn

    from dateline.web import create_app
    from dateline.web.access import Access

    _look_at(archive_path, write=browser or write)
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Else an answer's body waits for the browser's word on its head, 40 ms: what is accepted takes this over from here.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise UsageError(f"cannot listen on {host}:{port} ({error.strerror}); try --port 0") from error
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{listener.getsockname()[1]}/"
    if host not in _HERE:
        click.secho(f"Everybody who reaches {host} can read this archive"
                    f"{', and whoever has the link below can correct it' if write else ''}.", fg="yellow", err=True)
    access = Access(once=browser) if browser or write else None
    if not quiet:
        click.echo(f"{archive_path} is open at {address}  (Ctrl-C stops)")
    if access is not None and browser:
        threading.Timer(0.5, _open_browser, [access.link(address)]).start()
    elif access is not None:
        click.echo(f"To correct what was read and to add pages, open {access.link(address)}")
    app = create_app(archive_path, hosts=(host,) if host not in _HERE else (), access=access,
                     token=token)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])


def _look_at(archive_path: Path, *, write: bool) -> None:
    """Say at once where there is no archive; bring an older one up to date where it is going to be written."""
    from dateline.archive import open_archive
    from dateline.errors import ArchiveBusy

    try:
        open_archive(archive_path, write=write, purpose="dateline open", wait=0).close()
    except ArchiveBusy:  # reading goes on meanwhile
        open_archive(archive_path).close()


def _open_browser(link: str) -> None:
    if not webbrowser.open(link):
        click.echo(f"No browser could be opened. To correct and add, open this in one, once: {link}")
