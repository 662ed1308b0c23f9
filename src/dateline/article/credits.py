"""Wire credits: the agencies and outlets that an article says it has its news from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from dateline.article.credit_places import BRACKET, CAPITALS, FOLLOWS, RIGHTS, SAYS, SOURCE, CreditPlaces
from dateline.model import Credit, Span

_VERBS = re.findall(r"\S+", r"""reported reports said says cited quoted wrote writes informed informs announced noted
    added told learned has\s+learned
    berichtete berichtet meldete meldet schreibt schrieb rapporte a\s+rapporté informó informa reportó
    riferisce ha\s+riferito
    сообщает сообщил сообщила сообщили сообщило пишет передает передаёт bildirdi podaje podała informuje""")
_VERB = "(?:" + "|".join(  # by their first letters: words that begin with others are passed in half the time
    f"{first}(?:{'|'.join([verb[1:] for verb in _VERBS if verb[0] == first])})"
    for first in dict.fromkeys([verb[0] for verb in _VERBS])) + ")"
_NAME = rf"(?:(?:The\s)?[{CAPITALS}][\w'’.-]{{0,24}}(?:\s[{CAPITALS}][\w'’-]{{0,24}}){{0,3}})"
_REPORTED = re.compile(r"(?<!\w)(?P<name>" + _NAME + r")\s(?:news\sagency\s|agency\s|newspaper\s"
                                                     r"|TV\s)?" + _VERB + r"(?!\w)")
_SAID = re.compile("[ \n\t]" + _VERB + r"(?!\w)")
_LONGEST_NAME = 140  # characters of a name with "news agency" behind it
_ACCORDING = re.compile(r"(?:[Aa]ccording\sto|[Ll]aut|[Ss]elon|[Ss]egún|[Ss]econdo|[Пп]о\sданным|as\s(?:cited|quoted"
                        r"|reported)\sby|"
                        r"(?:reported|cited|quoted)\sby|told)\s(?:the\s|der\s)?(?P<name>" + _NAME + r")")
_ACCORDING_ENDINGS = (("ccording", 1), ("aut", 1), ("elon", 1), ("egún", 1), ("econdo", 1), ("данным", 3),
                    ("reported", 0), ("cited", 0), ("quoted", 0), ("told", 0))  # and how far inside it each stands
_BRACKETED = re.compile(r"[(\[](?P<name>[^()\[\]\n]{2,60})[)\]]")
_CREDIT_LINE = re.compile(r"\n\W{0,3}(?:Source|Quelle|Fuente|Fonte|Источник|Kaynak|Źródło|Agencies?"
                          r"|Mit\sMaterial\svon|With\s(?:files|reporting|material|input)\s"
                          r"from|Reporting\sby)\s*:?\s+(?P<name>[^\n]{2,80})(?=\n|\Z)")
_SOURCES = re.findall(r"\S+", "Source Quelle Fuente Fonte Источник Kaynak Źródło Agencie Agencies Mit With Reporting")
_RIGHTS = re.compile(r"\n[^\w\n]{0,3}(?:©|\(c\)|Copyright)[\s©\d-]{0,9}\s(?P<name>[^\n.,:©]{2,40})", re.IGNORECASE)
_OUTLET_MARK = re.compile(r"^[A-Z]{2,5}$|\b(?:TV|News|Times|Post|Radio|Press|Agency|Daily|Herald|Tribune|Guardian"
                          r"|Zeitung|Journal|Telegraph|"
                          r"Gazette|Broadcasting|Media|Today|Channel|Observer|Magazine|Newspaper)\b")
_BODIES = frozenset(["EU", "UN", "US", "USA", "UK", "NATO", "WHO", "IMF", "FBI", "CIA", "NSA", "IAEA", "OPEC", "FIFA",
    "UEFA", "IOC", "WTO", "ECB", "OSCE", "NASA", "ISIS", "ISIL", "IS", "GOP", "DNC", "MP", "MPS", "CEO", "PM", "NHS",
        "FDA", "CDC", "EPA", "DOJ", "HRW", "ICC", "ICRC", "IRGC", "PKK", "YPG", "SDF", "SPD", "CDU", "CSU", "FDP",
            "AFD", "ÖVP", "SPÖ", "FPÖ", "TUC", "NRA", "ACLU", "NGO", "UNHCR", "UNICEF", "UNESCO"])
_PARTS = re.compile(r"[^/,;&|]+")  # of what stands in brackets
_LONGEST = 200_000  # characters of a text that are searched


@lru_cache(maxsize=1)
def _look() -> CreditPlaces:
    return CreditPlaces([verb.partition("\\")[0] for verb in _VERBS], _SOURCES, _ACCORDING_ENDINGS)


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    lines = resources.files("dateline.article").joinpath("data/agencies.txt").read_text(encoding="utf-8")
    names: dict[str, str] = {}
    for line in lines.splitlines():
        if not line.startswith("#"):
            printed, _, name = line.partition("\t")
            names[_folded(printed)] = name or printed
    return names


def _folded(name: str) -> str:
    """Short forms keep their case, since "AP" is an agency and "ap" is not."""
    words = " ".join(name.replace("’", "'").split()).strip(".")
    return words if len(words) <= 4 else words.casefold()


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """Return what the agencies' names begin with, three characters each, lower case."""
    return frozenset([name[:3].lower() for name in _agencies()])


