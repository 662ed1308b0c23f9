"""The example pages that ship with dateline: made-up outlets, places and people. README.md says what each shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file, files
from pathlib import Path

_SUFFIXES = (".html", ".txt", ".warc.gz", ".xml")


def example_names() -> tuple[str, ...]:
    """Return the file names of the examples, sorted."""
    return tuple(sorted(entry.name for entry in files(__name__).iterdir() if entry.name.endswith(_SUFFIXES)))


@contextmanager
def example_paths() -> Iterator[tuple[Path, ...]]:
    """Give the examples as files on disk, in the order of their names, for as long as the `with` statement lasts."""
    with ExitStack() as stack:
        yield tuple(stack.enter_context(as_file(files(__name__) / name)) for name in example_names())
