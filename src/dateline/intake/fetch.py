"""Pages from http(s) addresses that a person typed: politely, within bounds, and never into a private network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import httpx
from msgspec.structs import replace

from dateline import limits
from dateline.errors import FetchError
from dateline.intake import sniff
from dateline.intake.compressed import Bomb, Damaged
from dateline.intake.connect import Refused, Transport
from dateline.intake.feeds import as_json_feed, feed_pages, json_feed_pages, json_of, sitemap_addresses
from dateline.intake.files import Source
from dateline.intake.manners import ROBOTS_BYTES, TRIES, USER_AGENT, Clock, Manners, SystemClock, TooLong
from dateline.intake.payload import HTML_MEDIA, Payload, Response, charset_of, media_type, payload_of
from dateline.model import Left, Page

_REDIRECTS = (301, 302, 303, 307, 308)
_LATER = (429, 503)
_HEADERS = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate, br, zstd",
            "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"}


class _Answer(NamedTuple):
    url: httpx.URL
    response: Response
    cut: str | None
    captured: str


class Fetcher:
    """Fetches one address at a time, remembering what each host allows."""

    def __init__(self, clock: Clock | None = None) -> None:
        """clock: tells the time of capture and waits between requests; the system's own where none is given."""
        self._clock = clock or SystemClock()
        self._manners = Manners(self._clock)

    def pages(self, address: str) -> Iterator[Page | Left]:
        """Yield the page at an address, or a feed's entries; what cannot be had is a Left."""
        try:
            answer = self._fetched(address)
            payload = payload_of(answer.response)
        except FetchError as error:
            yield Left(source=address, reason=error.reason, rejected=True)
            return
        except (Bomb, Damaged) as error:
            yield Left(source=address, reason=str(error), rejected=True)
            return
        for found in _pages_in(address, answer, payload):
            if isinstance(found, Page) and not found.captured:
                found = replace(found, captured=answer.captured, captured_from="fetched")
            yield found

    def _fetched(self, address: str) -> _Answer:
        """Return the answer of 200 that an address leads to. Raises FetchError."""
        try:
            url = httpx.URL(address)
            if not url.host:
                raise FetchError(address, "names no host")
            with closing(Transport(url)) as transport, httpx.Client(
                    transport=transport, trust_env=False, headers=_HEADERS, follow_redirects=False,
                    timeout=limits.FETCH_SECONDS) as client:
                return _Visit(client, self._manners, self._clock, address).follow(url)
        except Refused as error:
            raise FetchError(address, "leads to a private address") from error
        except TooLong as error:
            raise FetchError(address, f"its host asks to wait {error.args[0]:.0f} seconds") from error
        except httpx.TransportError as error:
            raise FetchError(address, str(error)) from error
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError(address, "not an address that can be fetched") from error


class _Visit:
    """The requests that one typed address leads to."""

    def __init__(self, client: httpx.Client, manners: Manners, clock: Clock, address: str) -> None:
        self._client, self._manners, self._clock, self._address = client, manners, clock, address

    def follow(self, url: httpx.URL) -> _Answer:
        for _ in range(limits.REDIRECTS + 1):
            if url.scheme not in ("http", "https"):
                raise FetchError(self._address, f"redirect to a {url.scheme[:20]} address")
            objection = self._manners.objection(_origin(url), str(url), self._robots)
            if objection:
                raise FetchError(self._address, objection)
            answer = self._asked(url)
            status = answer.response.status
            if status in _REDIRECTS and "location" in answer.response.headers:
                url = url.join(answer.response.headers["location"])
                continue
            if status != 200:
                raise FetchError(self._address, f"status {status}")
            return answer
        raise FetchError(self._address, f"more than {limits.REDIRECTS} redirects")

    def _asked(self, url: httpx.URL) -> _Answer:
        """Ask until there is an answer other than "later", a few times at most."""
        for tried in range(1, TRIES + 1):
            self._manners.wait(_origin(url), url.host)
            answer = self._request(url, limits.FETCH_BYTES)
            if answer.response.status not in _LATER or tried == TRIES:
                break
            self._manners.sleep(self._manners.pause_asked(answer.response.headers.get("retry-after"), tried))
        return answer

    def _request(self, url: httpx.URL, limit: int) -> _Answer:
        started = self._clock.monotonic()
        body, cut = bytearray(), None
        try:
            with self._client.stream("GET", url) as response:
                captured = self._clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
                headers = {name.lower(): value for name, value in reversed(response.headers.multi_items())}
                for piece in response.iter_raw():
                    body += piece
                    if len(body) > limit:
                        cut = f"longer than {limit // limits.MIB} MiB"
                        break
                    if self._clock.monotonic() - started > limits.WATCHDOG_SECONDS:
                        raise FetchError(self._address, "no complete answer in time")
        finally:
            self._manners.answered(url.host)
        headers.pop("transfer-encoding", None)  # undone by the connection
        return _Answer(url, Response(response.status_code, headers, bytes(body[:limit])), cut, captured)

    def _robots(self, address: str) -> tuple[int, bytes]:
        url = httpx.URL(address)
        for _ in range(6):  # RFC 9309, section 2.3.1.2: five redirects at least
            try:
                answer = self._request(url, ROBOTS_BYTES)
                status = answer.response.status
                if status in _REDIRECTS and "location" in answer.response.headers:
                    url = url.join(answer.response.headers["location"])
                    continue
                return status, payload_of(answer.response).data
            except (httpx.TransportError, httpx.InvalidURL, Bomb, Damaged):
                return 0, b""
        return 404, b""


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _pages_in(address: str, answer: _Answer, payload: Payload) -> Iterator[Page | Left]:
    """Yield what an answer holds, by its bytes first and its Content-Type where those leave it open."""
    content_type = answer.response.headers.get("content-type", "")
    media, head = media_type(content_type), payload.data[:sniff.HEAD_BYTES]
    kind = sniff.kind_of("page.html" if media in HTML_MEDIA else "", head)
    source = Source(id=address, source=address, stream=io.BytesIO(payload.data))
    if not payload.data.strip():
        yield Left(source=address, reason="empty", rejected=True)
    elif kind == "feed":
        yield from feed_pages(source)
    elif kind == "sitemap":
        yield from sitemap_addresses(source)
    elif kind == "json":
        yield from _json_feed(source, media)
    elif kind == "html" or (kind == "text" and media in ("text/plain", "")):
        url = answer.url.copy_with(userinfo=b"", fragment=None)
        yield Page(id=address, data=payload.data, form="html" if kind == "html" else "text",
                   charset=charset_of(content_type), url=str(url), url_from="fetched",
                   truncated=answer.cut or payload.cut, source=address)
    else:
        yield Left(source=address, reason=media or kind)


def _json_feed(source: Source, media: str) -> Iterator[Page | Left]:
    try:
        feed = as_json_feed(json_of(source))
    except ValueError:
        feed = None
    if feed:
        yield from json_feed_pages(source, feed)
    else:
        yield Left(source=source.source, reason=media or "application/json")
