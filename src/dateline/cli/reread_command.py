"""dateline reread: today's version over yesterday's bytes."""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from pathlib import Path

import click

from dateline.cli.common import (
    archive_option,
    errors_shown,
    for_people,
    jobs_option,
    json_option,
    one_line,
    print_json,
    quiet_option,
)


@click.command()
@archive_option
@click.option("--apply", is_flag=True, help="Change the archive; without it nothing is changed, only shown.")
@json_option
@jobs_option
@quiet_option
def command(archive_path: Path, apply: bool, as_json: bool, jobs: int | None, quiet: bool) -> None:
    """Read everything again from the kept bytes, and show what this version reads otherwise.

    With --apply the archive is changed, an article at a time. Corrections stay; ids that change lead on.
    """
    from dateline.archive import find, open_archive
    from dateline.cli.progress import progress
    from dateline.pipeline import reread

    counts: Counter[str] = Counter()
    with errors_shown(), open_archive(archive_path, write=apply, purpose="dateline reread --apply") as archive:
        total = sum(find.statuses(archive).values())
        with progress("articles", total=total, quiet=quiet) as step:
            for change in reread(archive, apply=apply, jobs=jobs, seen=lambda number: step(number, number)):
                counts[change.what] += 1
                if not for_people(as_json):
                    print_json(change)
                    continue
                click.secho(f"{change.article}  {change.what}", bold=True)
                for sign, words, colour in (("-", change.before, "red"), ("+", change.after, "green")):
                    if words:
                        click.secho(f"  {sign} {textwrap.shorten(one_line(words), 200)}", fg=colour)
        sys.stdout.flush()
        if not quiet:
            parts = ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items())) or "nothing changes"
            click.echo(f"{total:,} articles read again: {parts}"
                       + ("" if apply or not counts else "; --apply changes them"), err=True)
        sys.exit(1 if counts["cannot be read"] else 0)
