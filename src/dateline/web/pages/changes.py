"""What changed in pages after they were first read, the newest change first."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.changes import KINDS, ChangeRow, changes
from dateline.errors import NotFound, UsageError
from dateline.web.comparing import Change, compared

_AT_ONCE = 40


class ShownChange(Struct, frozen=True, kw_only=True):
    """A change, with the words that went and came."""

    row: ChangeRow
    words: tuple[Change, ...] | None  # None: what is said was added or taken out as a whole, or is too long


class ChangesPage(Struct, frozen=True, kw_only=True):
    """All that changes.html may use."""

    kinds: dict[str, str]  # of changes, and what they are called
    changes: tuple[ShownChange, ...]
    speaker: str  # what the list is narrowed down to, as asked
    outlet: str
    what: str
    cut: str | None  # why the list was stopped
    before: str | None  # the key of the next page; None on the last


def read(archive: Archive, *, speaker: str = "", outlet: str = "", what: str = "",
         before: str | None = None) -> ChangesPage:
    """Return a page of changes. Raises NotFound (nobody of that name), UsageError for what is no key or no kind."""
    speaker, outlet = speaker.strip(), outlet.strip()
    check(archive, speaker=speaker, what=what)
    try:
        with find.time_limit(archive):
            found, cut = changes(archive, speaker=speaker, outlet=outlet, what=what, limit=_AT_ONCE + 1,
                                 before=_key(before)), None
    except find.Cut as reason:
        found, cut = [], str(reason)
    shown = found[:_AT_ONCE]
    return ChangesPage(
        kinds=KINDS, changes=tuple(ShownChange(row=one, words=_words(one)) for one in shown), speaker=speaker,
        outlet=outlet, what=what, cut=cut, before=f"{shown[-1].day}~{shown[-1].id}" if len(found) > _AT_ONCE else None)


def check(archive: Archive, *, speaker: str, what: str) -> None:
    """Raise NotFound where nobody of that name speaks, UsageError for what is no kind of change."""
    if what and what not in KINDS:
        raise UsageError(f"changes are {', '.join(KINDS)}")
    if speaker and not find.speakers_named(archive, speaker):
        raise NotFound(f"{speaker}: nobody of that name speaks here")


def _words(one: ChangeRow) -> tuple[Change, ...] | None:
    return None if one.what in ("added", "removed") else compared(one.old, one.new)


def _key(text: str | None) -> tuple[str, str, int] | None:
    if text is None:
        return None
    day, _, rest = text.rpartition("~")
    edition, _, place = rest.rpartition("-")
    if not edition or len(text) > 200 or not (place.isascii() and place.isdecimal() and len(place) < 10):
        raise UsageError("this address names no place in the list")
    return day, edition, int(place)
