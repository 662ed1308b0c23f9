"""dateline score: how good the reading is here, by random samples that people coded."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, dim, errors_shown, for_people, json_option, one_line, print_json


@click.command()
@click.argument("sample", required=False)
@click.option("--review", is_flag=True, help="Refused: says why the review queue measures nothing.")
@archive_option
@json_option
def command(sample: str | None, review: bool, archive_path: Path, as_json: bool) -> None:
    """Print precision, recall and the coders' agreement on samples, each with its interval.

    SAMPLE: the beginning of a sample's id; else every sample that somebody coded. A statement is right where its
    source touches the coder's and its words share 0.8 of their characters. Intervals hold 95 of 100, by drawing
    passages anew.
    Corrections and the review queue are never counted: they are no random choice.
    """
    from dateline.archive import open_archive, samples
    from dateline.errors import UsageError
    from dateline.pipeline.score import WHY_NOT_THE_QUEUE, Share, score

    def told(share: Share) -> str:
        if share.value is None or share.low is None or share.high is None:
            return "nothing to count"
        return f"{share.value:.2f} ({share.low:.2f} to {share.high:.2f}; {share.right} of {share.of})"

    with errors_shown():
        if review:
            raise UsageError(WHY_NOT_THE_QUEUE)
        with open_archive(archive_path) as archive:
            chosen = [sample] if sample else [one.id for one in samples.samples(archive) if one.coders]
            if not chosen:
                raise UsageError(f"no sample is coded yet. {WHY_NOT_THE_QUEUE[0].upper()}{WHY_NOT_THE_QUEUE[1:]}")
            for one in (score(archive, id_) for id_ in chosen):
                if not for_people(as_json):
                    print_json(one)
                    continue
                click.secho(one_line(f"sample {one.sample.id}, seed {one.sample.seed} {one.sample.query}"), bold=True)
                for coder in one.coders:
                    click.echo(one_line(f"  {coder.coder}, {coder.passages} passages: "
                                        f"precision {told(coder.precision)}, recall {told(coder.recall)}"))
                for both in one.agreement:
                    click.echo(one_line(f"  {both.coders[0]} and {both.coders[1]} agree: {told(both.agreement)}"))
                click.echo(dim("  by random passages only; the review queue is not counted"))
