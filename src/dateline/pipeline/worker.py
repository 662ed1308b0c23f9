"""A worker process: `python -m dateline.pipeline.worker NAME` reads frames from its input and answers each.

The process ends with its input, so that no worker outlives a killed parent.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys

from dateline.limits import WORKER_BYTES
from dateline.pipeline.frames import read_frame, write_frame


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
