"""Who speaks: those who say most first, or those whose name holds what was typed."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.values import SpeakerRow

_AT_ONCE = 200


class SpeakersPage(Struct, frozen=True, kw_only=True):
    """All that speakers.html may use."""

    like: str
    speakers: tuple[SpeakerRow, ...]
    cut: bool  # whether there are more than these


def read(archive: Archive, *, like: str) -> SpeakersPage:
    """Return the list of speakers; `like`: a part of any form of the name."""
    with find.time_limit(archive):
        found = find.speakers(archive, like=like.strip(), limit=_AT_ONCE + 1)
    return SpeakersPage(like=like.strip(), speakers=tuple(found[:_AT_ONCE]), cut=len(found) > _AT_ONCE)
