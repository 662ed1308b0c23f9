"""What every answer carries, and whom the reader answers: the one place where it says no."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web import urls
from dateline.web.access import Access
from dateline.web.api.problems import problem

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_ANY = frozenset({"0.0.0.0", "::"})  # listening everywhere: every name may lead here
_LONGEST_ADDRESS = 8_192  # bytes
_LONGEST_FORM = 1_048_576
LONGEST_UPLOAD = 268_435_456
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
                               "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    # Other sites are told nothing. Under "no-referrer" browsers send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Answers only those who ask for this machine by a name that it goes by, so that no other site's page can point
    a name of its own at the reader (DNS rebinding); sets HEADERS on every answer. Only pages of the reader itself,
    in a browser that was let in (`access`), may send something."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str] = (), access: Access | None = None) -> None:
        self._app, self._access = app, access
        self._hosts = None if _ANY & set(hosts) else _HERE | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        refusal: Response | None = self._refusal(scope)
        if refusal and scope["path"].startswith("/api/"):
            refusal = problem(400, bytes(refusal.body).decode().strip())
        await (refusal or self._app)(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if self._hosts is not None and host_name(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("This reader answers only under the name of the machine it runs on.\n", 400)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_ADDRESS:
            return PlainTextResponse("This address is too long.\n", 414)
        if scope["method"] in ("GET", "HEAD") or scope["path"].startswith("/api/"):
            return None  # the API says itself what may be done
        if scope["method"] != "POST" or self._access is None:
            return PlainTextResponse("This reader only reads.\n", 405, headers={"Allow": "GET, HEAD"})
        return self._refusal_to_write(self._access, scope, headers)

    def _refusal_to_write(self, access: Access, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        if headers.get("origin") != f"{scope['scheme']}://{headers.get('host', '')}":
            return PlainTextResponse("Only a page of this reader may send this.\n", 403)
        if not access.may_write(HTTPConnection(scope)):
            return PlainTextResponse("Only a browser that was opened by the link of this reader may write.\n", 403)
        size = headers.get("content-length", "")
        if not (size.isascii() and size.isdecimal()):
            return PlainTextResponse("How much is sent must be said.\n", 411)
        if int(size) > (LONGEST_UPLOAD if scope["path"] == urls.ADD else _LONGEST_FORM):
            return PlainTextResponse("This is more than the reader takes at once; use `dateline add`.\n", 413)
        return None


def host_name(host: str) -> str:
    """Return the name in a Host header, without its port, in lower case: "[::1]:80" gives "::1"."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()
