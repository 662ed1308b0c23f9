"""The application: addresses to pages, pages to HTML or JSON."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.archive import Archive, find
from dateline.archive.readers import Readers
from dateline.errors import ArchiveError, NotFound, UsageError
from dateline.export.listing import MEDIA
from dateline.web import rendering, urls
from dateline.web.access import Access, visitor_of
from dateline.web.adding import State
from dateline.web.api import api_routes
from dateline.web.api.answers import page_answer
from dateline.web.api.endpoints import ROOT
from dateline.web.api.problems import problem
from dateline.web.api.writing import Writer
from dateline.web.completing import completions
from dateline.web.deeds import Deeds
from dateline.web.files import LISTS, file_routes
from dateline.web.guard import Guard
from dateline.web.limits import PAGE_SECONDS
from dateline.web.packing import answer
from dateline.web.pages import (
    add,
    article,
    articles,
    changes,
    coverage,
    editions,
    home,
    names,
    pair,
    rejected,
    review,
    sample,
    search,
    speaker,
    speakers,
    statement,
    stories,
    story,
    trace,
    who,
)
from dateline.web.pages.fault import FaultPage
from dateline.web.paging import share

_LOG = logging.getLogger(__name__)
Read = Callable[[Archive, Request], Struct]

PAGES: dict[str, tuple[str, Read]] = {  # pattern: (template, how its value is read)
    urls.HOME: ("home.html", lambda archive, request: home.read(archive, request.cookies.get(home.COOKIE, ""))),
    urls.ARTICLES: ("articles.html", lambda archive, request: articles.read(
        archive, outlet=request.query_params.get("outlet"), before=request.query_params.get("before"))),
    urls.EDITIONS: ("editions.html", lambda archive, request: editions.read(archive, request.path_params["id"])),
    urls.ARTICLE: ("article.html", lambda archive, request: article.read(
        archive, request.path_params["id"], least=share(request.query_params.get("confidence")),
        least_speaker=share(request.query_params.get("speaker_confidence")),
        editing="edit" in request.query_params)),
    urls.SPEAKERS: ("speakers.html", lambda archive, request: speakers.read(
        archive, like=request.query_params.get("like", ""), before=request.query_params.get("before"))),
    urls.NAMES: ("names.html", lambda archive, request: names.read(
        archive, request.path_params["id"], after=request.query_params.get("after"))),
    urls.SPEAKER: ("speaker.html", lambda archive, request: speaker.read(
        archive, request.path_params["id"], _asked(request))),
    urls.PAIR: ("pair.html", lambda archive, request: pair.read(
        archive, *(request.query_params.get(name, "") for name in ("a", "b")))),
    urls.STORIES: ("stories.html", lambda archive, request: stories.read(
        archive, before=request.query_params.get("before"))),
    urls.STORY: ("story.html", lambda archive, request: story.read(archive, request.path_params["id"])),
    urls.SEARCH: ("search.html", lambda archive, request: search.read(
        archive, typed=request.query_params.get("q", ""), after=request.query_params.get("after"))),
    urls.TRACE: ("trace.html", lambda archive, request: trace.read(
        archive, typed=request.query_params.get("q", ""),
        least_speaker=share(request.query_params.get("speaker_confidence")))),
    urls.STATEMENT: ("statement.html", lambda archive, request: statement.read(archive, request.path_params["id"])),
    urls.WHO: ("who.html", lambda archive, request: who.read(archive, after=request.query_params.get("after"))),
    urls.CHANGES: ("changes.html", lambda archive, request: changes.read(
        archive, **{name: request.query_params.get(name, "") for name in ("speaker", "outlet", "what")},
        before=request.query_params.get("before"))),
    urls.REVIEW: ("review.html", lambda archive, request: review.read(
        archive, after=request.query_params.get("after"))),
    urls.COVERAGE: ("coverage.html", lambda archive, request: coverage.read(
        archive, outlet=request.query_params.get("outlet"), until=request.query_params.get("until"))),
    urls.SAMPLE: ("sample.html", lambda archive, request: sample.read(
        archive, request.path_params["id"], place=_number(request.query_params.get("place", "0")),
        coder=visitor_of(request, request.app.state.access).who)),
    urls.REJECTED: ("rejected.html", lambda archive, request: rejected.read(
        archive, after=request.query_params.get("after"))),
    urls.ADD: ("add.html", lambda archive, request: add.read(archive, request.app.state.adding())),
}
_STATIC = {"style.css": "text/css", "icon.svg": "image/svg+xml", "keys.js": "text/javascript"}
_A_YEAR = 31_536_000  # seconds


def create_app(archive_path: Path | str, *, hosts: Sequence[str] = (), access: Access | None = None,
               token: str | None = None) -> Starlette:
    """Return the reader of an archive and its API, which is opened with the first request.

    hosts: the names under which it answers beside those of the local machine.
    access: lets browsers write; None: nobody does. token: who sends it may write corrections over the API.
    """
    readers = Readers(Path(archive_path))
    deeds = Deeds(Path(archive_path), access) if access is not None else None
    routes = [*api_routes(readers, Writer(Path(archive_path), token) if token else None), *file_routes(readers)]
    routes.append(Route(urls.json_of(urls.COMPLETE), _completions(readers)))
    routes += [Route(f"{urls.STATIC}/{name}", _static(name, media)) for name, media in _STATIC.items()]
    for pattern, (template, read) in PAGES.items():
        routes.append(Route(urls.json_of(pattern), _json_page(readers, read)))
        routes.append(Route(pattern, _html_page(readers, template, read, forms=MEDIA if pattern in LISTS else ())))
    if deeds is not None:
        routes += [Route(urls.BEGIN, deeds.begin), *(Route(path, _deed(do), methods=["POST"]) for path, do in (
            (urls.NAME, deeds.name), (urls.CORRECT, deeds.correct), (urls.UNDO, deeds.undo), (urls.CODE, deeds.code),
            (urls.ADD, deeds.add)))]
    app = Starlette(routes=routes, middleware=[Middleware(Guard, hosts=tuple(hosts), access=access)],
                    exception_handlers={HTTPException: _unknown_address})
    app.state.access, app.state.adding = access, (lambda: deeds.adding.state if deeds else State())
    threading.Thread(target=rendering.prepare, daemon=True).start()
    return app


class Completions(Struct, frozen=True, kw_only=True):
    """What may be meant by what is being typed."""

    completions: tuple[str, ...]


def _completions(readers: Readers) -> Callable[[Request], Response]:
    """The one address without a page: the search box asks it while somebody types."""
    return _json_page(readers, lambda archive, request: Completions(
        completions=completions(archive, request.query_params.get("q", ""))))


def _deed(do: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def deed(request: Request) -> Response:
        try:
            return await do(request)
        except HTTPException:
            raise
        except Exception as error:
            return _fault(_fault_of(error, request), request)

    return deed


def _html_page(readers: Readers, template: str, read: Read, *, forms: Iterable[str]) -> Callable[[Request], Response]:
    def page(request: Request) -> Response:
        value, status = _value(readers, read, request)
        if isinstance(value, FaultPage):
            return _fault(value, request)
        response = answer(_html(template, value, request, forms), request, media="text/html", status=status)
        if isinstance(value, add.AddPage) and value.state.state == "running":
            response.headers["Refresh"] = "2"
        if isinstance(value, home.HomePage):
            response.set_cookie(home.COOKIE, home.as_cookie(value.seen), max_age=_A_YEAR, httponly=True,
                                samesite="strict")
        return response

    return page


def _json_page(readers: Readers, read: Read) -> Callable[[Request], Response]:
    def page(request: Request) -> Response:
        value, _ = _value(readers, read, request)
        return _fault(value, request) if isinstance(value, FaultPage) else page_answer(request, value)

    return page


def _value(readers: Readers, read: Read, request: Request) -> tuple[Struct, int]:
    """Return a page's value and the answer's status; a FaultPage where there is no such page."""
    try:
        with readers.reading() as archive, find.time_limit(archive, PAGE_SECONDS):
            return read(archive, request), HTTPStatus.OK
    except Exception as error:  # so that this answer too carries the guard's headers
        fault = _fault_of(error, request)
    return fault, fault.status


def _fault_of(error: Exception, request: Request) -> FaultPage:
    """Return what is shown of an error; one that is not ours is told to the terminal only."""
    if isinstance(error, NotFound):
        return _fault_page(HTTPStatus.NOT_FOUND, "Nothing here", str(error).partition(" in /")[0])
    if isinstance(error, UsageError):
        return _fault_page(HTTPStatus.BAD_REQUEST, "This makes no sense", str(error))
    if isinstance(error, find.Cut):
        return _fault_page(HTTPStatus.SERVICE_UNAVAILABLE, "This took too long",
                           f"What it asks of the archive was {error}.")
    if isinstance(error, ArchiveError):
        return _fault_page(HTTPStatus.SERVICE_UNAVAILABLE, "The archive cannot be used", error.reason)
    _LOG.error("%s failed", request.url.path, exc_info=error)
    return _fault_page(HTTPStatus.INTERNAL_SERVER_ERROR, "This went wrong",
                       "The reader failed on this page. The terminal that runs it says more.")


def _html(template: str, page: Struct, request: Request, forms: Iterable[str] = ()) -> str:
    made = request.query_params.get("made", "")
    return rendering.html(template, page, here=_here(request), visitor=visitor_of(request, request.app.state.access),
                          back=_this_page(request), made=made if re.fullmatch(r"[0-9a-f]{16}", made) else "",
                          forms={form: _here(request, form) for form in forms})


def _this_page(request: Request) -> str:
    query = "&".join(part for part in request.url.query.split("&") if part and not part.startswith("made="))
    return f"{request.url.path}?{query}" if query else request.url.path


def _fault_page(status: HTTPStatus, title: str, reason: str) -> FaultPage:
    return FaultPage(status=status.value, title=title, reason=reason)


def _fault(page: FaultPage, request: Request) -> Response:
    if request.url.path.endswith(".json"):
        return problem(page.status, page.reason)
    return Response(_html("fault.html", page, request), page.status, media_type="text/html")


def _unknown_address(request: Request, error: Exception) -> Response:
    status = HTTPStatus(error.status_code if isinstance(error, HTTPException) else 500)
    if request.url.path.startswith(f"{ROOT}/"):
        detail = "openapi.json says what can be asked here, and how."
        return problem(status, detail, dict(error.headers or {}) if isinstance(error, HTTPException) else None)
    return _fault(_fault_page(status, "Nothing here", "This address leads to no page of the reader."), request)


def _static(name: str, media: str) -> Callable[[Request], Response]:
    data = (files("dateline.web") / "static" / name).read_bytes()

    def file(request: Request) -> Response:
        return answer(data, request, media=media, headers={
            "Cache-Control": f"public, max-age={_A_YEAR}, immutable"})

    return file


def _here(request: Request, form: str = "json") -> str:
    """Return the address of a page's JSON twin, or of its list in another form."""
    twin = urls.form_of(quote(request.url.path), form)
    return f"{twin}?{request.url.query}" if request.url.query else twin


def _asked(request: Request) -> speaker.Asked:
    asked = request.query_params
    return speaker.Asked(outlet=asked.get("outlet"), to=asked.get("to"), month=asked.get("month"),
                         before=asked.get("before"), least=share(asked.get("confidence")),
                         least_speaker=share(asked.get("speaker_confidence")))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 1
