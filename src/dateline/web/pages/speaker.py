"""One speaker over the whole archive: all that was said, newest first; how much by month, where, and to whom."""

from __future__ import annotations

import re
from itertools import islice

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.counts import counts_within, of_search
from dateline.archive.doubts import speaker_now
from dateline.archive.offices import inferred_from
from dateline.archive.profile import MOST, Whom, addressees_of, by_day, by_month, outlets_of
from dateline.archive.query import Query
from dateline.archive.values import Counts, Said, SaidKey, SpeakerRow
from dateline.errors import UsageError
from dateline.web.charts import Bar, bars, filled
from dateline.web.paging import page_key, said_key_of

_AT_ONCE, _INFERRED = 30, 10
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


class Asked(Struct, frozen=True, kw_only=True):
    """What the statements of the page are narrowed down to."""

    outlet: str | None = None
    to: str | None = None  # as printed, or as named
    month: str | None = None
    least: float = 0.0  # less sure ones are left out
    least_speaker: float = 0.0  # so are those less surely of this speaker
    before: str | None = None  # the key to go on from


class SpeakerPage(Struct, frozen=True, kw_only=True):
    """All that speaker.html may use."""

    speaker: SpeakerRow
    counts: Counts | None  # None on later pages, and where there is too much to count
    months: tuple[Bar, ...]  # statements by month; by day where all are of one month
    outlets: tuple[tuple[str, int], ...]  # of the newest statements
    addressees: tuple[Whom, ...]  # of the newest statements
    among: int  # how many statements the two are counted among at most
    statements: tuple[Said, ...]
    asked: Asked
    inferred: tuple[Said, ...]  # the newest that name nobody but an office of the speaker's; none on later pages
    before: str | None  # the key of the next page; None on the last
    cut: str | None  # why the list was stopped


def read(archive: Archive, id_: str, asked: Asked) -> SpeakerPage:
    """Return a page of what a speaker said. Raises NotFound, UsageError for a key or a month that is none."""
    key = said_key_of(asked.before)
    if asked.month and not _MONTH.fullmatch(asked.month):
        raise UsageError("a month is written as 2026-03")
    id_ = speaker_now(archive, id_)
    speaker = find.speaker(archive, id_)
    first = key is None
    shown, more, cut = _said(archive, id_, asked, key)
    return SpeakerPage(
        speaker=speaker, asked=asked, cut=cut, among=MOST,
        counts=counts_within(archive, of_search(archive, Query(speaker=id_))) if first else None,
        months=_over_time(archive, id_) if first else (),
        outlets=tuple(outlets_of(archive, id_)) if first else (),
        addressees=tuple(addressees_of(archive, id_)) if first else (),
        inferred=tuple(find.statement(archive, one) for one in inferred_from(archive, id_, limit=_INFERRED)
                       ) if first and not (asked.outlet or asked.to or asked.month) else (),
        statements=tuple(said for said, _ in shown if said.statement.confidence >= asked.least and (
            not asked.least_speaker or any(voice.speaker == id_ and voice.confidence >= asked.least_speaker
                                           for voice in said.speakers))),
        before=page_key(shown[-1][1]) if more else None)


def _over_time(archive: Archive, id_: str) -> tuple[Bar, ...]:
    months = by_month(archive, id_)
    return bars(filled(months if len(months) != 1 else by_day(archive, id_)))


def _said(archive: Archive, id_: str, asked: Asked, key: SaidKey | None
          ) -> tuple[list[tuple[Said, SaidKey]], bool, str | None]:
    try:
        with find.time_limit(archive):
            found = list(islice(find.said_by(archive, id_, limit=_AT_ONCE + 1, before=key, outlet=asked.outlet,
                                             to=asked.to, month=asked.month), _AT_ONCE + 1))
    except find.Cut as reason:
        return [], False, str(reason)
    return found[:_AT_ONCE], len(found) > _AT_ONCE, None
