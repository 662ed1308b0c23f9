"""What a person may say of the input, for `read` and `add`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.intake import Options

F = TypeVar("F", bound="Callable[..., Any]")

_OPTIONS = [
    click.option("--url", metavar="ADDRESS", help="The address of the page, where one page is given."),
    click.option("--captured", metavar="TIME", help="When it was captured (ISO 8601), where one page is given."),
    click.option("--map", "columns", multiple=True, metavar="NAME=FIELD",
                 help="A field of rows under another name, as --map date=published; may be repeated."),
]


def intake_options(function: F) -> F:
    """Add --url, --captured and --map to a command."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def options_of(given: dict[str, Any]) -> Options:
    """Return the intake's options from what was given. Raises UsageError for a --map that is none."""
    from dateline.intake import Options

    columns = {}
    for pair in given["columns"]:
        name, equals, field = pair.partition("=")
        if not (name and equals and field):
            raise UsageError(f"--map {pair}: write it as NAME=FIELD, as --map date=published")
        columns[name] = field
    return Options(url=given["url"], captured=given["captured"], columns=columns)
