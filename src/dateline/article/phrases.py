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


def contains(name: str, text: str) -> bool:
    """Return whether a text has a phrase of a list. A line with a tab is a stem, looked for first, and an expression.

    Looking for the stems is many times cheaper than one expression that knows all phrases.
    """
    text = text.lower()
    for stem, expression in _stems(name):  # noqa: SIM110  # any() takes twice as long
        if stem in text and (expression is None or expression.search(text)):
            return True
    return False


def containing(name: str, texts: list[str]) -> list[int]:
    """Return the places of texts that `contains` is true of; no text has a line break."""
    joined = "\n".join(texts).lower()
    lines = joined.split("\n")
    found: set[int] = set()
    for stem, expression in _stems(name):
        if stem in joined:
            found.update([place for place, line in enumerate(lines)
                          if stem in line and (expression is None or expression.search(line))])
    return sorted(found)
