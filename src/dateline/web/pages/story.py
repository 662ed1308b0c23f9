"""One story: its articles in the order of time, copies folded under the text that they repeat."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find, groups
from dateline.archive.values import Brief, StoryRow, VoiceNow
from dateline.errors import NotFound

_VOICES_IN = 100  # articles, the earliest, whose speakers are named


class ShownArticle(Struct, frozen=True, kw_only=True):
    """An article of the story."""

    article: Brief
    copies: tuple[Brief, ...]  # the same text, printed elsewhere
    new_voices: tuple[VoiceNow, ...]  # speakers whom no earlier article of the story let speak


class StoryPage(Struct, frozen=True, kw_only=True):
    """All that story.html may use."""

    story: StoryRow
    statements: int
    outlets: tuple[str, ...]
    articles: tuple[ShownArticle, ...]


def read(archive: Archive, id_: str) -> StoryPage:
    """Return the page of a story, by its id or that of an article it was once named after. Raises NotFound."""
    named = groups.story_named(archive, id_)
    if named is None:
        raise NotFound(f"{id_}: no such story in {archive.path}")
    story, members = find.story(archive, named)
    inside = {member.id for member in members}
    copies: dict[str, list[Brief]] = {}
    for member in members:
        if member.copy_of in inside:
            copies.setdefault(member.copy_of or "", []).append(member)
    originals = [member for member in members if member.copy_of not in inside]
    voices = _new_voices(archive, originals[:_VOICES_IN])
    return StoryPage(
        story=story, statements=sum(member.statements for member in members),
        outlets=tuple(dict.fromkeys(member.outlet for member in members if member.outlet)),
        articles=tuple(ShownArticle(article=one, copies=tuple(copies.get(one.id, ())),
                                    new_voices=voices.get(one.id, ())) for one in originals))


def _new_voices(archive: Archive, articles: list[Brief]) -> dict[str, tuple[VoiceNow, ...]]:
    heard: set[str] = set()
    found = {}
    for article in articles:
        new: dict[str, VoiceNow] = {}
        for said in find.statements_of(archive, article.id):
            for voice in said.speakers:
                if voice.speaker and voice.speaker not in heard:
                    new.setdefault(voice.speaker, voice)
        heard |= new.keys()
        found[article.id] = tuple(new.values())
    return found
