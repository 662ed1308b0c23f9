"""How a guest behaves: robots.txt is obeyed, a host is given time between requests, and is left alone when it asks."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from protego import Protego

from dateline.version import __version__

ROBOT = "dateline"
USER_AGENT = f"{ROBOT}/{__version__} (reads single news pages that a person asked for; obeys robots.txt)"
ROBOTS_BYTES = 512 * 1024  # of robots.txt that are read (RFC 9309, section 2.5)
PAUSE_SECONDS = 1.0  # between two pages of a host that states no crawl-delay
LONGEST_WAIT_SECONDS = 120.0  # a host that asks for more is not asked again
TRIES = 3


class Clock(Protocol):
    """What fetching needs of time; the one place in dateline that needs any."""

    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class TooLong(Exception):
    """A host asks for a longer wait than anybody would sit through; args[0] is its length in seconds."""


class Manners:
    """What each host has said of robots, and when it was last asked."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rules: dict[str, Protego | str] = {}  # by origin; a string is why the rules cannot be had
        self._last: dict[str, float] = {}  # by host, when its last answer was complete
        self._guest_of: set[str] = set()  # hosts that were asked for more than robots.txt

    def objection(self, origin: str, url: str, fetch_robots: Callable[[str], tuple[int, bytes]]) -> str | None:
        """Return why `url` may not be fetched, None where it may.

        fetch_robots: returns status and bytes of an address; asked once an origin; status 0 where it had no answer.
        """
        if origin not in self._rules:
            self._rules[origin] = _rules(*fetch_robots(f"{origin}/robots.txt"))
        rules = self._rules[origin]
        if isinstance(rules, str):
            return rules
        return None if rules.can_fetch(url, ROBOT) else "robots.txt forbids it"

    def wait(self, origin: str, host: str) -> None:
        """Sleep until `host` may be asked for a page. Raises TooLong."""
        rules = self._rules.get(origin)
        delay = PAUSE_SECONDS if host in self._guest_of else 0.0
        if isinstance(rules, Protego):
            delay = max(rules.crawl_delay(ROBOT) or 0.0, delay)
        self._guest_of.add(host)
        if host in self._last:
            self.sleep(self._last[host] + delay - self._clock.monotonic())

    def sleep(self, seconds: float) -> None:
        """Sleep. Raises TooLong instead where that is more than anybody would wait."""
        if seconds > LONGEST_WAIT_SECONDS:
            raise TooLong(seconds)
        if seconds > 0:
            self._clock.sleep(seconds)

    def answered(self, host: str) -> None:
        """Note that a host's answer is complete."""
        self._last[host] = self._clock.monotonic()

    def pause_asked(self, retry_after: str | None, tried: int) -> float:
        """Return how long to wait before the next try, in seconds: as the host asks, else longer each time."""
        text = (retry_after or "").strip()
        if text.isdecimal() and len(text) < 10:
            return float(text)
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, OverflowError, IndexError):
            return 2.0 ** tried
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (aware - self._clock.now()).total_seconds())


def _rules(status: int, data: bytes) -> Protego | str:
    if status == 200:
        return Protego.parse(data[:ROBOTS_BYTES].decode("utf-8", "replace"))
    if 400 <= status < 500:
        return Protego.parse("")
    return f"robots.txt cannot be had (status {status})" if status else "robots.txt cannot be had"
