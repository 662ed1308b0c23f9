"""A guard before the parser: markup whose depth would cost it quadratic time loses tags, never text.

Lexbor looks through the stack of open elements, and the list of open formatting elements, for each tag; both are
kept short here. What may grow them is written anew so that each element is closed before what is around it: then the
parser has no more open than the guard counts, whatever its rules are. Ordinary pages are not touched.
"""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np

from dateline import limits
from dateline.article.crowded_tags import ATTRIBUTE, ATTRIBUTES, LENGTH, SPACE, has_few, of_few_names, uncrowded
from dateline.native import ARRAY, COUNT, TEXT, address, function

_DEEP_TAGS = 20_000  # pages with fewer tags cannot nest deep enough to hurt
_REBUILT = 500_000  # nor do formatting elements that nobody closes hurt where they, times tags, are fewer
_OPEN_FORMATTING = 8  # formatting elements open at once
_FORMATTING = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike",
                         "strong", "tt", "u"})
_PLAIN_FORMATTING = 40  # of them open at once whose tags are alike: three of a name, for the parser drops the others
_CROWD = 24  # attributes of one of them, or of the root: the parser compares each with those of the others
_CROWDED = "|".join(sorted(_FORMATTING - {"a", "nobr"} | {"body", "html"}))  # no two links are open at once
_FOREIGN = ("svg", "math")
_OTHER_RULES = frozenset({*_FOREIGN, "select", "frameset"})  # in these, contents that are not markup elsewhere are
_SCOPES = frozenset({"applet", "caption", "marquee", "object", "table", "td", "template", "th", *_OTHER_RULES})
"""Through these no end tag reaches, but those of tables."""
_THROUGH = _SCOPES | {"tbody", "tfoot", "thead", "tr"}
_RAW_NAMES = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
_UNPRINTED = frozenset({"script", "style"})
_VOID = frozenset({"area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input",
                   "keygen", "link", "meta", "param", "source", "track", "wbr"})
_UNNESTED = frozenset({"br", "embed", "hr", "img", "meta"})  # nor do they in pictures
_ROOTS = frozenset({"body", "head", "html"})
_IMPLIED = frozenset({"a", "button", "dd", "dt", "li", "nobr", "option", "p", "td", "th",
                      "tr"})  # a start tag closes the same element before it
_CELLS, _GROUPS, _TERMS = frozenset({"td", "th"}), frozenset({"tbody", "tfoot", "thead"}), frozenset({"dd", "dt"})
_LEFT_OPEN = {  # a start tag closes one of these before it, and those behind in which nothing else is open
    "li": (frozenset({"li"}), frozenset({"p"})),
    **dict.fromkeys(_TERMS, (_TERMS, frozenset({"p"}))),
    **dict.fromkeys(_CELLS, (_CELLS, frozenset({"p"}))),
    "tr": (frozenset({"tr"}), _CELLS | {"p"}),
    **dict.fromkeys(_GROUPS, (_GROUPS, _CELLS | {"p", "tr"}))}
_MADE = frozenset({"p", "br"})  # an end tag that closes nothing makes one

_NAMES = 1_000  # of elements that a page may have; the parser seeks each among all others
_OTHER_NAMES = ("x", "x-x")  # of elements that part text, and of those that do not
_KNOWN = _FORMATTING | _THROUGH | _VOID | _UNNESTED | _ROOTS | _IMPLIED | {*_RAW_NAMES, "plaintext"}

_NOT_A_TAG = r"!--(?:-?>|.*?(?:--!?>|\Z))|[!?][^>]*+>?+|/(?![a-zA-Z])[^>]*+>?+"  # comments, and what is read as one
_TAG = re.compile(rf"<(?:{_NOT_A_TAG}|(/?+)([a-zA-Z][^{SPACE}/>]*+)({ATTRIBUTES})(>?+))", re.DOTALL)
_RAW_END = {name: re.compile(rf"</{name}(?=[{SPACE}/>]){ATTRIBUTES}>?+", re.IGNORECASE) for name in _RAW_NAMES}
_MARKED = re.compile(rf"<(?=[bcefhistu])(?:{_CROWDED})(?=[{SPACE}/]((?:{ATTRIBUTE}){{{_CROWD + 1}}})?+)", re.IGNORECASE)
_REST = re.compile(rf"(<(?:{_CROWDED})(?=[{SPACE}/])(?:{ATTRIBUTE}){{{_CROWD}}}){ATTRIBUTES}", re.IGNORECASE)
_ANY = re.compile(rf"<(?:{_NOT_A_TAG}|({'|'.join(_RAW_NAMES)})(?=[{SPACE}/>]){ATTRIBUTES}>.*?(?:</\1(?=[{SPACE}/>])"
                  rf"{ATTRIBUTES}>?+|\Z)|/?+[a-zA-Z][^{SPACE}/>]*+{ATTRIBUTES}>?+)", re.IGNORECASE | re.DOTALL)
_DOCTYPE = re.compile(r"\s*<!doctype[^<>]*>", re.IGNORECASE)
_OPTIONS = 2_000  # of one form field; each new one costs the parser a look at all of them
_OPTION = re.compile(r"<(/?)(select|option)(?![^\s/>])[^<>]*>?", re.IGNORECASE)

_is_ordinary = function("is_ordinary", TEXT, COUNT, ARRAY)
_BOUNDS = np.array([LENGTH, limits.ATTRIBUTES, _CROWD, _OPTIONS, _DEEP_TAGS, _REBUILT, _PLAIN_FORMATTING])


def is_ordinary(html: bytes) -> bool:
    """Return whether UTF-8 surely has nothing that `guarded` would take out: one look at it instead of many."""
    return bool(_is_ordinary(html, len(html), address(_BOUNDS))) and has_few(html)


