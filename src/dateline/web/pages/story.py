"""One story: its articles in the order of time, copies folded under the text that they repeat."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find, groups
from dateline.archive.counts import counts_in_time, of_story
from dateline.archive.membership import all_in_story, decisions
from dateline.archive.values import Brief, Counts, Decided, InStory, StoryRow, VoiceNow
from dateline.web.charts import Lanes, Mark, lanes

_VOICES_IN = 100  # articles, the earliest, whose speakers are named
_LANES = 30  # outlets that have a lane


class ShownArticle(Struct, frozen=True, kw_only=True):
    """An article of the story."""

    article: Brief
    place: InStory  # why it is in
    copies: tuple[InStory, ...]  # the same text, printed elsewhere
    new_voices: tuple[VoiceNow, ...]  # speakers whom no earlier article of the story let speak


class StoryPage(Struct, frozen=True, kw_only=True):
    """All that story.html may use."""

    story: StoryRow
    counts: Counts | None  # None: it took too long
    statements: int
    outlets: tuple[str, ...]
    lanes: Lanes | None  # None where fewer than two articles have a date
    articles: tuple[ShownArticle, ...]  # by event, then in the order of time
    decisions: tuple[Decided, ...]  # of people, the newest first
    titles: dict[str, str]  # headlines by article, to say beside which one another stands


def read(archive: Archive, id_: str) -> StoryPage:
    """Return the page of a story, by its id or that of an article it was once named after. Raises NotFound."""
    story, members = find.story(archive, groups.story_named(archive, id_))
    inside = {member.id for member in members}
    places = all_in_story(archive, members)
    copies: dict[str, list[InStory]] = {}
    for place in places:
        if place.article.copy_of in inside:
            copies.setdefault(place.article.copy_of or "", []).append(place)
    originals = sorted((place for place in places if place.article.copy_of not in inside), key=lambda one: one.event)
    voices = _new_voices(archive, [one.article for one in originals[:_VOICES_IN]])
    return StoryPage(
        story=story, counts=counts_in_time(archive, of_story(story.id)),
        statements=sum(member.statements for member in members),
        outlets=tuple(dict.fromkeys(member.outlet for member in members if member.outlet)),
        lanes=lanes([_mark(member, inside) for member in members], most=_LANES),
        articles=tuple(ShownArticle(article=one.article, place=one, copies=tuple(copies.get(one.article.id, ())),
                                    new_voices=voices.get(one.article.id, ())) for one in originals),
        decisions=tuple(decisions(places)), titles={one.id: one.headline or "(no headline)" for one in members})


def _mark(article: Brief, inside: set[str]) -> tuple[str | None, Mark]:
    return article.outlet, Mark(at=None, article=article.id, headline=article.headline or "(no headline)",
                                published=article.published, copy=article.copy_of in inside)


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
