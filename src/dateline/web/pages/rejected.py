"""What could not be read, with the reason."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find

_AT_ONCE = 100
_LONGEST = 2_000  # characters of a source that can stand in an address


class RejectedPage(Struct, frozen=True, kw_only=True):
    """All that rejected.html may use."""

    rows: tuple[tuple[str, str], ...]  # source, reason
    after: str | None  # the source to go on from; None on the last page
    first: bool


def read(archive: Archive, *, after: str | None) -> RejectedPage:
    """Return a page of the list."""
    rows = find.rejected(archive, after=after or "", limit=_AT_ONCE + 1)
    shown = rows[:_AT_ONCE]
    more = len(rows) > _AT_ONCE and len(shown[-1][0]) <= _LONGEST
    return RejectedPage(rows=tuple(shown), after=shown[-1][0] if more else None, first=not after)
