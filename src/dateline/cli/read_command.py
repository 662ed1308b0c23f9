"""dateline read: pages in, an article a line out."""

from __future__ import annotations

import sys
from typing import Any

import click

from dateline.cli.common import complain, errors_shown, for_people, jobs_option, json_option, print_json, quiet_option
from dateline.cli.intake_options import intake_options


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@intake_options
@json_option
@click.option("--explain", is_flag=True, help="Show every piece of the page, kept or dropped, and why.")
@jobs_option
@quiet_option
def command(paths: tuple[str, ...], as_json: bool, explain: bool, jobs: int | None, quiet: bool, **given: Any) -> None:
    """Print what pages say: an article a line as JSON in a pipe, a summary at a terminal.

    PATH: HTML, WARC, WACZ, MHTML, feeds, JSON lines (`id`, `url`, `html` or `text`), CSV, text captures, folders of
    them, http(s) addresses, or - for standard input. What cannot be read is named on stderr, and the exit status
    is 1; the rest still comes out.
    """
    from dateline.cli.intake_options import options_of
    from dateline.cli.reading import print_article, print_explained
    from dateline.intake import pages
    from dateline.model import Left
    from dateline.pipeline.pool import default_jobs, through_workers
    from dateline.pipeline.work import Failed

    failed = False
    with errors_shown():
        found = pages(paths, options_of(given))
        work = through_workers("article", found, jobs=jobs or default_jobs(),
                               work_of=lambda thing: None if isinstance(thing, Left) else thing)
        for thing, article in work:
            if isinstance(thing, Left):
                if thing.rejected or not quiet:
                    complain(f"{thing.source}: {'' if thing.rejected else 'skipped: '}{thing.reason}")
                failed |= thing.rejected
            elif isinstance(article, Failed):
                complain(f"{thing.source or thing.id}: {article.reason}")
                failed = True
            elif explain:
                print_explained(thing, article)
            elif for_people(as_json):
                print_article(article)
            else:
                print_json(article)
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
