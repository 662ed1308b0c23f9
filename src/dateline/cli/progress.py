"""A progress bar on stderr for long work: pages done, pages a second, time left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

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
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("{task.fields[things]:,} {task.description}"), BarColumn(),
               TextColumn("{task.fields[rate]:,.0f}/s"), TimeElapsedColumn(), TextColumn("left"),
               TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, things=0, rate=0.0)

        def step(things: int, done: int) -> None:
            elapsed = bar.tasks[0].elapsed or 0
            bar.update(task, completed=done, things=things, rate=things / elapsed if elapsed else 0.0)

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
