"""The names that a byline's text holds, as printed, and whether words look like a person's name."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from dateline.article.printed_dates import month_number

_BY = (r"(?:(?:written|posted|published|reviewed|words|story|article|text|created|submitted|reported|authored)\s+by"
       r"|by|von|(?:text|interview|protokoll)\s+von|"
       r"(?:text|texte|words)\s(?:&|und|and|et)\s(?:fotos?|bild(?:er)?|photos?|pictures)(?:\s(?:von|by))?|"
       r"(?:ein\s+)?(?:artikel|beitrag|kommentar|gastbeitrag|bericht|kolumne|geschrieben|verfasst"
       r"|veröffentlicht|erstellt|eingestellt|gepostet)\s+von|"
       r"text|auth?or(?:\(s\)|s|en|in|:in)?|autor(?:a|es)?|contributors?|auteur|par|por|di|door|av|af|skrevet\s+av"
       r"|écrit\s+par|publié\s+par|escrito\s+por|scritto\s+da|autorka|napisał|kirjoittaja|teksti|írta|szerző|piše|oleh|penulis|yazan|yazar|tác\s+giả"
       r"|автор(?:ка)?|текст|από(?:\s+την?|\s+τον)?|γράφει(?:\s+[ηο])?|بقلم|كتبت?|نویسنده|נכתב\s+על\s+ידי|מאת|लेखक"
       r"|โดย|글|글쓴이|写|文|作者|記者)")
PREFIX = re.compile(r"^\W*" + _BY + r"(?:\s*[:：|]\s*|\s+)", re.I)
LABEL = re.compile(r"\W*" + _BY + r"\W*", re.I)
IN_LINE = re.compile(r"(?:^|[|•·\-–—,.]\s{0,3}|\s)(?P<by>" + _BY
                     + r")(?:\s*[:：]\s*|\s+)(?P<name>[^\W\d_].{1,120})", re.I)
_IN_LOWER, _LABEL_LOWER, _PREFIX_LOWER = (  # of lower case: several times faster
    re.compile(one.pattern) for one in (IN_LINE, LABEL, PREFIX))
_SPLIT = re.compile(r"\s*(?:[,;/|•·∙&+\n]|(?<!\w)(?:and|und|et|with|mit|og|och|и)(?!\w)|\s[-–—]\s)\s*", re.I)
_END = re.compile(  # of lower case: what no name goes on behind
    r"[(\[@|•·–—]|https?:|(?<!\w)(?:\d|(?:on|am|at|in|for|für|vom|um|posted|published|updated|aktualisiert"
    r"|veröffentlicht|last|is|ist|auf|bei|als|read|follow)\b)")
_PARTED = re.compile(r"[,;/|&+\n-]|and|und|et|with|mit|og|och")  # what parts names in ASCII, lower case
_ENDERS = frozenset(["on", "am", "at", "in", "for", "für", "vom", "um", "posted", "published", "updated",
                     "aktualisiert", "veröffentlicht", "last", "is", "ist", "auf", "bei", "als", "read",
                     "follow"])  # words of _END
_ENDERS_OR_JOINERS = _ENDERS.union(["and", "und", "et", "with", "mit", "og", "och", "и"])  # words of _SPLIT
NEVER = re.compile(r"[@<>{}\[\]=#]|\d\s|\d\W*\d{2}|^\d|\bago\b|subscribe|newsletter|e-?mail|https?|www\.|\.(?:com|de"
                   r"|org|net)\b|\bcomments?\b|kommentare?\b|\bfollow\b|\bshare\b|\bcookie|sign\s?up|log\s?in|\bread\b"
                   r"|\bviews?\b|\bminutes?\b|(?:^|\s)the author|more from|\bposts?\b|\bunknown|anonym|null"
                   r"|undefined|none$|\babout\b", re.I)
_NEVER_STEMS = re.compile(r"[@<>{}\[\]=#\d.]|ago|subsc|newsl|mail|http|www|comm|komm|foll|shar|cook|sign|log|read|view"
                          r"|minut|the auth|more f|post|unkn|anon|null|undef|none|about")
"""What all has that shows NEVER, lower case."""
_DESK_WORDS = frozenset(re.findall(r"\S+", """
    staff team desk redaktion editor editors editorial newsroom board press presse redacción redacao redação rédaction
    redazione admin administrator webmaster office department contributor contributors guest reporter reporters writer
    writers correspondent correspondents"""))
_DESK = re.compile(rf"\b(?:{'|'.join(sorted(_DESK_WORDS))}|gast\w*)\b|редакц|redaktion")  # of lower case
CAPITAL = r"[^\W\d_a-zà-öø-ÿа-яα-ω]"
_CAPITAL = re.compile(r"^[\W_]*" + CAPITAL)
PARTICLES = frozenset(["von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "el", "bin",
                        "ibn", "al", "af", "av", "zu", "zur", "ter", "ten", "y", "e", "und", "and", "du", "mc", "st"])
_ARTICLES = frozenset(["The", "Der", "Die", "Das"])  # no person's name begins with
TITLES = ("dr", "prof", "mag", "dipl", "ing", "med", "phil", "rer", "nat", "mr", "mrs", "ms", "sir", "herr", "frau",
          "pfarrer", "rev")
_TITLES = re.compile(rf"^(?:(?:{'|'.join(TITLES)})\b\.?[\s-]*)+", re.I)
_TITLE_OPENINGS = frozenset([one[:2] for one in TITLES])
_SENTENCE = re.compile(r"[!?:;,|/]\s|[^\W_]{4}\.\s|[!?:;|/+]$")
_MARKS = re.compile(r"[!?:;,|/.+]")  # what each sentence has
_UNSPACED = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}|[\u3040-\u30ff\u3400-\u9fff・]{2,6}")  # 佐藤花子: two words
_LONGEST = 60  # characters of words that look like a name


LABEL_WORDS = tuple(re.findall(r"\S+", """
    written posted published reviewed words story article text created submitted reported authored by von interview
    protokoll texte ein artikel beitrag kommentar gastbeitrag bericht kolumne geschrieben verfasst veröffentlicht
    erstellt eingestellt gepostet author autor authors autors authoren autoren authorin autorin autora autores
    contributor contributors auteur par por di door av af skrevet écrit publié escrito scritto autorka napisał
    kirjoittaja teksti írta szerző piše oleh penulis yazan yazar tác автор авторка текст από γράφει بقلم كتب كتبت
    نویسنده נכתב מאת लेखक โดย 글 글쓴이 写 文 作者 記者"""))
"""The first words of all that _BY knows."""
_BEGINNINGS = frozenset([word[:2] for word in LABEL_WORDS])


def _either_case(characters: str) -> str:
    return f"[{characters}{characters.upper()}]"


LABELLED = (  # "By", marks before it or not, in words as they stand in page text; the lookahead is for speed
    r"(?=[^\w\s]|" + "|".join(
        _either_case(first) + _either_case("".join(one[1:] for one in sorted(_BEGINNINGS) if one[0] == first))
        for first in sorted({one[0] for one in _BEGINNINGS if len(one) > 1}))
    + "|" + _either_case("".join(sorted(one for one in _BEGINNINGS if len(one) == 1))) + rf")\W*+(?i:{_BY})(?!\w)")


def may_begin(words: str) -> bool:
    """Return whether words may begin with "By", or with marks before it: what is cheap to see."""
    first = words[:1]
    return words[:2].lower() in _BEGINNINGS or first in _BEGINNINGS or not (first.isalnum() or first == "_")


def _lower(words: str) -> str:
    """Return words in lower case, each character at its place."""
    lower = words.lower()
    return lower if len(lower) == len(words) else "".join([one.lower()[0] for one in words])


def in_line(words: str) -> re.Match[str] | None:
    """Return what IN_LINE finds first."""
    found = _IN_LOWER.search(_lower(words))
    return IN_LINE.search(words, found.start()) if found else None


def begins_line(words: str) -> re.Match[str] | None:
    """Return what IN_LINE finds where words begin."""
    return IN_LINE.match(words) if may_begin(words) and _IN_LOWER.match(words.lower()) else None


def is_label(words: str) -> bool:
    """Return whether words say "Written by", and no more."""
    return len(words) <= 24 and may_begin(words) and _LABEL_LOWER.fullmatch(words.lower()) is not None


def _without_prefix(text: str) -> str:
    """Return a byline's text without "By"."""
    found = PREFIX.match(text) if may_begin(text) and _PREFIX_LOWER.match(text.lower()) else None
    return text[found.end() :] if found else text


