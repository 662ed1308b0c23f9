"""All articles, or those of one outlet, the last published first."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.counts import COUNTED, counts_within, of_outlet
from dateline.archive.ids import sort_time
from dateline.archive.query import Query
from dateline.archive.values import Counts
from dateline.archive.voices import Listed, listed
from dateline.web.paging import key_of, page_key

_AT_ONCE = 50


class ArticlesPage(Struct, frozen=True, kw_only=True):
    """All that articles.html may use."""

    outlet: str | None
    counts: Counts | None  # of one outlet, on the first page; None: too many to count at once
    earlier: bool  # whether it is a later page of the list, with earlier articles
    articles: tuple[Listed, ...]
    before: str | None  # the key of the next page; None on the last


def read(archive: Archive, *, outlet: str | None, before: str | None) -> ArticlesPage:
    """Return a page of the list. Raises UsageError for a key that is none."""
    key = key_of(before)
    articles = find.latest(archive, Query(outlet=outlet), limit=_AT_ONCE + 1, before=key)
    shown = articles[:_AT_ONCE]
    more = len(articles) > _AT_ONCE
    counts = counts_within(archive, of_outlet(outlet), 4 * COUNTED) if outlet and key is None else None
    return ArticlesPage(outlet=outlet, earlier=key is not None, counts=counts, articles=listed(archive, shown),
                        before=page_key((sort_time(shown[-1].published), shown[-1].id)) if more else None)
