"""dateline correct: what people decide, kept beside what was read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dateline.cli.common import (
    archive_option,
    complain,
    dim,
    errors_shown,
    for_people,
    json_option,
    one_line,
    print_json,
    who_option,
    why_option,
)
from dateline.cli.listing import form_option, is_written

F = TypeVar("F", bound=Callable[..., Any])


def deciding(function: F) -> F:
    """Add the options that every correction takes: the archive, who decides, and why."""
    return archive_option(who_option(why_option(function)))


@click.group()
def command() -> None:
    """Correct what was read. What was read stays beside it, and every correction can be undone.

    A correction needs your name: --who NAME, or set $DATELINE_WHO.
    """


def _correct(archive_path: Path, kind: str, target: str, value: object, who: str | None, why: str) -> None:
    from dateline.archive import open_archive
    from dateline.pipeline import correct, regroup

    with errors_shown(), open_archive(archive_path, write=True, purpose="dateline correct") as archive:
        made = correct(archive, kind, target, value, who=who or "", why=why)
        regroup(archive)
        click.echo(f"kept as correction {made}; `dateline correct undo {made[:8]}` takes it back")


@command.command()
@click.argument("article")
@click.argument("words")
@deciding
def headline(article: str, words: str, archive_path: Path, who: str | None, why: str) -> None:
    """Give an article another headline."""
    _correct(archive_path, "headline", article, words, who, why)


@command.command()
@click.argument("article")
@click.argument("name", nargs=-1)
@deciding
def byline(article: str, name: tuple[str, ...], archive_path: Path, who: str | None, why: str) -> None:
    """Say who wrote an article; without a name: nobody whom the page names."""
    _correct(archive_path, "byline", article, list(name), who, why)


@command.command()
@click.argument("article")
@click.argument("name")
@deciding
def outlet(article: str, name: str, archive_path: Path, who: str | None, why: str) -> None:
    """Say which outlet published an article."""
    _correct(archive_path, "outlet", article, name, who, why)


@command.command()
@click.argument("article")
@click.argument("words")
@deciding
def kept(article: str, words: str, archive_path: Path, who: str | None, why: str) -> None:
    """Bring back a piece of the page that was dropped, by its words as `show --json` has them in `dropped`."""
    _correct(archive_path, "kept", article, words, who, why)


@command.command("taken-out")
@click.argument("article")
@click.argument("words")
@deciding
def taken_out(article: str, words: str, archive_path: Path, who: str | None, why: str) -> None:
    """Say that words of the text are not the article; what is said in them is shown no more."""
    _correct(archive_path, "taken-out", article, words, who, why)


@command.command()
@click.argument("statement")
@deciding
def right(statement: str, archive_path: Path, who: str | None, why: str) -> None:
    """Say that a statement is right as it is; the review queue asks no more."""
    _correct(archive_path, "right", statement, None, who, why)


@command.command()
@click.argument("statement")
@click.option("--content", required=True, metavar="WORDS", help="What was said, as the text has it.")
@click.option("--source", metavar="WORDS", help="Who is printed as saying it.")
@click.option("--cue", metavar="WORDS", help="The word that says so.")
@deciding
def span(statement: str, content: str, source: str | None, cue: str | None, archive_path: Path, who: str | None,
         why: str) -> None:
    """Say which words a statement is; its speaker stays."""
    _correct(archive_path, "span", statement, {"content": content, "source": source, "cue": cue}, who, why)


@command.command()
@click.argument("article")
@click.argument("date")
@deciding
def published(article: str, date: str, archive_path: Path, who: str | None, why: str) -> None:
    """Say when an article was published, as 2016-11-09 or 2016-11-09T16:51+03:00."""
    _correct(archive_path, "published", article, date, who, why)


@command.command("not-article")
@click.argument("article")
@deciding
def not_article(article: str, archive_path: Path, who: str | None, why: str) -> None:
    """Say that a page is no article; counts and searches leave it out."""
    _correct(archive_path, "not-article", article, None, who, why)


@command.command("not-statement")
@click.argument("statement")
@deciding
def not_statement(statement: str, archive_path: Path, who: str | None, why: str) -> None:
    """Say that a statement is none."""
    _correct(archive_path, "not-statement", statement, None, who, why)


@command.command()
@click.argument("article")
@click.option("--content", required=True, metavar="WORDS", help="What was said, as the text has it.")
@click.option("--source", metavar="WORDS", help="Who is printed as saying it.")
@click.option("--cue", metavar="WORDS", help="The word that says so.")
@click.option("--speaker", multiple=True, metavar="NAME", help="Who that is; several for joint speakers.")
@deciding
def statement(article: str, content: str, source: str | None, cue: str | None, speaker: tuple[str, ...],
              archive_path: Path, who: str | None, why: str) -> None:
    """Add a statement that was not found."""
    _correct(archive_path, "statement", article,
             {"content": content, "source": source, "cue": cue, "speakers": list(speaker)}, who, why)


@command.command()
@click.argument("statement")
@click.argument("name", nargs=-1, required=True)
@deciding
def speaker(statement: str, name: tuple[str, ...], archive_path: Path, who: str | None, why: str) -> None:
    """Say who speaks in a statement; several names for joint speakers."""
    _correct(archive_path, "speaker", statement, list(name), who, why)


@command.command()
@click.argument("correction")
@deciding
def undo(correction: str, archive_path: Path, who: str | None, why: str) -> None:
    """Take a correction back; an undo can be undone too."""
    from dateline.archive import open_archive
    from dateline.pipeline import regroup
    from dateline.pipeline import undo as take_back

    with errors_shown(), open_archive(archive_path, write=True, purpose="dateline correct") as archive:
        made = take_back(archive, correction, who=who or "", why=why)
        regroup(archive)
        click.echo(f"undone, kept as correction {made}")


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@deciding
def import_(file: Path, archive_path: Path, who: str | None, why: str) -> None:
    """Take in what people changed in an export for Label Studio or of Web Annotations.

    Each statement taken out, added, moved, or given another speaker becomes a correction; what is as the archive has
    it becomes none. What cannot be taken in is named, and the exit status is 1.
    """
    from dateline.archive import open_archive
    from dateline.export.importing import read_marks
    from dateline.export.marks import Refused, steps
    from dateline.pipeline import correct, regroup

    made = refused = 0
    with errors_shown(), open_archive(archive_path, write=True, purpose="dateline correct") as archive:
        for step in steps(archive, read_marks(file)):
            if isinstance(step, Refused):
                refused += 1
                complain(f"{step.mark.statement or step.mark.article}: {step.reason}")
            else:
                made += bool(correct(archive, step.kind, step.target, step.value, who=who or "", why=why))
        regroup(archive)
        click.echo(f"{made:,} corrections made, {refused:,} refused")
    sys.exit(1 if refused else 0)


@command.command("list")
@archive_option
@click.option("--lost", is_flag=True, help="Only those whose words today's reading no longer has.")
@form_option
@json_option
def list_(archive_path: Path, lost: bool, form: str | None, as_json: bool) -> None:
    """List corrections, the newest first, with their state."""
    from dateline.archive import open_archive
    from dateline.archive.corrections import listed

    with errors_shown(), open_archive(archive_path) as archive:
        found = [one for one in listed(archive) if not lost or one.state.startswith("lost")]
        if is_written(archive, form, "corrections", (one.id for one in found), title="corrections", most=len(found)):
            return
        for one in found:
            if not for_people(as_json or form == "json"):
                print_json(one)
                continue
            target = one.statement or one.article
            click.echo(one_line(f"{one.id}  {one.made}  {one.who}: {one.kind} of {target} ({one.state})"))
            click.echo(dim(one_line(f"    {one.value} {one.why}")))
