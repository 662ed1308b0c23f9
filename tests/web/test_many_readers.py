"""Many readers at once of a server in its own process, while the archive is written and slow clients hang on."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from making import archive_of, reading_of, said, write

from dateline.archive import open_archive

READERS = 200
GROWTH = 150  # MiB


@contextmanager
def served(path: Path) -> Iterator[tuple[str, int]]:
    """`dateline serve`: its address and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from dateline.cli import main; main()", "serve"]
    with subprocess.Popen([*command, "--archive", str(path), "--port", str(port), "--quiet"]) as server:
        try:
            deadline = time.monotonic() + 60
            while True:
                try:
                    httpx.get(f"http://127.0.0.1:{port}/", timeout=60)
                    break
                except httpx.TransportError:
                    assert time.monotonic() < deadline, "the server did not start"
                    time.sleep(0.1)
            yield f"http://127.0.0.1:{port}", server.pid
        finally:
            server.terminate()


def memory(pid: int) -> float:
    """The resident memory of a process, MiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def spoken(number: int) -> str:
    return f"Ana Ruiz said that the weir holds {number}."


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_two_hundred_lose_nothing_while_it_is_written_and_slow_ones_hang_on(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    archive_of(path, *(reading_of(spoken(n), statements=said(spoken(n)), url=f"https://n{n}.example/",
                                  data=str(n).encode()) for n in range(30))).close()
    codes: list[int] = []
    done = threading.Event()
    written = 0
    with served(path) as (address, pid):
        host, port = address.removeprefix("http://").split(":")
        for place in ("/", "/articles", "/search?q=weir", "/speakers"):
            assert httpx.get(address + place, timeout=60).status_code == 200
        before = memory(pid)
        slow = [socket.create_connection((host, int(port)), timeout=60) for _ in range(40)]
        for number, one in enumerate(slow):
            one.sendall(f"GET /articles HTTP/1.1\r\nHost: {host}\r\n".encode() + (b"\r\n" if number % 2 else b""))

        def read(number: int) -> None:
            place = ("/articles", "/search?q=weir", "/speakers", "/search?q=weir&after=~")[number % 4]
            codes.append(httpx.get(address + place, timeout=120).status_code)

        def add() -> None:
            nonlocal written
            with open_archive(path, write=True) as archive:
                while not done.is_set():
                    text = spoken(1_000 + written)
                    write(archive, reading_of(text, statements=said(text), url=f"https://m{written}.example/",
                                              data=text.encode()))
                    written += 1

        writer = threading.Thread(target=add)
        writer.start()
        readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        done.set()
        writer.join()
        assert codes == [200] * READERS
        assert written > 0
        assert memory(pid) - before < GROWTH
        found = httpx.get(f"{address}/search.json?q={1_000 + written - 1}", timeout=60).json()
        assert len(found["articles"]) == 1  # what was written last is there
        for one in slow:
            one.close()
