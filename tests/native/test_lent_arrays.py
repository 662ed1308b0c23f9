"""What Python lends the native core: it is large enough, filled before it is read, and nobody else's meanwhile."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from odd_pages import odd_page

from dateline.article import read_article
from dateline.errors import PageError

_PAGES = range(150)


def _read(number: int) -> bytes:
    try:
        return msgspec.json.encode(read_article(odd_page(number)))
    except PageError as error:
        return str(error).encode()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is guarded by what Linux has")
@pytest.mark.parametrize("way", [[], ["asked"]])
def test_nothing_beyond_an_array_is_touched(way: list[str]) -> None:
    script = Path(__file__).parent / "behind_guards.py"
    done = subprocess.run([sys.executable, "-X", "faulthandler", script, "0", str(len(_PAGES)), *way],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_was_in_room_before_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    empty, found = np.empty, []
    for byte in 0, 0x7f, 0xff:
        def filled(*given: Any, byte: int = byte, **named: Any) -> Any:
            room = empty(*given, **named)
            room.reshape(-1).view(np.uint8)[:] = byte
            return room

        monkeypatch.setattr(np, "empty", filled)
        found.append([_read(number) for number in _PAGES])
    assert found[0] == found[1] == found[2]


def test_threads_read_as_one_does() -> None:
    one = [_read(number) for number in _PAGES]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(_read, [*_PAGES, *reversed(_PAGES)])) == [*one, *reversed(one)]
    finally:
        sys.setswitchinterval(interval)
