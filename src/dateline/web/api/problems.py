"""What an answer says when something is wrong: RFC 9457, application/problem+json."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from msgspec import Struct
from starlette.responses import Response

MEDIA = "application/problem+json"


class Problem(Struct, frozen=True, kw_only=True):
    """Why there is no answer."""

    type: str  # urn:dateline:problem:NAME
    title: str
    status: int
    detail: str


_TITLES = {
    HTTPStatus.BAD_REQUEST: "This makes no sense", HTTPStatus.UNAUTHORIZED: "A token is needed",
    HTTPStatus.NOT_FOUND: "Nothing here", HTTPStatus.METHOD_NOT_ALLOWED: "This cannot be done here",
    HTTPStatus.CONTENT_TOO_LARGE if hasattr(HTTPStatus, "CONTENT_TOO_LARGE") else HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        "This is too much at once",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "This is not JSON", HTTPStatus.UNPROCESSABLE_ENTITY: "This cannot be kept",
    HTTPStatus.INTERNAL_SERVER_ERROR: "This went wrong", HTTPStatus.NOT_IMPLEMENTED: "This is not installed",
    HTTPStatus.SERVICE_UNAVAILABLE: "Not now"}


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return the answer that tells it."""
    title = _TITLES.get(HTTPStatus(status), HTTPStatus(status).phrase)
    told = Problem(type=f"urn:dateline:problem:{title.lower().replace(' ', '-')}", title=title, status=status,
                   detail=detail)
    return Response(msgspec.json.encode(told), status, media_type=MEDIA, headers=headers)
