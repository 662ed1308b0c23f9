"""dateline show: one article with its statements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import (
    archive_option,
    dim,
    errors_shown,
    for_people,
    json_option,
    one_line,
    print_json,
    with_confidence,
)
from dateline.cli.listing import form_option, is_written, rows_written

if TYPE_CHECKING:
    from dateline.archive import Archive


@click.command()
@click.argument("article")
@archive_option
@with_confidence
@click.option("--seen", is_flag=True, help="List what any edition holds, each statement once: the time of its entry on "
              "a live page, when it was first and last seen.")
@form_option
@json_option
def command(article: str, archive_path: Path, min_confidence: float, min_speaker_confidence: float, seen: bool,
            form: str | None, as_json: bool) -> None:
    """Show one article: text, statements, evidence, captures, editions, corrections.

    ARTICLE: its id, the beginning of it, or its address. As a table or a feed: its statements;
    with --seen those of any edition.
    """
    import msgspec

    from dateline.archive import find, open_archive
    from dateline.archive.naming import surely
    from dateline.archive.query import Query
    from dateline.archive.selection import Selection
    from dateline.cli.quoting import print_said
    from dateline.cli.reading import print_article

    with errors_shown(), open_archive(archive_path) as archive:
        if seen:
            _print_seen(archive, find.full_id(archive, article), form, as_json=as_json)
            return
        stored = find.show(archive, find.full_id(archive, article))
        kept = (one for one in stored.statements if one.statement.confidence >= min_confidence)
        stored = msgspec.structs.replace(stored, statements=tuple(surely(one, min_speaker_confidence) for one in kept))
        query = Query(min_speaker_confidence=min_speaker_confidence)
        if is_written(archive, form, "statements", (one.id for one in stored.statements), title=f"said in {stored.id}",
                      selection=Selection(query=query), most=len(stored.statements)):
            return
        if not for_people(as_json or form == "json"):
            print_json(stored)
            return
        print_article(stored.article)
        for said in stored.statements:
            print_said(said)
        click.echo()
        times = stored.article.times
        for name, moment in (("published", times.published), ("modified", times.modified)):
            if moment:
                click.echo(dim(one_line(f"{name} {moment.value} from {moment.evidence}: {moment.printed}")))
        for edition in stored.editions:
            mark = " (shown)" if edition.id == stored.edition else ""
            click.echo(dim(one_line(f"edition {edition.ordinal} {edition.id}{mark}: {edition.headline or ''}, "
                                    f"{edition.captures} captures")))
        for capture in stored.captures:
            how = "; ".join(f"{source} (address: {url or 'unknown'}, time: {time or 'unknown'})"
                            for source, url, time in capture.origins)
            click.echo(dim(one_line(f"capture {capture.id} of {capture.captured or 'unknown time'}, SHA-256 "
                                    f"{capture.payload}, {how}")))
        for correction in stored.corrections:
            click.echo(dim(one_line(f"correction {correction.id} ({correction.kind}, {correction.state}) by "
                                    f"{correction.who}: {correction.why}")))
        click.echo(dim(f"read by dateline {stored.version}, statements by {stored.model}"))


def _print_seen(archive: Archive, article: str, form: str | None, *, as_json: bool) -> None:
    from dateline.archive.changes import statements_seen
    from dateline.export.seen import seen_rows

    found = statements_seen(archive, article)
    if rows_written(form, "seen", seen_rows(article, found), title=f"seen in {article}"):
        return
    for one in found:
        if not for_people(as_json or form == "json"):
            print_json(one)
            continue
        who = " and ".join(name for _, name in one.speakers) or one.source or "(nobody named)"
        click.echo(one_line(f"{click.style(who, bold=True)}: {one.content}"))
        click.echo(dim(one_line(f"    {f'entry of {one.entry}, ' if one.entry else ''}first seen "
                                f"{one.first_seen or 'at an unknown time'}, last {one.last_seen or 'too'}")))
