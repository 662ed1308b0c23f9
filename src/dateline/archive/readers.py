"""Connections for those who only read, a few of them, each lent to one reader at a time."""

from __future__ import annotations

import os
import queue
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.archive.connection import Archive, open_archive
from dateline.errors import ArchiveError, DatelineError

_AT_ONCE = 8  # readers; the others wait
_KEPT = 4  # connections that stay open while nobody reads


class Readers:
    """Lends connections to one archive. What is read under one loan shows one state of it, while a writer goes on;
    a file that took the archive's place is opened anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._free = threading.BoundedSemaphore(_AT_ONCE)
        self._idle: queue.LifoQueue[tuple[Archive, tuple[int, int]]] = queue.LifoQueue(_KEPT)

    @contextmanager
    def reading(self) -> Iterator[Archive]:
        """Lend an archive. Raises ArchiveError."""
        with self._free:
            archive, file = self._take()
            sound = False
            try:
                archive.db.execute("BEGIN")
                yield archive
                sound = True
            except DatelineError:
                sound = True
                raise
            except sqlite3.DatabaseError as error:
                raise ArchiveError(self._path, f"cannot be read ({error})") from error
            finally:
                self._put(archive, file, sound=sound)

    def _take(self) -> tuple[Archive, tuple[int, int]]:
        now = self._file()
        while True:
            try:
                archive, file = self._idle.get_nowait()
            except queue.Empty:
                return open_archive(self._path), now
            if file == now:
                return archive, file
            archive.close()

    def _put(self, archive: Archive, file: tuple[int, int], *, sound: bool) -> None:
        if sound:
            archive.db.execute("COMMIT")
            try:
                self._idle.put_nowait((archive, file))
                return
            except queue.Full:
                pass
        archive.close()

    def _file(self) -> tuple[int, int]:
        try:
            about = os.stat(self._path)
        except OSError as error:
            raise ArchiveError(self._path, f"cannot be opened ({error.strerror})") from error
        return about.st_dev, about.st_ino
