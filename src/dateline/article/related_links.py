"""Which links of a related list lead to stories: not buttons, authors, sections, dates, or the page itself."""

from __future__ import annotations

import re

from dateline.model import Related

_MORE = (r"(?:view|see|show|load|read|learn|discover|find out|alle?|mehr|weiter|ver|lire|leer|voir)\W"
         r"(?:it |our |the )?(?:all|more|now|less|full|course|details|anzeigen|lesen|erfahren|ansehen|más|plus|todo"
         r"|la suite)(?:\W.{0,12})?|(?:view|see|show|load|browse) (?:all|more)\b.{0,40}")
_PRESSED = (r"(?:click (?:here|to)|share (?:on|this|via)|shop now|buy now|check price|check amazon|subscrib|sign up"
            r"|log in|more from|written by|posted by|by the|save this|print this|email this|comments?\b|leave a"
            r"|©|\(c\)|copyright|auf facebook|teilen auf).*|\d{1,3}\s?% off.*")
_DATED = (r"(?:[^\W\d_.]{3,12}\.?,?\s)?\d{1,2}[.,]?\s(?:[^\W\d_.]{3,12}[.,]?\s)?\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_NO_TITLE = re.compile(rf"\W{{0,4}}(?:{_MORE}|{_PRESSED}|{_DATED})\W{{0,4}}", re.IGNORECASE)
_NO_STORY = re.compile(
    r"^(?:mailto|tel|whatsapp|sms):|/(?:categor(?:y|ies|ia)|kategorien?|rubrik|tags?|topics?|themen?|sections?|authors?"
    r"|autor(?:en)?|auteurs?|writers?|search|suche)/[^/]+/?(?:[?#].*)?$|(?:facebook\.com/(?:sharer|dialog)"
    r"|(?:twitter|x)\.com/(?:intent|share)|linkedin\.com/share|pinterest\.[a-z]+/pin/create|reddit\.com/submit"
    r"|t\.me/share|api\.whatsapp|wa\.me)", re.IGNORECASE)


def stories(items: list[Related], url: str | None) -> list[Related]:
    """Return the items that are other stories; of several links of markup to one address the one that says most.

    Payloads and JSON-LD name stories only, and stay as they are. url: the page's own.
    """
    own = _bare(url or "")
    found: dict[object, Related] = {}
    for number, item in enumerate(items):
        if item.found_in != "markup":
            found[number] = item
            continue
        address = item.url or ""
        if not any(map(str.isalpha, item.title)) or _NO_TITLE.fullmatch(item.title):
            continue
        if _NO_STORY.search(address) or (own and _bare(address) == own):
            continue
        before = found.get(address)
        if before is None or len(before.title) < len(item.title):
            found[address] = item
    return list(found.values())


def _bare(address: str) -> str:
    """Return an address without its scheme, query and fragment."""
    return re.split(r"[?#]", address.partition("://")[2])[0].removeprefix("www.").rstrip("/")
