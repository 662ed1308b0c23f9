"""A worker process: `python -m dateline.pipeline.worker NAME` reads frames from its input and answers each.

A frame is its length (8 bytes, little endian) and that many bytes. The process ends with its input, so that no
worker outlives a killed parent.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import BinaryIO

from dateline.limits import WORKER_BYTES


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


def main(name: str) -> None:
    """Answer frames until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (WORKER_BYTES, WORKER_BYTES))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not stand between frames
    from dateline.pipeline.work import run

    while (data := read_frame(sys.stdin.buffer)) is not None:
        with contextlib.suppress(BrokenPipeError):
            write_frame(answers, run(name, data))


if __name__ == "__main__":
    main(sys.argv[1])
