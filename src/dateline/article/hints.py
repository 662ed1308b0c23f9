"""What the class, id, itemprop and rel of an element say about its contents, in the words that sites use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

NOTHING: frozenset[str] = frozenset()

_PATTERNS = {
    "date": r"date|datum|fecha|\btime|zeit",
    "date property": r"date(?:published|modified|created)",
    "published": r"publi|pubdate|posted|entry-date|post-date|create|veroeff|erschien|dateline",
    "modified": r"modif|updat|aktualis|last-?edit|revis|changed",
    "meta": r"meta|byline|info|author|autor|header|headline",
    "comment": r"comment|kommentar|reply|disqus|respon",
    "elsewhere": r"related|sidebar|widget|footer|recent|teaser|latest|archive|card|list|more|recommend|event|calendar"
                 r"|copyright|menu|popular|similar|next|prev",
    "headline": r"headline|title|titel|titre|titulo",
    "no headline": r"logo|brand|site[-_]?(?:title|name)|widget|related|sidebar|menu|nav|comment|share|teaser|card|promo"
                   r"|modal|cookie",
    "byline": r"(?<![a-z])(?:author|autor|auteur|byline|writer|contributor|reporter|verfasser|redakteur|columnist"
              r"|creator"
              r"|posted-?by|fn\b|p-name)|(?:author|autor|byline)(?:s|-?name|-?link)?\b",
    "no byline": r"comment|kommentar|related|sidebar|widget|footer|recent|teaser|latest|card|recommend|popular"
                 r"|similar|next"
                 r"|prev|testimonial|quote|caption|photo|image|reply",
    "caption": r"caption|bildunterschrift|legend|bildtext|cutline|img-?desc|image-?description",
    "credit": r"credit|copyright|photographer|byline|source|quelle|fotograf",
    "related": r"(?:^|[\s_-])(?:related|read-?more|see-?also|recommended|more-?on|similar)(?:$|[\s_-])"
               r"|related-?(?:articles|posts|stories|content|news)",
}
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS.items())
_BY_NAME = dict(_COMPILED)
LONGEST = 200  # characters of one element's hints that are looked at
_STEMS = {
    "date property": "date", "published": "publi posted date creat veroeff erschien",
    "modified": "modif updat aktualis edit revis chang", "headline": "headl tit",
    "byline": "aut byl writer contrib report verfass redakt column creat posted fn p-name",
    "caption": "capti untersch legend bildtext cutline desc", "related": "relat read also recomm more simil"}
"""What is looked for on whole pages, each with stems of which every hint that shows it has one; the rest is asked of
single elements only."""
SOUGHT = frozenset(_STEMS)
_SOUGHT_BY = {stem: [name for name, stems in _STEMS.items() if stem in stems.split()]
              for stem in dict.fromkeys(" ".join(_STEMS.values()).split())}

# No pattern reaches over white space, so each word of a hint is looked at for itself, once for all that have it.


@lru_cache(maxsize=8_192)
def marks(hint: str) -> frozenset[str]:
    """Return which of the patterns a hint (lower case) shows."""
    return NOTHING.union(*map(_marks, hint[:LONGEST].split())) or NOTHING


@lru_cache(maxsize=8_192)
def shows(hint: str, name: str) -> bool:
    """Return whether a hint (lower case, at most LONGEST characters) shows one of the patterns."""
    return _BY_NAME[name].search(hint) is not None


def may_show(hints: Iterable[str]) -> dict[str, set[str]]:
    """Return for those of different hints (lower case) that may show what is SOUGHT which of it: by its stems."""
    text = "\0".join(hints)  # no parser leaves a NUL
    found: dict[str, set[str]] = {}
    for stem, names in _SOUGHT_BY.items():
        place = text.find(stem)
        while place >= 0:
            start, end = text.rfind("\0", 0, place) + 1, text.find("\0", place)
            end = end if end >= 0 else len(text)
            found.setdefault(text[start:end], set()).update(names)
            place = text.find(stem, end)
    return found


@lru_cache(maxsize=8_192)
def _marks(word: str) -> frozenset[str]:
    return frozenset([name for name, pattern in _COMPILED if pattern.search(word)]) or NOTHING
