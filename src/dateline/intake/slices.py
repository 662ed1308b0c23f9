"""A part of a file, to be read as if it were one."""

from __future__ import annotations

import io
import os
from typing import Any, BinaryIO, cast

from dateline.intake.folders import regular


class Slice(io.RawIOBase):
    """`length` bytes of a file from `start`; owns the descriptor that it is given."""

    def __init__(self, descriptor: int, start: int, length: int) -> None:
        self._descriptor, self._start, self._length, self._at = descriptor, start, length, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = max(0, offset + (0, self._at, self._length)[whence])
        return self._at

    def readinto(self, buffer: Any) -> int:
        os.lseek(self._descriptor, self._start + self._at, os.SEEK_SET)
        data = os.read(self._descriptor, max(0, min(len(buffer), self._length - self._at)))
        buffer[:len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
        super().close()


def opened(path: str, start: int = 0, length: int | None = None) -> BinaryIO:
    """Open a regular file, or the part of it from `start`. Raises OSError."""
    descriptor = regular(path)
    size = os.fstat(descriptor).st_size
    part = Slice(descriptor, start, max(0, size - start) if length is None else length)
    return cast(BinaryIO, io.BufferedReader(part, 256 * 1024))
