"""dateline changes: what changed in pages after they were first read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.archive.changes import KINDS
from dateline.cli.common import archive_option, day, dim, errors_shown, for_people, json_option, one_line, print_json
from dateline.cli.listing import form_option, is_written

if TYPE_CHECKING:
    from dateline.archive.changes import ChangeRow


@click.command()
@archive_option
@click.option("--speaker", default="", metavar="NAME", help="Only of this speaker: a name, or an id.")
@click.option("--outlet", default="", metavar="NAME", help="Only of this outlet.")
@click.option("--article", default="", metavar="ID", help="Only of this article.")
@click.option("--what", type=click.Choice(list(KINDS)), help="Only changes of this kind.")
@click.option("--limit", "-n", type=click.IntRange(1, 100_000), default=50, help="At most so many.")
@form_option
@json_option
def command(archive_path: Path, speaker: str, outlet: str, article: str, what: str | None, limit: int,
            form: str | None, as_json: bool) -> None:
    """List what changed in pages after they were first read, the newest change first.

    What was said is compared on its own: statements added, taken out, reworded, given to somebody else; a headline
    turned, a date moved. A paragraph that moved is no change, nor is anything beside the article.
    """
    from dateline.archive import find, open_archive
    from dateline.archive.changes import changes

    with errors_shown(), open_archive(archive_path) as archive:
        found = changes(archive, speaker=speaker, outlet=outlet, what=what or "", limit=limit,
                        article=find.full_id(archive, article) if article else "")
        if is_written(archive, form, "changes", (one.id for one in found), title="what changed", most=limit):
            return
        for one in found:
            if form == "json" or not for_people(as_json):
                print_json(one)
            else:
                _print(one)


def _print(one: ChangeRow) -> None:
    who = " and ".join(name for _, name in one.speakers)
    click.echo(f"{day(one.day)}  {click.style(KINDS[one.what], bold=True)}  "
               f"{one_line(f'{who}: ' if who else '')}{_marked(one)}")
    click.echo(dim(one_line(f"    {one.article.id}  {one.article.headline or '(no headline)'} "
                            f"({one.article.outlet or ''})")))


def _marked(one: ChangeRow) -> str:
    """The words after, with those that went struck out and those that came in bold."""
    from dateline.stories.wording import compare, side_by_side

    if one.what in ("added", "removed"):
        return one_line(one.new or one.old)
    pieces = side_by_side(one.old, one.new, compare(one.old, one.new, exact=True).changes)
    colours = {"same": None, "gone": "red", "new": "green"}
    return "".join(click.style(one_line(piece.text), fg=colours[piece.kind], strikethrough=piece.kind == "gone",
                               bold=piece.kind == "new") for piece in pieces)
