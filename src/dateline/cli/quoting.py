"""Statements for people at a terminal; content never without its cue and modality."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

import click
import msgspec

from dateline.archive.ids import text_of, words_at
from dateline.archive.values import Said
from dateline.cli.common import day, dim, one_line
from dateline.model import Article, Statement


def sure(statements: Iterable[Statement], least: float, least_speaker: float) -> list[Statement]:
    """Return the statements that are sure enough; speakers that are not lose their name."""
    return [unnamed(one, least_speaker) for one in statements if one.confidence >= least]


def unnamed(statement: Statement, least: float) -> Statement:
    """Return the statement without the speakers that are less sure than `least`."""
    if all(speaker.confidence >= least for speaker in statement.speakers):
        return statement
    return msgspec.structs.replace(statement, speakers=tuple(s for s in statement.speakers if s.confidence >= least))


def print_statements(article: Article, statements: Sequence[Statement]) -> None:
    """Print an article's statements, one below the other."""
    click.secho(one_line(f"{article.id}: {article.headline or ''}"), bold=True)
    for statement in statements:
        text = text_of(article, statement)
        names = " and ".join(speaker.name for speaker in statement.speakers)
        _print(names, words_at(text, statement.source), words_at(text, statement.cue),
               words_at(text, statement.content), statement, article.language)
    click.echo()


def print_said(said: Said) -> None:
    """Print a statement of an archive with its article."""
    about = said.article
    click.echo(dim(one_line(f"{said.id}  {day(about.published)}  {about.outlet or ''}  {about.headline or ''}")))
    names = " and ".join(voice.name for voice in said.speakers)
    _print(names, said.source, said.cue, said.content, said.statement, about.language)
    if said.corrected_by:
        click.echo(dim(f"    corrected by {one_line(said.corrected_by)}, {said.corrected_at}"))


def _print(names: str, source: str, cue: str, content: str, statement: Statement, language: str | None) -> None:
    who = names or source or "(nobody named)"
    printed = f" “{source}”" if source and source != names else ""
    marks = [statement.kind, *([statement.modality] if statement.modality != "asserted" else []),
             *_sure(statement, language)]
    head = f"{click.style(one_line(who), fg='cyan', bold=True)}{dim(one_line(printed))} {one_line(cue)}"
    via = "".join(f", via {one_line(party.text)}" for party in statement.via)
    click.echo(f"  {head} {dim('(' + ', '.join(marks) + via + ')')}")
    click.echo(textwrap.indent(textwrap.fill(one_line(content), 96, break_on_hyphens=False), "    "))


def _sure(statement: Statement, language: str | None) -> list[str]:
    """Return how sure the statement is, and whether that was measured; nothing for a person's own."""
    if statement.method == "person":
        return []
    elsewhere = " for this language" if language and not language.startswith("en") else ""
    return [f"{statement.confidence:.0%} sure", *([] if statement.calibrated else [f"not calibrated{elsewhere}"])]


def sure_of(said: Said, least: float) -> Said:
    """Return a statement of an archive without the speakers that are less sure than `least`."""
    return msgspec.structs.replace(said, statement=unnamed(said.statement, least),
                                   speakers=tuple(v for v in said.speakers if v.confidence >= least))
