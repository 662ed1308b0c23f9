"""Keys to page on from: where the last row that was shown stands in its list."""

from __future__ import annotations

import re

from dateline.errors import UsageError


def page_key(key: tuple[str, object]) -> str:
    """Return a (sort time, id or number) as it stands in an address."""
    return f"{key[0]}~{key[1]}"


def key_of(text: str | None) -> tuple[str, str] | None:
    """Return the (sort time, id) in an address; None where there is none. Raises UsageError for what is no key."""
    if text is None:
        return None
    sort, mark, rest = text.rpartition("~")
    if not mark or len(text) > 200:
        raise UsageError("this address names no place in the list")
    return sort, rest


def numbered_key_of(text: str | None) -> tuple[str, int] | None:
    """Return the (sort time, number) in an address. Raises UsageError for what is no key."""
    key = key_of(text)
    if key is None:
        return None
    if not (key[1].isascii() and key[1].isdecimal() and len(key[1]) < 19):
        raise UsageError("this address names no place in the list")
    return key[0], int(key[1])


def share(text: str | None) -> float:
    """Return a number from 0 to 1 in an address; 0 for anything else."""
    return float(text) if text and re.fullmatch(r"0(\.\d{1,3})?|1(\.0{1,3})?", text, re.ASCII) else 0.0
