"""The names that are taken for one speaker: each with its article and the evidence, and what people decided."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find, mentions
from dateline.archive.doubts import decisions_on, speaker_now
from dateline.archive.mentions import MentionWhy
from dateline.archive.values import Brief, Corrected, SpeakerRow
from dateline.errors import UsageError

_AT_ONCE = 50


class ShownName(Struct, frozen=True, kw_only=True):
    """A name in an article."""

    article: Brief
    why: MentionWhy
    rivals: tuple[tuple[str, str], ...]  # identity and name of those whom it may mean as well


class NamesPage(Struct, frozen=True, kw_only=True):
    """All that names.html may use."""

    speaker: SpeakerRow
    names: tuple[ShownName, ...]  # in the order of time
    decisions: tuple[Corrected, ...]  # of people, the newest first
    after: str | None  # the key of the next page; None on the last


def read(archive: Archive, id_: str, *, after: str | None) -> NamesPage:
    """Return the names of a speaker from a key on. Raises NotFound, UsageError for what is no key."""
    speaker = find.speaker(archive, speaker_now(archive, id_))
    found = mentions.why(archive, speaker.id, limit=_AT_ONCE + 1, after=mention_key(after) or ("", "", ""))
    shown = []
    for one in found[:_AT_ONCE]:
        about = find.brief_of(archive, one.article)
        if about:
            shown.append(ShownName(article=about, why=one, rivals=tuple(
                (rival, find.name_of(archive, rival)) for rival in (speaker_now(archive, one) for one in one.rivals))))
    last = found[_AT_ONCE - 1] if len(found) > _AT_ONCE else None
    return NamesPage(speaker=speaker, names=tuple(shown), decisions=tuple(decisions_on(archive, speaker.id)),
                     after="~".join((last.day, last.article, last.bearer)) if last else None)


def mention_key(text: str | None) -> tuple[str, str, str] | None:
    """Return the (day, article, bearer) in an address; None where there is none. Raises UsageError."""
    if text is None:
        return None
    parts = text.split("~")
    if len(parts) != 3 or len(text) > 200:
        raise UsageError("this address names no place in the list")
    return parts[0], parts[1], parts[2]