def agency_name(printed: str) -> str | None:
    """Return the agency that `printed` names ("AP" is the Associated Press), or None."""
    opening = printed[:3]
    if opening.isascii() and opening.isalnum() and opening.lower() not in _openings():
        return None
    return _agencies().get(_folded(printed))


def body_credits(text: str) -> tuple[Credit, ...]:
    """Return the wires and outlets that Article.text credits: "RT reported", "(Reuters)"; spans count in `text`.

    In the order of first mention; each has all its places.
    """
    places: dict[tuple[str, str], list[Span]] = {}
    for name, kind, span in sorted(_mentions(text[:_LONGEST]), key=lambda one: one[2]):
        spans = places.setdefault((name, kind), [])
        if not spans or spans[-1][1] <= span[0]:
            spans.append(span)
    return tuple(Credit(name=name, kind="agency" if kind == "agency" else "outlet", place="body", spans=tuple(spans))
                 for (name, kind), spans in places.items())


def _mentions(text: str) -> Iterator[tuple[str, str, Span]]:
    text = f"\n{text}"
    looked = _look().places(text)
    says, follows, brackets, sources, rights = (
        [place for place, told in looked if told & kind] for kind in (SAYS, FOLLOWS, BRACKET, SOURCE, RIGHTS))
    for found in (*_reported(text, says), *_matches(_ACCORDING, text, follows)):
        yield from _named(found["name"], found.start("name") - 1)
    for found in (*filter(None, [_BRACKETED.match(text, place) for place in brackets]),
                  *_matches(_CREDIT_LINE, text, sources), *_matches(_RIGHTS, text, rights)):
        for part in _PARTS.finditer(found["name"]):
            words = part[0].strip()
            agency = agency_name(words)
            if agency or (found.re is _CREDIT_LINE and _is_outlet(words)):
                start = found.start("name") - 1 + part.start() + len(part[0]) - len(part[0].lstrip())
                yield agency or words, "agency" if agency else "outlet", (start, start + len(words))


def _matches(expression: re.Pattern[str], text: str, places: list[int]) -> Iterator[re.Match[str]]:
    """Yield what an expression finds in a text, given the places where it may begin, in order."""
    at = 0
    for place in places:
        found = expression.match(text, place) if place >= at else None
        if found is not None:
            yield found
            at = found.end()


def _reported(text: str, places: list[int]) -> Iterator[re.Match[str]]:
    """Yield who reports, verb by verb: to look at each verb's name is far cheaper than for each name's verb."""
    at = 0
    for verb in _matches(_SAID, text, places):
        found = _REPORTED.search(text, max(at, verb.start() - _LONGEST_NAME), verb.end() + 1)
        if found is not None and found.end() == verb.end():
            yield found
            at = found.end()


def _named(name: str, start: int) -> Iterator[tuple[str, str, Span]]:
    plain = name.removeprefix("The ").rstrip(".")
    start += len(name) - len(name.removeprefix("The "))
    agency = agency_name(plain) or agency_name(name)
    if agency:
        yield agency, "agency", (start, start + len(plain))
    elif _is_outlet(plain):
        yield plain, "outlet", (start, start + len(plain))


def _is_outlet(name: str) -> bool:
    return bool(_OUTLET_MARK.search(name)) and name not in _BODIES and not re.search(r"\s(?:of|for)\s", name)
