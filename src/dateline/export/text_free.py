"""The text-free package: addresses, offsets and hashes, without a word of any page, and the words put back.

JSON lines, an article a line. Every word leaves as where it stands and its SHA-256, so that whoever has the pages, or
can fetch them, gets the same words back (`dateline rehydrate`) and knows that they are the same. Names that people gave
in corrections are theirs, not the page's, and leave as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Literal, TypeAlias

import msgspec
from msgspec import Struct, field

from dateline.archive import Archive, find
from dateline.archive.selection import Selection
from dateline.errors import UsageError
from dateline.export.columns import UNIT
from dateline.export.records import ROLES, Record, Told, records
from dateline.export.voices import Voice, is_calibrated
from dateline.limits import LINE_BYTES
from dateline.model import Article, Modality, Span, SpeakerType, StatementKind

Format: TypeAlias = Literal["dateline text-free 1"]
FORMAT: Format = "dateline text-free 1"


class Hidden(Struct, frozen=True, kw_only=True):
    """Words that are not here: where they stand, how many characters, and what they hash to (UTF-8)."""

    spans: tuple[Span, ...] = ()
    characters: int
    sha256: str


class HiddenVoice(Struct, frozen=True, kw_only=True):
    """A speaker: the identity, and where the name stands; given: the name where a person gave it."""

    speaker: str | None = None
    type: SpeakerType
    confidence: float
    chain: tuple[Span, ...] = ()
    name: Hidden | None = None
    given: str | None = None


class HiddenStatement(Struct, frozen=True, kw_only=True):
    """A statement; its spans count in what `in` says."""

    id: str
    where: str = field(name="in")
    kind: StatementKind
    act: str
    modality: Modality
    method: str
    confidence: float
    calibrated: bool
    content: Hidden
    cue: Hidden | None = None
    source: Hidden | None = None
    speakers: tuple[HiddenVoice, ...] = ()
    corrected_by: str | None = None
    corrected_at: str | None = None


class HiddenCapture(Struct, frozen=True, kw_only=True):
    """Bytes that read so: their hash, when they were captured."""

    sha256: str
    bytes: int
    url: str | None
    captured: str | None


class HiddenArticle(Struct, frozen=True, kw_only=True):
    """An article, as the edition that is shown reads it."""

    format: Format = FORMAT
    span_unit: str = UNIT
    id: str
    edition: str
    url: str | None
    canonical: str | None
    outlet: str | None
    language: str | None
    status: str
    published: str | None
    modified: str | None
    story: str | None
    copy_of: str | None
    text: Hidden
    headline: Hidden | None
    captures: tuple[HiddenCapture, ...]
    version: str
    model: str
    statements: tuple[HiddenStatement, ...]


def write_text_free(archive: Archive, stream: BinaryIO, selection: Selection) -> int:
    """Write the articles of a selection; return how many."""
    count = 0
    for record in records(archive, selection):
        stream.write(msgspec.json.encode(_article(archive, record)) + b"\n")
        count += 1
    return count


_AS_THEY_ARE = ("id", "edition", "url", "canonical", "outlet", "language", "status", "published", "modified", "story",
                "copy_of", "version", "model")


def _article(archive: Archive, record: Record) -> HiddenArticle:
    row = record.row
    captures = tuple(HiddenCapture(sha256=one.payload, bytes=one.size, url=one.url, captured=one.captured)
                     for one in find.captures_of(archive, row["id"]) if one.edition == row["edition"])
    return HiddenArticle(
        **{name: row[name] for name in _AS_THEY_ARE}, text=_hidden(row["text"]),
        headline=_hidden(row["headline_read"]) if row["headline_read"] else None,
        captures=captures, statements=tuple(_statement(told) for told in record.statements))


def _statement(told: Told) -> HiddenStatement:
    row = told.row
    roles = {role: [piece for piece in told.pieces if piece.role == role] for role in ROLES}
    hidden = {role: _hidden(_SEAM.join(piece.words for piece in pieces),
                            tuple((piece.start, piece.end) for piece in pieces))
              for role, pieces in roles.items() if pieces}
    return HiddenStatement(
        id=row["id"], where=row["in"], kind=row["kind"], act=row["act"], modality=row["modality"],
        method=row["method"], confidence=row["confidence"], calibrated=is_calibrated(row["method"]),
        speakers=tuple(_voice(voice, told) for voice in told.voices),
        corrected_by=row["corrected_by"], corrected_at=row["corrected_at"], **hidden)


_SEAM = "\n"  # between the pieces of one hash


def _voice(voice: Voice, told: Told) -> HiddenVoice:
    given = told.as_read is not None or told.row["method"] == "person"
    place = -1 if given else told.text.find(voice.name)
    return HiddenVoice(
        speaker=voice.speaker, type=voice.type, confidence=voice.confidence, chain=voice.chain,  # type: ignore[arg-type]
        name=None if place < 0 else _hidden(voice.name, ((place, place + len(voice.name)),)),
        given=voice.name if given else None)


def _hidden(words: str, spans: tuple[Span, ...] = ()) -> Hidden:
    return Hidden(spans=spans, characters=len(words), sha256=_hash(words))


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


# ------------------------------------------------------------------------------------------------------- and back

Standing: TypeAlias = Literal["exact", "moved", "lost"]


class PutBack(Struct, frozen=True, kw_only=True):
    """A statement with its words. exact: they stand where the package says; moved: elsewhere, once; lost: nowhere, or
    in several places; then they are empty."""

    standing: Standing
    source: str
    cue: str
    content: str
    content_spans: tuple[Span, ...]
    speakers: tuple[str | None, ...]  # None: a name that the text does not hold
    statement: HiddenStatement


class Rehydrated(Struct, frozen=True, kw_only=True):
    """An article with its words. exact: its text is that of the package, to the character."""

    id: str
    url: str | None
    read_from: str
    exact: bool
    headline: str | None
    text: str
    statements: tuple[PutBack, ...]
    article: HiddenArticle


def read_package(lines: BinaryIO, place: str) -> Iterator[tuple[int, HiddenArticle]]:
    """Yield (offset in bytes, article) for each line. Raises UsageError, naming the line that is none."""
    number = offset = 0
    while line := lines.readline(LINE_BYTES + 1):
        number += 1
        if line.strip():
            yield offset, article_of(line, f"{place}, line {number}")
        offset += len(line)


def article_of(line: bytes, place: str) -> HiddenArticle:
    """Return the article that a line of a package is. Raises UsageError."""
    try:
        return msgspec.json.decode(line, type=HiddenArticle)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{place}: is not of a text-free package ({error})") from error


def put_back(known: HiddenArticle, read: Article, read_from: str, text_in: Callable[[str], str]) -> Rehydrated:
    """Return a package's article with the words of a page that was read. text_in: the text that `in` names."""
    return Rehydrated(
        id=known.id, url=known.url, read_from=read_from, exact=_hash(read.text) == known.text.sha256,
        headline=read.headline, text=read.text, article=known,
        statements=tuple(_put_back(one, text_in(one.where)) for one in known.statements))


