"""The account of a run, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from dateline.cli.common import complain, one_line

if TYPE_CHECKING:
    from dateline.pipeline import Account

_NAMED = 20


def print_account(account: Account, *, quiet: bool = False) -> None:
    """Print what became of every input; the rejected by name, on stderr."""
    for source, reason in account.rejected[:_NAMED]:
        complain(f"{source}: {reason}")
    if account.rejected_count > _NAMED:
        complain(f"... and {account.rejected_count - _NAMED} more; `dateline rejected` lists them")
    if quiet:
        return
    click.echo(f"{account.total:,} in = {sum(account.added.values()):,} added{_parts(account.added)}"
               f" + {account.unchanged:,} unchanged + {account.new_editions:,} new editions"
               f" + {sum(account.skipped.values()):,} skipped{_parts(account.skipped)}"
               f" + {account.rejected_count:,} rejected")


def _parts(counts: Mapping[str, int]) -> str:
    if not counts:
        return ""
    return " (" + ", ".join(f"{count:,} {one_line(name)}" for name, count in sorted(counts.items())) + ")"
