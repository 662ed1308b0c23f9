"""dateline stories: articles in, what belongs together out."""

from __future__ import annotations

import sys

import click
from msgspec import Struct

from dateline.cli.common import complain, errors_shown, print_json


class Row(Struct):
    """A line of the input: an article as other programs name its fields, or as `dateline read` does."""

    id: str | int
    text: str
    title: str | None = None
    headline: str | None = None
    date_publish: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    credits: object = None  # as `dateline read` prints them

    @property
    def credited(self) -> list[str]:
        """The names of those that the article credits."""
        rows = self.credits if isinstance(self.credits, list) else []
        return [row["name"] for row in rows if isinstance(row, dict) and isinstance(row.get("name"), str)]


@click.command()
@click.argument("file")
def command(file: str) -> None:
    """Print {"id", "story", "copy_of", "related", ...} a line, in the order of the input.

    The rest says why: "beside" which article of its story it stands, "why", "copy_why"; in a story over weeks the
    first article of its dated "event"; and, where its story may be none, why that is "suspicious".

    FILE: lines of JSON with `id` and `text`, and where known `title`, `date_publish` (or what `dateline read` prints:
    `headline`, `published`) and `url`; - for standard input.
    """
    from dateline.article.outlet import find_outlet
    from dateline.cli.lines import objects
    from dateline.stories import group_all, signature

    failed = False
    signatures = []
    with errors_shown():
        for number, row in objects(file, Row):
            if isinstance(row, str):
                complain(f"{file}, line {number}: {row}")
                failed = True
                continue
            signatures.append(signature(
                id=str(row.id), text=row.text, title=row.title or row.headline,
                published=row.date_publish or row.published,
                outlet=row.outlet or find_outlet((), None, row.url), credits=row.credited))
        for place in group_all(signatures):
            print_json(place)
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
