"""Who speaks: those who say most first, or those whose name holds what was typed."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.values import SpeakerRow
from dateline.errors import UsageError

_AT_ONCE = 100
_KEY = re.compile(r"(\d{1,12})~([^~]{1,100})", re.ASCII)


class SpeakersPage(Struct, frozen=True, kw_only=True):
    """All that speakers.html may use."""

    like: str
    speakers: tuple[SpeakerRow, ...]
    before: str | None  # the key of the next page; None on the last


def read(archive: Archive, *, like: str, before: str | None) -> SpeakersPage:
    """Return a page of the list; `like`: a part of any form of the name. Raises UsageError for a key that is none."""
    match = _KEY.fullmatch(before) if before is not None else None
    if before is not None and match is None:
        raise UsageError("this address names no place in the list")
    with find.time_limit(archive):
        found = find.speakers(archive, like=like.strip(), limit=_AT_ONCE + 1,
                              before=(int(match[1]), match[2]) if match else None)
    shown = found[:_AT_ONCE]
    return SpeakersPage(like=like.strip(), speakers=tuple(shown),
                        before=f"{shown[-1].statements}~{shown[-1].id}" if len(found) > _AT_ONCE else None)
