"""What people type into the one search box, understood.

Words and "phrases" must all occur; speaker:"Jane Doe", outlet:, kind:direct, act:denied, language:, story:,
date:2016-11 or date:2016-11..2016-12, confidence:0.8 (at least) narrow them down; speaker-confidence:0.8 names only
speakers so sure. What is not understood is searched for as words.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, get_args

import msgspec
from msgspec import Struct

from dateline.errors import UsageError
from dateline.model import StatementKind

FOUND = ("\ue000", "\ue001")  # around a word that was found, in snippets: private use, so that no markup is needed
_TERM = re.compile(r'(?:(?P<field>speaker-confidence|speaker|outlet|kind|act|language|story|date|confidence):)?'
                   r'(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))')
_LEAST = {"confidence": "min_confidence", "speaker-confidence": "min_speaker_confidence"}
_SHARE = re.compile(r"0(?:\.\d{1,3})?|1(?:\.0{1,3})?")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Query(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A search. since and until are days, until itself included."""

    words: tuple[str, ...] = ()  # each a word or a phrase
    speaker: str | None = None
    outlet: str | None = None
    kind: str | None = None
    act: str | None = None
    language: str | None = None
    story: str | None = None
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.0
    min_speaker_confidence: float = 0.0  # narrows nothing: less sure speakers are not named


def understand(text: str) -> Query:
    """Return the query that `text` is. Never raises: what makes no sense is a word to look for."""
    words: list[str] = []
    fields: dict[str, Any] = {}
    for match in _TERM.finditer(text.replace("“", '"').replace("”", '"')):
        value = match["quoted"] if match["quoted"] is not None else match["bare"]
        if match["field"] == "date":
            span = dates(value)
            if span is None:
                words.append(match[0])
            else:
                fields["since"], fields["until"] = span
        elif match["field"] in _LEAST:
            if _SHARE.fullmatch(value):
                fields[_LEAST[match["field"]]] = float(value)
            else:
                words.append(match[0])
        elif match["field"]:
            fields[match["field"]] = value
        elif value.strip():
            words.append(value)
    return Query(words=tuple(words), **fields)


def narrowed(words: str, *, since: str | date | None = None, until: str | date | None = None,
             min_confidence: float = 0.0, min_speaker_confidence: float = 0.0, **fields: str | None) -> Query:
    """Return the query that `words` are, narrowed down by what is given beside them; None narrows nothing.

    since, until: a day, month or year; its first day counts for `since`, its last for `until`.
    Raises UsageError for what is no date or no kind.
    """
    given = {name: value for name, value in fields.items() if value is not None}
    if given.get("kind") not in (None, *get_args(StatementKind)):
        raise UsageError(f"{given['kind']!r} is no kind; there are {', '.join(get_args(StatementKind))}")
    if since is not None:
        given["since"] = _known_days(since)[0]
    if until is not None:
        given["until"] = _known_days(until)[1]
    understood = understand(words)
    return msgspec.structs.replace(
        understood, min_confidence=max(min_confidence, understood.min_confidence),
        min_speaker_confidence=max(min_speaker_confidence, understood.min_speaker_confidence), **given)


def _known_days(moment: str | date) -> tuple[str, str]:
    found = dates(moment.isoformat()[:10] if isinstance(moment, date) else moment)
    if found is None:
        raise UsageError(f"{moment!r} is no date; write it as 2026, 2026-10 or 2026-10-13")
    return found


def dates(text: str) -> tuple[str, str] | None:
    """Return the first and last day of "2016", "2016-11", "2016-11-09" or "2016-11..2016-12"; None for others."""
    first, dots, last = text.partition("..")
    begin, end = _days(first), _days(last if dots else first)
    return (begin[0], end[1]) if begin and end else None


def _days(text: str) -> tuple[str, str] | None:
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        first = date(year, month, day)
        if match[3]:
            last = first
        elif match[2]:
            last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        else:
            last = date(year, 12, 31)
    except (ValueError, OverflowError):
        return None
    return first.isoformat(), last.isoformat()


def full_text(words: tuple[str, ...]) -> str:
    """Return the index's own query for words and phrases, all of which must occur; each is quoted, so that nothing
    in it is an operator. "" where no letter or digit is left to look for."""
    kept = [word for word in words if any(c.isalnum() for c in word)]
    return " ".join('"' + word.replace('"', " ").replace("\0", " ") + '"' for word in kept)
