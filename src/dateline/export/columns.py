"""What a column of an export is, and how times leave: as read, with their offset, in UTC only where that is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

Type: TypeAlias = Literal["key", "words", "integer", "real", "boolean", "utc", "json"]
"""key: ids and names of ours; words: what pages or people wrote; utc: ISO 8601 ending in Z; json: a list as JSON."""

UNIT = "code points"  # of every span that leaves


class Column(Struct, frozen=True):
    """A column of a flat table."""

    name: str
    type: Type
    about: str


def times(name: str, what: str) -> tuple[Column, Column, Column]:
    """Return the three columns in which a time leaves; `time_of` gives their values."""
    return (Column(name, "words", f"{what}: ISO 8601, as precise as it was read, with an offset only where one was"),
            Column(f"{name}_offset", "key", "its offset from UTC, as +03:00; null where none was read"),
            Column(f"{name}_utc", "utc", "the same in UTC; null where no offset is known"))


@lru_cache(8_192)
def time_of(moment: str | None) -> tuple[str | None, str | None, str | None]:
    """Return a time as it was read, its offset (or None), and the time in UTC (or None: never guessed)."""
    if not moment:
        return None, None, None
    try:
        parsed = datetime.fromisoformat(moment)
        offset = parsed.utcoffset()
        if offset is None:
            return moment, None, None
        utc = parsed.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):  # a year, a month; a time before the year 1
        return moment, None, None
    return moment, _offset(offset), utc.isoformat() + "Z"


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
