"""A story over weeks as a line of dated events: where it was quiet for longest, one event ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence

EVENT_HOURS = 72.0  # what lasts longer is cut
QUIET_HOURS = 12.0  # at places where nothing was published for at least that long


def events(hours: Sequence[float]) -> list[int]:
    """Return for each article of a story the place of the first one of its event.

    hours: when each was published, ascending; unknown ones left out. An event that lasts longer than EVENT_HOURS is
    cut at its longest quiet (the earliest of equal ones), as long as there is one of QUIET_HOURS.
    """
    first = [0] * len(hours)
    todo = [(0, len(hours))]
    while todo:
        start, end = todo.pop()
        cut = _cut(hours, start, end)
        if cut is None:
            first[start:end] = [start] * (end - start)
        else:
            todo += [(start, cut), (cut, end)]
    return first


def _cut(hours: Sequence[float], start: int, end: int) -> int | None:
    """Return where the run of articles from `start` to `end` falls into two events; None where it is one."""
    if end - start < 2 or hours[end - 1] - hours[start] <= EVENT_HOURS:
        return None
    quiet, place = max((hours[i] - hours[i - 1], -i) for i in range(start + 1, end))
    return -place if quiet >= QUIET_HOURS else None
