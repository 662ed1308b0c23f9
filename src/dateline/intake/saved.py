"""What a saved page says of its own address and time: the comments that browsers and SingleFile leave."""

from __future__ import annotations

import re
from typing import NamedTuple

_LOOK = 16 * 1024
_SINGLEFILE = re.compile(rb"<!--\s*Page saved with SingleFile\b(.{0,8192}?)-->", re.DOTALL)
_SINGLEFILE_URL = re.compile(rb"^\s*url:[ \t]*(\S{1,4096})", re.MULTILINE)
_SINGLEFILE_DATE = re.compile(rb"^\s*saved date:[ \t]*([^\r\n]{1,200})", re.MULTILINE)
_BROWSER = re.compile(rb"<!--\s{0,16}saved from url=\((\d{4,5})\)(\S{1,8192}?)\s{0,16}-->", re.IGNORECASE)
_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d?) (\d{4}) (\d\d):(\d\d):(\d\d) GMT([+-])(\d\d)(\d\d)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Stated(NamedTuple):
    """What the file says of its page."""

    url: str | None
    captured: str | None


def stated_in(data: bytes) -> Stated:
    """Return the address and the time of capture that an HTML file states near its beginning."""
    head = data[:_LOOK]
    singlefile = _SINGLEFILE.search(head)
    if singlefile:
        url, date = _SINGLEFILE_URL.search(singlefile[1]), _SINGLEFILE_DATE.search(singlefile[1])
        return Stated(_address(url[1]) if url else None, _moment(date[1].decode("latin-1")) if date else None)
    browser = _BROWSER.search(head)
    return Stated(_address(browser[2]) if browser else None, None)


def _address(value: bytes) -> str | None:
    text = value.decode("utf-8", "replace")
    return text if text.lower().startswith(("http://", "https://")) else None


def _moment(printed: str) -> str | None:
    """Return a JavaScript date ("Wed Nov 09 2016 16:51:35 GMT+0300 (...)") as ISO 8601."""
    found = _DATE.match(printed)
    if not found or found[1] not in _MONTHS:
        return None
    month = _MONTHS.index(found[1]) + 1
    return (f"{found[3]}-{month:02}-{int(found[2]):02}T{found[4]}:{found[5]}:{found[6]}"
            f"{found[7]}{found[8]}:{found[9]}")
