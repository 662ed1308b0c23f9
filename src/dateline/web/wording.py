"""How the reader writes times, numbers and names."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
KNOWN_FROM = {"fetched": "fetched by dateline", "warc": "from a WARC record", "feed": "from a feed",
              "file": "stated by the file itself", "person": "stated by a person", "row": "from a row of data",
              "": "not known"}

RELATIONS = {"same": "the same words", "longer": "inside a longer wording", "shorter": "trimmed",
             "reordered": "in another order", "reworded": "reworded", "passage": "a passage of it"}


def day(moment: str | None) -> str:
    """Return the day of an ISO 8601 time for people, as precise as it is: "13 October 2026"; "undated" for None."""
    match = _DAY.match(moment or "")
    if not match:
        return "undated"
    year, month, date = match.groups()
    name = _MONTHS[int(month) - 1] if month and 1 <= int(month) <= 12 else ""
    return " ".join(part for part in ((date or "").lstrip("0"), name, year) if part)


def moment(value: str | None) -> str:
    """Return an ISO 8601 time for people: "13 October 2026, 17:42 (UTC+1)"; without an offset where none is known."""
    if not value or "T" not in value:
        return day(value)
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return value
    clock = parsed.strftime("%H:%M:%S" if parsed.second else "%H:%M")
    return f"{day(value)}, {clock}{_offset(parsed.utcoffset())}"


def _offset(offset: timedelta | None) -> str:
    if offset is None:
        return ""
    minutes = int(offset.total_seconds()) // 60
    if not minutes:
        return " UTC"
    sign, (hours, rest) = "+" if minutes > 0 else "−", divmod(abs(minutes), 60)
    return f" (UTC{sign}{hours}{f':{rest:02d}' if rest else ''})"


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 article", "2,300 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def size(count: int) -> str:
    """Return bytes for people: "12 kB"."""
    return f"{count:,} bytes" if count < 1000 else f"{count / 1000:,.0f} kB"


def known_from(how: str) -> str:
    """Return how an address or a time is known, in words."""
    return KNOWN_FROM.get(how, how)


def relation(how: str) -> str:
    """Return how a wording stands to what was asked for, in words."""
    return RELATIONS.get(how, how)


def found_words(snippet: str) -> tuple[tuple[str, bool], ...]:
    """Return a search's snippet as (words, whether they were looked for)."""
    pieces = []
    for number, part in enumerate(snippet.split("\ue000")):
        hit, end, rest = part.partition("\ue001") if number else ("", "", part)
        pieces += [(hit, bool(end)), (rest, False)] if end or not number else [(hit, False)]
    return tuple(piece for piece in pieces if piece[0])
