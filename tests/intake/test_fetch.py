"""Fetching: politely, within bounds, and never into a private network; against a real server on loopback."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from intake_making import html, reasons

from dateline import limits
from dateline.intake.connect import is_public
from dateline.intake.fetch import Fetcher
from dateline.model import Left, Page

PAGE = html("fetched")
FEED = (b"<rss version='2.0'><channel><title>Courier</title><item><title>One</title><link>https://courier.example/1"
        b"</link><description>Words.</description></item></channel></rss>")

Answer = tuple[int, dict[str, str], bytes]


class FakeClock:
    """A clock that sleeping moves on."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime(2024, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.seconds += seconds


@dataclass
class Site:
    """A server on loopback: what it answers by path, and what it was asked."""

    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    address: str = ""

    def answer(self, path: str) -> Answer:
        found = self.answers.get(path, (404, {}, b""))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


@pytest.fixture
def sites() -> Iterator[Callable[[], Site]]:
    """Return a function that starts one more site, each on a port of its own."""
    servers: list[ThreadingHTTPServer] = []

    def start() -> Site:
        site = Site()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.at_once += 1
                site.most_at_once = max(site.most_at_once, site.at_once)
                site.asked.append(self.path)
                site.agents.add(self.headers["User-Agent"])
                status, headers, body = site.answer(self.path)
                self.send_response(status)
                for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                site.at_once -= 1
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        site.address = f"http://127.0.0.1:{server.server_port}"
        return site

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(sites: Callable[[], Site]) -> Site:
    return sites()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def fetcher(clock: FakeClock) -> Fetcher:
    return Fetcher(clock)


def fetched(fetcher: Fetcher, *addresses: str) -> tuple[list[Page], list[Left]]:
    found = [thing for address in addresses for thing in fetcher.pages(address)]
    return [x for x in found if isinstance(x, Page)], [x for x in found if isinstance(x, Left)]


