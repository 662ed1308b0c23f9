"""The words that tell people, bodies, documents and places apart in English news; loaded once a process."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Lexicon(Struct, frozen=True, kw_only=True):
    """Lower-case words by what they tell; words of several parts are written with "_"."""

    given: dict[str, str]  # given name -> m, f or u
    nicknames: dict[str, frozenset[int]]  # given name -> the families of short forms it belongs to
    titles: dict[str, str]  # printed before a name -> m, f or ""
    ahead: frozenset[str]  # titles that need another after them: "former"
    suffixes: frozenset[str]
    roles: dict[str, str]  # a person's noun -> m, f or ""
    plurals: frozenset[str]
    formal: frozenset[str]
    surnames: frozenset[str]  # formal words that are surnames too
    bodies: frozenset[str]
    named_bodies: frozenset[str]
    texts: frozenset[str]
    function: frozenset[str]
    places: frozenset[str]
    place_words: frozenset[str]  # of names in several words too: "hampshire"
    states: dict[str, str]  # abbreviation -> last word of the state's name
    adjectives: frozenset[str]
    common: frozenset[str]  # words of the language that are printed in lower case
    families: dict[str, frozenset[str]]  # a body's noun -> the capitalised words it may stand for
    works: dict[str, frozenset[str]]  # a text's noun -> the nouns printed beside a title that it may stand for
    kin: dict[str, frozenset[str]]  # a person's noun -> the words of roles it may stand for
    closed: dict[str, frozenset[str]]  # the closed classes of grammar.txt


def _lines(name: str) -> Iterator[str]:
    source = files("dateline.statements") / "data" / "en" / f"{name}.txt"
    for line in source.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _sections(name: str) -> dict[str, list[str]]:
    """Return section -> words, from lines of the form "section: word word"."""
    sections: dict[str, list[str]] = {}
    for line in _lines(name):
        section, _, words = line.partition(":")
        sections.setdefault(section, []).extend(words.split())
    return sections


def _gendered(sections: dict[str, list[str]], plain: str) -> dict[str, str]:
    gendered = dict.fromkeys(sections[plain], "")
    gendered |= dict.fromkeys(sections["male"], "m")
    return gendered | dict.fromkeys(sections["female"], "f")


def _nickname_families() -> dict[str, frozenset[int]]:
    families: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("nicknames")):
        for name in line.split():
            families.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in families.items()}


@cache
def english() -> Lexicon:
    """Return the words of data/en."""
    titles, roles, bodies = _sections("titles"), _sections("roles"), _sections("bodies")
    places = _sections("places")
    return Lexicon(
        given={name: gender for gender, names in _sections("given_names").items() for name in names},
        nicknames=_nickname_families(),
        titles=_gendered(titles, "plain"),
        ahead=frozenset(titles["ahead"]),
        suffixes=frozenset(titles["suffix"]),
        roles=_gendered(roles, "person"),
        plurals=frozenset(roles["plural"]),
        formal=frozenset(bodies["formal"]),
        surnames=frozenset(bodies["surnames"]),
        bodies=frozenset(bodies["common"]),
        named_bodies=frozenset(bodies["named"]),
        texts=frozenset(_sections("documents")["text"]),
        function=frozenset(_sections("function_words")["words"]),
        places=frozenset(places["places"]),
        place_words=frozenset(word for place in places["places"] for word in place.split("_")),
        states={short: words[0] for short, words in _sections("states").items()},
        adjectives=frozenset(places["adjectives"]),
        common=frozenset(_sections("common_words")["words"]),
        families={noun: frozenset(words) for noun, words in _sections("body_families").items()},
        works={noun: frozenset(words) for noun, words in _sections("document_families").items()},
        kin={noun: frozenset(words) for noun, words in _sections("role_families").items()},
        closed={name: frozenset(words) for name, words in _sections("grammar").items()},
    )
