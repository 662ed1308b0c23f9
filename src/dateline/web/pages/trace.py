"""The trail of a quotation: every wording of it, the first printed first, with what differs."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive
from dateline.pipeline import Trail, trace

_AT_ONCE = 100
_LONGEST = 4_000  # characters of what is asked for


class TracePage(Struct, frozen=True, kw_only=True):
    """All that trace.html may use."""

    typed: str
    trail: Trail | None  # None where nothing was asked for


def read(archive: Archive, *, typed: str, least_speaker: float = 0.0) -> TracePage:
    """Return the trail of the words, or of the statement, that was asked for. Raises UsageError where no word is.

    Speakers less sure than `least_speaker` stay as printed.
    """
    typed = " ".join(typed[:_LONGEST].split())
    return TracePage(typed=typed, trail=trace(archive, typed, limit=_AT_ONCE,
                                                      min_speaker_confidence=least_speaker) if typed else None)
