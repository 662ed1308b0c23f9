"""A guard before the parser: tags with more attributes than any page needs lose the rest of them.

Lexbor compares each attribute with those before it, so that a tag of 100,000 would take it a minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline import limits

SPACE = " \\t\\n\\f\\r"  # in a class of characters
ATTRIBUTE = (rf"""[{SPACE}/]*+[^{SPACE}/>][^{SPACE}/>=]*+(?:[{SPACE}]*+=[{SPACE}]*+"""
             rf"""(?:"[^"]*+"|'[^']*+'|(?=>)|[^{SPACE}>"'][^{SPACE}>]*+))?+""")
"""What browsers take for one, with what is before it."""
ATTRIBUTES = rf"(?:{ATTRIBUTE})*+[{SPACE}/]*+"
"""All between a tag's name and its end."""

_LENGTH = 8_192  # characters without another "<" from which a start tag, or text behind one, is looked at
_LONG = re.compile(rf"<[a-zA-Z][^<]{{{_LENGTH}}}")
_NAME = re.compile(r"<[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]++))?+""")
_RAW = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)  # between these, what looks like a tag is none
_REST = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+'|["'])*+""")


def uncrowded(html: str) -> tuple[str, int]:
    """Return `html` with at most limits.ATTRIBUTES attributes a tag, and how many tags lost some."""
    kept, at, cut = [], 0, 0
    seen, raw = 0, False
    for place in _long(html):
        end = _end_of_attributes(html, place) if place >= at else None
        if end is None:
            continue
        for tag in _RAW.finditer(html, seen, place):
            raw = not tag[1]
        seen = place
        if raw:
            continue
        rest = _REST.match(html, end)
        kept.append(html[at:end])
        at = rest.end() if rest else end
        cut += 1
    return ("".join([*kept, html[at:]]), cut) if cut else (html, 0)


def _long(html: str) -> Iterator[int]:
    """Yield where start tags begin, or what looks so, without another "<" for a length: leaps from "<" to "<"."""
    at = 0
    while at >= 0 and at + _LENGTH < len(html):
        following = html.rfind("<", at + 1, at + _LENGTH + 2)
        if following < 0:
            if _LONG.match(html, at):
                yield at
            following = html.find("<", at + 1)
        at = following


def _end_of_attributes(html: str, place: int) -> int | None:
    """Return where the attributes end that a tag may have, None where it has no more."""
    name = _NAME.match(html, place)
    end = name.end() if name else place
    for _ in range(limits.ATTRIBUTES):
        attribute = _ATTRIBUTE.match(html, end)
        if attribute is None:
            return None
        end = attribute.end()
    return end
