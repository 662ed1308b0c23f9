"""What a search finds: articles and statements."""

from __future__ import annotations

from itertools import islice

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.counts import counts_in_time, of_search
from dateline.archive.query import Query, understand
from dateline.archive.values import Brief, Counts, Said
from dateline.archive.voices import Listed, listed

_AT_ONCE = 20
_LAST_PAGE = 500
_LONGEST = 1_000  # characters of a query


class SearchPage(Struct, frozen=True, kw_only=True):
    """All that search.html may use."""

    typed: str
    query: Query  # as it was understood
    articles: tuple[Listed, ...]  # best first
    counts: Counts | None  # of all that is found, on the first page
    statements: tuple[Said, ...]  # that hold the words too, newest first; on the first page only
    page: int
    more: bool  # whether there is another page
    cut: str | None  # why the search was stopped


def read(archive: Archive, *, typed: str, page: int) -> SearchPage:
    """Return a page of what was found; nothing where nothing was asked for. What took too long is said to be cut."""
    typed, page = " ".join(typed[:_LONGEST].split()), min(max(page, 1), _LAST_PAGE)
    query = understand(typed)
    articles, statements, counts, cut = list[Brief](), list[Said](), None, None
    if query != Query():
        try:
            articles = find.search(archive, query, limit=_AT_ONCE + 1, offset=(page - 1) * _AT_ONCE)
            if page == 1:
                statements = [said for said, _ in islice(find.quotes(archive, query, limit=_AT_ONCE), _AT_ONCE)]
                counts = counts_in_time(archive, of_search(archive, query))
        except find.Cut as reason:
            cut = str(reason)
    return SearchPage(typed=typed, query=query, articles=listed(archive, articles[:_AT_ONCE]),
                      statements=tuple(statements), counts=counts, page=page, more=len(articles) > _AT_ONCE, cut=cut)
