"""The word lists that ship with this room: one way to read them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


def lines(name: str) -> list[str]:
    """Return the lines of a list, without those that tell of the list itself."""
    text = (files("dateline.speakers") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=4)
def groups(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (kind, words) of every group of a list of "kind: word=word word"; the first word names the group."""
    return tuple((kind, tuple(word.replace("_", " ") for word in group.split("=")))
                 for kind, _, words in (line.partition(": ") for line in lines(name)) for group in words.split())
