"""A guard before the parser: tags with more attributes than any page needs lose the rest of them.

Lexbor compares each attribute with those before it, so that a tag of 100,000 would take it a minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline import limits
from dateline.native import COUNT, TEXT, function

SPACE = " \\t\\n\\f\\r"  # in a class of characters
_VALUE = rf"""(?:[{SPACE}]*+=[{SPACE}]*+(?:"[^"]*+"|'[^']*+'|(?=>)|[^{SPACE}>"'][^{SPACE}>]*+))?+"""
_NAME = rf"[^{SPACE}/>][^{SPACE}/>=]*+"
ATTRIBUTE = rf"[{SPACE}/]*+{_NAME}{_VALUE}"
"""What browsers take for one, with what is before it."""
ATTRIBUTES = rf"(?:{ATTRIBUTE})*+[{SPACE}/]*+"
"""All between a tag's name and its end."""

_attribute_count = function("attribute_count", TEXT, COUNT, COUNT)
LENGTH = 8_192
"""Characters without another "<", or without a ">", from which a tag, or text, is looked at."""
_TAG = re.compile(r"</?[a-zA-Z]")
_QUOTED = re.compile(rf"""=[{SPACE}]*+(?:"[^">]*+>|'[^'>]*+>)""")
_ALLOWED = re.compile(rf"</?[a-zA-Z][^{SPACE}/>]*+(?:{ATTRIBUTE}){{0,{limits.ATTRIBUTES}}}")
_REST = re.compile(ATTRIBUTES)
_ONE_MORE = re.compile(ATTRIBUTE)
_NAMED = re.compile(rf"[{SPACE}/]*+({_NAME}){_VALUE}")
_RAW = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)  # between these, what looks like a tag is none
_AGAIN = 8  # times the page's length that may be looked at for tags in one another


def has_few(html: bytes) -> bool:
    """Return whether UTF-8 has no more attributes than a page may have different ones."""
    return _attribute_count(html, len(html), limits.ATTRIBUTE_NAMES) <= limits.ATTRIBUTE_NAMES


def of_few_names(attributes: str, names: set[str]) -> str:
    """Return a tag's attributes without those whose names are new where `names`, those of the page so far, are many."""

    def kept(attribute: re.Match[str]) -> str:
        name = attribute[1].lower()
        if len(names) < limits.ATTRIBUTE_NAMES:
            names.add(name)
        return attribute[0] if name in names else " "

    return _NAMED.sub(kept, attributes)


def uncrowded(html: str) -> tuple[str, int]:
    """Return `html` with at most limits.ATTRIBUTES attributes a tag, and how many tags lost some."""
    kept, at, cut = [], 0, 0
    seen, raw, left = 0, False, _AGAIN * len(html)
    looked = 0  # where the last tag ends that was looked at
    for place in sorted({*_long(html, "<"), *_long(html, ">"), *_holding(html)}):
        if place < at or (left < 0 and place < looked):
            continue
        for tag in _RAW.finditer(html, seen, place):
            raw = not tag[1]
        seen = place
        allowed = None if raw else _ALLOWED.match(html, place)
        if allowed is None:
            continue
        looked = allowed.end()
        left -= looked - place
        if _ONE_MORE.match(html, looked):
            rest = _REST.match(html, looked)
            kept.append(html[at:looked])
            at = rest.end() if rest else looked
            cut += 1
    return ("".join([*kept, html[at:]]), cut) if cut else (html, 0)


def _long(html: str, mark: str) -> Iterator[int]:
    """Yield where the first tag begins of what has no other such mark for a length: leaps from mark to mark."""
    at = 0
    while at >= 0 and at + LENGTH < len(html):
        following = html.rfind(mark, at + 1, at + LENGTH + 2)
        if following < 0:
            following = html.find(mark, at + 1)
            if tag := _TAG.search(html, at, following if following >= 0 else len(html)):
                yield tag.start()
        at = following


def _holding(html: str) -> Iterator[int]:
    """Yield where tags begin that have a value with a ">": the first tags behind the ">" before it."""
    for value in _QUOTED.finditer(html):
        before = html.rfind(">", max(0, value.start() - LENGTH), value.start())
        if tag := _TAG.search(html, max(0, before), value.start()):
            yield tag.start()
