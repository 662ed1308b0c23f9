"""dateline add: pages into the archive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from dateline.cli.common import archive_option, errors_shown, jobs_option, json_option, print_json, quiet_option
from dateline.cli.intake_options import intake_options


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@archive_option
@intake_options
@click.option("--bytes", "keep", type=click.Choice(["keep", "reference"]), default="keep",
              help="Keep every page's bytes in the archive, or only where they lie in a WARC.")
@json_option
@jobs_option
@quiet_option
def command(paths: tuple[str, ...], archive_path: Path, keep: str, as_json: bool, jobs: int | None, quiet: bool,
            **given: Any) -> None:
    """Add pages to an archive, which is made where there is none; adding the same again changes nothing.

    PATH: as for `dateline read`. The run may be stopped at any moment and run again. It ends with an account: every
    input is added, unchanged, a new edition, skipped or rejected; only rejected ones give exit status 1.
    """
    from dateline.cli.accounts import print_account
    from dateline.cli.intake_options import options_of
    from dateline.cli.progress import BytesDone, bytes_of, progress
    from dateline.pipeline import add

    with errors_shown():
        done = BytesDone()
        with progress("pages", total=bytes_of(paths), quiet=quiet) as step:
            account = add(archive_path, paths, options_of(given), jobs=jobs, by_reference=keep == "reference",
                          seen=lambda thing, so_far: step(so_far.total, done.saw(thing)))
        if as_json:
            print_json({**account.as_dict(), "rejected pages": account.rejected})
        elif not quiet or account.rejected:
            print_account(account, quiet=quiet)
        sys.exit(1 if account.rejected_count else 0)
