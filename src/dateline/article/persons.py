"""Who of those whom a page credits is somebody: the name without what stands around it, and what its form says."""

from __future__ import annotations

import re

from dateline.article.printed_names import never, shape

_MARKS = r"[\s©~●•·*|/–—:;,<>»›→►▸#-]+"
_AROUND = re.compile(rf"^{_MARKS}|{_MARKS}$|[\ue000-\uf8ff]")  # icons too: of the private use area
_LEADING = re.compile(r"^(?:analysis|opinion|commentary|story|review|interview|words|text|report|reporting)\s+by\s+",
                      re.IGNORECASE)
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
                   "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "heute", "gestern",
                   "feb", "mar", "mrz", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "okt", "nov", "dec", "dez"])
_NOBODY = re.compile(r"(?:super ?user|home|von|by|par|por|print(?: this)?(?: page| article)?|share|menu|search|unsere "
                     r"geschichte|sponsored(?: by .*| content)?|advertisement|anzeige|promoted by .*)", re.IGNORECASE)
_LETTERS = re.compile(r"(?:[A-Z][a-z]?\.?){2,5}[®™]?")  # "MS", "Ph.D.", "CFP®"
_POST = re.compile(r"\b(?:director|editor|educator|(?:co-?)?founder|ceo|cto|coo|cfo|chief|president|professor|manager"
                   r"|officer|expert|specialist|consultant|analyst|attorney|lawyer|dietitian|nutritionist|therapist"
                   r"|psychologist|horticulturalist|physician|engineer|scientist|researcher|writer|author|reporter"
                   r"|correspondent|journalist|contributor|advisor|adviser|coach|trainer|strategist|redakteur(?:in)?"
                   r"|chefredakteur(?:in)?|geschäftsführer(?:in)?|autorin)\b", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:GmbH|AG|KG|SE|Inc|LLC|Ltd|Corp|S\.?A|e\.?\s?V)\.?$|\b(?:Agency|University|Hospital"
                      r"|Institute|Clinic|Kitchens?|Foundation|Society|Association|Council|Ministry|Department"
                      r"|Sekretariat|Verband|Verein|Stiftung|Universität|Ministerium|Company|Group|Studios?|News"
                      r"|Photography|Architects?|Architecture|Media|Magazine)\b")
_SURNAMES = re.compile(r"^\S+ Kitchen$")  # of people too: "Michael Kitchen"
_DESK = re.compile(r"news\s?desk|webteam|web team|\bteam\b|TEAM$|redaktion", re.IGNORECASE)


def tidied(name: str) -> str:
    """Return a name as printed, without marks around it, "Analysis by" before it, and its own repeat behind it."""
    name = _LEADING.sub("", _AROUND.sub("", _AROUND.sub("", name))).strip()
    return " ".join(_once(name.split()))


def _once(words: list[str]) -> list[str]:
    """Return words without the repeat that they begin with: a picture's label, a link and a box say the same name."""
    for size in range(1, len(words) // 2 + 1):
        end = size
        while words[end : end + size] == words[:size]:
            end += size
        rest = words[end:]
        if end > size and (size > 1 or is_desk(words[-1])):  # one word may be so in a person's name: "Yo Yo Ma"
            return words[:size] if rest == words[: len(rest)] else words[:size] + rest
    return words


def is_somebody(name: str) -> bool:
    """Return whether a name can be anybody's: it is no weekday or month, no label, no button."""
    plain = name.strip(". ")
    return any(map(str.isalpha, name)) and plain.casefold() not in _DAYS and not _NOBODY.fullmatch(plain)


def is_addition(name: str) -> bool:
    """Return whether words stand behind a person's name to say more of that person: letters (MS, CFP) or a post."""
    return _LETTERS.fullmatch(name) is not None or (
        _POST.search(name) is not None and not {"given name", "second given"} & shape(name))


def is_company(name: str) -> bool:
    """Return whether a name says that it is a company's, an office's or a team's."""
    return _COMPANY.search(name) is not None and not (_SURNAMES.search(name) and "given name" in shape(name))


def is_desk(name: str) -> bool:
    """Return whether a name is that of a part of an outlet."""
    return _DESK.search(name) is not None


def is_person(name: str) -> bool:
    """Return whether a name is surely a person's: a given name and others, each with a capital."""
    form = shape(name)
    return ("like a person" in form and bool({"given name", "second given"} & form) and "desk" not in form
            and not is_company(name) and not never(name))
