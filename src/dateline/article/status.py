"""What a page is: an article, or less than one. Honest: what walls print is never an article's text."""

from __future__ import annotations

import re

from dateline.article.body import Decision
from dateline.article.metadata import Metadata
from dateline.article.phrases import any_of, contains
from dateline.article.shapes import Shape
from dateline.article.tree import Tree
from dateline.model import Status

_MOSTLY = 0.5
_LONGEST_ASKING = 600  # characters of a line that asks to subscribe
_BOXES = frozenset({"div", "section", "article", "aside", "main", "body", "ul", "li", "ol", "form", "dialog"})
_WIDE = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_STEMS = {"live_names": "live", "wall_names": ""}  # what every name of a list has
_LIVE_ENTRIES = 3
_STUB = 200  # printed characters below which a text is a stub; ideographs count three
_FRONT_LINKS = 25  # linked segments of a page that is a list


def wall_words(text: str) -> bool:
    """Return whether a line asks to subscribe before reading on."""
    return len(text) < _LONGEST_ASKING and contains("paywall", text)


def status_of(text: str, tree: Tree | None, decisions: list[Decision], metadata: Metadata) -> Status:
    """Return what the page is, given the body's text that was read from it."""
    amount = weight(text)
    walled = _walled(tree, decisions, metadata, amount)
    if walled:
        return walled
    live = "liveblogposting" in {kind.lower() for kind in metadata.types}
    if amount >= _STUB and (live or _boxes(tree, "live_names") >= _LIVE_ENTRIES):
        return "live"
    if amount < _STUB and tree is not None and _needs_scripts(tree, decisions):
        return "script-only"
    article = any("article" in kind.lower() or "posting" in kind.lower() for kind in metadata.types)
    is_list = sum(one.segment.links > 0.8 * len(one.segment.text) for one in decisions) >= _FRONT_LINKS
    if not amount or (is_list and not article and amount < (_STUB if metadata.headline else 3 * _STUB)):
        return "not-article"
    return "stub" if amount < _STUB else "ok"


def _walled(tree: Tree | None, decisions: list[Decision], metadata: Metadata, amount: int) -> Status | None:
    """Return the wall that a page shows in place of its article, or of the rest of it."""
    seen = [one for one in decisions if not one.segment.unseen]
    if amount < 3 * _STUB:
        printed = sum(len(one.segment.text) for one in seen)
        asks = sum(len(one.segment.text) for one in seen if contains("consent", one.segment.text[:1_000]))
        if asks > _MOSTLY * printed:
            return "consent"
    if amount >= 10 * _STUB:
        return None
    asking = any(not one.keep and wall_words(one.segment.text) for one in seen)
    if metadata.free is False or (asking and amount < 4 * _STUB):
        return "paywall"
    return "paywall" if asking and _boxes(tree, "wall_names") else None


def _boxes(tree: Tree | None, name: str) -> int:
    """Return how often the classes and ids of boxes that hold text have an expression of a list."""
    count = 0
    known: dict[Shape, int] = {}
    for element in tree.elements if tree is not None else ():
        if element.tag in _BOXES and element.end > element.start:
            shape = element.shape
            found = known.get(shape)
            if found is None:
                found = known[shape] = _named(shape.attributes, name)
            count += found
    return count


def _named(attributes: dict[str, str], name: str) -> int:
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:300] if attributes else ""
    names = names.lower()
    return len(any_of(name).findall(names)) if _STEMS[name] in names else 0


def _needs_scripts(tree: Tree, decisions: list[Decision]) -> bool:
    if any(contains("scripts", one.segment.text[:1_000]) for one in decisions):
        return True
    printed = sum(len(one.segment.text) for one in decisions if not one.segment.unseen)
    return printed < _STUB and any(element.tag == "script" for element in tree.elements)


def weight(text: str) -> int:
    """Return how much a text says, in printed characters of an alphabet; an ideograph counts three."""
    return len(text) + 2 * len(_WIDE.findall(text, 0, 2_000))