def _put_back(one: HiddenStatement, text: str) -> PutBack:
    if _words(text, one.content) is not None:
        content, standing = one.content.spans, "exact"
    else:
        content = _found(text, one.content)
        standing = "moved" if content else "lost"
    near = content[0] if content else None
    return PutBack(
        standing=standing, content=_SEAM.join(text[start:end] for start, end in content), content_spans=content,  # type: ignore[arg-type]
        source=_near(text, one.source, near), cue=_near(text, one.cue, near), statement=one,
        speakers=tuple(voice.given or (_near(text, voice.name, near) or None) for voice in one.speakers))


def _words(text: str, hidden: Hidden) -> str | None:
    words = _SEAM.join(text[start:end] for start, end in hidden.spans)
    return words if _hash(words) == hidden.sha256 else None


def _near(text: str, hidden: Hidden | None, place: Span | None) -> str:
    """The words where they should stand, else the nearest to a place; "" where they are not."""
    if hidden is None or place is None:
        return ""
    words = _words(text, hidden)
    if words is None:
        found = min(_all(text, hidden), key=lambda span: abs(span[0] - place[0]), default=None)
        words = text[found[0]:found[1]] if found else ""
    return words


def _found(text: str, hidden: Hidden) -> tuple[Span, ...]:
    """The one place where words stand; nothing where there is none, or more than one."""
    places = _all(text, hidden)
    return (places[0],) if len(places) == 1 else ()


def _all(text: str, hidden: Hidden) -> Sequence[Span]:
    if len(hidden.spans) != 1 or not hidden.characters:
        return ()
    length = hidden.characters
    return [(start, start + length) for start in range(len(text) - length + 1)
            if _hash(text[start:start + length]) == hidden.sha256]
