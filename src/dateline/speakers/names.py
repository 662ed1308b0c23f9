"""Names as printed, their titles taken off, and folded so that spellings of one name meet."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

NAME_CHARACTERS = 200
BORNE = frozenset({"king", "queen", "pope", "prince", "princess", "major", "judge", "bishop"})
"""Titles that are surnames as often, or that make the name: before a single word they stay ("Pope Francis")."""

_SPACE = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_BRACKETED = re.compile(r"\s*\([^()]*\)?")
_DOTTED = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
_WORD = re.compile(r"[\w&+-]+")


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    """Return the shipped words by what they are: pronoun, honorific, title, article, suffix, legal."""
    found: dict[str, list[str]] = defaultdict(list)
    source = files("dateline.speakers") / "data" / "name_words.txt"
    for line in source.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, _, names = line.partition(":")
            found[kind] += names.split()
    return {kind: frozenset(names) for kind, names in found.items()}


def printed(name: str) -> str:
    """Return a name as printed, without titles before it, brackets and possessive, white space folded."""
    plain = _BRACKETED.sub("", unicodedata.normalize("NFC", name[:NAME_CHARACTERS]))
    parts = _SPACE.split(plain.strip(" \t\r\n,;:\"“”„«»"))
    while len(parts) > 1 and _is_title_of(parts):
        parts.pop(0)
    return _POSSESSIVE.sub("", " ".join(parts)).strip(" ,")


def _is_title_of(parts: list[str]) -> bool:
    """Return whether the first of `parts` is a title of those after it."""
    first, second = _bare(parts[0]), _bare(parts[1])
    if first in _lists()["honorific"]:
        return True
    if first in ("of", "for"):  # what is left of "Secretary of State John Kerry"
        return second in _lists()["title"]
    return first in _lists()["title"] and (first not in BORNE or len(parts) > 2)


def is_nobody(name: str) -> bool:
    """Return whether a name holds nothing but pronouns, articles and titles ("the Prime Minister"), or no word."""
    lists = _lists()
    nothing = lists["pronoun"] | lists["article"] | lists["honorific"] | lists["title"]
    return all(_bare(part) in nothing or not _WORD.search(part) for part in _SPACE.split(name.strip()))


def folded_person(name: str) -> str:
    """Return a person's name without case, accents, dots and degrees; initials, "jr" and numbers tell namesakes apart.
    """
    parts = folded(name).split()
    while len(parts) > 2 and parts[-1] in _lists()["suffix"]:
        parts.pop()
    return " ".join(parts)


def folded_body(name: str) -> str:
    """Return a body's name without case, accents, dots, a leading article, and what only names its legal form."""
    parts = folded(name).split()
    while len(parts) > 1 and parts[0] in _lists()["article"]:
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in _lists()["legal"] | {"&"}:
        parts.pop()
    return " ".join(parts)


def folded(name: str) -> str:
    """Return the words of a name in lower case without accents; "J.K." gives "j k", "U.S." gives "u s"."""
    plain = unicodedata.normalize("NFKD", _DOTTED.sub(". ", name).casefold())
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def _bare(word: str) -> str:
    return word.casefold().strip(".,'’\"“”")
