"""dateline trace: the trail of a quotation."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import (
    archive_option,
    complain,
    day,
    dim,
    errors_shown,
    for_people,
    one_line,
    print_json,
    speaker_confidence_option,
)
from dateline.cli.listing import form_option, is_written

if TYPE_CHECKING:
    from dateline.model import Piece
    from dateline.pipeline.trace import TracedWording


@click.command()
@click.argument("quotation")
@archive_option
@click.option("--limit", "-n", type=click.IntRange(1, 100_000), default=100, help="List at most so many wordings.")
@speaker_confidence_option
@form_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object (always so in a pipe).")
def command(quotation: str, archive_path: Path, limit: int, min_speaker_confidence: float, form: str | None,
            as_json: bool) -> None:
    """Find every wording of a quotation, the first printing first, each with what differs.

    QUOTATION: its words, or the id of a statement. What was asked for and is missing is [-in brackets-], what is
    there beside it is {+in braces+}.
    """
    from dateline.archive import open_archive
    from dateline.archive.query import Query
    from dateline.archive.selection import Selection
    from dateline.cli.counting import four
    from dateline.pipeline import trace

    with errors_shown(), open_archive(archive_path) as archive:
        trail = trace(archive, quotation, limit=limit, min_speaker_confidence=min_speaker_confidence)
        if is_written(archive, form, "statements", (one.said.id for one in trail.wordings), title="trail",
                      selection=Selection(query=Query(min_speaker_confidence=min_speaker_confidence))):
            return
        if not for_people(as_json or form == "json"):
            print_json(trail)
            return
        for wording in trail.wordings:
            _print(wording)
        if trail.cut:
            complain(f"there may be more wordings: {trail.cut}")
        if not trail.total:
            click.echo("No wording of it in this archive.")
            return
        click.echo(f"{trail.total:,} wordings in {four(trail.counts)}")
        if trail.total > len(trail.wordings):
            click.echo(dim(f"the first {len(trail.wordings)} are listed; --limit lists more"))


def _print(wording: TracedWording) -> None:
    said, about = wording.said, wording.said.article
    who = " and ".join(voice.name for voice in said.speakers) or said.source or "(nobody named)"
    other = click.style(" another speaker", fg="yellow") if wording.other_speaker else ""
    click.echo(f"{dim(said.id)}  {day(about.published)}  {one_line(about.outlet or '')}  "
               f"{click.style(one_line(who), fg='cyan', bold=True)}{other} {one_line(said.cue)} "
               + dim(f"({said.statement.kind}, {said.statement.modality}; {wording.relation})"))
    click.echo(f"    {_marked(wording.pieces)}")
    click.echo(dim(one_line(f"    {about.headline or ''}")))


def _marked(pieces: Iterable[Piece]) -> str:
    """The words of a wording, those that differ from what was asked for marked in text and colour."""
    shown = []
    for piece in pieces:
        text = one_line(piece.text)
        shown.append(text if piece.kind == "same" else click.style(f"[-{text}-] ", fg="red") if piece.kind == "gone"
                     else click.style(f"{{+{text}+}}", fg="green"))
    return "".join(shown)
