"""What the archive takes and gives: frozen values over the model's."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from dateline.model import Article, Page, Signature, Statement

SpanUnit: TypeAlias = Literal["code points"]


class Reading(Struct, frozen=True, kw_only=True):
    """One capture, read: what a worker hands to the archive."""

    page: Page
    payload: str  # SHA-256 of page.data, hex
    zstd: bytes  # page.data, zstandard
    key: str  # the article's key by this capture
    article: Article
    statements: tuple[Statement, ...]
    speakers: tuple[tuple[str | None, ...], ...]  # identity of each statement's speakers
    signature: Signature | None
    version: str
    model: str


class Brief(Struct, frozen=True, kw_only=True):
    """An article in a list, corrected."""

    id: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    status: str
    language: str | None = None
    story: str | None = None
    copy_of: str | None = None
    statements: int = 0
    snippet: str = ""  # of a search: words found stand between U+E000 and U+E001


class VoiceNow(Struct, frozen=True, kw_only=True):
    """A speaker of a statement, corrected where people decided."""

    name: str
    speaker: str | None = None  # identity over the archive
    role: str | None = None
    type: str = "person"
    named: bool = True
    chain: tuple[tuple[int, int], ...] = ()
    confidence: float = 0.0


SaidKey = tuple[str, str, int]
"""Where a statement stands in a list, the newest first: sort time and id of its article, and its number there."""


class Inferred(Struct, frozen=True, kw_only=True):
    """Who held an office that a source names, where it names nobody: inferred from other articles, not read."""

    place: int  # of the source among joint speakers, from 1
    speaker: str  # identity over the archive
    name: str
    office: str  # as other articles print it
    articles: int  # distinct texts around that day that give it to nobody else
    first: str  # day of the first of them
    last: str


class Said(Struct, frozen=True, kw_only=True):
    """A statement with the words of its spans, its article, and what people decided about it."""

    id: str
    article: Brief
    statement: Statement  # as read
    source: str
    cue: str
    content: str
    speakers: tuple[VoiceNow, ...]
    as_read: tuple[VoiceNow, ...] | None = None  # the speakers as read, where a person gave others
    confirmed_by: str | None = None  # who said that it is right as it is
    correction: str | None = None  # the one that added it; None: read by dateline
    corrected_by: str | None = None
    corrected_at: str | None = None
    inferred: tuple[Inferred, ...] = ()  # whom it may come from, by the office; never among `speakers`
    span_unit: SpanUnit = "code points"  # of every span in it, half-open, from 0


class CaptureRow(Struct, frozen=True, kw_only=True):
    """A capture of an article, and how its address and time are known."""

    id: str
    edition: str
    payload: str
    size: int
    url: str | None
    captured: str | None
    truncated: str | None
    origins: tuple[tuple[str, str, str], ...]  # source, how the address is known, how the time is known


class EditionRow(Struct, frozen=True, kw_only=True):
    """An edition of an article in its order."""

    id: str
    ordinal: int
    headline: str | None
    published: str | None
    modified: str | None
    first_captured: str
    status: str
    captures: int


class Corrected(Struct, frozen=True, kw_only=True):
    """A correction, as made."""

    id: str
    kind: str
    article: str
    statement: str | None
    value: object
    who: str
    made: str
    why: str
    words: str = ""
    undoes: str | None = None
    state: str = "in force"  # in force, undone, superseded, lost: <reason>, undo


class Decided(Struct, frozen=True, kw_only=True):
    """Who put an article into a story, or told it from one."""

    correction: str
    kind: str  # split, merge, move
    who: str
    made: str
    why: str


class InStory(Struct, frozen=True, kw_only=True):
    """An article of a story, and why it is in."""

    article: Brief
    beside: str | None = None  # the article of the story that it is closest to
    why: str = ""  # what the two have in common
    copy_why: str = ""  # why the article that it is a copy of is the original
    event: int = 0  # from 1 in a story over weeks: the dated event that it belongs to
    as_read: str | None = None  # the story that it would be in had people decided nothing; None: this one; "": none
    decided: Decided | None = None  # by whom it was put here


class PieceBack(Struct, frozen=True, kw_only=True):
    """A piece of the page that was dropped and that a person brought back."""

    words: str
    correction: str


class PieceOut(Struct, frozen=True, kw_only=True):
    """A piece of the text that a person took out; what is said in it is not shown."""

    span: tuple[int, int]
    correction: str


class Stored(Struct, frozen=True, kw_only=True):
    """An article with all that the archive knows of it. `article` is the current edition's reading, corrected."""

    id: str
    article: Article
    headline_as_read: str | None
    published_as_read: str | None
    status_as_read: str
    outlet_as_read: str | None
    authors_as_read: tuple[str, ...]
    brought_back: tuple[PieceBack, ...]
    taken_out: tuple[PieceOut, ...]
    edition: str
    story: str | None
    copy_of: str | None
    in_story: InStory | None  # why it is in its story; None where it tells none
    related: tuple[Brief, ...]
    statements: tuple[Said, ...]
    captures: tuple[CaptureRow, ...]
    editions: tuple[EditionRow, ...]
    corrections: tuple[Corrected, ...]
    version: str
    model: str
    span_unit: SpanUnit = "code points"  # of every span in it


class Held(Struct, frozen=True, kw_only=True):
    """An office that articles give to a speaker."""

    office: str  # as a key: "president russia"
    printed: str  # the form printed most
    articles: int
    texts: int  # distinct ones among them
    first: str  # day of the first article
    last: str
    sources: tuple[str, ...] = ()  # articles, the first ones


class SpeakerRow(Struct, frozen=True, kw_only=True):
    """A speaker over the archive."""

    id: str
    name: str  # what people call it, else the full form printed most
    type: str
    statements: int
    aliases: tuple[tuple[str, int], ...] = ()  # with how often
    roles: tuple[tuple[str, int, str | None, str | None], ...] = ()  # as printed, articles, first and last date
    inferred: int = 0  # statements of which nobody is named, but an office that is this speaker's; not in `statements`
    offices: tuple[Held, ...] = ()
    name_as_read: str | None = None  # where people call it otherwise
    wikidata: str = ""  # from the list of known people


class StoryRow(Struct, frozen=True, kw_only=True):
    """A story, with its four counts' parts."""

    id: str
    headline: str | None
    first: str | None
    last: str | None
    articles: int
    texts: int
    outlets: int
    suspicious: str = ""  # why it may be none


class NotCounted(Struct, frozen=True, kw_only=True):
    """What a count is blind to."""

    unsure: int = 0  # statements of which nobody is known by name to be the speaker
    statuses: dict[str, int] = {}  # articles that are not whole ones, by status
    languages: int = 0  # articles in languages where statements are not attempted
    inferred: int = 0  # of the speaker who is asked for: statements that name nobody but an office held then


class Counts(Struct, frozen=True, kw_only=True):
    """One set of articles counted four ways, and what was not counted."""

    articles: int
    texts: int  # distinct ones: copies of one text are one
    stories: int
    outlets: int  # those whose name is known
    with_own: int | None = None  # of a story's articles: those that hold a statement that no other of them has
    not_counted: NotCounted = NotCounted()
