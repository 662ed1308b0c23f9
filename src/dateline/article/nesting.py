"""A guard before the parser: markup whose depth would cost it quadratic time loses tags, never text.

Lexbor looks through the stack of open elements, and the list of open formatting elements, for each tag; both are
kept short here. Ordinary pages are not touched.
"""

from __future__ import annotations

import re

from dateline import limits
from dateline.article.crowded_tags import uncrowded

_DEEP_TAGS = 20_000  # pages with fewer tags cannot nest deep enough to hurt
_FORMATTING_TAGS = 2_000  # nor do formatting elements that nobody closes hurt in pages with fewer
_TAG = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/>]{0,40})([^>]*)>?)")
_RAW = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")}
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
                   "source", "track", "wbr"})
_FORMATTING = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike",
                         "strong", "tt", "u"})
_OPEN_FORMATTING = 64  # formatting elements open at once
_FORMATTING_TAG = re.compile(rf"<(/?)(?:{'|'.join(sorted(_FORMATTING))})[\s>/]", re.IGNORECASE)
_IMPLIED = frozenset({"dd", "dt", "li", "option", "p", "td", "th",
                      "tr"})  # a start tag closes the same element before it


def guarded(html: str) -> tuple[str, int]:
    """Return `html` without the start tags that nest too deep, and how many were taken out or cut short."""
    html, crowded = uncrowded(html)
    tags = html.count("<")
    if tags < _FORMATTING_TAGS or (tags < _DEEP_TAGS and not _leaves_formatting_open(html)):
        return html, crowded
    guard = _Guard(html)
    return guard.run(), guard.cut + crowded


def _leaves_formatting_open(html: str) -> bool:
    unclosed = 0
    for slash in _FORMATTING_TAG.findall(html):
        unclosed = max(0, unclosed - 1) if slash else unclosed + 1
        if unclosed > _OPEN_FORMATTING:
            return True
    return False


class _Guard:
    def __init__(self, html: str) -> None:
        self.html = html
        self.cut = 0
        self._open: list[str] = []
        self._counts: dict[str, int] = {}
        self._formatting = 0
        self._left_out: dict[str, int] = {}  # end tags to take out too, by name

    def run(self) -> str:
        html, kept, place, at = self.html, [], 0, 0
        find, start, close = _TAG.search, self._start, self._close
        while tag := find(html, at):
            slash, name, inside = tag.groups()
            at = tag.end()
            if name is None:
                closing = html.find("-->", at)
                at = len(html) if closing < 0 else closing + 3
                continue
            name = name.lower()
            if slash:
                leave_out = close(name)
            else:
                leave_out = start(name, inside[-1:] == "/")
                raw = _RAW.get(name)
                if raw is not None and not leave_out:
                    end = raw.search(html, at)
                    at = end.start() if end else len(html)
            if leave_out:
                kept.append(html[place : tag.start()])
                place = at
                self.cut += 1
        kept.append(html[place:])
        return "".join(kept) if self.cut else html

    def _start(self, name: str, closed: bool) -> bool:
        if name in _VOID:
            return False
        formatting = name in _FORMATTING
        if name in _IMPLIED and self._open and self._open[-1] == name:
            self._counts[self._open.pop()] -= 1
        if len(self._open) >= limits.DEPTH or (formatting and self._formatting >= _OPEN_FORMATTING):
            self._left_out[name] = self._left_out.get(name, 0) + 1
            return True
        if closed and name in ("svg", "path", "use", "circle", "rect", "g", "line", "polygon"):
            return False
        self._open.append(name)
        self._counts[name] = self._counts.get(name, 0) + 1
        self._formatting += formatting
        return False

    def _close(self, name: str) -> bool:
        if self._left_out.get(name):
            self._left_out[name] -= 1
            return True
        if name in _FORMATTING and self._formatting:
            self._formatting -= 1  # only its own end tag takes a formatting element off the parser's list
        if not self._counts.get(name):
            return False
        while self._open:
            top = self._open.pop()
            self._counts[top] -= 1
            if top == name:
                break
        return False