class TestPage:
    def test_is_tied_to_its_address_and_the_time_of_fetching(self, site: Site, fetcher: Fetcher) -> None:
        """A private address may be fetched when a person typed it."""
        site.answers["/a"] = (200, {}, PAGE)
        (page,), left = fetched(fetcher, f"{site.address}/a")
        assert (page.data, page.charset, page.id, left) == (PAGE, "utf-8", f"{site.address}/a", [])
        assert (page.url, page.url_from) == (f"{site.address}/a", "fetched")
        assert (page.captured, page.captured_from) == ("2024-03-01T12:00:00Z", "fetched")

    def test_compressed(self, site: Site, fetcher: Fetcher) -> None:
        site.answers["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE))
        assert fetched(fetcher, f"{site.address}/a")[0][0].data == PAGE

    def test_a_feed_gives_its_entries(self, site: Site, fetcher: Fetcher) -> None:
        site.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, FEED)
        (page,), _ = fetched(fetcher, f"{site.address}/feed")
        assert (page.data, page.url, page.url_from) == (b"Words.", "https://courier.example/1", "feed")
        assert (page.captured, page.captured_from) == ("2024-03-01T12:00:00Z", "fetched")

    def test_a_long_one_is_cut(self, site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "FETCH_BYTES", limits.MIB)
        site.answers["/a"] = (200, {}, b"<p>" + b"x" * 3 * limits.MIB)
        (page,), _ = fetched(fetcher, f"{site.address}/a")
        assert (len(page.data), page.truncated) == (limits.MIB, "longer than 1 MiB")

    @pytest.mark.parametrize("answer, reason, rejected", [
        ((404, {}, b"gone"), "status 404", True), ((200, {}, b""), "empty", True),
        ((200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n"), "image/png", False),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(40 * limits.MIB))), "zip bomb", True),
        ((302, {"Location": "file:///etc/passwd"}, b""), "redirect to a file address", True),
        ((302, {"Location": "/a"}, b""), f"more than {limits.REDIRECTS} redirects", True),
    ])
    def test_what_cannot_be_had_is_left_with_its_reason(self, site: Site, fetcher: Fetcher, answer: Answer,
                                                        reason: str, rejected: bool) -> None:
        site.answers["/a"] = answer
        assert reasons(fetched(fetcher, f"{site.address}/a")[1]) == [(reason, rejected)]

    @pytest.mark.parametrize("address", ["http://", "http://[::1", "http://host.invalid/", "http://127.0.0.1:1/",
                                         "http://a b/", "http://" + "a" * 300 + "/", "http://x:99999/"])
    def test_nonsense_and_silence_are_left(self, fetcher: Fetcher, address: str) -> None:
        _, (left,) = fetched(fetcher, address)
        assert (left.source, left.rejected) == (address, True)


class TestRobots:
    def test_what_they_forbid_is_not_asked_for(self, site: Site, fetcher: Fetcher) -> None:
        site.answers |= {"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /private\n"), "/a": (200, {}, PAGE)}
        pages, left = fetched(fetcher, f"{site.address}/private/x", f"{site.address}/a")
        assert (len(pages), reasons(left)) == (1, [("robots.txt forbids it", True)])
        assert site.asked == ["/robots.txt", "/a"]

    def test_they_may_name_us(self, site: Site, fetcher: Fetcher) -> None:
        """The user agent is honest: it begins with the name that robots.txt may use."""
        site.answers |= {"/robots.txt": (200, {}, b"User-agent: dateline\nDisallow: /\n"), "/a": (200, {}, PAGE)}
        assert fetched(fetcher, f"{site.address}/a")[0] == []
        (agent,) = site.agents
        assert agent.startswith("dateline/")

    @pytest.mark.parametrize("status, allowed", [(404, True), (403, True), (500, False), (503, False)])
    def test_where_they_cannot_be_had(self, site: Site, fetcher: Fetcher, status: int, allowed: bool) -> None:
        """None there: all is allowed; the server in trouble: nothing is (RFC 9309, section 2.3.1)."""
        site.answers |= {"/robots.txt": (status, {}, b""), "/a": (200, {}, PAGE)}
        assert bool(fetched(fetcher, f"{site.address}/a")[0]) is allowed

    def test_of_a_redirect_count_as_well(self, site: Site, fetcher: Fetcher) -> None:
        site.answers |= {"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /b\n"),
                         "/a": (301, {"Location": "/b"}, b""), "/b": (200, {}, PAGE)}
        assert reasons(fetched(fetcher, f"{site.address}/a")[1]) == [("robots.txt forbids it", True)]


class TestPatience:
    def test_crawl_delay_lies_between_two_requests(self, site: Site, fetcher: Fetcher, clock: FakeClock) -> None:
        site.answers |= {"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 7\n"), "/a": (200, {}, PAGE)}
        fetched(fetcher, f"{site.address}/a", f"{site.address}/a", f"{site.address}/a")
        assert clock.slept == [7.0, 7.0, 7.0]
        assert site.asked == ["/robots.txt", "/a", "/a", "/a"]

    def test_without_one_a_second_does(self, site: Site, fetcher: Fetcher, clock: FakeClock) -> None:
        site.answers["/a"] = (200, {}, PAGE)
        fetched(fetcher, f"{site.address}/a", f"{site.address}/a", f"{site.address}/a")
        assert clock.slept == [1.0, 1.0]

    def test_a_delay_beyond_reason_is_not_sat_through(self, site: Site, fetcher: Fetcher, clock: FakeClock) -> None:
        site.answers |= {"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 86400\n"), "/a": (200, {}, PAGE)}
        assert reasons(fetched(fetcher, f"{site.address}/a")[1]) == [("its host asks to wait 86400 seconds", True)]
        assert clock.slept == []

    @pytest.mark.parametrize("headers, waits", [
        ({"Retry-After": "9"}, [9.0]), ({}, [2.0]),
        ({"Retry-After": "Fri, 01 Mar 2024 12:00:20 GMT"}, [20.0]), ({"Retry-After": "soon"}, [2.0])])
    @pytest.mark.parametrize("status", [429, 503])
    def test_later_means_later(self, site: Site, fetcher: Fetcher, clock: FakeClock, status: int,
                               headers: dict[str, str], waits: list[float]) -> None:
        site.answers["/a"] = [(status, headers, b""), (200, {}, PAGE)]
        assert len(fetched(fetcher, f"{site.address}/a")[0]) == 1
        assert clock.slept == waits

    def test_but_not_for_ever(self, site: Site, fetcher: Fetcher) -> None:
        site.answers["/a"] = (429, {"Retry-After": "1"}, b"")
        assert reasons(fetched(fetcher, f"{site.address}/a")[1]) == [("status 429", True)]
        assert site.asked.count("/a") == 3

    def test_a_host_never_has_two_requests(self, site: Site, fetcher: Fetcher) -> None:
        site.answers |= {f"/{n}": (200, {}, PAGE) for n in range(5)}
        pages, _ = fetched(fetcher, *(f"{site.address}/{n}" for n in range(5)))
        assert (len(pages), site.most_at_once) == (5, 1)


