"""Two speakers: what they said to and about each other, over time."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.profile import Between, between
from dateline.archive.values import SpeakerRow
from dateline.errors import NotFound
from dateline.web.charts import Bar, bars, filled

_AT_ONCE = 60
_AMONG = 1_000  # statements of each, the newest, that are looked through


class PairPage(Struct, frozen=True, kw_only=True):
    """All that pair.html may use."""

    one: SpeakerRow | None  # None: nobody was named yet
    other: SpeakerRow | None
    hits: tuple[Between, ...]  # newest first
    by_one: tuple[Bar, ...]  # statements by month
    by_other: tuple[Bar, ...]
    among: int
    cut: bool  # whether only the newest statements of one of them were looked through


def read(archive: Archive, a: str, b: str) -> PairPage:
    """Return what two say of each other, the newest of it. a, b: their identities or names. Raises NotFound."""
    one, other = both(archive, a, b)
    if one is None or other is None:
        return PairPage(one=one, other=other, hits=(), by_one=(), by_other=(), among=_AMONG, cut=False)
    with find.time_limit(archive):
        hits, cut = between(archive, one.id, other.id, limit=_AT_ONCE, most=_AMONG)
    months = [(hit.by, moment[:7]) for hit in hits if (moment := hit.said.article.published) and len(moment) >= 7]
    known = sorted({month for _, month in months})
    every = [month for month, _ in filled([(month, 0) for month in known])]
    counted = Counter(months)
    high = max(counted.values(), default=1)
    chart = {who: bars([(month, counted[who, month]) for month in every], high=high) for who in (one.id, other.id)}
    return PairPage(one=one, other=other, hits=tuple(hits), by_one=chart[one.id], by_other=chart[other.id],
                    among=_AMONG, cut=cut)


def both(archive: Archive, a: str, b: str) -> tuple[SpeakerRow | None, SpeakerRow | None]:
    """Return the two speakers; None for one whom nobody named yet. Raises NotFound."""
    one, other = (_speaker(archive, named) if named.strip() else None for named in (a, b))
    return one, other


def _speaker(archive: Archive, named: str) -> SpeakerRow:
    found = [find.speaker(archive, one, roles=False) for one in find.speakers_named(archive, named.strip())]
    if not found:
        raise NotFound(f"{named.strip()}: nobody of that name speaks here")
    return max(found, key=lambda one: (one.statements, one.id))
