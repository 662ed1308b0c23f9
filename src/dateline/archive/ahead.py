"""The digest of an archive, taken by another process while this one reads the same state of it.

What an export writes and the digest that it states are two passes over the same file, one a core.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from dateline.archive.connection import Archive, open_archive
from dateline.archive.digest import digest
from dateline.archive.tables import one_state
from dateline.limits import MIB

_LARGE = 64 * MIB  # a smaller archive is read sooner than another process has started


@contextmanager
def one_state_and_digest(archive: Archive) -> Iterator[Callable[[], dict[str, str]]]:
    """Let everything that is read inside show one state of the archive, and yield what waits for that state's digest.

    It is taken in a process of its own where the archive is large; here for a small one, and where a writer or an
    earlier look of the caller came between.
    """
    alone = archive.path.stat().st_size >= _LARGE and not archive.db.in_transaction
    with one_state(archive):
        process = _of_same_state(archive) if alone else None
        try:
            yield lambda: _answer(process) or digest(archive)
        finally:
            if process is not None:
                _end(process)


def _of_same_state(archive: Archive) -> subprocess.Popen[bytes] | None:
    """Start the process; None unless it sees what `archive` does: nothing was committed from before this side's first
    look until after that side's. `data_version` of a third connection tells commits of all others."""
    with closing(sqlite3.connect(archive.path.absolute().as_uri() + "?mode=ro", uri=True)) as probe:
        before = _version(probe)
        _look(archive)
        process = subprocess.Popen([sys.executable, "-m", __name__, str(archive.path)], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        ready = process.stdout is not None and process.stdout.readline() == b"ready\n"
        same = ready and _version(probe) == before
    if same:
        return process
    _end(process)
    return None


def _look(archive: Archive) -> None:
    """Read something: only then does a transaction hold on to a state."""
    archive.db.execute("SELECT count(*) FROM correction").fetchone()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def _version(probe: sqlite3.Connection) -> int:
    return int(probe.execute("PRAGMA data_version").fetchone()[0])


def _answer(process: subprocess.Popen[bytes] | None) -> dict[str, str] | None:
    if process is None:
        return None
    out = process.stdout.read() if process.stdout is not None else b""
    process.wait()
    return msgspec.json.decode(out, type=dict[str, str]) if process.returncode == 0 else None


def _main(path: str) -> None:
    with open_archive(Path(path)) as archive, one_state(archive):
        _look(archive)
        print("ready", flush=True)
        sys.stdout.buffer.write(msgspec.json.encode(digest(archive)))


if __name__ == "__main__":
    _main(sys.argv[1])
