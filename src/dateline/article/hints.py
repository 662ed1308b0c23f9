"""What the class, id, itemprop and rel of an element say about its contents, in the words that sites use."""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_

import numpy as np

from dateline.article.tags import Bytes

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
    "embed": r"instagram|twitter-tweet|(?:fb|facebook)-(?:post|video)|tiktok-embed|telegram-post|reddit-embed",
}
_BY_NAME = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
OF_PLACES = ("date", "date property", "published", "modified", "meta", "comment", "elsewhere")
"""What is asked of the elements around a place, all at once; the rest is asked one by one, see `shows`."""
LONGEST = 200  # characters of one element's hints that are looked at
_STEMS = {
    "date property": "date", "published": "publi posted date creat veroeff erschien",
    "modified": "modif updat aktualis edit revis chang", "headline": "headl tit",
    "byline": "aut byl writer contrib report verfass redakt column creat posted fn p-name",
    "caption": "capti untersch legend bildtext cutline desc", "related": "relat read also recomm more simil",
    "embed": "instagr twitter-tw fb-p fb-v facebook-p facebook-v tiktok-e telegram-p reddit-e"}
"""What is looked for on whole pages, each with stems of which every hint that shows it has one; the rest is asked of
single elements only."""
SOUGHT = tuple(_STEMS)

# No pattern reaches over white space, so each word of a hint is looked at for itself, once for all that have it.


@lru_cache(maxsize=8_192)
def marks(hint: str) -> frozenset[str]:
    """Return which of OF_PLACES a hint (lower case) shows."""
    return NOTHING.union(*map(_marks, hint[:LONGEST].split())) or NOTHING


@lru_cache(maxsize=8_192)
def shows(hint: str, name: str) -> bool:
    """Return whether a hint (lower case, at most LONGEST characters) shows one of the patterns."""
    return _BY_NAME[name].search(hint) is not None


@lru_cache(maxsize=8_192)
def _marks(word: str) -> frozenset[str]:
    return frozenset([name for name in OF_PLACES if _BY_NAME[name].search(word)]) or NOTHING


class Stems:
    """Finds the stems of what is SOUGHT in a hint, all at once: which state follows on which, for native/hints.zig.

    A state is the longest head of a stem that was read. classes: of each byte, the same for both cases. steps: the
    state behind each state by class. told: of each state, which of SOUGHT the stems that end there belong to, a bit
    each.
    """

    def __init__(self) -> None:
        stems = {stem: sum(1 << bit for bit, name in enumerate(SOUGHT) if stem in _STEMS[name].split())
                 for stem in " ".join(_STEMS.values()).split()}
        letters = sorted({letter for stem in stems for letter in stem})
        heads = sorted({stem[:length] for stem in stems for length in range(len(stem) + 1)}, key=len)
        states = {head: state for state, head in enumerate(heads)}
        self.classes: Bytes = np.zeros(256, np.uint8)
        for number, letter in enumerate(letters, 1):
            self.classes[[ord(letter), ord(letter.upper())]] = number
        self.steps: Bytes = np.array([[0, *[self._behind(head + letter, states) for letter in letters]]
                                      for head in heads], np.uint8)
        self.told: Bytes = np.array([reduce(or_, [bits for stem, bits in stems.items() if head.endswith(stem)], 0)
                                     for head in heads], np.uint8)

    @staticmethod
    def _behind(read: str, states: dict[str, int]) -> int:
        """Return the state of the longest of a text's ends that is one."""
        return next(states[read[start:]] for start in range(len(read) + 1) if read[start:] in states)
