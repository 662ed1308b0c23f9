"""The runs that wrote: when, with which version, and their account. The only rows that know the clock."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.archive.connection import Archive


def begin(archive: Archive, command: str, version: str, at: str) -> int:
    """Note that a run began; return its number."""
    with archive.transaction() as db:
        return db.execute("INSERT INTO run (command, version, started) VALUES (?, ?, ?)",
                          (command, version, at)).lastrowid or 0


def end(archive: Archive, number: int, at: str, account: dict[str, Any]) -> None:
    """Note how a run ended."""
    with archive.transaction() as db:
        db.execute("UPDATE run SET finished = ?, account = ? WHERE number = ?",
                   (at, msgspec.json.encode(account).decode(), number))
