"""Questions about speakers, one after the other: a name in an article, and whom it may mean."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.doubts import Doubt, count_doubts, doubts
from dateline.archive.values import Said, SpeakerRow
from dateline.errors import NotFound
from dateline.web.pages.names import mention_key

_SAID, _MOST = 3, 1_000


class WhoPage(Struct, frozen=True, kw_only=True):
    """All that who.html may use."""

    doubt: Doubt | None  # None: nothing waits
    said: tuple[Said, ...]  # in its article under the name
    taken_for: SpeakerRow | None
    rivals: tuple[SpeakerRow, ...]
    waiting: int
    many: bool  # whether there are more than were counted
    after: str | None  # the key of the question before this one; None at the head
    skip: str | None  # the key that leaves this one; None where nothing waits


def read(archive: Archive, *, after: str | None) -> WhoPage:
    """Return the question behind a key. Raises UsageError for what is no key."""
    with find.time_limit(archive):
        found = doubts(archive, limit=1, before=mention_key(after))
        waiting = count_doubts(archive, most=_MOST)
    one = found[0] if found else None
    said = [] if one is None else [said for said in find.statements_of(archive, one.article.id)
                                   if any(voice.speaker == one.speaker for voice in said.speakers)]
    return WhoPage(doubt=one, said=tuple(said[:_SAID]), waiting=waiting, many=waiting == _MOST, after=after,
                   taken_for=_speaker(archive, one.speaker) if one else None,
                   rivals=tuple(row for rival in one.rivals if (row := _speaker(archive, rival))) if one else (),
                   skip="~".join(one.key) if one else None)


def _speaker(archive: Archive, id_: str) -> SpeakerRow | None:
    try:
        return find.speaker(archive, id_)
    except NotFound:
        return None
