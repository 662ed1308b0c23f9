"""dateline stories: articles in, what belongs together out."""

from __future__ import annotations

import sys
from typing import Any

import click

from dateline.cli.common import complain, errors_shown, print_json


@click.command()
@click.argument("file")
def command(file: str) -> None:
    """Print {"id", "story", "copy_of", "related"} a line, in the order of the input.

    FILE: lines of JSON with `id` and `text`, and where known `title`, `date_publish` (or what `dateline read` prints:
    `headline`, `published`) and `url`; - for standard input.
    """
    from dateline.article.outlet import find_outlet
    from dateline.cli.lines import objects
    from dateline.stories import group_all, signature

    failed = False
    signatures = []
    with errors_shown():
        for number, row in objects(file, dict[str, Any]):
            if isinstance(row, str) or not row.get("id") or not isinstance(row.get("text"), str):
                complain(f"{file}, line {number}: {row if isinstance(row, str) else 'needs `id` and `text`'}")
                failed = True
                continue
            signatures.append(signature(
                id=str(row["id"]), text=row["text"], title=row.get("title") or row.get("headline"),
                published=row.get("date_publish") or row.get("published"),
                outlet=row.get("outlet") or find_outlet((), None, row.get("url"))))
        for place in group_all(signatures):
            print_json(place)
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