def names_in(text: str) -> tuple[str, ...]:
    """Return the names that a byline's text holds, as printed, without "By", dates and what follows."""
    return _names_in(text[:300])


@lru_cache(maxsize=4_096)
def _names_in(text: str) -> tuple[str, ...]:
    for _ in range(3):
        before, text = text, _without_prefix(text)
        if text == before:
            if _is_plain(text):
                name = _once(text.strip(" "))
                return (name,) if len(name) > 1 else ()
            break
    names = []
    for part in [text] if text.isascii() and not _PARTED.search(text.lower()) else _SPLIT.split(text):
        name = _once(_without_month(_without_prefix(part)).strip(" \t.,:;|-–—\"'“”„•·*"))
        if len(name) > 1 and not name.isdigit():
            names.append(name)
    return tuple(names[:20])


def _is_plain(text: str) -> bool:
    """Return whether a text is of letters and spaces, and none of its words parts names or ends one: nearly all are."""
    lower = text.lower()
    words = lower.split(" ")
    return ("".join(words).isalpha() and _ENDERS_OR_JOINERS.isdisjoint(words)
            and (lower.isascii() or (len(lower) == len(text) and "ı" not in lower)))  # which re.I takes for i


def _without_month(text: str) -> str:
    """Return a byline's text up to what is no name: of "Ana Ruiz March 4" it is "Ana Ruiz"."""
    lower = _lower(text)
    words = lower.split(" ")
    if lower.isascii() and "".join(words).isalpha() and _ENDERS.isdisjoint(words):
        return text  # as nearly all names are, told without a dear look
    found = _END.search(lower)
    if found is None:
        return text
    name = text[: found.start()].rstrip()
    first, _, last = name.rpartition(" ")
    return first if first and text[len(name) :].lstrip()[:1].isdigit() and month_number(last) else name


