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
_IN_LOWER, _LABEL_LOWER = re.compile(IN_LINE.pattern), re.compile(LABEL.pattern)  # of lower case: several times faster
_SPLIT = re.compile(r"\s*(?:[,;/|•·∙&+\n]|(?<!\w)(?:and|und|et|with|mit|og|och|и)(?!\w)|\s[-–—]\s)\s*", re.I)
_END = re.compile(r"\s*(?:\(|\[|\b(?:on|am|at|in|for|für|vom|um|posted|published|updated|aktualisiert|veröffentlicht"
                  r"|last|is|ist|auf|bei|als|read|follow|\d)\b|(?<!\w)\d|@|https?:|[|•·–—]).*$", re.I | re.S)
NEVER = re.compile(r"[@<>{}\[\]=#]|\d\s|\d\W*\d{2}|^\d|\bago\b|subscribe|newsletter|e-?mail|https?|www\.|\.(?:com|de"
                   r"|org|net)\b|\bcomments?\b|kommentare?\b|\bfollow\b|\bshare\b|\bcookie|sign\s?up|log\s?in|\bread\b"
                   r"|\bviews?\b|\bminutes?\b|(?:^|\s)the author|more from|\bposts?\b|\bunknown|anonym|null"
                   r"|undefined|none$|\babout\b", re.I)
DESK = re.compile(r"\b(?:staff|team|desk|redaktion|editors?|editorial|newsroom|board|press|presse|redacción|redacao"
                  r"|redação|rédaction|redazione|admin|administrator|webmaster|office|department|contributors?"
                  r"|guest|gast\w*|reporters?|writers?|correspondents?)\b|редакц|redaktion", re.I)
_CAPITAL = re.compile(r"^[\W_]*[^\W\d_a-zà-öø-ÿа-яα-ω]")
_PARTICLES = frozenset(["von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "el", "bin",
                        "ibn", "al", "af", "av", "zu", "zur", "ter", "ten", "y", "e", "und", "and", "du", "mc", "st"])
_ARTICLES = frozenset(["The", "Der", "Die", "Das"])  # no person's name begins with
_TITLES = re.compile(r"^(?:(?:dr|prof|mag|dipl|ing|med|phil|rer|nat|mr|mrs|ms|sir|herr|frau|pfarrer|rev)\b\.?[\s-]*)+",
                     re.I)
_SENTENCE = re.compile(r"[!?:;,|/]\s|[^\W_]{4}\.\s|[!?:;|/+]$")
_UNSPACED = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}|[\u3040-\u30ff\u3400-\u9fff・]{2,6}")  # 佐藤花子: two words
_LONGEST = 60  # characters of words that look like a name


_BEGINNINGS = frozenset(re.findall(  # of all that _BY knows, one or two letters each
    r"\S+", "wr po pu re wo st ar te cr su au by vo in pr ei be ko ga ve er ge co pa di do av af sk éc es sc na ki ír"
            " sz pi ol pe ya tá ав те απ γρ بق كت نو נכ מא ले โด 글 글쓴 写 文 作者 記者"))


def may_begin(words: str) -> bool:
    """Return whether words may begin with "By", or with marks before it: what is cheap to see."""
    first = words[:1]
    return words[:2].lower() in _BEGINNINGS or first in _BEGINNINGS or not (first.isalnum() or first == "_")


def in_line(words: str) -> re.Match[str] | None:
    """Return what IN_LINE finds first."""
    lower = words.lower()
    found = _IN_LOWER.search(lower) if len(lower) == len(words) else IN_LINE.search(words)
    return IN_LINE.search(words, found.start()) if found else None


def is_label(words: str) -> bool:
    """Return whether words say "Written by", and no more."""
    return len(words) <= 24 and may_begin(words) and _LABEL_LOWER.fullmatch(words.lower()) is not None


def names_in(text: str) -> list[str]:
    """Return the names that a byline's text holds, as printed, without "By", dates and what follows."""
    names = []
    for _ in range(3):
        text, changed = PREFIX.subn("", text[:300], count=1)
        if not changed:
            break
    for part in _SPLIT.split(text):
        name = _once(_without_month(PREFIX.sub("", part)).strip(" \t.,:;|-–—\"'“”„•·*"))
        if len(name) > 1 and not name.isdigit():
            names.append(name)
    return names[:20]


def _without_month(text: str) -> str:
    """Return a byline's text up to what is no name: of "Ana Ruiz March 4" it is "Ana Ruiz"."""
    name = _END.sub("", text)
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
    parts = _TITLES.sub("", name).split()
    if _UNSPACED.fullmatch(name):
        return frozenset({"words 2", "capitals", "like a person"})
    found = {f"words {min(len(parts), 6)}"}
    plain = [part for part in parts if part.casefold() not in _PARTICLES]
    if plain and all(_CAPITAL.match(part) for part in plain):
        found.add("capitals")
        if 2 <= len(parts) <= 4:
            found.add("like a person")
    if name.isupper():
        found.add("all capitals")
    if DESK.search(name):
        found.add("desk")
    if any(character.isdigit() for character in name):
        found.add("digits")
    if parts and any(one in given_names() for one in re.split(r"[-.]", parts[0].casefold()) if one):
        found.add("given name")
    elif len(parts) > 1 and parts[1].casefold() in given_names():
        found.add("second given")
    if len(parts) > 1 and len(parts[0]) <= 2 and parts[0].endswith("."):
        found.add("initial")
    return frozenset(found)


def is_name(words: str) -> bool:
    """Return whether words may be a person's name and nothing else: two to four, each with a capital, no marks."""
    return (4 < len(words) <= _LONGEST and 1 <= words.count(" ") <= 5 and not words[0].islower()
            and not _SENTENCE.search(words) and "like a person" in shape(words) and not NEVER.search(words))


def reads_as_prose(words: str) -> bool:
    """Return whether words that stand where a name would are some of a sentence: "The Russian", "der Rat nun einig"."""
    parts = words.split()
    lower = sum(part.islower() and part not in _PARTICLES for part in parts)
    return (len(parts) > 1 and parts[0] in _ARTICLES) or (len(parts) > 2 and lower > 1)


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return given names of many languages, lower case."""
    lines = resources.files("dateline.article").joinpath("data/given_names.txt").read_text(encoding="utf-8")
    return frozenset(name for line in lines.splitlines() if not line.startswith("#") for name in line.split())
