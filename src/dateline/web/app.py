"""The application: addresses to pages, pages to HTML or JSON."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from msgspec import Struct
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dateline.archive import Archive, find
from dateline.archive.readers import Readers
from dateline.errors import ArchiveError, NotFound, UsageError
from dateline.web import rendering, urls
from dateline.web.guard import Guard
from dateline.web.pages import article, articles, editions, home, search, speaker, speakers, stories, story, trace
from dateline.web.pages.fault import FaultPage

_LOG = logging.getLogger(__name__)
Read = Callable[[Archive, Request], Struct]

PAGES: dict[str, tuple[str, Read]] = {  # pattern: (template, how its value is read)
    urls.HOME: ("home.html", lambda archive, _: home.read(archive)),
    urls.ARTICLES: ("articles.html", lambda archive, request: articles.read(
        archive, outlet=request.query_params.get("outlet"), before=request.query_params.get("before"))),
    urls.EDITIONS: ("editions.html", lambda archive, request: editions.read(archive, request.path_params["id"])),
    urls.ARTICLE: ("article.html", lambda archive, request: article.read(
        archive, request.path_params["id"], least=_share(request.query_params.get("confidence")))),
    urls.SPEAKERS: ("speakers.html", lambda archive, request: speakers.read(
        archive, like=request.query_params.get("like", ""))),
    urls.SPEAKER: ("speaker.html", lambda archive, request: speaker.read(
        archive, request.path_params["id"], before=request.query_params.get("before"),
        least=_share(request.query_params.get("confidence")))),
    urls.STORIES: ("stories.html", lambda archive, _: stories.read(archive)),
    urls.STORY: ("story.html", lambda archive, request: story.read(archive, request.path_params["id"])),
    urls.SEARCH: ("search.html", lambda archive, request: search.read(
        archive, typed=request.query_params.get("q", ""), page=_number(request.query_params.get("page")))),
    urls.TRACE: ("trace.html", lambda archive, request: trace.read(
        archive, typed=request.query_params.get("q", ""))),
}
_STATIC = {"style.css": "text/css", "icon.svg": "image/svg+xml"}
_A_YEAR = 31_536_000  # seconds


def create_app(archive_path: Path | str, *, hosts: Sequence[str] = ()) -> Starlette:
    """Return the reader of an archive, which is opened with the first request.

    hosts: the names under which it answers beside those of the local machine.
    """
    readers = Readers(Path(archive_path))
    routes: list[BaseRoute] = [Route(f"{urls.STATIC}/{name}", _static(name, media)) for name, media in _STATIC.items()]
    for pattern, (template, read) in PAGES.items():
        routes.append(Route(urls.json_of(pattern), _json_page(readers, read)))
        routes.append(Route(pattern, _html_page(readers, template, read)))
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=tuple(hosts))],
                     exception_handlers={HTTPException: _unknown_address})


def _html_page(readers: Readers, template: str, read: Read) -> Callable[[Request], Response]:
    def page(request: Request) -> Response:
        value, status = _value(readers, read, request)
        if isinstance(value, FaultPage):
            return _fault(value, request)
        return Response(rendering.html(template, value, here=_here(request)), status, media_type="text/html")

    return page


def _json_page(readers: Readers, read: Read) -> Callable[[Request], Response]:
    def page(request: Request) -> Response:
        value, status = _value(readers, read, request)
        return Response(rendering.json(value), status, media_type="application/json")

    return page


def _value(readers: Readers, read: Read, request: Request) -> tuple[Struct, int]:
    """Return a page's value and the answer's status; a FaultPage where there is no such page."""
    try:
        with readers.reading() as archive:
            return read(archive, request), HTTPStatus.OK
    except NotFound as error:
        fault = _fault_page(HTTPStatus.NOT_FOUND, "Nothing here", str(error).partition(" in /")[0])
    except UsageError as error:
        fault = _fault_page(HTTPStatus.BAD_REQUEST, "This makes no sense", str(error))
    except find.Cut as error:
        fault = _fault_page(HTTPStatus.SERVICE_UNAVAILABLE, "This took too long", f"The search was {error}.")
    except ArchiveError as error:
        fault = _fault_page(HTTPStatus.SERVICE_UNAVAILABLE, "The archive cannot be read", error.reason)
    except Exception:  # so that this answer too carries the guard's headers
        _LOG.exception("%s failed", request.url.path)
        fault = _fault_page(HTTPStatus.INTERNAL_SERVER_ERROR, "This went wrong",
                            "The reader failed on this page. The terminal that runs it says more.")
    return fault, fault.status


def _fault_page(status: HTTPStatus, title: str, reason: str) -> FaultPage:
    return FaultPage(status=status.value, title=title, reason=reason)


def _fault(page: FaultPage, request: Request) -> Response:
    if request.url.path.endswith(".json"):
        return Response(rendering.json(page), page.status, media_type="application/json")
    return Response(rendering.html("fault.html", page, here=_here(request)), page.status, media_type="text/html")


def _unknown_address(request: Request, error: Exception) -> Response:
    status = HTTPStatus(error.status_code if isinstance(error, HTTPException) else 500)
    return _fault(_fault_page(status, "Nothing here", "This address leads to no page of the reader."), request)


def _static(name: str, media: str) -> Callable[[Request], Response]:
    def file(_: Request) -> Response:
        return Response((files("dateline.web") / "static" / name).read_bytes(), media_type=media,
                        headers={"Cache-Control": f"public, max-age={_A_YEAR}, immutable"})

    return file


def _here(request: Request) -> str:
    """Return the address of a page's JSON twin."""
    twin = urls.json_of(request.url.path)
    return f"{twin}?{request.url.query}" if request.url.query else twin


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _share(text: str | None) -> float:
    """Return a number from 0 to 1 in an address; 0 for anything else."""
    return float(text) if text and re.fullmatch(r"0(\.\d{1,3})?|1(\.0{1,3})?", text, re.ASCII) else 0.0
