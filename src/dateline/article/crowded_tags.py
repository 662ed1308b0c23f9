"""A guard before the parser: tags with more attributes than any page needs lose the rest of them.

Lexbor compares each attribute with those before it, so that a tag of 100,000 would take it a minute.
"""

from __future__ import annotations

import re

from dateline import limits

_LENGTH = 16_384  # characters without another "<" from which a start tag, or text behind one, is looked at
_LONG = re.compile(rf"<[a-zA-Z][^<]{{{_LENGTH}}}")
_NAME = re.compile(r"<[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]++))?+""")
_RAW = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)  # between these, what looks like a tag is none
_REST = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+'|["'])*+""")


def uncrowded(html: str) -> tuple[str, int]:
    """Return `html` with at most limits.ATTRIBUTES attributes a tag, and how many tags lost some."""
    if not _has_long(html):
        return html, 0
    kept, at, cut = [], 0, 0
    seen, raw = 0, False
    for long in _LONG.finditer(html):
        for tag in _RAW.finditer(html, seen, long.start()):
            raw = not tag[1]
        seen = long.start()
        if raw:
            continue
        place = _NAME.match(html, long.start())
        if place is None or place.start() < at:
            continue
        end = place.end()
        for _ in range(limits.ATTRIBUTES):
            attribute = _ATTRIBUTE.match(html, end)
            if attribute is None:
                break
            end = attribute.end()
        else:
            rest = _REST.match(html, end)
            kept.append(html[at:end])
            at = rest.end() if rest else end
            cut += 1
    return ("".join([*kept, html[at:]]), cut) if cut else (html, 0)


def _has_long(html: str) -> bool:
    """Return whether two "<" stand far from each other: leaps from one to the last that is not too far."""
    at = 0
    while at + _LENGTH < len(html):
        following = html.rfind("<", at + 1, at + _LENGTH + 2)
        if following < 0:
            return True
        at = following
    return False
