"""The review queue: one statement after the other, the least certain first; and corrections that no longer fit."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.doubts import count_doubts
from dateline.archive.review import latest, lost, queue, waiting
from dateline.archive.samples import SampleRow, samples
from dateline.archive.values import Corrected
from dateline.errors import UsageError
from dateline.web.pages.article import names_in
from dateline.web.pages.statement import InPlace, in_place

_LOST, _LATEST = 50, 10
_KEY = re.compile(r"([01](?:\.\d{1,20}(?:e-\d{1,2})?)?)~([0-9a-f]{16})", re.ASCII)


class ReviewPage(Struct, frozen=True, kw_only=True):
    """All that review.html may use."""

    place: InPlace | None  # None: nothing waits
    speakers: tuple[str, ...]  # names that speak in its article, to choose from
    waiting: int
    doubts: int  # names of which it is unsure whom they mean; counting stops at 1,000
    after: str | None  # the key of the statement before this one, to stay in the queue; None at its head
    skip: str | None  # the key that leaves this one; None where nothing waits
    samples: tuple[SampleRow, ...]
    lost: tuple[Corrected, ...]
    latest: tuple[Corrected, ...]


def read(archive: Archive, *, after: str | None) -> ReviewPage:
    """Return the queue from a key on. Raises UsageError for what is no key."""
    found = queue(archive, limit=1, after=_key(after))
    place: InPlace | None = None
    names: tuple[str, ...] = ()
    skip: str | None = None
    if found:
        said, key = found[0]
        stored = find.show(archive, said.article.id)
        place, names, skip = in_place(stored, said), names_in(stored), f"{key[0]!r}~{key[1]}"
    return ReviewPage(place=place, speakers=names, waiting=waiting(archive), doubts=count_doubts(archive), after=after,
                      skip=skip, samples=tuple(samples(archive)[:_LATEST]),
                      lost=tuple(lost(archive, limit=_LOST)), latest=tuple(latest(archive, limit=_LATEST)))


def _key(text: str | None) -> tuple[float, str] | None:
    if text is None:
        return None
    match = _KEY.fullmatch(text)
    if not match:
        raise UsageError("this address names no place in the queue")
    return float(match[1]), match[2]
