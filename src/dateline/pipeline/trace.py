"""The trail of a quotation: every wording of it in the archive, the first printing first."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from dateline.archive import Archive, find
from dateline.archive.counts import counts_of, of_articles
from dateline.archive.echoes import Candidate, candidates
from dateline.archive.naming import surely
from dateline.archive.values import Counts, Said
from dateline.errors import NotFound, UsageError
from dateline.model import Piece
from dateline.stories.echoes import Relation, Resemblance, Telling, clues, edges_within, resemblance, telling
from dateline.stories.wording import side_by_side

_ID = re.compile(r"(?=.*[0-9])(?=.*[a-f])[0-9a-f]{4,16}|[0-9a-f]{16}")
_COMPARED = 1_200  # wordings
_LONGEST = 4_000  # characters of what is asked for


class TracedWording(Struct, frozen=True, kw_only=True):
    """One wording of a quotation, where it was printed, and how it differs from what was asked for."""

    said: Said
    relation: Relation
    likeness: float  # share of words in common, in order: 0 to 1
    pieces: tuple[Piece, ...]  # its words, with those that were asked for and are missing
    other_speaker: bool  # whether somebody else is named as the speaker than where a speaker is first named


class Trail(Struct, frozen=True, kw_only=True):
    """All wordings of a quotation, the first printed first, those without a date last."""

    asked: str
    statement: str | None  # the one whose wording was asked for
    wordings: tuple[TracedWording, ...]
    total: int  # wordings, also those that are not listed
    counts: Counts  # the articles that hold them
    cut: str | None = None  # why there may be more


def trace(archive: Archive, asked: str, *, limit: int = 100, min_speaker_confidence: float = 0.0) -> Trail:
    """Return the trail of some words, or of the statement whose id begins with them; the first `limit` wordings.

    Speakers less sure than asked for are left out of them.

    Raises UsageError where there is no word to look for.
    """
    statement = _statement_named(archive, asked)
    words = (statement.content if statement else asked)[:_LONGEST]
    known = telling(words)
    if not known.printed:
        raise UsageError(f"{asked!r}: no words to look for")
    edges = edges_within(words)
    try:
        with find.time_limit(archive):
            held, more = candidates(archive, clues(words, known), edges)
        found, left = _alike(words, known, frozenset(edges), held)
        cut = "too many statements hold these words; ask for more of them" if more or left else None
    except find.Cut as stopped:
        found, cut = [], f"the search was {stopped}; ask for rarer words"
    articles = sorted({one.article for one, _ in found})
    return Trail(asked=words, statement=statement.id if statement else None, total=len(found), cut=cut,
                 counts=counts_of(archive, of_articles(articles), all_statuses=True),
                 wordings=tuple(replace(one, said=surely(one.said, min_speaker_confidence))
                                for one in _traced(archive, words, found[:limit])))


def _alike(words: str, known: Telling, edges: frozenset[int],
           held: list[Candidate]) -> tuple[list[tuple[Candidate, Resemblance]], bool]:
    """Return those that word the same quotation, the first printed first, and whether some were not looked at."""
    seen: dict[str, Resemblance | None] = {}  # copies are compared once
    found: list[tuple[Candidate, Resemblance]] = []
    for one in sorted(held, key=_place):
        if one.content not in seen:
            if len(seen) == _COMPARED:
                return found, True
            seen[one.content] = resemblance(words, known, one.content, edges)
        how = seen[one.content]
        if how:
            found.append((one, how))
    return found, False


def _statement_named(archive: Archive, asked: str) -> Said | None:
    """Return the statement whose id `asked` is or begins; None for words ("decade" is one, "2016" too)."""
    if not _ID.fullmatch(asked.lower()):
        return None
    try:
        return find.statement(archive, find.full_id(archive, asked, kind="statement"))
    except NotFound:
        return None


def _place(one: Candidate) -> tuple[bool, str, str, int]:
    return not one.published_sort, one.published_sort, one.article, one.number


def _traced(archive: Archive, asked: str, found: list[tuple[Candidate, Resemblance]]) -> tuple[TracedWording, ...]:
    traced: list[TracedWording] = []
    first: set[str] = set()  # who is named as the speaker where one is first named
    for one, how in found:
        said = find.statement(archive, one.id)
        named = {voice.speaker for voice in said.speakers if voice.speaker}
        first = first or named
        traced.append(TracedWording(
            said=said, relation=how.relation, likeness=how.comparison.likeness,
            pieces=side_by_side(asked, one.content, how.comparison.changes),
            other_speaker=bool(named) and not named & first))
    return tuple(traced)
