"""Frames between a run and its workers: a length (8 bytes, little endian) and that many bytes."""

from __future__ import annotations

from typing import BinaryIO


def read_frame(stream: BinaryIO) -> bytes | None:
    """Return the next frame; None where the stream ends, also in the middle of one."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    length = int.from_bytes(head, "little")
    data = stream.read(length)
    return data if len(data) == length else None


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write one frame. Raises BrokenPipeError where nobody reads."""
    stream.write(len(data).to_bytes(8, "little"))
    stream.write(data)
    stream.flush()
