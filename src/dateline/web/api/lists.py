"""The lists that can be asked for: which rows they have, page by page from a key, and what a row is as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

import msgspec
from msgspec import UNSET, Struct

from dateline.archive import Archive, find
from dateline.archive.corrections import correction as correction_row
from dateline.archive.corrections import listed
from dateline.archive.ids import sort_time
from dateline.archive.naming import surely
from dateline.archive.query import Query
from dateline.archive.values import Brief, Corrected, Said, SpeakerRow, StoryRow
from dateline.errors import NotFound, UsageError
from dateline.pipeline import Trail, trace
from dateline.web.api.asked import Named, Narrowed, Nothing, Quoted, Told, query_of
from dateline.web.paging import page_key, said_key_of

T = TypeVar("T")


class Row(Struct, frozen=True):
    """A row of a list: the key to page on from, its id, and itself where it is at hand."""

    key: str
    id: str
    value: Any = None


class OutletRow(Struct, frozen=True, kw_only=True):
    """Who publishes."""

    name: str
    articles: int  # of every status


class RejectedRow(Struct, frozen=True, kw_only=True):
    """Something that could not be read."""

    source: str
    reason: str


class Page(Struct, Generic[T], frozen=True, kw_only=True):
    """A part of a list."""

    items: tuple[T, ...]
    next: str | None  # the address of the next part; null on the last
    query: Query  # as it was understood


class List(Struct, frozen=True, kw_only=True):
    """A list: `rows(archive, asked, limit, after)` gives its rows in their order, from the one after a key."""

    what: str
    about: str
    asks: type[Struct]
    after: str  # pattern of its keys
    gives: Any  # what a row is as JSON
    rows: Callable[[Archive, Any, int, str | None], list[Row]]
    table: str = ""  # of its files; "": the one of its own name

    @property
    def columns_of(self) -> str:
        """The table whose columns its files have."""
        return self.table or self.what


def _articles(archive: Archive, asked: Narrowed, limit: int, after: str | None) -> list[Row]:
    found = find.latest(archive, query_of(archive, asked), limit=limit, before=_key(after))
    return [Row(f"{sort_time(one.published)}~{one.id}", one.id, one) for one in found]


def _statements(archive: Archive, asked: Narrowed, limit: int, after: str | None) -> list[Row]:
    found = find.quote_keys(archive, query_of(archive, asked), limit=limit, before=said_key_of(after))
    return [Row(page_key(key), id_) for id_, key in found]


def _speakers(archive: Archive, asked: Named, limit: int, after: str | None) -> list[Row]:
    key = _key(after)
    with find.time_limit(archive):
        found = find.speakers(archive, like=_like(asked), limit=limit, before=key and (int(key[0]), key[1]))
    return [Row(f"{one.statements}~{one.id}", one.id, one) for one in found]


def _outlets(archive: Archive, asked: Named, limit: int, after: str | None) -> list[Row]:
    key = _key(after)
    with find.time_limit(archive):
        found = find.outlets(archive, like=_like(asked), limit=limit, before=key and (int(key[0]), key[1]))
    return [Row(f"{articles}~{name}", name, OutletRow(name=name, articles=articles)) for name, articles in found]


def _stories(archive: Archive, asked: Told, limit: int, after: str | None) -> list[Row]:
    with find.time_limit(archive):
        found = find.stories(archive, limit=limit, least=asked.least, before=_key(after))
    return [Row(f"{sort_time(one.last)}~{one.id}", one.id, one) for one in found]


def _corrections(archive: Archive, asked: Nothing, limit: int, after: str | None) -> list[Row]:
    del asked
    found = listed(archive)
    key = _key(after)
    start = next((place for place, one in enumerate(found, 1) if key and one.id == key[1]), len(found)) if key else 0
    return [Row(f"~{one.id}", one.id, one) for one in found[start:start + limit]]


def _rejected(archive: Archive, asked: Nothing, limit: int, after: str | None) -> list[Row]:
    del asked
    key = _key(after)
    return [Row(f"~{source}", source, RejectedRow(source=source, reason=reason))
            for source, reason in find.rejected(archive, after=key[1] if key else "", limit=limit)]


def _wordings(archive: Archive, asked: Quoted, limit: int, after: str | None) -> list[Row]:
    del after
    return [Row(one.said.id, one.said.id) for one in traced(archive, asked, limit).wordings]


def traced(archive: Archive, asked: Quoted, limit: int) -> Trail:
    """Return the trail of a quotation. Raises NotFound, also where it has no word to look for."""
    try:
        return trace(archive, asked.q, limit=limit)
    except UsageError as error:
        raise NotFound(str(error)) from error


_MOMENT, _COUNT, _ID = "[0-9T:.+-]{0,40}", "[0-9]{1,12}", "[0-9a-f]{16}"
LISTS = (
    List(what="articles", about="Articles, the last published first.", asks=Narrowed, gives=Brief, rows=_articles,
         after=f"^{_MOMENT}~{_ID}$"),
    List(what="statements", about="Who said what, the newest article's first.", asks=Narrowed, gives=Said,
         rows=_statements, after=f"^{_MOMENT}~{_ID}~[0-9]{{1,18}}$"),
    List(what="speakers", about="Who speaks, those who say most first.", asks=Named, gives=SpeakerRow, rows=_speakers,
         after=f"^{_COUNT}~.{{1,100}}$"),
    List(what="stories", about="Stories, those that moved last first.", asks=Told, gives=StoryRow, rows=_stories,
         after=f"^{_MOMENT}~{_ID}$"),
    List(what="outlets", about="Who publishes, those with most articles first.", asks=Named, gives=OutletRow,
         rows=_outlets, after=f"^{_COUNT}~.{{1,500}}$"),
    List(what="corrections", about="What people decided, the newest first.", asks=Nothing, gives=Corrected,
         rows=_corrections, after=f"^~{_ID}$"),
    List(what="rejected", about="What could not be read, and why.", asks=Nothing, gives=RejectedRow, rows=_rejected,
         after="^~.{1,4000}$"))

TRACE = List(what="trace", about="Every wording of a quotation, the first printed first.", asks=Quoted, gives=Trail,
             rows=_wordings, after="", table="statements")
"""As files; as JSON it is one value, a Trail."""


def correction(archive: Archive, id_: str) -> Corrected:
    """Return a correction with its state, by its id or the beginning of it. Raises NotFound."""
    full = correction_row(archive, id_)["id"]
    return next(one for one in listed(archive) if one.id == full)


def page_of(archive: Archive, one: List, asked: Any, path: str) -> Page[Any]:
    """Return a page of a list; path: its address."""
    rows = one.rows(archive, asked, asked.limit + 1, after_of(asked))
    shown = rows[:asked.limit]
    query = query_of(archive, asked) if isinstance(asked, Narrowed) else Query()
    items = tuple(surely(find.statement(archive, row.id), query.min_speaker_confidence) if row.value is None
                  else row.value for row in shown)
    return Page(items=items, query=query,
                next=address(path, asked, shown[-1].key) if len(rows) > asked.limit else None)


def address(path: str, asked: Struct, after: str) -> str:
    """Return the address of the part of a list that goes on from a key."""
    given = {name: value for name, value in msgspec.to_builtins(asked).items() if name != "after"}
    defaults = {field.name: field.default for field in msgspec.structs.fields(asked)}
    return f"{path}?{urlencode({**{n: v for n, v in given.items() if v != defaults.get(n)}, 'after': after})}"


def after_of(asked: Any) -> str | None:
    """Return the key that a list goes on from; None for its beginning."""
    after = getattr(asked, "after", UNSET)
    return None if after is UNSET else str(after)


def _like(asked: Named) -> str:
    return "" if asked.like is UNSET else asked.like


def _key(after: str | None) -> tuple[str, str] | None:
    if after is None:
        return None
    sort, _, id_ = after.partition("~")
    return sort, id_
