"""Keys to page on from: where the last row that was shown stands in its list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.archive.values import SaidKey
from dateline.errors import UsageError


def page_key(key: Sequence[object]) -> str:
    """Return a place in a list as it stands in an address."""
    return "~".join(map(str, key))


def key_of(text: str | None) -> tuple[str, str] | None:
    """Return the (sort time, id) in an address; None where there is none. Raises UsageError for what is no key."""
    if text is None:
        return None
    sort, mark, rest = text.rpartition("~")
    if not mark or len(text) > 200:
        raise UsageError("this address names no place in the list")
    return sort, rest


def said_key_of(text: str | None) -> SaidKey | None:
    """Return the place of a statement in an address. Raises UsageError for what is no key."""
    key = key_of(text)
    if key is None:
        return None
    sort, mark, article = key[0].rpartition("~")
    if not (mark and key[1].isascii() and key[1].isdecimal() and len(key[1]) < 19):
        raise UsageError("this address names no place in the list")
    return sort, article, int(key[1])


def share(text: str | None) -> float:
    """Return a number from 0 to 1 in an address; 0 for anything else."""
    return float(text) if text and re.fullmatch(r"0(\.\d{1,3})?|1(\.0{1,3})?", text, re.ASCII) else 0.0
