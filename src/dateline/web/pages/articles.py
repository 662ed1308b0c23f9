"""All articles, or those of one outlet, the last published first."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.counts import counts_in_time, of_outlet
from dateline.archive.ids import sort_time
from dateline.archive.query import Query
from dateline.archive.values import Counts
from dateline.archive.voices import Listed, listed
from dateline.web.limits import COUNT_SECONDS
from dateline.web.paging import key_of, page_key

_AT_ONCE = 50


class ArticlesPage(Struct, frozen=True, kw_only=True):
    """All that articles.html may use."""

    outlet: str | None
    counts: Counts | None  # of one outlet, on the first page
    articles: tuple[Listed, ...]
    before: str | None  # the key of the next page; None on the last


def read(archive: Archive, *, outlet: str | None, before: str | None) -> ArticlesPage:
    """Return a page of the list. Raises UsageError for a key that is none."""
    key = key_of(before)
    articles = find.latest(archive, Query(outlet=outlet), limit=_AT_ONCE + 1, before=key)
    shown = articles[:_AT_ONCE]
    more = len(articles) > _AT_ONCE
    counts = counts_in_time(archive, of_outlet(outlet), seconds=COUNT_SECONDS) if outlet and key is None else None
    return ArticlesPage(outlet=outlet, counts=counts, articles=listed(archive, shown),
                        before=page_key((sort_time(shown[-1].published), shown[-1].id)) if more else None)
