"""dateline sample: passages drawn at random, for measuring how good the reading is here."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, errors_shown, for_people, json_option, print_json
from dateline.cli.listing import form_option, rows_written


@click.command()
@click.argument("number", type=click.IntRange(1, 100_000), metavar="N")
@click.argument("query", nargs=-1)
@click.option("--seed", required=True, metavar="S", help="What the drawing begins with; the same draws the same.")
@archive_option
@form_option
@json_option
def command(number: int, query: tuple[str, ...], seed: str, archive_path: Path, form: str | None,
            as_json: bool) -> None:
    """Draw N whole passages at random, to be coded in the reader before what was found in them is shown.

    QUERY: from which articles, as in the search box (outlet:, date:, language:), without words. Two coders with names
    of their own may code the same sample; `dateline score` compares what was found with what they marked.
    """
    from dateline.archive import open_archive, samples
    from dateline.export.passages import passage_rows
    from dateline.pipeline import draw_sample

    with errors_shown(), open_archive(archive_path, write=True, purpose="dateline sample") as archive:
        drawn = draw_sample(archive, number, seed=seed, query=" ".join(query))
        if rows_written(form, "passages", passage_rows(archive, drawn.id), title=f"sample {drawn.id}"):
            return
        if not for_people(as_json or form == "json"):
            for place in range(1, drawn.passages + 1):
                one = samples.passage(archive, drawn.id, place)
                print_json({"sample": drawn.id, "place": place, "article": one.article.id, "start": one.start,
                            "end": one.end, "text": one.text})
            return
        click.echo(f"sample {drawn.id}: {drawn.passages:,} of {drawn.drawn_from:,} passages; "
                   f"code it with `dateline open`, at /sample/{drawn.id}")
