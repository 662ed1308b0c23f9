"""dateline verify: the proof."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from dateline.cli.common import archive_option, complain, errors_shown, quiet_option


@click.command()
@archive_option
@click.option("--all", "every", is_flag=True, help="Name all that fails, not only the first.")
@quiet_option
def command(archive_path: Path, every: bool, quiet: bool) -> None:
    """Check every span against its text and every text against its bytes; exit status 1 where one fails.

    What another version of dateline read is checked by its hashes, and counted apart.
    """
    from dateline.archive import find, open_archive
    from dateline.cli.progress import progress
    from dateline.pipeline import verify

    with errors_shown(), open_archive(archive_path) as archive:
        wrong = checked = 0
        by_hash: Counter[str] = Counter()
        captures = find.count_captures(archive)
        with progress("captures", total=captures, quiet=quiet) as step:
            for finding in verify(archive, seen=lambda number: step(number, number)):
                if not finding.wrong:
                    by_hash[finding.reason] += 1
                    continue
                wrong += 1
                complain(f"{finding.place}: {finding.reason}")
                if not every:
                    sys.exit(1)
            checked = captures
        if not quiet:
            for reason, count in sorted(by_hash.items()):
                click.echo(f"{count:,} captures were {reason}")
            click.echo(f"{checked:,} captures and {find.count_statements(archive):,} statements checked: "
                       + ("all hold." if not wrong else f"{wrong:,} fail."))
        sys.exit(1 if wrong else 0)
