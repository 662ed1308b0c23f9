"""Who may write: the browsers that came by the link which this server printed, and what they are called."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import quote, unquote

from msgspec import Struct
from starlette.requests import HTTPConnection
from starlette.responses import Response

from dateline.web import urls

_MAY_WRITE, _WHO = "dateline-may-write", "dateline-who"
_A_YEAR = 31_536_000  # seconds
_LONGEST_NAME = 100


class Visitor(Struct, frozen=True, kw_only=True):
    """Who looks at a page."""

    writes: bool = False
    who: str = ""  # what corrections of this browser are signed with; "" until it is known

    @property
    def signs(self) -> bool:
        """Whether it may correct: it may write, and its name is known."""
        return self.writes and bool(self.who)


class Access:
    """Lets browsers write. once: the link admits one browser only; else all that have it, until the server stops."""

    def __init__(self, *, once: bool) -> None:
        self._once, self._key, self._cookie = once, secrets.token_urlsafe(24), secrets.token_urlsafe(24)

    def link(self, address: str) -> str:
        """Return the address that admits a browser; address: that of the reader."""
        return address.rstrip("/") + urls.begin(self._key)

    def admit(self, key: str, response: Response) -> bool:
        """Let the browser that `response` goes to write, if its key is the link's; say whether it may."""
        if not self._key or not hmac.compare_digest(key.encode(), self._key.encode()):
            return False
        if self._once:
            self._key = ""
        response.set_cookie(_MAY_WRITE, self._cookie, httponly=True, samesite="strict")
        return True

    def may_write(self, connection: HTTPConnection) -> bool:
        """Return whether a request comes from a browser that was let in."""
        shown = connection.cookies.get(_MAY_WRITE, "")
        return bool(shown) and hmac.compare_digest(shown.encode(), self._cookie.encode())


def visitor_of(connection: HTTPConnection, access: Access | None) -> Visitor:
    """Return who asks."""
    return Visitor(writes=access is not None and access.may_write(connection),
                   who=as_name(unquote(connection.cookies.get(_WHO, ""))))


def sign_with(name: str, response: Response) -> None:
    """Let the browser that `response` goes to sign its corrections with a name."""
    response.set_cookie(_WHO, quote(as_name(name), safe=""), max_age=_A_YEAR, httponly=True, samesite="strict")


def as_name(text: str) -> str:
    """Return what was given as a name in one line of printable characters, not too long."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:_LONGEST_NAME]
