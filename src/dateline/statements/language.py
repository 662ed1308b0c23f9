"""The words of each language that the rules know, and which of these languages a text is in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.limits import STATEMENT_LANGUAGES as LANGUAGES
from dateline.statements.passage import Passage

SAMPLE = 2_000  # words looked at


class Speech(Struct, frozen=True):
    """Lower-case words of one language by what they tell."""

    cues: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()  # words that end a source
    helps: frozenset[str] = frozenset()  # auxiliaries before a cue
    negated: frozenset[str] = frozenset()
    hypothetical: frozenset[str] = frozenset()
    hedged: frozenset[str] = frozenset()
    page: frozenset[str] = frozenset()  # words of a page's own labels: "Subscribers also read:"
    reader: frozenset[str] = frozenset()  # what the page calls itself and its reader
    account: frozenset[str] = frozenset()  # words of lines to the reader: sign up, cookies, comments
    common: frozenset[str] = frozenset()  # the most frequent words, to know the language by


def sections(language: str, name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield (section, words) of data/`language`/`name`.txt, whose lines are "section: word word"."""
    source = files("dateline.statements") / "data" / language / f"{name}.txt"
    for line in source.read_text(encoding="utf-8").splitlines():
        section, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            yield section, words.split()


@cache
def clauses() -> dict[str, frozenset[str]]:
    """Return what data/en/clauses.txt lists by section."""
    gathered: dict[str, list[str]] = {}
    for section, listed in sections("en", "clauses"):
        gathered.setdefault(section, []).extend(listed)
    return {section: frozenset(listed) for section, listed in gathered.items()}


@cache
def speech_of(language: str | None) -> Speech:
    """Return what data/`language`/speech.txt lists; nothing for a language without it."""
    if language not in LANGUAGES:
        return Speech()
    return Speech(**{section: frozenset(words) for section, words in sections(language, "speech")})


def language_of(passage: Passage) -> str | None:
    """Return which of LANGUAGES has most of its frequent words in `passage`, or None where none has one in twenty."""
    sample = passage.lows[:SAMPLE]
    known = [(language, speech_of(language)) for language in LANGUAGES]
    count, best = max((sum((low in speech.common) + 2 * (low in speech.cues) for low in sample), language)
                      for language, speech in known)
    return best if count * 20 >= len(sample) and count else None
