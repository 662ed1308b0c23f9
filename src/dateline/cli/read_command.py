"""dateline read: pages in, an article a line out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.common import complain, errors_shown, for_people, jobs_option, json_option, print_json, quiet_option
from dateline.cli.intake_options import intake_options
from dateline.model import Article, Left, Page

if TYPE_CHECKING:
    from dateline.pipeline.work import Failed


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
    from dateline.cli.progress import BytesDone, bytes_of, progress
    from dateline.intake import pages
    from dateline.pipeline.pool import default_jobs, through_workers

    failed = False
    with errors_shown():
        found = pages(paths, options_of(given))
        done = BytesDone()
        work = through_workers("article", found, jobs=jobs or default_jobs(),
                               work_of=lambda thing: None if isinstance(thing, Left) else thing)
        with progress("pages", total=bytes_of(paths), quiet=quiet or sys.stdout.isatty()) as step:
            for number, (thing, article) in enumerate(work, 1):
                failed |= not _print(thing, article, people=for_people(as_json), explain=explain, quiet=quiet)
                step(number, done.saw(thing))
        sys.stdout.flush()
    sys.exit(1 if failed else 0)


def _print(thing: Page | Left, article: Article | Failed, *, people: bool, explain: bool, quiet: bool) -> bool:
    """Print one article, or complain; return whether all is well."""
    from dateline.cli.reading import print_article, print_explained

    if isinstance(thing, Left):
        if thing.rejected or not quiet:
            complain(f"{thing.source}: {'' if thing.rejected else 'skipped: '}{thing.reason}")
        return not thing.rejected
    if not isinstance(article, Article):
        complain(f"{thing.source or thing.id}: {article.reason}")
        return False
    if explain:
        print_explained(thing, article)
    elif people:
        print_article(article)
    else:
        print_json(article)
    return True
