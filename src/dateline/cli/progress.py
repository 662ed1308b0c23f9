"""A progress bar on stderr for long work: pages done, pages a second, time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from dateline.model import Left, Page

Step = Callable[[int, int], None]  # things done so far, bytes done so far


@contextmanager
def progress(what: str, *, total: int | None, quiet: bool) -> Iterator[Step]:
    """Show a bar while the block runs, where a person watches.

    total: how much work there is, in the unit of the second argument of the step; None where nobody knows.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _things, _done: None
        return
    started = time.monotonic()
    shown = {"things": 0}

    def count(_current: object = None) -> str:
        elapsed = time.monotonic() - started
        return f"{shown['things']:,} {what}, {shown['things'] / elapsed if elapsed else 0:,.0f}/s"

    if total is None:
        def spell(things: int, done: int) -> None:
            del done
            shown["things"] = things
            click.echo(f"\r{count()} ", nl=False, err=True)

        yield spell
        click.echo("\r\x1b[2K", nl=False, err=True)
        return
    with click.progressbar(length=total, file=sys.stderr, show_pos=False, item_show_func=count, width=30) as bar:

        def step(things: int, done: int) -> None:
            shown["things"] = things
            bar.update(max(0, min(done, total) - bar.pos))

        yield step


def bytes_of(paths: Sequence[str]) -> int | None:
    """Return the size of all files in paths; None where one is an address or a stream."""
    total = 0
    for path in paths:
        if path == "-" or "://" in path:
            return None
        place = Path(path)
        files = (one for one in place.rglob("*") if one.is_file()) if place.is_dir() else [place]
        total += sum(file.stat().st_size for file in files if file.exists())
    return total or None


class BytesDone:
    """How many bytes of the input are behind us, from the sources of the pages as they come."""

    def __init__(self) -> None:
        self._file, self._before, self._inside = "", 0, 0

    def saw(self, thing: Page | Left) -> int:
        """Count a page or what was left; return the bytes so far."""
        place = thing.place if isinstance(thing, Page) else None
        file = place.path if place else thing.source.partition("#")[0]
        if file != self._file:
            self._before += self._size(self._file)
            self._file, self._inside = file, 0
        if place:
            self._inside = place.offset + place.length
        return self._before + self._inside

    @staticmethod
    def _size(file: str) -> int:
        try:
            return Path(file).stat().st_size if file else 0
        except (OSError, ValueError):
            return 0
