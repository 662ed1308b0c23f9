"""Words of a text, folded, and how much each weighs: by a table that ships, never by the archive's other articles.

So an article's terms are a pure function of it alone, and a new article changes nobody else's.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

READ_CHARACTERS = 200_000  # of a text; what a book says after that changes no story
WORD_CHARACTERS = 40

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return a word without case, accents and possessive."""
    folded = word.casefold()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return _POSSESSIVE.sub("", folded)[:WORD_CHARACTERS]


def words(text: str) -> list[str]:
    """Return the folded words and numbers of a text in order; scripts without spaces give pairs of characters."""
    found: list[str] = []
    for printed in _WORD.findall(text[:READ_CHARACTERS]):
        word = fold(printed)
        if not word.isascii() and len(word) > 2 and _WITHOUT_SPACES.search(word):
            found.extend(word[i : i + 2] for i in range(len(word) - 1))
        elif word:
            found.append(word)
    return found


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a folded word without an English plural ending; other words as they are."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "sui":
        return word[:-1]
    return word


@lru_cache(maxsize=1)
def document_frequencies() -> tuple[int, dict[str, int]]:
    """Return the number of documents counted, and in how many of them each stem stood (rare ones left out)."""
    table: dict[str, int] = {}
    documents = 0
    source = files("dateline.stories") / "data" / "document_frequencies.txt"
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        count, *stems = line.split()
        if stems == ["documents"]:
            documents = int(count)
        else:
            table.update(dict.fromkeys(stems, int(count)))
    return documents, table


@lru_cache(maxsize=65_536)
def rarity(term: str) -> float:
    """Return the inverse document frequency of a stem: 0 for one in every document, the highest for one unseen."""
    documents, table = document_frequencies()
    return math.log((documents + 1) / (table.get(term, 1) + 1))


@lru_cache(maxsize=1)
def calendar_words() -> frozenset[str]:
    """Return the stems of words that name a day: they tell when, not what."""
    source = files("dateline.stories") / "data" / "calendar_words.txt"
    lines = source.read_text(encoding="utf-8").splitlines()
    return frozenset(stem(fold(word)) for line in lines if not line.startswith("#") for word in line.split())


def is_common(word: str, *, share: float = 0.05) -> bool:
    """Return whether a folded word stands in more than `share` of all documents."""
    documents, table = document_frequencies()
    return table.get(stem(word), 0) > share * documents


def stems(found: Iterable[str]) -> Iterator[str]:
    """Yield the stems of folded words that can be terms: longer than a letter."""
    return (stem(word) for word in found if len(word) > 1)
