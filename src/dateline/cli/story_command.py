"""dateline story: one story, and what people decide about stories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import (
    archive_option,
    day,
    dim,
    errors_shown,
    for_people,
    json_option,
    one_line,
    print_json,
    who_option,
    why_option,
)
from dateline.cli.counting import all_statuses_option, as_figures, count_option, print_blind, print_counts
from dateline.cli.deciding import decide
from dateline.cli.listing import form_option, is_written

if TYPE_CHECKING:
    from dateline.archive.values import InStory


@click.group()
def command() -> None:
    """Show a story; split, merge or mend stories that dateline told wrongly.

    STORY is a story's id, the id of any article in it, or the beginning of one; ids that a story had before lead to
    it. What you decide is a correction: it is kept beside what was read, outlives every later run, and
    `dateline correct undo` takes it back. New articles join the story that they are closest to.
    """


@command.command()
@click.argument("story")
@click.argument("article", nargs=-1, required=True)
@archive_option
@who_option
@why_option
def split(story: str, article: tuple[str, ...], archive_path: Path, who: str | None, why: str) -> None:
    """Say that these articles of a story are a story of their own."""
    from dateline.pipeline import split_story

    decide(archive_path, lambda archive: split_story(archive, story, article, who=who or "", why=why),
           purpose="dateline story")


@command.command()
@click.argument("story", nargs=-1, required=True)
@archive_option
@who_option
@why_option
def merge(story: tuple[str, ...], archive_path: Path, who: str | None, why: str) -> None:
    """Say that two or more stories are one."""
    from dateline.pipeline import merge_stories

    decide(archive_path, lambda archive: merge_stories(archive, story, who=who or "", why=why),
           purpose="dateline story")


@command.command()
@click.argument("article")
@click.argument("story")
@archive_option
@who_option
@why_option
def move(article: str, story: str, archive_path: Path, who: str | None, why: str) -> None:
    """Say that an article belongs to another story."""
    from dateline.pipeline import move_article

    decide(archive_path, lambda archive: move_article(archive, article, story, who=who or "", why=why),
           purpose="dateline story")


@command.command()
@click.argument("story")
@archive_option
@count_option
@all_statuses_option
@form_option
@json_option
def show(story: str, archive_path: Path, counted: bool, all_statuses: bool, form: str | None, as_json: bool) -> None:
    """Show a story's articles in the order of time, and why each is in it."""
    from dateline.archive import find, groups, open_archive
    from dateline.archive.counts import counts_in_time, of_story
    from dateline.archive.membership import all_in_story, decisions

    with errors_shown(), open_archive(archive_path) as archive:
        row, members = find.story(archive, groups.story_named(archive, story))
        if counted:
            print_counts(archive, {"id": row.id, "headline": row.headline or "(no headline)"}, of_story(row.id),
                         all_statuses=all_statuses, as_json=as_figures(form) or as_json)
            return
        places = all_in_story(archive, members)
        if is_written(archive, form, "articles", (member.id for member in members), title=f"story {row.id}"):
            return
        if not for_people(as_json or form == "json"):
            print_json({"story": row, "articles": places, "decisions": decisions(places)})
            return
        click.echo(one_line(f"{row.headline or '(no headline)'}"))
        click.echo(f"{row.articles} articles, {row.texts} distinct texts, {row.outlets} outlets; "
                   f"{day(row.first)} to {day(row.last)}")
        if row.suspicious:
            click.echo(f"This may be no story: {row.suspicious}.")
        counts = counts_in_time(archive, of_story(row.id))
        if counts:
            print_blind(counts)
        event = 0
        for place in sorted(places, key=lambda one: one.event):
            if place.event != event:
                event = place.event
                click.echo(f"\n{event}. {day(place.article.published)}")
            _print_place(place, {member.id: member.headline or "" for member in members})


def _print_place(place: InStory, titles: dict[str, str]) -> None:
    one = place.article
    click.echo(f"{dim(one.id)}  {day(one.published)}  {one_line(f'{one.headline or str()} ({one.outlet or str()})')}")
    if place.decided:
        why = f": {place.decided.why}" if place.decided.why else ""
        click.echo(dim(one_line(f"    put here by {place.decided.who} ({place.decided.kind}), "
                                f"{day(place.decided.made)}{why}")))
    if place.as_read is not None:
        click.echo(dim(f"    as read it is in {'the story ' + place.as_read if place.as_read else 'no story'}"))
    if place.beside in titles:
        click.echo(dim(one_line(f"    with “{titles[place.beside]}”: {place.why}")))
    if one.copy_of:
        click.echo(dim(one_line(f"    a copy of {one.copy_of} ({place.copy_why})")))
