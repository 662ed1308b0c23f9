"""What a person decides of stories and speakers: kept as a correction, and everything grouped again by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import errors_shown

if TYPE_CHECKING:
    from dateline.archive import Archive


def decide(archive_path: Path, make: Callable[[Archive], str], *, purpose: str) -> None:
    """Keep the correction that `make` makes and returns the id of, group again, and say how to take it back.

    purpose: the command, for who finds the archive held by it.
    """
    from dateline.archive import open_archive
    from dateline.pipeline import regroup

    with errors_shown(), open_archive(archive_path, write=True, purpose=purpose) as archive:
        made = make(archive)
        regroup(archive)
        click.echo(f"kept as correction {made}; `dateline correct undo {made[:8]}` takes it back")
