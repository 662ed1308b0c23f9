"""Where pages are handed over, and how far the last ones are."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.values import Brief
from dateline.web.adding import State

_SHOWN = 20


class AddPage(Struct, frozen=True, kw_only=True):
    """All that add.html may use."""

    state: State
    articles: tuple[Brief, ...]  # that came last, the last first


def read(archive: Archive, state: State) -> AddPage:
    """Return the page; nothing is listed while something is being added."""
    came = find.newest_added(archive, limit=_SHOWN) if state.state == "done" else []
    return AddPage(state=state, articles=tuple(came))
