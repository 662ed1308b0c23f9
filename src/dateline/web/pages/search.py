"""What a search finds: articles and statements, and what it could be narrowed down by."""

from __future__ import annotations

from itertools import islice

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.counts import counts_within, of_search
from dateline.archive.facets import Facets, facets
from dateline.archive.hits import RANKED
from dateline.archive.ids import sort_time
from dateline.archive.query import Query, understand
from dateline.archive.values import Brief, Counts, Said
from dateline.archive.voices import Listed, listed
from dateline.web.completing import completions
from dateline.web.paging import key_of, page_key

_AT_ONCE = 20
_STATEMENTS = 12
_LONGEST = 1_000  # characters of a query


class SearchPage(Struct, frozen=True, kw_only=True):
    """All that search.html may use."""

    typed: str
    query: Query  # as it was understood
    articles: tuple[Listed, ...]  # best first
    counts: Counts | None  # of all that is found, on the first page; None: too many to count at once
    statements: tuple[Said, ...]  # that hold the words too, newest first; on the first page only
    facets: Facets | None  # on the first page
    completions: tuple[str, ...]  # what may have been meant, where nothing was found
    first: bool  # whether it is the first page
    ranked: int | None  # so many were ranked, the last published, of more that hold the words; None: all were
    after: str | None  # the key of the next page; None on the last
    cut: str | None  # why the search was stopped


def read(archive: Archive, *, typed: str, after: str | None) -> SearchPage:
    """Return a page of what was found; nothing where nothing was asked for. What took too long is said to be cut.

    Raises UsageError for a key that is none.
    """
    typed, key = " ".join(typed[:_LONGEST].split()), key_of(after)
    query = understand(typed)
    articles, statements, counts, cut = list[Brief](), list[Said](), None, None
    narrowing: Facets | None = None
    ranked: int | None = None
    if query != Query():
        try:
            among = find.hits(archive, query) if key is None or query.words else None
            articles = find.search(archive, query, limit=_AT_ONCE + 1, after=key, among=among)
            ranked = RANKED if among and among.more and query.words else None
            if key is None:
                statements = [said for said, _ in islice(find.quotes(archive, query, limit=_STATEMENTS), _STATEMENTS)]
                counts = counts_within(archive, of_search(archive, query, among))
                narrowing = facets(archive, query, among=among)
        except find.Cut as reason:
            cut = str(reason)
    nothing = bool(typed) and not articles and not statements and not cut
    shown = articles[:_AT_ONCE]
    return SearchPage(typed=typed, query=query, articles=listed(archive, shown),
                      statements=tuple(statements), counts=counts, facets=narrowing, first=key is None, ranked=ranked,
                      completions=completions(archive, typed) if nothing else (), cut=cut,
                      after=page_key((sort_time(shown[-1].published), shown[-1].id)) if len(articles) > _AT_ONCE
                      else None)
