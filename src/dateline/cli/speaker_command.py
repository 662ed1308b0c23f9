"""dateline speaker: why names are one speaker, and what people decide about who is who."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import (
    archive_option,
    day,
    dim,
    errors_shown,
    for_people,
    json_option,
    many,
    one_line,
    print_json,
    who_option,
    why_option,
)
from dateline.cli.deciding import decide
from dateline.cli.listing import form_option, rows_written


@click.group()
def command() -> None:
    """Show why names are one speaker; merge, split, rename speakers.

    SPEAKER is an id, the beginning of one, or a name that one speaker alone bears. What you decide is a correction:
    it is kept beside what was read, outlives every later run, and `dateline correct undo` takes it back.
    """


@command.command()
@click.argument("speaker")
@archive_option
@click.option("--limit", "-n", type=click.IntRange(1, 100_000), default=50, help="At most so many mentions.")
@form_option
@json_option
def why(speaker: str, archive_path: Path, limit: int, form: str | None, as_json: bool) -> None:
    """Show the mentions of a speaker, and the evidence that put each of them there."""
    from dateline.archive import find, mentions, open_archive
    from dateline.export.names import name_rows
    from dateline.pipeline import speaker_named

    with errors_shown(), open_archive(archive_path) as archive:
        named = find.speaker(archive, speaker_named(archive, speaker))
        found = mentions.why(archive, named.id, limit=limit)
        if rows_written(form, "names", name_rows(archive, found), title=f"names of {named.name}"):
            return
        if not for_people(as_json or form == "json"):
            print_json({"speaker": named, "mentions": found})
            return
        click.echo(one_line(f"{named.id}  {named.name}: {many(named.statements, 'statement')} by name, "
                            f"{named.inferred:,} more inferred from office"))
        for held in named.offices:
            click.echo(dim(one_line(f"    {held.printed}: {many(held.articles, 'article')}, {day(held.first)} to "
                                    f"{day(held.last)} ({', '.join(held.sources)})")))
        for one in found:
            by = f"put here by correction {one.decided}" if one.decided else "; ".join(
                f"{e.kind} {e.weight:+g}: {e.words}" for e in one.evidence)
            sure = "" if one.confirmed or one.decided else " (not confirmed)"
            click.echo(one_line(f"{one.article}  {day(one.day)}  {one.name}{sure}"))
            click.echo(dim(one_line(f"    {by}{'; may be ' + ', '.join(one.rivals) if one.rivals else ''}")))


@command.command()
@click.argument("speaker", nargs=-1, required=True)
@archive_option
@who_option
@why_option
def merge(speaker: tuple[str, ...], archive_path: Path, who: str | None, why: str) -> None:
    """Say that two or more speakers are one."""
    from dateline.pipeline import merge_speakers

    decide(archive_path, lambda archive: merge_speakers(archive, speaker, who=who or "", why=why),
           purpose="dateline speaker")


@command.command()
@click.argument("speaker")
@click.argument("article", nargs=-1, required=True)
@archive_option
@who_option
@why_option
def split(speaker: str, article: tuple[str, ...], archive_path: Path, who: str | None, why: str) -> None:
    """Say that in these articles the speaker is somebody else."""
    from dateline.pipeline import split_speaker

    decide(archive_path, lambda archive: split_speaker(archive, speaker, article, who=who or "", why=why),
           purpose="dateline speaker")


@command.command("never-merge")
@click.argument("speaker", nargs=-1, required=True)
@archive_option
@who_option
@why_option
def never(speaker: tuple[str, ...], archive_path: Path, who: str | None, why: str) -> None:
    """Say that two speakers are not one, whatever the evidence becomes."""
    from dateline.pipeline import never_merge

    decide(archive_path, lambda archive: never_merge(archive, speaker, who=who or "", why=why),
           purpose="dateline speaker")


@command.command()
@click.argument("speaker")
@click.argument("name")
@archive_option
@who_option
@why_option
def alias(speaker: str, name: str, archive_path: Path, who: str | None, why: str) -> None:
    """Say that a name means this speaker wherever nothing else is known of it."""
    from dateline.pipeline import alias_speaker

    decide(archive_path, lambda archive: alias_speaker(archive, speaker, name, who=who or "", why=why),
           purpose="dateline speaker")


@command.command()
@click.argument("speaker")
@click.argument("name")
@archive_option
@who_option
@why_option
def rename(speaker: str, name: str, archive_path: Path, who: str | None, why: str) -> None:
    """Say what a speaker is called; the printed forms stay."""
    from dateline.pipeline import rename_speaker

    decide(archive_path, lambda archive: rename_speaker(archive, speaker, name, who=who or "", why=why),
           purpose="dateline speaker")


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@archive_option
def known(file: Path, archive_path: Path) -> None:
    """Take a CSV of people you know as evidence: name, aliases (split by ;), office, from, to, wikidata.

    It takes the place of the list before; an empty one takes it away. What the list says is weighed with all else.
    """
    from dateline.archive import mentions, open_archive
    from dateline.intake import read_known
    from dateline.pipeline import regroup

    with errors_shown(), open_archive(archive_path, write=True, purpose="dateline speaker") as archive:
        people = read_known(file)
        with archive.transaction():
            mentions.keep_known(archive, people)
        regroup(archive)
        click.echo(f"{len(people):,} people are known")
