"""Statements for people at a terminal; content never without its cue and modality."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import click

from dateline.archive.ids import text_of, words_at
from dateline.archive.values import Said
from dateline.cli.common import day, dim, one_line
from dateline.model import Article, Statement


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
    for one in said.inferred:
        click.echo(dim(one_line(f"    inferred from office, not named here: {one.name}, {one.office} by {one.articles} "
                                f"texts of {day(one.first)} to {day(one.last)}")))
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
