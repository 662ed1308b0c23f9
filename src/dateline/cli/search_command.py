"""dateline search: articles by words, speaker, outlet, date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.archive.query import FOUND
from dateline.cli.common import (
    archive_option,
    complain,
    day,
    dim,
    errors_shown,
    for_people,
    json_option,
    one_line,
    print_json,
)
from dateline.cli.counting import all_statuses_option, as_figures, count_option, print_counts
from dateline.cli.listing import form_option, is_written


@click.command()
@click.argument("query", nargs=-1, required=True)
@archive_option
@form_option
@json_option
@click.option("--limit", "-n", type=click.IntRange(1, 10_000), default=20, help="At most so many articles.")
@count_option
@all_statuses_option
def command(query: tuple[str, ...], archive_path: Path, form: str | None, as_json: bool, limit: int,
            counted: bool, all_statuses: bool) -> None:
    """Find articles, the best first: words and "phrases" that all occur.

    Narrow down with speaker:"Jane Doe", outlet:"Valley Courier", kind:direct, act:denied, language:en, story:ID,
    date:2016-11 or date:2016-11..2016-12.
    """
    from dateline.archive import find, open_archive
    from dateline.archive.counts import of_search
    from dateline.archive.query import understand

    typed = " ".join(_quoted(part) for part in query)
    with errors_shown(), open_archive(archive_path) as archive:
        try:
            if counted:
                print_counts(archive, {"query": typed}, of_search(archive, understand(typed)),
                             all_statuses=all_statuses, as_json=as_figures(form) or as_json)
                return
            found = find.search(archive, understand(typed), limit=limit)
            if is_written(archive, form, "articles", (one.id for one in found), title=typed):
                return
        except find.Cut as cut:
            complain(f"the search was {cut}; narrow it down")
            sys.exit(1)
        as_json = as_json or form == "json"
        for article in found:
            if not for_people(as_json):
                print_json(article)
                continue
            click.echo(f"{dim(article.id)}  {day(article.published)}  "
                       f"{click.style(one_line(article.headline or '(no headline)'), bold=True)}")
            click.echo(dim(one_line(f"    {article.outlet or ''} · {article.statements} statements")))
            if article.snippet:
                click.echo("    " + _marked(article.snippet))
        if for_people(as_json) and not found:
            click.echo("Nothing found.")


def _quoted(part: str) -> str:
    """The shell took the quotation marks of an argument with spaces: give them back."""
    if " " not in part or '"' in part:
        return part
    field, colon, value = part.partition(":")
    return f'{field}:"{value}"' if colon and " " not in field else f'"{part}"'


def _marked(snippet: str) -> str:
    """A snippet with the words found in bold."""
    first, *rest = " ".join(snippet.split()).split(FOUND[0])
    parts = [one_line(first)]
    for piece in rest:
        found, _, after = piece.partition(FOUND[1])
        parts.append(click.style(one_line(found), bold=True) + one_line(after))
    return "".join(parts)
