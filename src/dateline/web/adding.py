"""Pages that are handed to the reader, put into the archive while the person goes on reading."""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from msgspec import Struct

from dateline.errors import DatelineError
from dateline.pipeline import add

_LOG = logging.getLogger(__name__)
_NAMED = 20  # rejected inputs that are named


class State(Struct, frozen=True, kw_only=True):
    """How far the last thing that was handed over is."""

    state: Literal["none", "running", "done", "failed"] = "none"
    what: str = ""
    done: int = 0  # inputs so far
    account: dict[str, object] = {}
    rejected: tuple[tuple[str, str], ...] = ()  # what could not be read, and why
    reason: str = ""  # why it failed


class Adding:
    """Adds what a browser hands over, one thing after the other."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._at_work = threading.Lock()
        self.state = State()

    def files(self, files: Sequence[tuple[str, BinaryIO]]) -> bool:
        """Begin to add files, each a name and its content; False where something else is being added."""
        if not self._at_work.acquire(blocking=False):
            return False
        folder = Path(tempfile.mkdtemp(prefix="dateline-"))
        for number, (name, stream) in enumerate(files, 1):
            with (folder / _file_name(name, number, folder)).open("wb") as copy:
                shutil.copyfileobj(stream, copy)
        what = files[0][0] if len(files) == 1 else f"{len(files)} files"
        self._begin(what, [str(path) for path in sorted(folder.iterdir())], folder)
        return True

    def text(self, text: str) -> bool:
        """Begin to add a text that was pasted."""
        if not self._at_work.acquire(blocking=False):
            return False
        folder = Path(tempfile.mkdtemp(prefix="dateline-"))
        path = folder / "pasted text.txt"
        path.write_text(text, encoding="utf-8")
        self._begin("the pasted text", [str(path)], folder)
        return True

    def address(self, address: str) -> bool:
        """Begin to fetch a page and add it."""
        if not self._at_work.acquire(blocking=False):
            return False
        self._begin(address, [address], None)
        return True

    def _begin(self, what: str, inputs: list[str], folder: Path | None) -> None:
        self.state = State(state="running", what=what)
        threading.Thread(target=self._add, args=(what, inputs, folder), daemon=True).start()

    def _add(self, what: str, inputs: list[str], folder: Path | None) -> None:
        try:
            account = add(self._archive, inputs, command="open", root=str(folder) if folder else None,
                          seen=lambda _, so_far: self._go_on(so_far.total))
            self.state = State(state="done", what=what, done=account.total, account=account.as_dict(),
                               rejected=tuple(account.rejected[:_NAMED]))
        except DatelineError as error:
            self.state = State(state="failed", what=what, reason=str(error))
        except Exception:
            _LOG.exception("adding %s failed", what)
            self.state = State(state="failed", what=what, reason="dateline failed; the terminal says more")
        finally:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
            self._at_work.release()

    def _go_on(self, done: int) -> None:
        self.state = State(state="running", what=self.state.what, done=done)


def _file_name(name: str, number: int, folder: Path) -> str:
    """Return a name for a file that was handed over: its own, without any folder, once."""
    plain = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable()).lstrip(".")[-120:]
    return plain if plain and not (folder / plain).exists() else f"{number} {plain}"
