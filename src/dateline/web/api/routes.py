"""Routes of the API: a request to a value, a value to an answer, an error to a problem."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import msgspec
from msgspec import UNSET
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dateline.archive import Archive, find
from dateline.archive.readers import Readers
from dateline.archive.selection import Selection
from dateline.archive.values import Corrected
from dateline.errors import ArchiveBusy, ArchiveError, DatelineError, NotFound, UsageError
from dateline.export.parquet import HOW_TO_GET_IT, is_installed
from dateline.web.api.answers import json_answer, list_answer, none_left_out
from dateline.web.api.asked import ROWS, Nothing, query_of, understood
from dateline.web.api.endpoints import ROOT, Endpoint, FileEndpoint, endpoints, file_endpoints
from dateline.web.api.lists import Page, address, after_of
from dateline.web.api.openapi import document
from dateline.web.api.problems import problem
from dateline.web.api.writing import MOST_BYTES, TooMuch, Unauthorised, Unkept, Unreadable, Writer

CORRECTIONS_AT = f"{ROOT}/corrections"
_LOG = logging.getLogger(__name__)


def api_routes(readers: Readers, writer: Writer | None = None) -> list[BaseRoute]:
    """Return the routes of everything under /api. writer: where corrections go; None: none are taken."""
    described = document(writing=writer is not None)
    routes: list[BaseRoute] = [
        Route(f"{ROOT}/openapi.json", _answering(lambda request: json_answer(request, described)))]
    routes += [Route(one.address, _answering(_file(readers, one))) for one in file_endpoints()]
    for one in endpoints(writing=writer is not None):
        read = _answering(_json(readers, one))
        if writer is not None and one.address == CORRECTIONS_AT:
            routes.append(Route(one.address, _reading_or(read, _posting(writer, writer.make)),
                                methods=["GET", "POST"]))
        else:
            routes.append(Route(one.address, read))
    if writer is not None:
        routes.append(Route(f"{CORRECTIONS_AT}/{{id}}/undo", _posting(writer, writer.undo), methods=["POST"]))
    return routes


def _reading_or(read: Callable[[Request], Response],
                post: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def either(request: Request) -> Response:
        return await (post(request) if request.method == "POST" else run_in_threadpool(read, request))

    return either


def _json(readers: Readers, one: Endpoint) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = understood(request.query_params.multi_items(), one.asks)
        with readers.reading() as archive:
            value = one.read(archive, asked, request.path_params)
        following = {"Link": f'<{value.next}>; rel="next"'} if isinstance(value, Page) and value.next else {}
        return json_answer(request, value, following)

    return answer


def _file(readers: Readers, one: FileEndpoint) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked: Any = understood(request.query_params.multi_items(), one.asks)
        if one.form == "parquet" and not is_installed():
            return problem(HTTPStatus.NOT_IMPLEMENTED, HOW_TO_GET_IT)
        with readers.reading() as archive:
            if one.form in ("rss", "atom"):
                return _feed(archive, request, one, asked)
            return _table(archive, request, one, asked)

    return answer


def _table(archive: Archive, request: Request, one: FileEndpoint, asked: Any) -> Response:
    most = ROWS if asked.limit is UNSET else asked.limit
    rows = one.list.rows(archive, asked, most + 1, after_of(asked))
    following = {}
    if asked.limit is not UNSET and len(rows) > most:
        rows = rows[:most]
        following = {"Link": f'<{address(one.address, asked, rows[-1].key)}>; rel="next"'}
    return list_answer(request, archive, one.form, one.list.columns_of, none_left_out((row.id for row in rows), most),
                       title=one.list.what, headers=following)


def _feed(archive: Archive, request: Request, one: FileEndpoint, asked: Any) -> Response:
    rows = one.list.rows(archive, asked, ROWS, None)
    selection = Selection(query=query_of(archive, asked)) if one.list.what == "statements" else None
    return list_answer(request, archive, one.form, one.list.columns_of, (row.id for row in rows),
                       title=f"dateline: {one.list.what}", selection=selection, most=asked.limit)


def _answering(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Turn the errors of an answer into problems."""
    def answered(request: Request) -> Response:
        try:
            return answer(request)
        except Exception as error:
            return told(error, request)

    return answered


def _posting(writer: Writer, write: Callable[[bytes, str], Corrected]) -> Callable[[Request], Awaitable[Response]]:
    async def posted(request: Request) -> Response:
        try:
            writer.admit(request.headers.get("authorization", ""))
            understood(request.query_params.multi_items(), Nothing)
            made = await run_in_threadpool(write, await _body(request), request.path_params.get("id", ""))
            return json_answer(request, made, {"Location": f"{CORRECTIONS_AT}/{made.id}"}, status=HTTPStatus.CREATED)
        except Exception as error:
            return told(error, request)

    return posted


async def _body(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Unreadable("send application/json")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise TooMuch(f"a correction is not larger than {MOST_BYTES:,} bytes")
    return body


def told(error: Exception, request: Request) -> Response:
    """Return the problem that an error is."""
    reason = str(error).partition(" in /")[0]  # not where the archive lies
    if isinstance(error, Unauthorised):
        return problem(HTTPStatus.UNAUTHORIZED, reason, {"WWW-Authenticate": "Bearer"})
    for kind, status in ((NotFound, 404), (Unreadable, 415), (TooMuch, 413), (Unkept, 422),
                         (msgspec.ValidationError, 422), (msgspec.DecodeError, 400), (UsageError, 400)):
        if isinstance(error, kind):
            return problem(status, reason)
    if isinstance(error, find.Cut):
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, f"The search was {error}; narrow it down.")
    if isinstance(error, ArchiveBusy):
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, error.reason, {"Retry-After": "5"})
    if isinstance(error, ArchiveError):
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, error.reason)
    if isinstance(error, DatelineError):
        return problem(HTTPStatus.BAD_REQUEST, reason)
    _LOG.error("%s failed", request.url.path, exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The API failed on this. The terminal that runs it says more.")
