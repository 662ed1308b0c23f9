"""What a page is: an article, or less than one. Honest: what walls print is never an article's text."""

from __future__ import annotations

import re

import numpy as np

from dateline.article.body import Decision
from dateline.article.metadata import Metadata
from dateline.article.phrase_marks import BITS
from dateline.article.phrases import any_of, speaks_of
from dateline.article.segments import Segment
from dateline.article.tags import among
from dateline.article.tree import Tree
from dateline.model import Status

_MOSTLY = 0.5
_LONGEST_ASKING = 600  # characters of a line that asks to subscribe
_LONGEST_SAYING = 1_000  # characters of a line in which consent and scripts are looked for
_IS_BOX = among(["div", "section", "article", "aside", "main", "body", "ul", "li", "ol", "form", "dialog"])
_IS_SCRIPT = among(["script"])
_WIDE = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_ASKS = BITS["paywall"]
_LIVE = "live"  # what every name of boxes of a live blog has
_LIVE_ENTRIES = 3
_STUB = 200  # printed characters below which a text is a stub; ideographs count three
_FRONT_LINKS = 25  # linked segments of a page that is a list


def asks(segment: Segment) -> bool:
    """Return whether a line asks to subscribe before reading on."""
    return bool(segment.may & _ASKS) and len(segment.text) < _LONGEST_ASKING and speaks_of("paywall", segment.text)


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
    short = not article and amount < (_STUB if metadata.headline else 3 * _STUB)
    if not amount or (short and _is_list(decisions)):
        return "not-article"
    return "stub" if amount < _STUB else "ok"


def _is_list(decisions: list[Decision]) -> bool:
    return sum(one.segment.links > 0.8 * len(one.segment.text) for one in decisions) >= _FRONT_LINKS


def _walled(tree: Tree | None, decisions: list[Decision], metadata: Metadata, amount: int) -> Status | None:
    """Return the wall that a page shows in place of its article, or of the rest of it."""
    seen = [one for one in decisions if not one.segment.unseen]
    if amount < 3 * _STUB:
        printed = sum(len(one.segment.text) for one in seen)
        if sum(len(one.segment.text) for one in seen if _says("consent", one.segment)) > _MOSTLY * printed:
            return "consent"
    if amount >= 10 * _STUB:
        return None
    asking = any(asks(one.segment) for one in seen if not one.keep)
    if metadata.free is False or (asking and amount < 4 * _STUB):
        return "paywall"
    return "paywall" if asking and _boxes(tree, "wall_names") else None


def _says(name: str, segment: Segment) -> bool:
    """Return whether a line has a phrase of a list."""
    return bool(segment.may & BITS[name]) and speaks_of(name, segment.text[:_LONGEST_SAYING])


def _boxes(tree: Tree | None, name: str) -> int:
    """Return how often the classes and ids of boxes that hold text have an expression of a list."""
    if tree is None:
        return 0
    rows, shapes = tree.rows, tree.shapes
    places = tree.shapes.holding(_LIVE) if name == "live_names" else range(len(shapes))
    named = {place: many for place in places if (many := _named(shapes[place].attributes, name))}
    if not named:
        return 0
    counts = np.bincount(rows.shapes[_IS_BOX[rows.tags] & (rows.ends > rows.starts)], minlength=len(shapes))
    return sum(int(counts[place]) * many for place, many in named.items())


def _named(attributes: dict[str, str], name: str) -> int:
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:300].lower()
    return len(any_of(name).findall(names))


def _needs_scripts(tree: Tree, decisions: list[Decision]) -> bool:
    if any(_says("scripts", one.segment) for one in decisions):
        return True
    printed = sum(len(one.segment.text) for one in decisions if not one.segment.unseen)
    return printed < _STUB and bool(tree.those(_IS_SCRIPT))


def weight(text: str) -> int:
    """Return how much a text says, in printed characters of an alphabet; an ideograph counts three."""
    return len(text) + 2 * len(_WIDE.findall(text, 0, 2_000))
