"""The lists of the reader as tables and feeds: all rows of a page's list, under its address with an ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.archive import Archive, find, groups
from dateline.archive.changes import changes
from dateline.archive.query import Query, understand
from dateline.archive.readers import Readers
from dateline.archive.review import queue
from dateline.archive.selection import Selection
from dateline.errors import UsageError
from dateline.export.listing import MEDIA, ListForm
from dateline.export.parquet import HOW_TO_GET_IT, is_installed
from dateline.pipeline import trace
from dateline.web import urls
from dateline.web.api.answers import list_answer, none_left_out
from dateline.web.api.asked import AT_ONCE, ROWS
from dateline.web.api.problems import problem
from dateline.web.api.routes import told
from dateline.web.pages import changes as changes_page
from dateline.web.pages import pair
from dateline.web.paging import share


class Listed(Struct, frozen=True):
    """A list: its table, the ids of its rows, and the selection that it is all of, the newest first, where it is."""

    what: str
    ids: Sequence[str]
    selection: Selection | None = None


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
    page = pair.read(archive, *(request.query_params.get(name, "") for name in ("a", "b")), limit=ROWS,
                     most=ROWS)
    if page.cut:
        raise UsageError(f"these two say too much for one file: one has more than {ROWS:,} statements")
    return Listed("statements", list(dict.fromkeys(hit.said.id for hit in page.hits)))


def _changes(archive: Archive, request: Request) -> Listed:
    """Changes, narrowed down as the page is."""
    speaker, outlet, what = (request.query_params.get(name, "").strip() for name in ("speaker", "outlet", "what"))
    changes_page.check(archive, speaker=speaker, what=what)
    with find.time_limit(archive):
        found = changes(archive, speaker=speaker, outlet=outlet, what=what, limit=ROWS + 1)
    return Listed("changes", [one.id for one in found])


def _review(archive: Archive, _: Request) -> Listed:
    """All statements that wait, the least certain first."""
    with find.time_limit(archive):
        return Listed("statements", [said.id for said, _ in queue(archive, limit=ROWS + 1)])


def _trace(archive: Archive, request: Request) -> Listed:
    trail = trace(archive, request.query_params.get("q", ""), limit=AT_ONCE)
    return Listed("statements", [one.said.id for one in trail.wordings])


LISTS: dict[str, Callable[[Archive, Request], Listed]] = {
    urls.HOME: lambda archive, _: _articles(archive, Query()),
    urls.ARTICLES: lambda archive, request: _articles(archive, Query(outlet=request.query_params.get("outlet"))),
    urls.EDITIONS: lambda archive, request: Listed(
        "editions", [find.full_id(archive, request.path_params["id"])]),
    urls.ARTICLE: _said_in, urls.SPEAKERS: _speakers, urls.SPEAKER: _speaker, urls.STORIES: _stories,
    urls.STORY: _story, urls.SEARCH: _search, urls.TRACE: _trace, urls.PAIR: _pair,
    urls.CHANGES: _changes, urls.REVIEW: _review,
    urls.REJECTED: lambda archive, _: Listed("rejected", [source for source, _ in find.rejected(archive, limit=ROWS)])}
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
                found = read(archive, request)
                ids = found.ids if form in ("rss", "atom") else none_left_out(found.ids, ROWS)
                return list_answer(request, archive, form, found.what, ids, selection=found.selection,
                                   title=f"dateline: {request.url.path.rpartition('.')[0].strip('/')} "
                                         f"{request.query_params.get('q', '')}".strip())
        except Exception as error:
            return told(error, request)

    return answer
