"""dateline show: one article with its statements."""

from __future__ import annotations

from pathlib import Path

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


@click.command()
@click.argument("article")
@archive_option
@with_confidence
@json_option
def command(article: str, archive_path: Path, min_confidence: float, min_speaker_confidence: float,
            as_json: bool) -> None:
    """Show one article: text, statements, evidence, captures, editions, corrections.

    ARTICLE: its id, the beginning of it, or its address.
    """
    import msgspec

    from dateline.archive import find, open_archive
    from dateline.archive.naming import surely
    from dateline.cli.quoting import print_said
    from dateline.cli.reading import print_article

    with errors_shown(), open_archive(archive_path) as archive:
        stored = find.show(archive, find.full_id(archive, article))
        kept = (one for one in stored.statements if one.statement.confidence >= min_confidence)
        stored = msgspec.structs.replace(stored, statements=tuple(surely(one, min_speaker_confidence) for one in kept))
        if not for_people(as_json):
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
