"""Corrections over HTTP: taken only where `dateline serve --write` runs, and only with its token."""

from __future__ import annotations

import hmac
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from dateline.archive import Archive, open_archive
from dateline.archive.values import Corrected
from dateline.errors import DatelineError, UsageError
from dateline.model import Modality, StatementKind
from dateline.pipeline import correct, merge_stories, move_article, regroup, split_story, undo
from dateline.web.api.asked import DAY, Id
from dateline.web.api.lists import correction

MOST_BYTES = 1024 * 1024  # of one correction
_WAIT = 5.0  # seconds for another writer to end

Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=1_000, pattern=r"\S")]
Passage: TypeAlias = Annotated[str, Meta(min_length=1, max_length=100_000, pattern=r"\S")]
Names: TypeAlias = Annotated[tuple[Line, ...], Meta(min_length=1, max_length=100)]
Ids: TypeAlias = Annotated[tuple[Id, ...], Meta(min_length=1, max_length=1_000)]
Published: TypeAlias = Annotated[str, Meta(description="2016-11-09 or 2016-11-09T16:51+03:00", pattern=(
    rf"^({DAY})(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?)?$"))]


class Unauthorised(DatelineError):
    """The token is missing or another one."""


class Unreadable(DatelineError):
    """What was sent is not JSON."""


class TooMuch(DatelineError):
    """What was sent is too large."""


class Unkept(DatelineError):
    """What was sent cannot be a correction."""


class Signed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """Who decided, and why."""

    who: Line
    why: Annotated[str, Meta(max_length=10_000)] = ""


class Marked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"where": "in"}):
    """A statement by its words, as the text has them."""

    content: Passage
    cue: Passage | UnsetType = UNSET
    source: Passage | UnsetType = UNSET
    where: Annotated[str, Meta(pattern=r"^(text|headline|media/[0-9]{1,4})$")] | UnsetType = UNSET
    kind: StatementKind | UnsetType = UNSET
    modality: Modality | UnsetType = UNSET


class MarkedBy(Marked, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"where": "in"}):
    """The same, and who says it."""

    speakers: Annotated[tuple[Line, ...], Meta(max_length=100)] = ()


class HeadlineIs(Signed, frozen=True, kw_only=True, tag="headline"):
    """An article has another headline."""

    article: Id
    value: Line


class OutletIs(Signed, frozen=True, kw_only=True, tag="outlet"):
    """Another outlet published it."""

    article: Id
    value: Line


class BylineIs(Signed, frozen=True, kw_only=True, tag="byline"):
    """Others wrote it."""

    article: Id
    value: Names


class PublishedIs(Signed, frozen=True, kw_only=True, tag="published"):
    """It was published at another time."""

    article: Id
    value: Published


class NotArticle(Signed, frozen=True, kw_only=True, tag="not-article"):
    """A page is no article."""

    article: Id


class Kept(Signed, frozen=True, kw_only=True, tag="kept"):
    """A dropped piece of a page belongs to the article; value: its words, as `dropped` has them."""

    article: Id
    value: Passage


class TakenOut(Signed, frozen=True, kw_only=True, tag="taken-out"):
    """Words of the text do not belong to the article."""

    article: Id
    value: Passage


class StatementIs(Signed, frozen=True, kw_only=True, tag="statement"):
    """A statement that was not found."""

    article: Id
    value: MarkedBy


class SpansAre(Signed, frozen=True, kw_only=True, tag="span"):
    """A statement has other words."""

    statement: Id
    value: Marked


class Right(Signed, frozen=True, kw_only=True, tag="right"):
    """A statement is right as it was read."""

    statement: Id


class NotStatement(Signed, frozen=True, kw_only=True, tag="not-statement"):
    """A statement is none."""

    statement: Id


class SpeakerIs(Signed, frozen=True, kw_only=True, tag="speaker"):
    """Others speak; value: their names."""

    statement: Id
    value: Names


class Split(Signed, frozen=True, kw_only=True, tag="split"):
    """Some articles of a story are a story of their own."""

    story: Id
    articles: Ids


class Merge(Signed, frozen=True, kw_only=True, tag="merge"):
    """Stories are one."""

    stories: Annotated[tuple[Id, ...], Meta(min_length=2, max_length=1_000)]


class Move(Signed, frozen=True, kw_only=True, tag="move"):
    """An article belongs to another story."""

    article: Id
    story: Id


class Undo(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who takes a correction back, and why."""

    who: Line
    why: Annotated[str, Meta(max_length=10_000)] = ""


Decision: TypeAlias = (HeadlineIs | OutletIs | BylineIs | PublishedIs | NotArticle | Kept | TakenOut | StatementIs
                       | SpansAre | Right | NotStatement | SpeakerIs | Split | Merge | Move)


class Writer:
    """Keeps corrections in an archive, one after the other."""

    def __init__(self, path: Path, token: str) -> None:
        self._path, self._token = path, token
        self._turn = threading.Lock()

    def admit(self, authorization: str) -> None:
        """Raise Unauthorised unless the header holds the token."""
        kind, _, token = authorization.partition(" ")
        if kind.lower() != "bearer" or not hmac.compare_digest(token.strip().encode(), self._token.encode()):
            raise Unauthorised("send the token that `dateline serve --write` printed: Authorization: Bearer TOKEN")

    def make(self, body: bytes, _: str) -> Corrected:
        """Keep the correction that a body is; return it with its state."""
        decision: Decision = msgspec.json.decode(body, type=Decision)
        return self._keep(lambda archive: _made(archive, decision))

    def undo(self, body: bytes, id_: str) -> Corrected:
        """Take a correction back."""
        asked = msgspec.json.decode(body, type=Undo)
        return self._keep(lambda archive: undo(archive, id_, who=asked.who, why=asked.why))

    def _keep(self, make: Callable[[Archive], str]) -> Corrected:
        with self._turn, open_archive(self._path, write=True, purpose="dateline serve", wait=_WAIT) as archive:
            try:
                made = make(archive)
            except UsageError as error:
                raise Unkept(str(error)) from error
            regroup(archive)
            return correction(archive, made)


def _made(archive: Archive, one: Decision) -> str:
    if isinstance(one, Split):
        return split_story(archive, one.story, one.articles, who=one.who, why=one.why)
    if isinstance(one, Merge):
        return merge_stories(archive, one.stories, who=one.who, why=one.why)
    if isinstance(one, Move):
        return move_article(archive, one.article, one.story, who=one.who, why=one.why)
    kind = str(one.__struct_config__.tag)
    target: str = getattr(one, "article", "") or getattr(one, "statement", "")
    return correct(archive, kind, target, msgspec.to_builtins(getattr(one, "value", None)), who=one.who, why=one.why)
