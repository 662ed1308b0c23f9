"""What the class, id, itemprop and rel of an element say about its contents, in the words that sites use."""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_

import numpy as np
import numpy.typing as npt

from dateline.article.tags import Bytes

NOTHING: frozenset[str] = frozenset()

_WORDS = {
    "date property": "datepublished datemodified datecreated",
    "published": "publi pubdate posted entry-date post-date create veroeff erschien dateline",
    "modified": "modif updat aktualis last-edit lastedit revis changed",
    "headline": "headline title titel titre titulo",
    "caption": "caption bildunterschrift legend bildtext cutline img-desc imgdesc image-description imagedescription",
    "embed": "instagram twitter-tweet fb-post facebook-post fb-video facebook-video tiktok-embed telegram-post"
             " reddit-embed",
    "date": "date datum fecha zeit",
    "meta": "meta byline info author autor header headline",
    "comment": "comment kommentar reply disqus respon",
    "elsewhere": "related sidebar widget footer recent teaser latest archive card list more recommend event calendar"
                 " copyright menu popular similar next prev",
    "no headline": "logo brand site-title site_title sitetitle site-name site_name sitename widget related sidebar menu"
                   " nav comment share teaser card promo modal cookie",
    "no byline": "comment kommentar related sidebar widget footer recent teaser latest card recommend popular similar"
                 " next prev testimonial quote caption photo image reply",
    "credit": "credit copyright photographer byline source quelle fotograf",
}
"""What is shown by every hint that holds one of some words, wherever it stands."""
_PATTERNS = {name: "|".join(map(re.escape, words.split())) for name, words in _WORDS.items()} | {
    "date": r"date|datum|fecha|\btime|zeit",
    "byline": r"(?<![a-z])(?:author|autor|auteur|byline|writer|contributor|reporter|verfasser|redakteur|columnist"
              r"|creator"
              r"|posted-?by|fn\b|p-name)|(?:author|autor|byline)(?:s|-?name|-?link)?\b",
    "related": r"(?:^|[\s_-])(?:related|read-?more|see-?also|recommended|more-?on|similar)(?:$|[\s_-])"
               r"|related-?(?:articles|posts|stories|content|news)",
}
_BY_NAME = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
OF_PLACES = ("date", "date property", "published", "modified", "meta", "comment", "elsewhere")
"""What is asked of the elements around a place, all at once; the rest is asked one by one, see `shows`."""
LONGEST = 200  # characters of one element's hints that are looked at
_STEMS = {
    "byline": "author autor auteur byline writer contributor reporter verfasser redakteur columnist creator posted-by"
              " postedby fn p-name",
    "related": "related readmore read-more seealso see-also recommended moreon more-on similar"}
"""What no words tell, with stems of which every hint that shows it has one."""
SOUGHT = ("date property", "published", "modified", "headline", "byline", "caption", "related", "embed")
"""What is looked for on whole pages; the rest is asked of single elements only."""
BITS = {name: 1 << bit for bit, name in enumerate((*SOUGHT, *(name for name in _WORDS if name not in SOUGHT)))}
"""In a number that tells what a hint may show: of each name its bit."""
UNSURE = 1 << 15
"""In such a number: the hint may not show all of it."""
SURE = {name: BITS[name] | UNSURE for name in _WORDS} | dict.fromkeys(_STEMS, 0)
"""Of each name the bits of which such a number has the first alone where the hint shows it for sure; 0: never so."""

_OTHER = "\x80"  # any byte of a sign beyond ASCII
# No pattern reaches over white space, so each word of a hint is looked at for itself, once for all that have it.


@lru_cache(maxsize=8_192)
def marks(hint: str) -> frozenset[str]:
    """Return which of OF_PLACES a hint (lower case) shows."""
    return NOTHING.union(*map(_marks, hint[:LONGEST].split())) or NOTHING


@lru_cache(maxsize=8_192)
def told_marks(told: int) -> frozenset[str]:
    """Return which of OF_PLACES a hint shows of which a number tells that is not UNSURE."""
    return frozenset([name for name in OF_PLACES if told & BITS[name]]) or NOTHING


@lru_cache(maxsize=8_192)
def shows(hint: str, name: str) -> bool:
    """Return whether a hint (lower case, at most LONGEST characters) shows one of the patterns."""
    return _BY_NAME[name].search(hint) is not None


@lru_cache(maxsize=8_192)
def _marks(word: str) -> frozenset[str]:
    return frozenset([name for name in OF_PLACES if _BY_NAME[name].search(word)]) or NOTHING


class Stems:
    """Finds words and stems in a hint, all at once: which state follows on which, for native/hints.zig.

    A state is the longest head of one that was read; the first is that of none, the second that of what parts words.
    classes: of each byte, the same for both cases. steps: the state behind each state by class. told: of each state,
    what those that end there belong to, see BITS; UNSURE where the signs before "time" may be a letter or none.
    """

    def __init__(self) -> None:
        stems: dict[str, int] = {}
        for name, those in (*_WORDS.items(), *_STEMS.items()):
            for stem in those.split():
                stems[stem] = stems.get(stem, 0) | BITS[name]
        stems |= {" time": BITS["date"], "-time": BITS["date"], f"{_OTHER}time": BITS["date"] | UNSURE}
        heads = sorted({stem[:length] for stem in stems for length in range(len(stem) + 1)},
                       key=lambda head: (len(head), head))
        states = {head: state for state, head in enumerate(heads)}
        letters = sorted({letter for stem in stems for letter in stem})
        self.classes: Bytes = np.zeros(256, np.uint8)
        self.classes[[byte for byte in range(128) if not (chr(byte).isalnum() or byte == ord("_"))]] = 1
        self.classes[128:] = letters.index(_OTHER) + 1
        for number, letter in enumerate(letters[:-1], 1):
            self.classes[[ord(letter), ord(letter.upper())]] = number
        self.steps: npt.NDArray[np.uint16] = np.array(
            [[0, *[self._behind(head + letter, states) for letter in letters]] for head in heads], np.uint16)
        self.told: npt.NDArray[np.uint16] = np.array(
            [reduce(or_, [bits for stem, bits in stems.items() if head.endswith(stem)], 0) for head in heads],
            np.uint16)

    @staticmethod
    def _behind(read: str, states: dict[str, int]) -> int:
        """Return the state of the longest of a text's ends that is one."""
        return next(states[read[start:]] for start in range(len(read) + 1) if read[start:] in states)
