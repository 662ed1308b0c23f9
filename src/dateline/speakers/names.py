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

OFFICE_WORDS = 4  # of a name, at most, that are searched for an office

_AROUND = " \t\r\n,;:\"“”„«»"
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
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
    """Return a name as printed, without brackets and possessive, white space folded."""
    plain = _BRACKETED.sub("", unicodedata.normalize("NFC", name[:NAME_CHARACTERS]))
    return _POSSESSIVE.sub("", _SPACE.sub(" ", plain).strip(_AROUND)).strip(_AROUND)


def without_titles(name: str) -> str:
    """Return a person's printed name without the titles and offices before it and what follows a comma.

    "FBI Director James Comey, 55" gives "James Comey"; "King Jr." stays, and so does "Pope Francis".
    """
    name, *rest = name.split(", ")
    if rest and _bare(rest[0]) in _GENERATIONS:
        name = f"{name} {rest[0]}"
    parts = name.split(" ")
    for place in range(min(len(parts) - 2, OFFICE_WORDS), 0, -1):
        if _is_office(parts[place], parts[place + 1 :]):
            parts = parts[place + 1 :]
            break
    while len(parts) > 1 and _is_title_of(parts):
        parts.pop(0)
    return " ".join(parts).strip(_AROUND)


def _is_office(word: str, rest: list[str]) -> bool:
    """Return whether a word within a name ends an office: "Speaker" of "House Speaker Paul Ryan"."""
    is_title = _bare(word) in _lists()["title"] and _bare(word) not in BORNE
    return is_title and (len(rest) > 1 or word.islower()) and all(part[:1].isupper() for part in rest)


def _is_title_of(parts: list[str]) -> bool:
    """Return whether the first of `parts` is a title of those after it."""
    first, second = _bare(parts[0]), _bare(parts[1])
    if first in _lists()["honorific"]:
        return True
    if first in ("of", "for"):  # what is left of "Secretary of State John Kerry"
        return second in _lists()["title"]
    return first in _lists()["title"] and (first not in BORNE or len(parts) > 2)


def is_nobody(name: str) -> bool:
    """Return whether a name holds nothing but pronouns, articles and titles ("the Prime Minister"), or no word.

    After "Mr." a title that is borne as a name is one: "Mr. Prince" is somebody, "Mr. President" is not.
    """
    lists = _lists()
    nothing = lists["pronoun"] | lists["article"] | lists["honorific"] | lists["title"]
    parts = [_bare(part) for part in _SPACE.split(name.strip()) if _WORD.search(part)]
    if len(parts) == 2 and parts[0] in lists["honorific"] and parts[1] in BORNE:
        return False
    return all(part in nothing for part in parts)


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
