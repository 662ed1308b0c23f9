"""The lists of the reader as tables and feeds: all rows of a page's list, under its address with an ending."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from itertools import islice
from typing import TypeVar

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.archive import Archive, find, groups, samples
from dateline.archive.changes import changes
from dateline.archive.coverage import covered
from dateline.archive.doubts import doubts, speaker_now
from dateline.archive.mentions import why
from dateline.archive.profile import between
from dateline.archive.query import Query, understand
from dateline.archive.readers import Readers
from dateline.archive.review import queue
from dateline.archive.selection import Selection
from dateline.archive.tables import Row
from dateline.errors import UsageError
from dateline.export.coverage import coverage_rows
from dateline.export.listing import FEED_ENTRIES, MEDIA, ListForm
from dateline.export.names import doubt_rows, name_rows
from dateline.export.parquet import HOW_TO_GET_IT, is_installed
from dateline.export.passages import passage_rows
from dateline.pipeline import trace
from dateline.web import urls
from dateline.web.access import visitor_of
from dateline.web.api.answers import list_answer, none_left_out, rows_answer
from dateline.web.api.asked import ROWS
from dateline.web.api.problems import problem
from dateline.web.api.routes import told
from dateline.web.pages import changes as changes_page
from dateline.web.pages import coverage, pair
from dateline.web.paging import share

T = TypeVar("T")
K = TypeVar("K")
_PAGE = 500  # rows of a long list read at a time


class Listed(Struct, frozen=True):
    """A list: its table, the ids of its rows, and the selection that it is all of, the newest first, where it is.

    A list of `export.lists` has the rows themselves in place of ids.
    """

    what: str
    ids: Iterable[str] = ()
    selection: Selection | None = None
    rows: Iterable[Row] | None = None


def _articles(archive: Archive, query: Query) -> Listed:
    return Listed("articles", [one.id for one in find.latest(archive, query, limit=ROWS + 1)])


def _statements(archive: Archive, query: Query) -> Listed:
    ids = [id_ for id_, _ in find.quote_keys(archive, query, limit=ROWS + 1)]
    return Listed("statements", ids, Selection(query=query))


def _search(archive: Archive, request: Request) -> Listed:
    query = understand(request.query_params.get("q", ""))
    return (_statements if request.query_params.get("what") == "statements" else _articles)(archive, query)


def _speakers(archive: Archive, request: Request) -> Listed:
    with find.time_limit(archive):
        found = find.speakers(archive, like=request.query_params.get("like", "").strip(), limit=ROWS + 1)
    return Listed("speakers", [one.id for one in found])


def _stories(archive: Archive, _: Request) -> Listed:
    with find.time_limit(archive):
        return Listed("stories", [one.id for one in find.stories(archive, limit=ROWS + 1)])


def _said_in(archive: Archive, request: Request) -> Listed:
    id_ = find.full_id(archive, request.path_params["id"])
    return Listed("statements", [one.id for one in find.statements_of(archive, id_)])


def _story(archive: Archive, request: Request) -> Listed:
    return _articles(archive, Query(story=groups.story_named(archive, request.path_params["id"])))


def _speaker(archive: Archive, request: Request) -> Listed:
    """What the page lists, narrowed down as it is."""
    id_, asked = find.speaker(archive, request.path_params["id"], roles=False).id, request.query_params
    if not {"to", "month", "outlet", "confidence", "speaker_confidence"} & set(asked):
        return _statements(archive, Query(speaker=id_))
    with find.time_limit(archive):
        found = find.said_by(archive, id_, limit=ROWS + 1, outlet=asked.get("outlet"), to=asked.get("to"),
                             month=asked.get("month"))
        least, least_speaker = share(asked.get("confidence")), share(asked.get("speaker_confidence"))
        return Listed("statements", [said.id for said, _ in found if said.statement.confidence >= least and (
            not least_speaker or any(voice.speaker == id_ and voice.confidence >= least_speaker
                                     for voice in said.speakers))])


def _pair(archive: Archive, request: Request) -> Listed:
    one, other = pair.both(archive, *(request.query_params.get(name, "") for name in ("a", "b")))
    if one is None or other is None:
        return Listed("statements")
    with find.time_limit(archive):
        hits, cut = between(archive, one.id, other.id, limit=ROWS, most=ROWS)
    if cut:
        raise UsageError(f"these two say too much for one file: one has more than {ROWS:,} statements")
    return Listed("statements", list(dict.fromkeys(hit.said.id for hit in hits)))


def _changes(archive: Archive, request: Request) -> Listed:
    """Changes, narrowed down as the page is."""
    speaker, outlet, what = (request.query_params.get(name, "").strip() for name in ("speaker", "outlet", "what"))
    changes_page.check(archive, speaker=speaker, what=what)
    with find.time_limit(archive):
        found = changes(archive, speaker=speaker, outlet=outlet, what=what, limit=ROWS + 1)
    return Listed("changes", [one.id for one in found])


def _review(archive: Archive, _: Request) -> Listed:
    """All statements that wait, the least certain first."""
    return Listed("statements", (said.id for said, _ in _paged(
        archive, lambda after: queue(archive, limit=_PAGE, after=after), key=lambda row: row[1])))


def _who(archive: Archive, _: Request) -> Listed:
    """All names in doubt, those of the newest articles first."""
    found = _paged(archive, lambda before: doubts(archive, limit=_PAGE, before=before), key=lambda one: one.key)
    return Listed("doubts", rows=doubt_rows(archive, found))


def _names(archive: Archive, request: Request) -> Listed:
    speaker = find.speaker(archive, speaker_now(archive, request.path_params["id"]), roles=False).id
    found = _paged(archive, lambda after: why(archive, speaker, limit=_PAGE, after=after or ("", "", "")),
                   key=lambda one: (one.day, one.article, one.bearer))
    return Listed("names", rows=name_rows(archive, found))


def _paged(archive: Archive, read: Callable[[K | None], list[T]], *, key: Callable[[T], K]) -> Iterator[T]:
    """Yield the rows of a list, some at a time, each time within the limit; key: by which it goes on from a row."""
    last: K | None = None
    while True:
        with find.time_limit(archive):
            some = read(last)
        yield from some
        if len(some) < _PAGE:
            return
        last = key(some[-1])


def _coverage(archive: Archive, request: Request) -> Listed:
    """The days that the page shows, of all outlets."""
    outlet = request.query_params.get("outlet")
    asked = coverage.days(archive, outlet=outlet, until=request.query_params.get("until"))
    found = covered(archive, *asked[:2], outlet=outlet, most=ROWS) if asked else ()
    return Listed("coverage", rows=coverage_rows(found))


def _sample(archive: Archive, request: Request) -> Listed:
    sample = samples.sample(archive, request.path_params["id"])
    coder = visitor_of(request, request.app.state.access).who
    return Listed("passages", rows=passage_rows(archive, sample.id, coder=coder))


def _trace(archive: Archive, request: Request) -> Listed:
    trail = trace(archive, request.query_params.get("q", ""), limit=ROWS + 1)
    return Listed("statements", [one.said.id for one in trail.wordings])


LISTS: dict[str, Callable[[Archive, Request], Listed]] = {
    urls.HOME: lambda archive, _: _articles(archive, Query()),
    urls.ARTICLES: lambda archive, request: _articles(archive, Query(outlet=request.query_params.get("outlet"))),
    urls.EDITIONS: lambda archive, request: Listed(
        "editions", [find.full_id(archive, request.path_params["id"])]),
    urls.ARTICLE: _said_in, urls.SPEAKERS: _speakers, urls.SPEAKER: _speaker, urls.STORIES: _stories,
    urls.STORY: _story, urls.SEARCH: _search, urls.TRACE: _trace, urls.PAIR: _pair,
    urls.CHANGES: _changes, urls.REVIEW: _review, urls.WHO: _who, urls.NAMES: _names, urls.COVERAGE: _coverage,
    urls.SAMPLE: _sample,
    urls.REJECTED: lambda archive, _: Listed(
        "rejected", [source for source, _ in find.rejected(archive, limit=ROWS + 1)])}
"""Pages by their pattern, in the order of routes."""


def file_routes(readers: Readers) -> list[Route]:
    """Return a route for each list in each form."""
    return [Route(urls.form_of(pattern, form), _file(readers, read, form)) for pattern, read in LISTS.items()
            for form in MEDIA]


def _file(readers: Readers, read: Callable[[Archive, Request], Listed],
          form: ListForm) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        if form == "parquet" and not is_installed():
            return problem(HTTPStatus.NOT_IMPLEMENTED, HOW_TO_GET_IT)
        try:
            with readers.reading() as archive:
                return _answer(request, archive, form, read(archive, request))
        except Exception as error:
            return told(error, request)

    return answer


def _answer(request: Request, archive: Archive, form: ListForm, found: Listed) -> Response:
    place, asked = request.url.path.rpartition(".")[0].strip("/"), request.query_params.get("q", "")
    title, limit = f"dateline: {place} {asked}".strip(), _limit(request)
    most = limit or FEED_ENTRIES

    def kept(rows: Iterable[T]) -> Iterable[T]:
        if form in ("rss", "atom"):
            return rows
        return islice(rows, limit) if limit else none_left_out(rows, ROWS)

    if found.rows is not None:
        return rows_answer(request, form, found.what, kept(found.rows), title=title, most=most)
    return list_answer(request, archive, form, found.what, kept(found.ids), selection=found.selection, title=title,
                       most=most)


def _limit(request: Request) -> int | None:
    """Return how many rows or entries are asked for; None: all, or as many entries as a feed has."""
    text = request.query_params.get("limit")
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) <= ROWS):
        raise UsageError(f"limit is a number from 1 to {ROWS}")
    return int(text)
