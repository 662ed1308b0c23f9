"""Whom a caption credits with its picture: behind a label ("Photo: ..."), or a name with an agency's at the end."""

from __future__ import annotations

import re

_KIND = r"(?:Photo(?:graph)?s?|Image|Picture|Foto|Fotos|Bild|Bilder|Illustration|Graphic|Video|Screenshot|Фото)"
_LABEL = re.compile(
    rf"(?:^|[(|–—]\s?|\s)((?:©|{_KIND}\s?-?(?:by|credits?|source|courtesy(?:\sof)?|quelle|nachweis)\s?[:/]?\s"
    rf"|(?:{_KIND}\s)?(?:Credits?|Copyright|Source|Quelle|Crédit|Photographer|Fotograf(?:in)?)\s?:\s"
    rf"|(?:(?:AP|AFP|EPA|Reuters)\s)?{_KIND}(?:\s?[:/]\s?|\s(?:via|[-–|])\s(?-i:(?![a-z]))))"
    rf".{{2,100}}?)\)?\s*$", re.IGNORECASE)
_BARE = re.compile(r"(?:^|[(|–—.!?]\s?)((?:Photos?|Fotos?|Bild|Image)\s(?=[A-ZÀ-Þ]).{2,60})\)?\s*$")
_AGENCY = re.compile(
    r"\b(?:AP|AFP|EPA|REUTERS|Reuters|dpa|APA|PA|ANSA|EFE|TASS|Xinhua|Getty(?:\sImages)?|Shutterstock|iStock(?:photo)?"
    r"|Adobe\s?Stock|Unsplash|Pexels|Pixabay|Wikimedia(?:\sCommons)?|Flickr|Alamy|Imago|IMAGO|picture[\s-]alliance"
    r"|Depositphotos|Bloomberg)\b|\b[Cc]ourtesy\s(?:of\b|[A-ZÀ-Þ])")
_PARTS = re.compile(r"(?<=[.!?])\s+|[()]|\s[—–-]\s(?=via\b)")
_MARKED = re.compile(r"[/|]|\bvia\b|[Cc]ourtesy\s")
_OPENS = re.compile(r"\b(?:via\b|[Cc]ourtesy\s(?:of\b|[A-ZÀ-Þ]))")
_TAIL = 200  # characters of a caption in which its credit is looked for
_LONGEST = 80  # characters, and words, of a credit without a label
_WORDS = 9
_FEW = 4  # words of a credit that may begin with a small letter


def credit_in(caption: str) -> str | None:
    """Return the credit that a caption ends with, as printed, or None."""
    tail = caption[-_TAIL:]
    behind = tail.rpartition("|")[2]
    found = (_LABEL.match(behind.lstrip()) if behind != tail else None) or _LABEL.search(tail) or _BARE.search(tail)
    if found:
        return _closed(found[1])
    last = next((part.strip(" .,;") for part in reversed(_PARTS.split(tail)) if part.strip(" .,;")), "")
    agency = _AGENCY.search(last)
    return _short(last, agency[0]) if agency else None


def _short(words: str, agency: str) -> str | None:
    """Return the credit in the last words of a caption that name an agency; None where they tell of one."""
    opening = _OPENS.search(words)
    if _MARKED.search(words) or words == agency or all(one[0].isupper() for one in words.split()):
        few = len(words.split()) <= (_FEW if words[0].islower() else _WORDS) and len(words) <= _LONGEST
        if few and not (opening and words[0].islower()):
            return words
    if opening:
        return words[opening.start() :][:_LONGEST]
    before = words.removesuffix(agency).split()
    return agency if words.endswith(agency) and before and before[-1][:1].isupper() else None


def _closed(credit: str) -> str | None:
    """Return a credit without the brackets around it; those inside stay."""
    credit = credit.strip()
    return (credit + ")" if credit.count("(") > credit.count(")") else credit).strip() or None
