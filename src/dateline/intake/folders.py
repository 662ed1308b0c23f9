"""Which files a run reads, in which order: paths as typed, globs, folders all the way down."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterator, Sequence

from dateline.errors import UsageError
from dateline.intake.naming import shown
from dateline.model import Left

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_COMPANION = re.compile(r"(.+)(?:_files|-Dateien|_fichiers|_archivos|_file|_bestanden|\.files)$", re.DOTALL)
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".mhtml", ".shtml")


def is_address(path: str) -> bool:
    """Whether what was typed is an http(s) address."""
    return bool(_ADDRESS.match(path))


def expanded(paths: Sequence[str]) -> list[str]:
    """Return `paths` with globs replaced by what they match, sorted. Raises UsageError for what does not exist."""
    found: list[str] = []
    for path in paths:
        if path == STANDARD_INPUT or is_address(path) or os.path.exists(path):
            found.append(path)
            continue
        matches = sorted(glob.glob(path, recursive=True), key=os.fsencode) if glob.has_magic(path) else []
        if not matches:
            raise UsageError(f"{shown(path)}: no such file or folder")
        found += matches
    return found


def files_in(path: str) -> Iterator[str | Left]:
    """Yield the files that a path leads to: itself, or those of a folder, by name; a Left for what is not read.

    Hidden entries, the companion folders of saved pages and loops of links are left.
    """
    if os.path.isdir(path):
        yield from _walk(path, set())
    else:
        yield path


def _walk(folder: str, seen: set[tuple[int, int]]) -> Iterator[str | Left]:
    try:
        about = os.stat(folder)
        names = sorted(os.listdir(folder), key=os.fsencode)
    except OSError as error:
        yield Left(source=shown(folder), reason=f"cannot be opened: {error.strerror}", rejected=True)
        return
    if (about.st_dev, about.st_ino) in seen:
        yield Left(source=shown(folder), reason="folder read already")
        return
    seen.add((about.st_dev, about.st_ino))
    present = set(names)
    for name in names:
        entry = os.path.join(folder, name)
        if name.startswith("."):
            yield Left(source=shown(entry), reason="hidden file")
        elif not os.path.isdir(entry):
            yield entry
        elif _is_companion(name, present):
            yield from _companions(entry)
        else:
            yield from _walk(entry, seen)


def _is_companion(name: str, present: set[str]) -> bool:
    page = _COMPANION.match(name)
    return page is not None and any(page[1] + suffix in present for suffix in _PAGE_SUFFIXES)


def _companions(folder: str) -> Iterator[Left]:
    for inner, folders, names in os.walk(folder):
        folders.sort(key=os.fsencode)
        for name in sorted(names, key=os.fsencode):
            yield Left(source=shown(os.path.join(inner, name)), reason="part of a saved page")


def regular(path: str) -> int:
    """Return a file descriptor of a regular file. Raises OSError, also for pipes and devices, never waiting."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "not a regular file")
    return descriptor
