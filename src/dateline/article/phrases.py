"""Lists of phrases and names that mark walls and asides, kept as data in data/phrases/, one a line."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Return the lines of one list, without its head."""
    lines = resources.files(__package__).joinpath(f"data/phrases/{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Return what finds any expression of a list, case ignored."""
    return re.compile("|".join(phrases(name)), re.IGNORECASE)


@cache
def _stems(name: str) -> tuple[tuple[str, re.Pattern[str] | None], ...]:
    parts = (line.partition("\t") for line in phrases(name))
    return tuple((stem, re.compile(expression) if expression else None) for stem, _, expression in parts)


def containing(name: str, lines: list[str]) -> list[int]:
    """Return the places of lines that have a phrase of a list; none has a line break.

    A line of the list with a tab is a stem, looked for first in all lines at once, and an expression: many times
    cheaper than one expression that knows all phrases.
    """
    joined = "\n".join(lines).lower()
    lines = joined.split("\n")
    found: set[int] = set()
    for stem, expression in _stems(name):
        if stem in joined:
            found.update([place for place, line in enumerate(lines)
                          if stem in line and (expression is None or expression.search(line))])
    return sorted(found)
