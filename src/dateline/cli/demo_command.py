"""dateline demo: the main job on the examples that ship in the package."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import errors_shown, jobs_option


@click.command()
@click.option("--archive", "archive_path", metavar="FILE", type=click.Path(path_type=Path),
              default=Path("dateline-demo.db"), help="Where the demo's archive goes; else dateline-demo.db here.")
@click.option("--port", type=click.IntRange(0, 65535), default=8877, help="Of the reader; 0 takes any free one.")
@click.option("--no-open", is_flag=True, help="Do not open the reader; only read the pages and say what they hold.")
@jobs_option
def command(archive_path: Path, port: int, no_open: bool, jobs: int | None) -> None:
    """Read the examples that ship with dateline, say what they hold, and open the reader on them."""
    from dateline.cli.findings import findings
    from dateline.cli.serving import serve
    from dateline.examples import example_paths
    from dateline.pipeline import add

    with errors_shown():
        with example_paths() as paths:
            account = add(archive_path, [str(path) for path in paths], jobs=jobs, command="demo")
        for line in findings(archive_path, account):
            click.echo(line)
        if not no_open:
            serve(archive_path, host="127.0.0.1", port=port, quiet=False, browser=True)
