"""Which links of a related list lead to stories: not buttons, authors, sections, dates, or the page itself."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from dateline.model import Related

_MORE = (r"(?:view|see|show|load|read|learn|discover|find out|alle?|mehr|weiter|ver|lire|leer|voir)\W"
         r"(?:it |our |the )?(?:all|more|now|less|full|course|details|anzeigen|lesen|erfahren|ansehen|más|plus|todo"
         r"|la suite)(?:\W.{0,12})?|(?:view|see|show|load|browse) (?:all|more)\b.{0,25}")
_PRESSED = (r"(?:click (?:here|to)|share (?:on|this|via)|shop now|buy now|check price|check amazon|subscribe\b|sign up"
            r"|log in|more from|written by|posted by|save this|print this|email this|leave a"
            r"|©|\(c\)|copyright\W{0,3}(?:©|\(c\)|\d)|auf facebook|teilen auf).*|\d{1,3}\s?% off.*"
            r"|by the [^:,]{0,25}|copyright.{0,12}|comments?(?:\W{0,3}\d{0,6}| (?:on this|closed|are closed|off\b).*)")
_DATED = (r"(?:[^\W\d_.]{3,12}\.?,?\s)?\d{1,2}[.,]?\s(?:[^\W\d_.]{3,12}[.,]?\s)?\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_NO_TITLE = re.compile(rf"\W{{0,4}}(?:{_MORE}|{_PRESSED}|{_DATED})\W{{0,4}}", re.IGNORECASE)
_NO_STORY = re.compile(
    r"^(?:mailto|tel|whatsapp|sms):|/(?:categor(?:y|ies|ia)|kategorien?|rubrik|tags?|topics?|themen?|sections?|authors?"
    r"|autor(?:en)?|auteurs?|writers?|search|suche)/[^/]+/?(?:[?#].*)?$|(?:facebook\.com/(?:sharer|dialog)"
    r"|(?:twitter|x)\.com/(?:intent|share)|linkedin\.com/share|pinterest\.[a-z]+/pin/create|reddit\.com/submit"
    r"|t\.me/share|api\.whatsapp|wa\.me)", re.IGNORECASE)
_LONGEST_QUERY = 500  # characters


def stories(items: list[Related], url: str | None) -> list[Related]:
    """Return the items that are other stories; of several links of markup to one address the one that says most.

    Payloads and JSON-LD name stories only, and stay as they are. url: the page's own.
    """
    own: tuple[str, dict[str, str]] | None = None
    found: dict[object, Related] = {}
    for number, item in enumerate(items):
        if item.found_in != "markup":
            found[number] = item
            continue
        address = item.url or ""
        if not any(map(str.isalpha, item.title)) or _NO_TITLE.fullmatch(item.title):
            continue
        own = own or _parted(url or "")
        if _NO_STORY.search(address) or (own[0] and _is_same(_parted(address), own)):
            continue
        before = found.get(address)
        if before is None or len(before.title) < len(item.title):
            found[address] = item
    return list(found.values())


def _parted(address: str) -> tuple[str, dict[str, str]]:
    """Return an address without its scheme, query and fragment, and what its query says."""
    place, _, query = address.partition("://")[2].partition("#")[0].partition("?")
    return place.removeprefix("www.").rstrip("/"), dict(parse_qsl(query[:_LONGEST_QUERY]))


def _is_same(one: tuple[str, dict[str, str]], other: tuple[str, dict[str, str]]) -> bool:
    """Return whether two addresses lead to one page; "story.php?id=2" and "?id=3" do not."""
    return one[0] == other[0] and all(other[1].get(name, value) == value for name, value in one[1].items())
