"""A guard before the parser: markup whose depth would cost it quadratic time loses tags, never text.

Lexbor looks through the stack of open elements, and the list of open formatting elements, for each tag; both are
kept short here. Ordinary pages are not touched.
"""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np
import numpy.typing as npt

from dateline import limits
from dateline.article.crowded_tags import uncrowded

_DEEP_TAGS = 20_000  # pages with fewer tags cannot nest deep enough to hurt
_FORMATTING_TAGS = 2_000  # nor do formatting elements that nobody closes hurt in pages with fewer
_TAG = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/>]{0,40})[^>]*>?)")
_RAW = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")}
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
                   "source", "track", "wbr"})
_FORMATTING = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike",
                         "strong", "tt", "u"})
_OPEN_FORMATTING = 64  # formatting elements open at once
_FORMATTING_TAG = re.compile(  # letters as one set: half as long again otherwise
    r"<(/?+)(?:[{}]|{})[\s>/]".format("".join(sorted(one for one in _FORMATTING if len(one) == 1)),
                                     "|".join(sorted(one for one in _FORMATTING if len(one) > 1))), re.IGNORECASE)
_IMPLIED = frozenset({"dd", "dt", "li", "option", "p", "td", "th",
                      "tr"})  # a start tag closes the same element before it
_CLOSED = frozenset({"svg", "path", "use", "circle", "rect", "g", "line", "polygon"})  # by a "/" at their end
_KINDS = 500  # names of elements of the largest page that the cheap look is taken at
_OPTIONS = 2_000  # of one form field; each new one costs the parser a look at all of them
_OPTION = re.compile(r"<(/?)(select|option)(?![^\s/>])[^<>]*>?", re.IGNORECASE)
_NAMES = re.compile(  # of all tags; "" for comments and what closes itself; steps over what _RAW holds
    rf"<(?:!--.*?(?:-->|\Z)|(?:{'|'.join(sorted(_CLOSED))})(?![^\s/>])[^>]*/>"
    r"|(/?+[a-zA-Z][^\s/>]{0,40}+)(?:"
    + "|".join(rf"(?<=<{name})[^>]*+>?+.*?(?:(?=</{name})|\Z)" for name in _RAW) + r"|[^>]*+))",
    re.IGNORECASE | re.DOTALL)


def guarded(html: str) -> tuple[str, int]:
    """Return `html` without the start tags that nest too deep, and how many were taken out or cut short."""
    html, crowded = uncrowded(html)
    tags = html.count("<")
    if tags > _OPTIONS:
        html = _with_few_options(html)
    if tags < _FORMATTING_TAGS or (tags < _DEEP_TAGS and not _leaves_formatting_open(html)):
        return html, crowded
    if _is_shallow(html):
        return html, crowded
    guard = _Guard(html)
    return guard.run(), guard.cut + crowded


def _with_few_options(html: str) -> str:
    """Return `html` without the tags of options behind the first so many of a form field; their text stays."""
    if len(_OPTION.findall(html)) <= _OPTIONS:
        return html
    count = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal count
        if tag[2].lower() == "select":
            count = 0
        else:
            count += 1 - len(tag[1])
        return "" if count > _OPTIONS else tag[0]

    return _OPTION.sub(kept, html)


def _leaves_formatting_open(html: str) -> bool:
    unclosed = 0
    for slash in _FORMATTING_TAG.findall(html):
        unclosed = max(0, unclosed - 1) if slash else unclosed + 1
        if unclosed > _OPEN_FORMATTING:
            return True
    return False


def _is_shallow(html: str) -> bool:
    """Return whether a page surely nests no deeper than the guard allows: a cheap look that spares most pages it.

    No more elements of a name are open than were opened since its end tags last caught up, and all names' together are
    no fewer than are ever open.
    """
    names = list(filter(None, _NAMES.findall(html)))
    shown = {name: name.lower() for name in set(names)}
    if len(shown) > _KINDS or any("<" in name for name in shown):
        return False  # "</x<title>" is told from "<title>" by the guard only
    numbers = {name: number for number, name in enumerate(sorted({name.lstrip("/") for name in shown.values()}))}
    void = [numbers[name] for name in _VOID & numbers.keys()]
    implied = [numbers[name] for name in _IMPLIED & numbers.keys()]
    of = {name: numbers[lower.lstrip("/")] for name, lower in shown.items()}
    tags = np.array([of[name] for name in names], np.int32)
    steps = np.array([-1 if name[0] == "/" else 1 for name in names], np.int32)
    kept = ~np.isin(tags, void)
    tags, steps = tags[kept], steps[kept]
    again = (tags[1:] == tags[:-1]) & (steps[1:] == 1) & (steps[:-1] == 1) & np.isin(tags[1:], implied)
    kept = np.append(True, ~again)[: len(tags)]  # a start tag that closes the element before it
    tags, steps = tags[kept], steps[kept]
    formatting = np.isin(tags, [numbers[name] for name in _FORMATTING & numbers.keys()])
    order = np.argsort(tags, kind="stable")
    ends = np.cumsum(np.bincount(tags, minlength=len(numbers)))
    each = sum(_most_open(part) for part in np.split(steps[order], ends[:-1]))
    return each < limits.DEPTH and _most_open(steps[formatting]) <= _OPEN_FORMATTING


def _most_open(steps: npt.NDArray[np.int32]) -> int:
    """Return how many elements are ever open, if each end tag closes one of them; none where none is open."""
    balance = np.cumsum(steps)
    return int((balance - np.minimum(np.minimum.accumulate(balance), 0)).max()) if len(balance) else 0


class _Guard:
    def __init__(self, html: str) -> None:
        self.html = html
        self.cut = 0
        self._open: list[str] = []
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._formatting = 0
        self._left_out: defaultdict[str, int] = defaultdict(int)  # end tags to take out too, by name

    def run(self) -> str:
        html, kept, place, at, cut = self.html, [], 0, 0, 0
        find, start, close, spared = _TAG.search, self._start, self._close, _VOID
        while tag := find(html, at):
            slash, name = tag.group(1, 2)
            at = tag.end()
            if name is None:
                closing = html.find("-->", at)
                at = len(html) if closing < 0 else closing + 3
                continue
            name = name.lower()
            if slash:
                leave_out = close(name)
            elif name in spared:
                continue
            else:
                leave_out = start(name, html[at - 2 : at] == "/>" or html[at - 1] == "/")
                if not leave_out and name in _RAW:
                    end = _RAW[name].search(html, at)
                    at = end.start() if end else len(html)
            if leave_out:
                kept.append(html[place : tag.start()])
                place = at
                cut += 1
        kept.append(html[place:])
        self.cut = cut
        return "".join(kept) if cut else html

    def _start(self, name: str, closed: bool) -> bool:
        opened = self._open
        formatting = name in _FORMATTING
        if opened and opened[-1] == name and name in _IMPLIED:
            return False  # it takes the place of the one before it
        if len(opened) >= limits.DEPTH or (formatting and self._formatting >= _OPEN_FORMATTING):
            self._left_out[name] += 1
            return True
        if closed and name in _CLOSED:
            return False
        opened.append(name)
        self._counts[name] += 1
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
