"""What tells names from other words with a capital: nouns before a name, words that begin a sentence, datelines."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from dateline.statements.language import sections
from dateline.statements.passage import Passage

LANGUAGES = ("de",)  # that write every noun with a capital, and what data/LANGUAGE/roles.txt lists
_HEAD, _LONGEST = 4, 20  # letters of a noun that may be the last part of another
_ROMAN = frozenset(["II", "III", "IV", "VI", "JR", "SR", "MD"])
_BODY = re.compile(r"[A-Z]{2,5}")
_SEVERAL = re.compile(r"[A-Z]{2,5}s")
_DATELINE = re.compile(r"\s*[^\W\d_a-z][^a-z\n]{2,40}?(?:,[ ][^\n(]{2,30}?)?(?:[ ]\([^()\n]{2,40}\))?[ ]*[-–—]{1,2}[ ]|"
                       r"\s*[A-Z][A-Z .'’-]{2,30}[ ]\([^()\n]{2,40}\)[ ]*[-–—]{1,2}[ ]")


class Nouns(Struct, frozen=True, kw_only=True):
    """Lower-case words of a language in which every noun has a capital; all empty for others."""

    titles: dict[str, str] = {}  # nouns that stand before a name, the last part of others too -> m, f
    determiners: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()  # words that begin no name

    def title(self, low: str) -> str | None:
        """Return the gender of a noun that stands before a name, None for other words."""
        if not self.titles:
            return None
        word = low[-_LONGEST:].rpartition("-")[2]
        for form in (word, word.removesuffix("r"), word.removesuffix("n")):  # "Abgeordneter", "Kollegen"
            for begin in range(len(form) - _HEAD + 1):
                if form[begin:] in self.titles:
                    return self.titles[form[begin:]]
        return None


@cache
def nouns_of(language: str | None) -> Nouns:
    """Return what data/LANGUAGE/roles.txt lists; nothing for a language whose nouns have no capital."""
    if language not in LANGUAGES:
        return Nouns()
    gathered: dict[str, list[str]] = {}
    for section, listed in sections(language, "roles"):
        gathered.setdefault(section, []).extend(listed)
    titles = {word: gender for section, gender in (("heads", "m"), ("female", "f")) for word in gathered[section]}
    determiners = frozenset(gathered["determiners"])
    return Nouns(titles=titles, determiners=determiners, small=determiners | frozenset(gathered["small"]))


def is_body(name: tuple[str, ...]) -> bool:
    """Whether a name ends in the letters of a body: "California ISO"; not where all of it is in capitals."""
    return bool(_BODY.fullmatch(name[-1])) and name[-1] not in _ROMAN and not all(word.isupper() for word in name[:-1])


def are_several(name: tuple[str, ...]) -> bool:
    """Whether a name is one of several people's: "Tory MPs", "Environmentalists"."""
    return bool(_SEVERAL.fullmatch(name[-1])) or (len(name) == 1 and name[0].endswith("ists"))


def dateline_end(passage: Passage, begin: int) -> int:
    """Return the offset behind the place in capitals that opens a text: "PORT VALDOR (Orvane Press) - "; 0 for none."""
    match = _DATELINE.match(passage.text, begin)
    return match.end() if match else 0