def guarded(html: str) -> tuple[str, int]:
    """Return `html` without the start tags that nest too deep, and how many were taken out or cut short."""
    html, crowded = uncrowded(html)
    marked = _MARKED.findall(html)
    if any(marked):
        html = _REST.sub(r"\1", html)
    tags = html.count("<")
    if tags > _OPTIONS:
        html = _with_few_options(html)
    few = has_few(html.encode("utf-8", "surrogatepass"))
    if few and tags < _DEEP_TAGS and tags * (len(marked) + _PLAIN_FORMATTING) < _REBUILT:
        return html, crowded
    guard = _Guard(html, few=few)
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


class _Guard:
    """Writes a page anew: comments are emptied, an end tag closes what is open in its element first, or else goes."""

    def __init__(self, html: str, *, few: bool = True) -> None:
        """few: whether the page has few attributes."""
        self.html, self._few = html, few
        self.cut = 0
        self._attributes: set[str] = set()  # names of them, in lower case
        self._names: dict[str, str] = {}  # as written: as they are called
        self._open: list[str] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)  # in `_open`, by name
        self._scopes: list[int] = []  # places of _SCOPES
        self._others = self._formatting = 0  # how many of _OTHER_RULES and of _FORMATTING are open
        self._roots: defaultdict[str, int] = defaultdict(int)
        self._left_out: defaultdict[str, int] = defaultdict(int)  # end tags to take out too, by name

    def run(self) -> str:
        html, kept, at = self.html, [], 0
        left = limits.nodes(len(html))  # start tags; those behind make nodes that are not read
        if doctype := _DOCTYPE.match(html):
            kept.append(doctype[0])
            at = doctype.end()
        while left > 0 and (tag := _TAG.search(html, at)):
            if tag.start() > at:
                kept.append(html[at : tag.start()].replace("<", "&lt;"))
            at = tag.end()
            slash, name, attributes, closed = tag.groups()
            if not name or not closed:
                kept.append("" if name else "<!---->")  # cut off, or a comment, which parts two text nodes
                continue
            name = self._called(name)
            if slash:
                left -= name in _MADE
                kept.append(self._close(name))
                continue
            left -= 1
            if not self._few:
                attributes = of_few_names(attributes, self._attributes)
            if name not in _RAW_END:
                kept.append(self._start(name, attributes))
                continue
            end = _RAW_END[name].search(html, at)
            inside = html[at : end.start() if end else len(html)]
            as_elsewhere = not self._others or "<" not in inside
            if as_elsewhere:
                kept.append(f"<{name}{attributes}>{_unhidden(name, inside)}</{name}>")
            if as_elsewhere or name in _UNPRINTED:
                at = end.end() if end else len(html)
        kept.append(_ANY.sub("", html[at:]).replace("<", "&lt;"))
        return "".join(kept)

    def _called(self, name: str) -> str:
        """Return an element's name in lower case; a name that stands for it behind the first so many of a page."""
        called = self._names.get(name)
        if called is None:
            called = name.lower()
            if len(self._names) >= _NAMES:
                return called if called in _KNOWN else _OTHER_NAMES["-" in called]
            self._names[name] = called
        return called

    def _start(self, name: str, attributes: str) -> str:
        """Return what stands for a start tag: itself; nothing, where too many are open."""
        opened, formatting = self._open, name in _FORMATTING
        tag = f"<{name}{attributes}>"
        if name in _ROOTS:
            self._roots[name] += 1
            return tag if self._roots[name] == 1 else ""
        if name in _UNNESTED or (name in _VOID and not self._others):
            return tag
        if opened and opened[-1] == name and name in _IMPLIED and not self._others:
            return tag  # it takes the place of the one before it
        if name in _LEFT_OPEN and not self._others and (before := self._left_open(name)):
            return self._close(before) + self._start(name, attributes)
        if len(opened) >= limits.DEPTH or (formatting and self._formatting >= _OPEN_FORMATTING) or name == "plaintext":
            self._left_out[name] += 1
            self.cut += 1
            return ""
        if attributes.endswith("/") and (self._others or name in _FOREIGN):
            return f"<{name}{attributes.rstrip('/')}></{name}>"
        self._places[name].append(len(opened))
        if name in _SCOPES:
            self._scopes.append(len(opened))
        opened.append(name)
        self._formatting += formatting
        self._others += name in _OTHER_RULES
        return tag

    def _left_open(self, name: str) -> str:
        """Return what a start tag closes that is not the last opened: a row whose cell is open; "" for nothing."""
        ended, passed = _LEFT_OPEN[name]
        for one in reversed(self._open[-4:]):
            if one in ended:
                return "" if self._left_out.get(one) else one
            if one not in passed:
                break
        return ""

    def _close(self, name: str) -> str:
        """Return the end tags that stand for one: of all that it closes; none, where it closes nothing."""
        if self._left_out.get(name):
            self._left_out[name] -= 1
            return ""
        places = self._places.get(name)
        if not places or (name not in _THROUGH and self._scopes and self._scopes[-1] > places[-1]):
            return f"</{name}>" if name in _MADE else ""
        closed = []
        for _ in range(len(self._open) - places[-1]):
            last = self._open.pop()
            self._places[last].pop()
            if last in _SCOPES:
                self._scopes.pop()
            self._formatting -= last in _FORMATTING
            self._others -= last in _OTHER_RULES
            closed.append(f"</{last}>")
        return "".join(closed)


def _unhidden(name: str, inside: str) -> str:
    """Return the contents of a raw element so that nothing in them hides its end tag."""
    return inside.replace("<!--", "<! --") if name == "script" and "<script" in inside.lower() else inside
