"""What people decide, made into corrections that the archive keeps and lays over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from dateline.archive import Archive, corrections, find, groups
from dateline.archive.corrections import Anchor, Decision, anchor_at
from dateline.archive.ids import text_of
from dateline.archive.shown import show_again
from dateline.archive.tables import Texts
from dateline.errors import NotFound, UsageError
from dateline.model import Span, Speaker
from dateline.pipeline.words import pieces_of, place_of
from dateline.speakers import identify


def correct(archive: Archive, kind: str, target: str, value: object = None, *, who: str, why: str = "") -> str:
    """Make a correction and lay it over at once; return its id.

    kind: one of corrections.KINDS, or "span". target: the id or prefix of an article or, for right, not-statement,
    speaker and span, of a statement. value: the headline; the outlet; the date; the names of the authors or speakers
    (a sequence); for "kept" the words of a dropped piece of the page, as `dropped` has them; for "taken-out" words of
    the text, or (start, end) in it; for "statement" {"content", "source", "cue": words as the text has them, or
    (start, end) in it, "speakers": names} and, where known, {"in", "kind", "modality"}; for "span" the same without
    speakers: what is read gives way to a statement with these spans.
    Raises NotFound (target, words), UsageError (value).
    """
    if kind == "span":
        decision = _respanned(archive, target, value, who=who, why=why)
    elif kind in ("right", "not-statement", "speaker"):
        statement = find.statement(archive, find.full_id(archive, target, kind="statement"))
        article = statement.article.id
        reading = find.show(archive, article).article
        text = text_of(reading, statement.statement)
        first = statement.statement.content[0]
        anchor = anchor_at(text, (first[0], statement.statement.content[-1][1]), where=statement.statement.where)
        decision = Decision(kind=kind, article=article, statement=statement.id, anchor=anchor, who=who, made=now(),
                            why=why, value=_voices(value) if kind == "speaker" else True)
    elif kind in corrections.BLOCK_KINDS:
        decision = _of_piece(archive, kind, target, value, who=who, why=why)
    elif kind in corrections.KINDS:
        article = find.full_id(archive, target)
        anchor, kept = (_marked(archive, find.show(archive, article).edition, value) if kind == "statement"
                        else (Anchor(), "not-article" if kind == "not-article" else value))
        decision = Decision(kind=kind, article=article, anchor=anchor, value=kept, who=who, made=now(), why=why)
    else:
        raise UsageError(f"{kind}: no such kind of correction; there are {', '.join(corrections.KINDS)}")
    return _keep(archive, decision)


def _respanned(archive: Archive, target: str, value: object, *, who: str, why: str) -> Decision:
    """A statement in the place of one whose spans are wrong; what they do not change stays as it is shown."""
    old = find.statement(archive, find.full_id(archive, target, kind="statement"))
    if not isinstance(value, dict):
        raise UsageError("give the words of the statement, as the text has them")
    begins = {role: spans[0][0] for role in ("content", "source", "cue") if (spans := getattr(old.statement, role))}
    marked = {"in": old.statement.where, "modality": old.statement.modality, **value,
              "near": begins | (value.get("near") or {})}
    anchor, kept = _marked(archive, find.show(archive, old.article.id).edition, marked)
    kept |= {"act": old.statement.act, "speakers": [
        {"name": voice.name, "type": voice.type, "speaker": voice.speaker} for voice in old.speakers]}
    return Decision(kind="statement", article=old.article.id, statement=old.id, anchor=anchor, value=kept, who=who,
                    made=now(), why=why)


def _of_piece(archive: Archive, kind: str, target: str, value: object, *, who: str, why: str) -> Decision:
    """A dropped piece of a page to be brought back, or a kept one to be taken out."""
    article = find.full_id(archive, target)
    anchor: Anchor | None = None
    reading = find.show(archive, article).article
    if kind == "taken-out" and isinstance(value, tuple):
        anchor = anchor_at(reading.text, (value[0], value[1]))
        value = anchor.words
    if not isinstance(value, str) or not value.strip():
        raise UsageError("give the words of the piece")
    if kind == "taken-out":
        anchor = anchor or anchor_at(reading.text, place_of(reading.text, value))
    elif any(piece.text == value for piece in reading.dropped):
        anchor = Anchor(where="dropped", words=value)
    else:
        raise NotFound(f"{value[:60]!r}: no dropped piece of this page has these words")
    return Decision(kind=kind, article=article, anchor=anchor, value=True, who=who, made=now(), why=why)


def split_story(archive: Archive, story: str, articles: Sequence[str], *, who: str, why: str = "") -> str:
    """Say that some articles of a story are a story of their own; return the correction's id.

    story, articles: ids or beginnings of them. Raises NotFound; UsageError where one is not in the story, or all are.
    """
    held = _held(archive, groups.story_named(archive, story))
    out = sorted({find.full_id(archive, one) for one in articles})
    for one in out:
        if one not in held:
            raise UsageError(f"{one}: this article is not in the story {story}")
    rest = [one for one in held if one not in out]
    if not out or not rest:
        raise UsageError("name some of the story's articles, not all: they become a story of their own")
    return _decide(archive, "split", out[0], [out, rest], who, why)


def merge_stories(archive: Archive, stories: Sequence[str], *, who: str, why: str = "") -> str:
    """Say that two or more stories are one; return the correction's id. Raises NotFound, UsageError."""
    named = sorted({groups.story_named(archive, one) for one in stories})
    if len(named) < 2:
        raise UsageError("name two stories at least; these are one already")
    held = [one for story in named for one in _held(archive, story)]
    return _decide(archive, "merge", named[0], [held], who, why)