def _once(name: str) -> str:
    """Return a name without its repeat: a picture's label and the link beside it say the same."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else name


@lru_cache(maxsize=4_096)
def shape(name: str) -> frozenset[str]:
    """Return what the form of a name says: "capitals", "like a person", "given name", "desk", "words 2" ..."""
    if _UNSPACED.fullmatch(name):
        return frozenset({"words 2", "capitals", "like a person"})
    parts = _untitled(name)
    found = {f"words {min(len(parts), 6)}"}
    if _capitals(parts):
        found.add("capitals")
        if 2 <= len(parts) <= 4:
            found.add("like a person")
    if name.isupper():
        found.add("all capitals")
    if _of_desk(name.lower()):
        found.add("desk")
    if not "".join(parts).isalpha() and any(map(str.isdigit, name)):
        found.add("digits")
    if parts and not given_names().isdisjoint(parts[0].casefold().replace(".", "-").split("-")):
        found.add("given name")
    elif len(parts) > 1 and parts[1].casefold() in given_names():
        found.add("second given")
    if len(parts) > 1 and len(parts[0]) <= 2 and parts[0].endswith("."):
        found.add("initial")
    return frozenset(found)


def _of_desk(lower: str) -> bool:
    words = lower.split()
    if ("".join(words).isalpha() and _DESK_WORDS.isdisjoint(words)
            and not ("gast" in lower or "redaktion" in lower or "редакц" in lower)):
        return False  # as nearly all names are, told without a dear look
    return _DESK.search(lower) is not None


def _untitled(name: str) -> list[str]:
    opening = name[:2]
    if opening.isascii() and opening.lower() not in _TITLE_OPENINGS:
        return name.split()
    titles = _TITLES.match(name)
    return name[titles.end() if titles else 0 :].split()


def _capitals(parts: list[str]) -> bool:
    capitals = 0
    for part in parts:
        if part.casefold() not in PARTICLES:
            if not "A" <= part[0] <= "Z" and not _CAPITAL.match(part):
                return False
            capitals += 1
    return capitals > 0


@lru_cache(maxsize=4_096)
def is_name(words: str) -> bool:
    """Return whether words may be a person's name and nothing else: two to four, each with a capital, no marks."""
    return (4 < len(words) <= _LONGEST and 1 <= words.count(" ") <= 5 and not words[0].islower()
            and 2 <= len(parts := _untitled(words)) <= 4 and _capitals(parts)
            and not (_MARKS.search(words) and _SENTENCE.search(words)) and not never(words))


@lru_cache(maxsize=4_096)
def never(words: str) -> bool:
    """Return whether words are none's name: an address, a date, "5 comments"."""
    return _NEVER_STEMS.search(words.lower()) is not None and NEVER.search(words) is not None


def reads_as_prose(words: str) -> bool:
    """Return whether words that stand where a name would are some of a sentence: "The Russian", "der Rat nun einig"."""
    parts = words.split()
    lower = sum(part.islower() and part not in PARTICLES for part in parts)
    return (len(parts) > 1 and parts[0] in _ARTICLES) or (len(parts) > 2 and lower > 1)


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return given names of many languages, lower case."""
    lines = resources.files("dateline.article").joinpath("data/given_names.txt").read_text(encoding="utf-8")
    return frozenset(name for line in lines.splitlines() if not line.startswith("#") for name in line.split())
