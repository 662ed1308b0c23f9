"""dateline export: the archive for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.common import archive_option, errors_shown, note_versions, quiet_option, with_confidence

if TYPE_CHECKING:
    from dateline.archive import Archive
    from dateline.archive.selection import Selection
    from dateline.export.forms import Options
    from dateline.export.manifest import File

_FORMS = ("jsonl", "csv", "parquet", "rss", "atom", "json-ld", "web-annotation", "label-studio", "related",
          "text-free")
_WHAT = ("articles", "editions", "statements", "mentions", "speakers", "stories", "article_story",
         "outlets", "corrections", "rejected", "changes")


@click.command()
@click.argument("target", required=False, default="-", metavar="[FILE|FOLDER/]")
@archive_option
@click.option("--format", "form", type=click.Choice(_FORMS), default="jsonl", show_default=True,
              help="What it is written as.")
@click.option("--what", type=click.Choice(_WHAT), help="Which table, or what a line or an entry is.")
@click.option("--words", multiple=True, metavar="WORDS", help="Only statements that hold these words; repeatable.")
@click.option("--speaker", metavar="NAME", help="Only of this speaker: any printed form of the name, or an id.")
@click.option("--outlet", metavar="NAME", help="Only from this outlet.")
@click.option("--kind", type=click.Choice(["direct", "indirect", "mixed"]), help="Only of this kind.")
@click.option("--act", metavar="ACT", help="Only of this act: said, denied, asked, ...")
@click.option("--language", metavar="CODE", help="Only in this language (ISO 639-1).")
@click.option("--story", metavar="ID", help="Only of this story.")
@click.option("--since", metavar="DATE", help="Published on or after: 2016, 2016-11 or 2016-11-09.")
@click.option("--until", metavar="DATE", help="Published on or before.")
@with_confidence
@click.option("--as-read", is_flag=True, help="As the machine read it, without what people decided.")
@click.option("--no-bom", is_flag=True, help="CSV without the byte order mark that spreadsheets know UTF-8 by.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="Entries of a feed, at most.")
@click.option("--own", is_flag=True, help="Related feed: the lists that the pages themselves print.")
@quiet_option
def command(target: str, archive_path: Path, form: str, what: str | None, quiet: bool, **asked: Any) -> None:
    """Write the archive, or a part of it, to FILE, to standard output, or table by table into FOLDER/.

    Values are those that views show, corrected where people decided, beside what was read. A manifest beside the
    file (FILE.manifest.json, FOLDER/manifest.json) says what was asked for, how many were taken, what was left out
    and why, and holds a paragraph on methods. docs/export.md has every format and column.
    """
    from dateline.archive import open_archive
    from dateline.errors import UsageError
    from dateline.export.forms import FORMS, Options

    with errors_shown(), open_archive(archive_path) as archive:
        selection = _selection(archive, asked)
        options = Options(bom=not asked["no_bom"], limit=asked["limit"], own=asked["own"],
                          title=f"dateline: {archive_path.stem}")
        if asked["own"] and form != "related":
            raise UsageError("--own: only the related feed has lists of the pages' own")
        if what is not None and what not in FORMS[form].what:
            raise UsageError(f"--what {what}: {form} holds {', '.join(FORMS[form].what)}")
        files = _write(archive, form, what, target, selection, options)
        if not quiet:
            note_versions(archive)
            for file in files:
                click.echo(f"{file.rows:,} {file.what} written" + (f" to {file.name}" if file.name else ""), err=True)


def _selection(archive: Archive, asked: dict[str, Any]) -> Selection:
    from dateline.archive import groups
    from dateline.archive.query import Query
    from dateline.archive.selection import Selection

    story = asked["story"] and groups.story_named(archive, asked["story"])
    query = Query(words=asked["words"], speaker=asked["speaker"], outlet=asked["outlet"], kind=asked["kind"],
                  act=asked["act"], language=asked["language"], story=story, since=_day("--since", asked["since"], 0),
                  until=_day("--until", asked["until"], 1), min_confidence=asked["min_confidence"],
                  min_speaker_confidence=asked["min_speaker_confidence"])
    return Selection(query=query, as_read=asked["as_read"])


def _day(option: str, value: str | None, which: int) -> str | None:
    """The first (0) or last (1) day of what was given."""
    from dateline.archive.query import dates
    from dateline.errors import UsageError

    if value is None:
        return None
    found = None if ".." in value else dates(value)
    if found is None:
        raise UsageError(f"{option} {value}: write it as 2016, 2016-11 or 2016-11-09")
    return found[which]


def _write(archive: Archive, form: str, what: str | None, target: str, selection: Selection,
           options: Options) -> tuple[File, ...]:
    from dateline.archive.tables import one_state
    from dateline.errors import UsageError
    from dateline.export.forms import FORMS
    from dateline.export.manifest import File
    from dateline.export.writing import write_file, write_folder

    about = FORMS[form]
    if target == "-":
        with one_state(archive):
            rows = about.write(archive, what or about.what[0], sys.stdout.buffer, selection, options)
        sys.stdout.flush()
        return (File(name="", what=what or about.what[0], rows=rows, bytes=0, sha256=""),)
    if target.endswith("/") or Path(target).is_dir():
        if not about.is_flat:
            raise UsageError(f"{target}: {form} is one file; name it")
        return write_folder(archive, form, (what,) if what else about.what, Path(target), selection, options)
    return write_file(archive, form, what or about.what[0], Path(target), selection, options)
