"""dateline evidence: a folder that proves a statement without dateline."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown


@click.command()
@click.argument("statement")
@click.option("--into", "folder", metavar="FOLDER", type=click.Path(path_type=Path),
              help="A new folder; else evidence-ID here.")
@archive_option
def command(statement: str, folder: Path | None, archive_path: Path) -> None:
    """Write a folder that proves a statement: page, text, statement, times, hashes, and how to check them.

    STATEMENT: the beginning of its id. All of it can be read and checked with standard tools, without dateline.
    """
    from dateline.archive import open_archive
    from dateline.export.evidence import write_evidence
    from dateline.intake import read_place

    with errors_shown(), open_archive(archive_path) as archive:
        made = write_evidence(archive, statement, folder or Path(f"evidence-{statement}"), read_place)
        click.echo(f"{made[0].parent}: {', '.join(path.name for path in made)}")
