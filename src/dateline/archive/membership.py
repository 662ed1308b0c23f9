"""Why articles are in their stories, for views."""

from __future__ import annotations

import msgspec

from dateline.archive.connection import Archive
from dateline.archive.values import Brief, Decided, InStory


def in_story(archive: Archive, article: Brief) -> InStory:
    """Return why an article is in the story that it stands in; its event is not numbered."""
    db = archive.db
    row = db.execute("SELECT * FROM membership WHERE article = ?", (article.id,)).fetchone()
    by = db.execute("SELECT c.* FROM decided d JOIN correction c ON c.id = d.correction WHERE d.article = ?",
                    (article.id,)).fetchone()
    decided = Decided(correction=by["id"], kind=by["kind"], who=by["who"], made=by["made"],
                      why=by["why"]) if by else None
    if row is None:
        return InStory(article=article, decided=decided)
    return InStory(article=article, beside=row["beside"], why=row["why"], copy_why=row["copy_why"],
                   as_read=row["as_read"], decided=decided)


def all_in_story(archive: Archive, articles: list[Brief]) -> list[InStory]:
    """Return why each article of one story is in it, given in the order of time, with their events numbered."""
    events = {one.id: row["event"] for one in articles if (row := archive.db.execute(
        "SELECT event FROM membership WHERE article = ? AND event IS NOT NULL", (one.id,)).fetchone())}
    numbers = {first: number for number, first in enumerate(
        dict.fromkeys(one.id for one in articles if one.id in set(events.values())), 1)}
    return [msgspec.structs.replace(in_story(archive, one), event=numbers.get(events.get(one.id, ""), 0))
            for one in articles]


def decisions(members: list[InStory]) -> list[Decided]:
    """Return what people decided on a story, each once, the newest first."""
    found = {one.decided.correction: one.decided for one in members if one.decided}
    return sorted(found.values(), key=lambda one: (one.made, one.correction), reverse=True)
