"""Every address of the reader, in one place: routes are made from these patterns, links by these functions."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from urllib.parse import quote, urlencode, urlsplit

HOME = "/"
ARTICLES = "/articles"
ARTICLE = "/article/{id}"
EDITIONS = "/article/{id}/editions"
SPEAKERS = "/speakers"
SPEAKER = "/speaker/{id}"
NAMES = "/speaker/{id}/names"
STORIES = "/stories"
STORY = "/story/{id}"
SEARCH = "/search"
TRACE = "/trace"
STATEMENT = "/statement/{id}"
PAIR = "/pair"
COVERAGE = "/coverage"
REJECTED = "/rejected"
COMPLETE = "/complete"
REVIEW = "/review"
WHO = "/review/speakers"
CHANGES = "/changes"
ADD = "/add"
CORRECT = "/correct"
UNDO = "/undo"
NAME = "/name"
SAMPLE = "/sample/{id}"
CODE = "/code"
BEGIN = "/begin"
STATIC = "/static"


def json_of(pattern: str) -> str:
    """Return the address (or pattern) of a page's JSON twin."""
    return form_of(pattern, "json")


def form_of(pattern: str, form: str) -> str:
    """Return the address (or pattern) of what a page holds in another form: json, csv, parquet, rss, atom."""
    return f"/index.{form}" if pattern == HOME else f"{pattern}.{form}"


def article(id_: str, statement: str | None = None, least: float = 0.0) -> str:
    """Return the address of an article, or of one of its statements, by id, in its list; `least`: only so sure ones."""
    asked = _query(confidence=f"{least:g}" if least else None)
    return ARTICLE.format(id=quote(id_, safe="")) + asked + (f"#{anchor(statement)}" if statement else "")


def anchor(statement: str) -> str:
    """Return the name of a statement's place in the list of its article's page."""
    return f"s-{statement}"


def statement(id_: str) -> str:
    """Return the address of one statement: its words to cite, where it stands, what people decided on it."""
    return STATEMENT.format(id=quote(id_, safe=""))


def review(after: str | None = None) -> str:
    """Return the address of the review queue; `after`: the key of the statement that was left."""
    return REVIEW + _query(after=after)


def who(after: str | None = None) -> str:
    """Return the address of the queue of speakers' questions; `after`: the key of the one that was left."""
    return WHO + _query(after=after)


def names(id_: str, after: str | None = None) -> str:
    """Return the address of the names that are taken for one speaker; `after`: the key to go on from."""
    return NAMES.format(id=quote(id_, safe="")) + _query(after=after)


def changes(*, speaker: str | None = None, outlet: str | None = None, what: str | None = None,
            before: str | None = None) -> str:
    """Return the address of what changed after publication; `before`: the key to go on from."""
    return CHANGES + _query(speaker=speaker, outlet=outlet, what=what, before=before)


def sample(id_: str, place: int | None = None) -> str:
    """Return the address of a sample's next passage, or of the one at a place."""
    return SAMPLE.format(id=quote(id_, safe="")) + _query(place=str(place) if place else None)


def begin(key: str) -> str:
    """Return the path of the link that lets a browser write."""
    return BEGIN + _query(key=key)


def within(place: str) -> str:
    """Return an address that a form names as the page to go back to, if it is one of ours; else the first page."""
    parts = urlsplit(place)
    ours = place.startswith("/") and not place.startswith(("//", "/\\")) and not parts.netloc and place.isprintable()
    return place if ours and len(place) < 4096 else HOME


def editions(id_: str) -> str:
    """Return the address of what changed between an article's editions."""
    return EDITIONS.format(id=quote(id_, safe=""))


def speaker(id_: str, before: str | None = None, least: float = 0.0, least_speaker: float = 0.0, *,
            outlet: str | None = None, to: str | None = None, month: str | None = None) -> str:
    """Return the address of a speaker; `before`: the key to page on from; `least`: only statements so sure.

    least_speaker: only statements so surely of this speaker. outlet, to, month: only those in it, to them, of it.
    """
    return SPEAKER.format(id=quote(id_, safe="")) + _query(
        before=before, confidence=f"{least:g}" if least else None,
        speaker_confidence=f"{least_speaker:g}" if least_speaker else None, outlet=outlet, to=to, month=month)


def pair(one: str, other: str) -> str:
    """Return the address of what two speakers said to and about each other."""
    return PAIR + _query(a=one, b=other)


def coverage(outlet: str | None = None, until: str | None = None) -> str:
    """Return the address of what is there of outlets by day; `until`: the last day shown."""
    return COVERAGE + _query(outlet=outlet, until=until)


def rejected(after: str | None = None) -> str:
    """Return the address of what could not be read; `after`: the source to go on from."""
    return REJECTED + _query(after=after)


def speakers(like: str | None = None, before: str | None = None) -> str:
    """Return the address of the list of speakers; `like`: a part of the name; `before`: the key to page on from."""
    return SPEAKERS + _query(like=like, before=before)


def stories(before: str | None = None) -> str:
    """Return the address of the list of stories; `before`: the key to page on from."""
    return STORIES + _query(before=before)


def story(id_: str) -> str:
    """Return the address of a story."""
    return STORY.format(id=quote(id_, safe=""))


def articles(outlet: str | None = None, before: str | None = None) -> str:
    """Return the address of the list of articles, the last published first."""
    return ARTICLES + _query(outlet=outlet, before=before)


def search(query: str, after: str | None = None) -> str:
    """Return the address of a search's results; after: the key to go on from."""
    return SEARCH + _query(q=query, after=after)


def trace(quotation: str) -> str:
    """Return the address of the trail of some words, or of a statement, by its id."""
    return TRACE + _query(q=quotation)


def _query(**values: str | None) -> str:
    given = {name: value for name, value in values.items() if value}
    return f"?{urlencode(given)}" if given else ""


@cache
def static(name: str) -> str:
    """Return the address of a file of ours, with a mark of its content so that a new one is never taken for the old."""
    data = (files("dateline.web") / "static" / name).read_bytes()
    return f"{STATIC}/{name}?{hashlib.sha256(data).hexdigest()[:12]}"


def outside(url: str | None) -> str | None:
    """Return an address from a page if it may stand in a link: http or https with a host, in plain characters."""
    if not url or len(url) > 4096 or any(c <= " " or c in "\"'<>\\`\x7f" for c in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
