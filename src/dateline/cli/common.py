"""What several commands share: their arguments, how errors are shown, how lines are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.errors import ArchiveError, DatelineError, NotFound, UsageError

if TYPE_CHECKING:
    from dateline.archive import Archive

F = TypeVar("F", bound=Callable[..., Any])


def _archive_path(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Path:
    del ctx, parameter
    return Path(value or os.environ.get("DATELINE_ARCHIVE") or "dateline.db")


archive_option = click.option(
    "--archive", "archive_path", metavar="FILE", callback=_archive_path,
    help="The archive; else $DATELINE_ARCHIVE, else dateline.db in this folder.")
json_option = click.option("--json", "as_json", is_flag=True, help="A JSON object a line (always so in a pipe).")
quiet_option = click.option("--quiet", "-q", is_flag=True, help="No progress and no account, only errors.")
jobs_option = click.option("--jobs", "-j", type=click.IntRange(1, 256), metavar="N",
                           help="Worker processes; else $DATELINE_JOBS, else one a core.")
who_option = click.option("--who", metavar="NAME", envvar="DATELINE_WHO", help="Your name; else $DATELINE_WHO.")
why_option = click.option("--why", default="", metavar="TEXT", help="The reason, for those who read it later.")
speaker_confidence_option = click.option(
    "--min-speaker-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="P",
    help="Name only speakers at least this sure; others stay as printed.")
confidence_options = [
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="P",
                 help="Only statements at least this sure (0 to 1)."),
    speaker_confidence_option,
]


def with_confidence(function: F) -> F:
    """Add the two options that say how sure a statement and its speaker must be."""
    for option in reversed(confidence_options):
        function = option(function)
    return function


@contextmanager
def errors_shown() -> Iterator[None]:
    """Turn an error into one line on stderr: exit status 2 for wrong usage and missing archives, else 1."""
    try:
        yield
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        complain("stopped; what was written stays, and the next run goes on from there")
        sys.exit(130)
    except (UsageError, NotFound, ArchiveError) as error:
        complain(str(error))
        sys.exit(2)
    except DatelineError as error:
        complain(str(error))
        sys.exit(1)


def complain(text: str) -> None:
    """Print a line on stderr."""
    click.echo(f"{click.style('dateline:', fg='red')} {one_line(text)}", err=True)


def many(count: int, one: str, more: str | None = None) -> str:
    """Return a count with its noun: "1 article", "2,300 articles"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def one_line(text: str) -> str:
    """Return text that cannot move the cursor or forge a line: control characters replaced."""
    return "".join(c if c.isprintable() else "�" if c not in "\n\t" else " " for c in text)


def for_people(as_json: bool) -> bool:
    """Return whether output goes to a person rather than to a program."""
    return not as_json and sys.stdout.isatty()


def print_json(value: object) -> None:
    """Print a value as JSON in a line, UTF-8 whatever the locale."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")


def dim(text: str) -> str:
    """Return text in a quiet colour."""
    return click.style(text, dim=True)


def day(moment: str | None) -> str:
    """Return the day of an ISO 8601 time, for lists."""
    return (moment or "")[:10] or "no date   "


def note_versions(archive: Archive) -> None:
    """Say on stderr where rows that different versions or models read meet in one list or count."""
    from dateline.archive import find

    versions = find.versions(archive)
    if len(versions) > 1:
        parts = ", ".join(f"{count:,} articles by {version} with {model}" for version, model, count in versions)
        click.echo(dim(f"read by different versions ({parts}); `dateline reread --apply` makes them one"), err=True)
