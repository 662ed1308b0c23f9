"""Counts for people and programs: four numbers, and what they are blind to."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click

from dateline.archive import Archive, find
from dateline.archive.counts import Chosen, counts_of, in_words
from dateline.archive.values import Counts
from dateline.cli.common import complain, dim, for_people, one_line, print_json
from dateline.errors import UsageError

count_option = click.option("--count", "counted", is_flag=True,
                            help="Count: articles, distinct texts, stories, outlets; and what is not counted.")
all_statuses_option = click.option("--all-statuses", is_flag=True,
                                   help="With --count: count live pages, stubs and paywalled pages too.")


def print_counts(archive: Archive, of: Mapping[str, str], chosen: Chosen, *, all_statuses: bool,
                 as_json: bool) -> None:
    """Count a set of articles and print it. of: what identifies it, as {"outlet": "Valley Courier"}."""
    try:
        counts = counts_of(archive, chosen, all_statuses=all_statuses)
    except find.Cut as cut:
        complain(f"the count was {cut}; narrow it down")
        sys.exit(1)
    if not for_people(as_json):
        print_json({**of, "count": counts})
        return
    click.echo(f"{click.style(one_line([*of.values()][-1]), bold=True)}: {four(counts)}")
    print_blind(counts)


def as_figures(form: str | None) -> bool:
    """Return whether counts come as JSON; raises UsageError for a table or a feed, which are forms of a list."""
    if form not in (None, "json"):
        raise UsageError("--count gives figures, not a list: leave --count out, the rows of --format have them as "
                         "columns; or leave --format out")
    return form == "json"


def print_blind(counts: Counts) -> None:
    """Print how many articles hold a statement of their own, and what is not counted."""
    if counts.with_own is not None:
        click.echo(f"  {counts.with_own:,} of the articles hold a statement that no other has")
    blind = in_words(counts.not_counted)
    if blind:
        click.echo(dim(f"  not counted: {', '.join(blind)}"))


def four(counts: Counts) -> str:
    """Return four counts in words."""
    parts = ((counts.articles, "article", "articles"), (counts.texts, "distinct text", "distinct texts"),
             (counts.stories, "story", "stories"), (counts.outlets, "outlet", "outlets"))
    return ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in parts)