def move_article(archive: Archive, article: str, story: str, *, who: str, why: str = "") -> str:
    """Say that an article belongs to another story; return the correction's id. Raises NotFound, UsageError."""
    moved, target = find.full_id(archive, article), groups.story_named(archive, story)
    brief = find.brief_of(archive, moved)
    old = brief.story if brief else None
    if old == target:
        raise UsageError(f"{moved}: this article is in that story already")
    left = [one for one in _held(archive, old) if one != moved] if old else []
    there = [*_held(archive, target), moved]
    return _decide(archive, "move", moved, [there, left] if left else [there], who, why)


def _held(archive: Archive, story: str) -> list[str]:
    return [one.id for one in find.story(archive, story)[1]]


def _decide(archive: Archive, kind: str, article: str, told: list[list[str]], who: str, why: str) -> str:
    """Keep a correction of stories: told holds the articles of each; the next regroup lays it over."""
    decision = Decision(kind=kind, article=article, value=told, who=who, made=now(), why=why)
    with archive.transaction():
        return corrections.keep(archive, decision)


def undo(archive: Archive, correction: str, *, who: str, why: str = "") -> str:
    """Take a correction back (an undo too); return the id of the row that says so. Raises NotFound."""
    row = corrections.correction(archive, correction)
    taken = Decision(kind="undo", article=row["article"], undoes=row["id"], who=who, made=now(), why=why)
    return _keep(archive, taken)


def _keep(archive: Archive, decision: Decision) -> str:
    with archive.transaction():
        made = corrections.keep(archive, decision)
        if find.brief_of(archive, decision.article):
            show_again(archive, decision.article)
            groups.queue(archive, [decision.article], 1)  # its date, or that it is an article, counts for its story
    return made


def now() -> str:
    """Return the time of making a correction, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _voices(names: object) -> list[dict[str, Any]]:
    if not isinstance(names, Sequence) or isinstance(names, str) or not all(isinstance(n, str) and n for n in names):
        raise UsageError("give the speaker's name, or several")
    voices = []
    for name in names:
        identity = identify(Speaker(name=name, type="person", named=True))
        voices.append({"name": name, "type": "person", "speaker": identity.id if identity else None})
    return voices


def _marked(archive: Archive, edition: str, value: object) -> tuple[Anchor, dict[str, Any]]:
    """The anchor of a statement that a person marked in an edition, and its kind, source, cue and speakers.

    The content is words, pieces of it with " … " between them, or one span; `near` says of each role where it begins,
    about, so that of equal words those are taken that were meant.
    """
    if not isinstance(value, dict) or not value.get("content"):
        raise UsageError("give the statement's words with --content, as the text has them")
    where, near = value.get("in") or "text", value.get("near") or {}
    text = Texts(archive).of(edition, where)
    given = value["content"]
    content, *rest = pieces_of(text, given, near=near.get("content")) if isinstance(given, str) else [given]
    kept: dict[str, Any] = {"kind": value.get("kind") or _kind(text, content),
                            "speakers": _voices(value.get("speakers") or [])}
    if rest:
        kept["rest"] = [msgspec.to_builtins(anchor_at(text, place)) for place in rest]
    if value.get("modality"):
        kept["modality"] = value["modality"]
    for role in ("source", "cue"):
        if words := value.get(role):
            place = place_of(text, words, near=near.get(role, content[0])) if isinstance(words, str) else words
            kept[role] = msgspec.to_builtins(anchor_at(text, place))
    return anchor_at(text, content, where=where), kept


def _kind(text: str, content: Span) -> str:
    before, after = text[max(0, content[0] - 1):content[0] + 1], text[content[1] - 1:content[1] + 1]
    quoted = any(mark in before for mark in "“\"„«‘") and any(mark in after for mark in "”\"“»’")
    return "direct" if quoted else "indirect"
