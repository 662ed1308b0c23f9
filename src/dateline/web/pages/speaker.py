"""One speaker over the whole archive: all that was said, newest first."""

from __future__ import annotations

from itertools import islice

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.counts import counts_in_time, of_search
from dateline.archive.query import Query
from dateline.archive.values import Counts, Said, SpeakerRow
from dateline.web.paging import numbered_key_of, page_key

_AT_ONCE = 50


class SpeakerPage(Struct, frozen=True, kw_only=True):
    """All that speaker.html may use."""

    speaker: SpeakerRow
    counts: Counts | None  # None on later pages
    statements: tuple[Said, ...]
    first: bool  # whether this is the newest page
    before: str | None  # the key of the next page; None on the last
    least: float  # statements less sure are left out
    least_speaker: float  # statements less surely of this speaker are left out


def read(archive: Archive, id_: str, *, before: str | None, least: float = 0.0,
         least_speaker: float = 0.0) -> SpeakerPage:
    """Return a page of what a speaker said. Raises NotFound, UsageError for a key that is none."""
    key = numbered_key_of(before)
    speaker = find.speaker(archive, id_)
    found = list(islice(find.said_by(archive, id_, limit=_AT_ONCE + 1, before=key), _AT_ONCE + 1))
    shown = found[:_AT_ONCE]
    counts = counts_in_time(archive, of_search(archive, Query(speaker=id_))) if key is None else None
    return SpeakerPage(speaker=speaker, counts=counts, first=key is None, least=least,
                       least_speaker=least_speaker,
                       statements=tuple(said for said, _ in shown if said.statement.confidence >= least and (
                           not least_speaker or any(voice.speaker == id_ and voice.confidence >= least_speaker
                                                    for voice in said.speakers))),
                       before=page_key(shown[-1][1]) if len(found) > _AT_ONCE else None)