class TestPrivateAddresses:
    def test_a_redirect_may_stay_on_the_typed_host_and_port(self, site: Site, fetcher: Fetcher) -> None:
        site.answers |= {"/a": (302, {"Location": "/b"}, b""), "/b": (200, {}, PAGE)}
        (page,), _ = fetched(fetcher, f"{site.address}/a")
        assert (page.url, page.source) == (f"{site.address}/b", f"{site.address}/a")

    def test_a_redirect_may_lead_to_a_public_host(self, sites: Callable[[], Site], fetcher: Fetcher,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dateline.intake.connect.is_public", lambda _: True)
        here, there = sites(), sites()
        here.answers["/a"] = (302, {"Location": f"{there.address}/b"}, b"moved")
        there.answers["/b"] = (200, {}, PAGE)
        (page,), _ = fetched(fetcher, f"{here.address}/a")
        assert (page.url, there.asked) == (f"{there.address}/b", ["/robots.txt", "/b"])

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0"])
    def test_a_redirect_may_not_lead_to_another_port(self, sites: Callable[[], Site], fetcher: Fetcher,
                                                     host: str) -> None:
        """However the address is written: what counts is where the connection would go."""
        outside, inside = sites(), sites()
        inside.answers["/secret"] = (200, {}, PAGE)
        port = inside.address.rpartition(":")[2]
        outside.answers["/a"] = (302, {"Location": f"http://{host}:{port}/secret"}, b"")
        pages, left = fetched(fetcher, f"{outside.address}/a")
        assert (pages, [one.rejected for one in left], inside.asked) == ([], [True], [])

    def test_a_name_that_resolves_to_a_private_address_is_private(
            self, sites: Callable[[], Site], fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
        outside, inside = sites(), sites()
        port = int(inside.address.rpartition(":")[2])
        real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: real(
            "127.0.0.1" if host == "courier.example" else host, *rest, **more))
        outside.answers["/a"] = (302, {"Location": f"http://courier.example:{port}/secret"}, b"")
        _, left = fetched(fetcher, f"{outside.address}/a")
        assert (reasons(left), inside.asked) == ([("leads to a private address", True)], [])

    def test_that_was_typed_before_is_not_open_to_later_redirects(self, sites: Callable[[], Site],
                                                                  fetcher: Fetcher) -> None:
        outside, inside = sites(), sites()
        inside.answers["/secret"] = (200, {}, PAGE)
        outside.answers["/a"] = (302, {"Location": f"{inside.address}/secret"}, b"")
        pages, left = fetched(fetcher, f"{inside.address}/secret", f"{outside.address}/a")
        assert (len(pages), reasons(left)) == (1, [("leads to a private address", True)])

    @pytest.mark.parametrize("address, public", [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True), ("127.0.0.1", False),
        ("10.0.0.1", False), ("169.254.169.254", False), ("192.168.1.1", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False), ("::ffff:10.0.0.1", False), ("fe80::1%eth0", False),
        ("fd00::1", False), ("64:ff9b::a9fe:a9fe", False), ("2002:7f00:1::", False), ("rubbish", False)])
    def test_which_are_private(self, address: str, public: bool) -> None:
        assert is_public(address) is public
