"""JSON-LD and other JSON that pages carry, read as far as it can be: broken, cut, nested too deep, or huge."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from json import JSONDecoder

import msgspec

from dateline.article.markup import cleaned

Node = dict[str, object]
_HOLDS = (dict, list)  # values that may hold objects

_NODES = 4_000  # objects of one page that are looked at
_ITEM = 20_000  # characters of one item of a broken list
_WINDOW = 4 * _ITEM  # characters that are cut out at once, for the items in them
_ARTICLE_TYPES = (
    ("NewsArticle", "ReportageNewsArticle", "LiveBlogPosting", "OpinionNewsArticle", "AnalysisNewsArticle",
     "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle"),
    ("Article", "BlogPosting", "Report", "TechArticle", "ScholarlyArticle", "MedicalScholarlyArticle",
        "SocialMediaPosting",
     "DiscussionForumPosting", "SatiricalArticle"),
    ("Recipe", "Review", "HowTo", "Course", "Event", "PodcastEpisode", "VideoObject", "CreativeWork", "MedicalWebPage",
     "AboutPage", "WebPage", "ItemPage"),
)
_RANK = {name.lower(): rank for rank, names in enumerate(_ARTICLE_TYPES) for name in names}
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_AROUND = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>"
                     r"|;)\s*$")
_LENIENT = JSONDecoder(strict=False)
_FIELD = re.compile(r'"(@type|headline|datePublished|dateModified|dateCreated|inLanguage)"\s*:\s*"((?:[^"\\]'
                    r'|\\.){1,1000})"')
_AUTHOR = re.compile(r'"author"\s*:\s*[\[{][^\]}]{0,400}?"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"')


class LinkedData:
    """All objects of a page's JSON-LD, in document order, and those that are referred to by @id."""

    def __init__(self, scripts: Iterable[str]) -> None:
        self.nodes: list[Node] = []
        self._by_id: dict[str, Node] = {}
        self._articles: list[Node] | None = None
        for script in scripts:
            for value in decoded(script):
                self._collect(value)

    def _collect(self, root: object) -> None:
        waiting = [root]
        while waiting and len(self.nodes) < _NODES:
            value = waiting.pop()
            if isinstance(value, dict):
                self.nodes.append(value)
                name = value.get("@id")
                if isinstance(name, str) and len(value) > 1:
                    self._by_id.setdefault(name, value)
                waiting += [one for one in reversed(value.values()) if isinstance(one, _HOLDS)]
            elif isinstance(value, list):
                waiting += [one for one in reversed(value[:_NODES]) if isinstance(one, _HOLDS)]

    def resolved(self, value: object) -> object:
        """Return the object that a bare {"@id": ...} refers to, where the page holds it; else `value`."""
        if isinstance(value, dict) and "name" not in value:
            name = value.get("@id")
            return self._by_id.get(name, value) if isinstance(name, str) else value
        return value

    def articles(self) -> list[Node]:
        """Return the objects that can be the page's article: those of the most telling type, in document order."""
        if self._articles is not None:
            return self._articles
        best = 9
        found: list[Node] = []
        for node in self.nodes:
            rank = min([_RANK.get(kind.lower(), 9) for kind in types_of(node)], default=9)
            if rank == 0:
                rank = 1  # news or not: one class, the first one on the page counts
            if rank < best:
                best, found = rank, []
            if rank == best and rank < 9:
                found.append(node)
        self._articles = found
        return found

    def people(self, value: object) -> Iterator[tuple[str, str]]:
        """Yield (name, type) of whom an author, creator or publisher value names; the type may be ""."""
        waiting = [value]
        for _ in range(200):
            if not waiting:
                return
            one = self.resolved(waiting.pop(0))
            if isinstance(one, list):
                waiting[:0] = one[:100]
            elif isinstance(one, str):
                yield cleaned(one[:1000]), ""
            elif isinstance(one, dict):
                name = one.get("name") or one.get("@value")
                kind = next(iter(types_of(one)), "")
                if isinstance(name, list):
                    waiting[:0] = name[:100]
                elif isinstance(name, str):
                    yield cleaned(name[:1000]), kind


def types_of(node: Node) -> tuple[str, ...]:
    """Return the @type names of a node without their vocabulary's address."""
    value = node.get("@type")
    if isinstance(value, str):
        return (value.rpartition("/")[2],)
    return tuple([one.rpartition("/")[2] for one in value if isinstance(one, str)]) if isinstance(value, list) else ()


def text_of(node: Node, *names: str) -> str:
    """Return the first non-empty text that one of `names` has in a node, cleaned, else ""."""
    for name in names:
        value = node.get(name)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("@value") or value.get("name") or value.get("url") or value.get("@id")
        if isinstance(value, str) and (text := cleaned(value[:5000])):
            return text
    return ""


def decoded(script: str) -> list[object]:
    """Return the JSON values that a script holds; of broken JSON what can be read for certain."""
    try:
        return [msgspec.json.decode(script)]
    except (msgspec.DecodeError, ValueError, RecursionError):
        pass
    text = _AROUND.sub("", _AROUND.sub("", script)).strip()
    if "&quot;" in text and '"' not in text:
        text = html.unescape(text)
    for variant in (text, _TRAILING_COMMA.sub(r"\1", text)):
        values = _values(variant)
        if values:
            return values
    return _fields(text)


def _values(text: str) -> list[object]:
    """Return the values of JSON texts written one after the other; empty when one is broken."""
    values: list[object] = []
    place = 0
    for _ in range(100):
        while place < len(text) and text[place] in " \t\r\n,;":
            place += 1
        if place >= len(text):
            return values
        try:
            value, place = _LENIENT.raw_decode(text, place)
        except (ValueError, RecursionError):
            return []
        values.append(value)
    return values


def _fields(text: str) -> list[object]:
    """Return one object with the first value of each telling field of JSON that nothing can parse."""
    node: Node = {}
    for name, value in _FIELD.findall(text):
        node.setdefault(name, _unescaped(value))
    author = _AUTHOR.search(text)
    if author:
        node["author"] = {"name": _unescaped(author[1])}
    return [node] if node else []


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value


def whole_items(text: str, bracket: int = 0) -> tuple[list[Node], int]:
    """Return the objects of a JSON list that may be cut in the middle, and where in `text` the last one ends.

    bracket: where the list begins. Reading stops at the first item that is not whole.
    """
    items: list[Node] = []
    place = end = bracket + 1
    base, window = place, text[place : place + _WINDOW]
    while True:
        start = place
        while start < len(text) and text[start] in " \t\r\n,":
            start += 1
        if start >= len(text) or text[start] != "{":
            return items, start + 1 if text[start : start + 1] == "]" else end
        if start + _ITEM > base + _WINDOW:
            base, window = start, text[start : start + _WINDOW]
        try:
            item, stop = _LENIENT.raw_decode(window, start - base)
        except (ValueError, RecursionError):
            return items, end
        if base + stop - start > _ITEM:
            return items, end
        place = end = base + stop
        items.append(item)
