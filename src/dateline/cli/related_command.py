"""dateline related: what belongs to an article."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import archive_option, day, dim, errors_shown, for_people, json_option, one_line, print_json
from dateline.cli.listing import form_option, is_written, rows_written


@click.command()
@click.argument("article")
@archive_option
@click.option("--own", is_flag=True, help="The list of related stories that the page itself prints.")
@form_option
@json_option
def command(article: str, archive_path: Path, own: bool, form: str | None, as_json: bool) -> None:
    """List what belongs to an article, the closest first, and why.

    ARTICLE: its id, the beginning of it, or its address.
    """
    from dateline.archive import find, groups, open_archive
    from dateline.export.related import printed_rows

    with errors_shown(), open_archive(archive_path) as archive:
        stored = find.show(archive, find.full_id(archive, article))
        as_json = as_json or form == "json"
        if own:
            if rows_written(form, "printed", printed_rows(stored.id, stored.article.related),
                            title=f"related stories that {stored.id} prints"):
                return
            for item in stored.article.related:
                if for_people(as_json):
                    click.echo(one_line(f"{item.title}  {item.url or item.pic or ''}"))
                else:
                    print_json(item)
            return
        if is_written(archive, form, "articles", (one.id for one in stored.related), title=f"related to {stored.id}"):
            return
        why = {groups.far_end(link, stored.id): link for link in groups.links_of(archive, stored.id)}
        for other in stored.related:
            link = why.get(other.id)
            same = other.story == stored.story
            if not for_people(as_json):
                print_json({"id": other.id, "headline": other.headline, "outlet": other.outlet,
                            "published": other.published, "url": other.url, "same_story": same,
                            "same_text": bool(link and link.same_text), "score": link.score if link else 0.0,
                            "reason": link.reason if link else ""})
                continue
            click.echo(f"{dim(other.id)}  {day(other.published)}  {one_line(other.headline or '')}")
            kind = "same text" if link and link.same_text else "same story" if same else "related"
            click.echo(dim(one_line(f"    {other.outlet or ''} · {kind}: {link.reason if link else ''}")))
        if for_people(as_json) and not stored.related:
            click.echo("Nothing related in this archive.")
