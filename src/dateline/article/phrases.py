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
def stems(name: str) -> tuple[tuple[str, re.Pattern[str] | None], ...]:
    """Return the lines of a list with what each has, a stem in lower case, and the expression of it, if it has one.

    They stand in a line with a tab between; a line without one is its own stem.
    """
    parts = (line.partition("\t") for line in phrases(name))
    return tuple((stem, re.compile(expression) if expression else None) for stem, _, expression in parts)


def speaks_of(name: str, line: str) -> bool:
    """Return whether a line has a phrase of a list of stems, case ignored."""
    line = line.lower()
    return any(stem in line and (expression is None or expression.search(line)) for stem, expression in stems(name))
