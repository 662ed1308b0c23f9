"""Many inputs through worker processes, results in the order of the inputs, a bounded number on the way.

A worker that dies (a parser's crash, no memory) or exceeds the watchdog costs its own page and is replaced.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

import msgspec

from dateline.errors import UsageError
from dateline.limits import WATCHDOG_SECONDS
from dateline.pipeline.frames import read_frame, write_frame
from dateline.pipeline.work import Failed, decoded

T = TypeVar("T")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # workers use the cores; sums keep their order


def default_jobs() -> int:
    """Return how many workers to use: $DATELINE_JOBS, else one a core. Raises UsageError for nonsense."""
    text = os.environ.get("DATELINE_JOBS")
    if text is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not text.isdigit() or not int(text):
        raise UsageError(f"DATELINE_JOBS={text!r} is no number of workers")
    return int(text)


class _Job(Generic[T]):
    """An input on its way, and its result once `done` is set."""

    __slots__ = ("done", "item", "result", "work")

    def __init__(self, item: T, work: Any) -> None:
        self.item, self.work = item, work
        self.result: Any = None
        self.done = threading.Event()


def through_workers(name: str, items: Iterable[T], *, jobs: int, work_of: Callable[[T], Any],
                    place_of: Callable[[T], str] = lambda item: getattr(item, "source", "") or str(item),
                    watchdog: float = WATCHDOG_SECONDS) -> Iterator[tuple[T, Any]]:
    """Yield (item, result) for every item, in order; the result is the work's, or Failed.

    name: of the work (see pipeline.work). work_of: the value to work on; None for an item that needs no work and
    is passed through with None. At most four items a worker are on their way at any time.
    """
    todo: queue.Queue[_Job[T] | None] = queue.Queue()
    threads = [threading.Thread(target=_serve, args=(name, todo, place_of, watchdog), daemon=True)
               for _ in range(jobs)]
    for thread in threads:
        thread.start()
    under_way: deque[_Job[T]] = deque()
    try:
        for item in items:
            job = _Job(item, work_of(item))
            under_way.append(job)
            if job.work is None:
                job.done.set()
            else:
                todo.put(job)
            while under_way and (under_way[0].done.is_set() or len(under_way) > 4 * jobs):
                yield _finished(under_way.popleft())
        while under_way:
            yield _finished(under_way.popleft())
    finally:
        while not todo.empty():
            todo.get_nowait()
        for _ in threads:
            todo.put(None)
        for thread in threads:
            thread.join(timeout=5)


def _finished(job: _Job[T]) -> tuple[T, Any]:
    job.done.wait()
    return job.item, job.result


def _serve(name: str, todo: queue.Queue[_Job[T] | None], place_of: Callable[[T], str], watchdog: float) -> None:
    """One thread a worker process: hand it jobs, replace it when it is gone."""
    process: subprocess.Popen[bytes] | None = None
    while (job := todo.get()) is not None:
        if process is None or process.poll() is not None:
            process = _start(name)
        job.result = _ask(process, name, job.work, place_of(job.item), watchdog)
        job.work = None
        job.done.set()
    if process is not None and process.stdin is not None:
        process.stdin.close()
        process.wait()


def _start(name: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "dateline.pipeline.worker", name], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, env={**os.environ, **_ONE_THREAD})


def _ask(process: subprocess.Popen[bytes], name: str, work: Any, place: str, watchdog: float) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(watchdog, stop)
    timer.daemon = True
    timer.start()
    try:
        write_frame(process.stdin, msgspec.msgpack.encode(work))  # type: ignore[arg-type]
        answer = read_frame(process.stdout)  # type: ignore[arg-type]
    except OSError:
        answer = None
    finally:
        timer.cancel()
    if answer is not None:
        return decoded(name, answer)
    process.kill()
    process.wait()
    reason = (f"stopped by the watchdog after {watchdog:g} s; the next run tries again" if late.is_set()
              else "the reader's process died on it")
    return Failed(place=place, reason=reason)
