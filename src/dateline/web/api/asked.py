"""What a request may ask for: each parameter with its type, limits and meaning; the OpenAPI document is made of them.

Whatever is not understood is refused by name, never left aside: a mistyped filter must not widen a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, TypeAlias, TypeVar

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from dateline.archive import Archive, groups
from dateline.archive.query import Query, narrowed
from dateline.errors import UsageError
from dateline.export.listing import FEED_ENTRIES
from dateline.model import StatementKind

AT_ONCE = 1_000  # rows of JSON, or entries of a feed, in one answer
ROWS = 100_000  # of a table in one answer

_LEAP = r"([1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00)-02-29"
DAY = (r"[1-9][0-9]{3}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|" + _LEAP)
_MOMENT = rf"^([1-9][0-9]{{3}}(-(0[1-9]|1[0-2]))?|{DAY})$"

Words: TypeAlias = Annotated[str, Meta(max_length=1_000, description=(
    'A search as in the search box: words and "phrases" that must all occur, speaker:"Jane Doe", outlet:, kind:, act:, '
    "language:, story:, date:2016-11, confidence:0.8, speaker-confidence:0.8. Articles: in headline and text; "
    "statements: in content and source."))]
Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=500)]
Moment: TypeAlias = Annotated[str, Meta(pattern=_MOMENT, description="2016, 2016-11 or 2016-11-09.")]
Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
Id: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9a-f]{1,16}$", description="An id, or the beginning of one.")]


class Narrowed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which articles or statements. An article is meant where a statement in it fits what is said of statements."""

    q: Words | UnsetType = UNSET
    speaker: Annotated[Name, Meta(description="Any printed form of a name, or a speaker's id.")] | UnsetType = UNSET
    outlet: Annotated[Name, Meta(description="An outlet's name.")] | UnsetType = UNSET
    kind: StatementKind | UnsetType = UNSET
    act: Annotated[Name, Meta(description="said, denied, asked, ...")] | UnsetType = UNSET
    language: Annotated[Name, Meta(description="ISO 639-1.")] | UnsetType = UNSET
    story: Id | UnsetType = UNSET
    since: Moment | UnsetType = UNSET
    until: Moment | UnsetType = UNSET
    min_confidence: Annotated[Share, Meta(description="Statements at least so sure.")] = 0.0
    min_speaker_confidence: Annotated[Share, Meta(
        description="Name only speakers at least so sure; others stay as printed.")] = 0.0


class Counted(Narrowed, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which articles are counted."""

    all_statuses: Annotated[bool, Meta(description="Count live pages, stubs and paywalled pages too.")] = False


class Named(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which speakers or outlets."""

    like: Annotated[Name, Meta(description="A part of any form of the name.")] | UnsetType = UNSET


class Told(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which stories."""

    least: Annotated[int, Meta(ge=1, le=1_000_000, description="Told by at least so many articles.")] = 2


class Quoted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which quotation."""

    q: Annotated[str, Meta(min_length=1, max_length=4_000, description="Its words, or a statement's id.")]


class Traced(Quoted, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which quotation, and how much of its trail."""

    limit: Annotated[int, Meta(ge=1, le=AT_ONCE, description="Wordings at most.")] = 100


class Nothing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """No parameters."""


A = TypeVar("A", bound=Struct)


def paged(asks: type[Struct], after: str) -> type[Struct]:
    """Return `asks` for a page of JSON; after: the pattern of the list's keys."""
    return _with(asks, "Page", ("limit", Annotated[int, Meta(ge=1, le=AT_ONCE, description="Rows at most.")], 100),
                 after)


def tabled(asks: type[Struct], after: str) -> type[Struct]:
    """Return `asks` for a table: all rows, or as many as are asked for."""
    limit = Annotated[int, Meta(ge=1, le=ROWS, description=(
        f"Rows at most. Without it all of them; a list of more than {ROWS:,} is then refused, not cut."))]
    return _with(asks, "Table", ("limit", limit | UnsetType, UNSET), after)


def fed(asks: type[Struct]) -> type[Struct]:
    """Return `asks` for a feed."""
    limit = Annotated[int, Meta(ge=1, le=AT_ONCE, description="Entries at most.")]
    return msgspec.defstruct(f"{asks.__name__}Feed", [("limit", limit, FEED_ENTRIES)], bases=(asks,), frozen=True,
                             kw_only=True, forbid_unknown_fields=True)


def _with(asks: type[Struct], name: str, limit: tuple[str, Any, Any], after: str) -> type[Struct]:
    if not after:  # a list that is always begun at its beginning
        return msgspec.defstruct(f"{asks.__name__}{name}", [limit], bases=(asks,), frozen=True, kw_only=True,
                                 forbid_unknown_fields=True)
    key = Annotated[str, Meta(pattern=after, description=(
        "The key of the last row seen, as the `next` of an answer has it; opaque."))]
    return msgspec.defstruct(f"{asks.__name__}{name}", [limit, ("after", key | UnsetType, UNSET)], bases=(asks,),
                             frozen=True, kw_only=True, forbid_unknown_fields=True)


def understood(given: Iterable[tuple[str, str]], asks: type[A]) -> A:
    """Return what a query string asks for. Raises UsageError, naming the parameter and what is wrong with it."""
    values: dict[str, str] = {}
    for name, value in given:
        if name in values:
            raise UsageError(f"{name} is given more than once")
        if value.endswith("\n") and name not in ("q", "like", "speaker", "outlet"):
            raise UsageError(f"{name} ends in a line break")
        values[name] = value
    try:
        return msgspec.convert(values, asks, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(_plain(str(error), [field.encode_name for field in msgspec.structs.fields(asks)])) from None


def _plain(message: str, names: list[str]) -> str:
    if found := re.search(r"unknown field `(.*)`", message):
        return f"there is no parameter {found[1]}; there are {', '.join(names) or 'none'}"
    reason, _, place = message.partition(" - at `$.")
    if _MOMENT in reason:
        reason = "is no date; write it as 2016, 2016-11 or 2016-11-09"
    return f"{place.rstrip('`')}: {reason.lower()}" if place else reason


def query_of(archive: Archive, asked: Narrowed) -> Query:
    """Return the query that parameters are. Raises UsageError, NotFound (the story)."""
    given = {name: None if (value := getattr(asked, name)) is UNSET else value
             for name in ("speaker", "outlet", "kind", "act", "language", "story", "since", "until")}
    if given["story"]:
        given["story"] = groups.story_named(archive, given["story"])
    return narrowed("" if asked.q is UNSET else asked.q, min_confidence=asked.min_confidence,
                    min_speaker_confidence=asked.min_speaker_confidence, **given)

