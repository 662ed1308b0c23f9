"""Keep or drop: what becomes of each segment of a page, and why."""

from __future__ import annotations

from dateline.article.body import Decision
from dateline.article.classify import chances
from dateline.article.metadata import Metadata
from dateline.article.segments import Segment
from dateline.article.status import wall_words
from dateline.article.tree import Element, Tree

_THRESHOLD = 0.5
_REASONS = (("nav", "navigation"), ("footer", "foot of the page"), ("aside", "aside"), ("form", "form"),
            ("header", "head of the page"), ("figure", "picture"))


def decide(tree: Tree, segments: list[Segment], metadata: Metadata) -> list[Decision]:
    """Return a decision for each segment, in order."""
    likely = chances(tree, segments)
    decisions: list[Decision] = []
    for segment, chance in zip(segments, likely, strict=True):
        if segment.unseen:
            decisions.append(Decision(segment, False, segment.unseen))
        elif _in_caption(tree, segment):
            decisions.append(Decision(segment, False, "caption"))
        elif chance >= _THRESHOLD and wall_words(segment.text):
            decisions.append(Decision(segment, False, "asks to subscribe"))
        elif chance >= _THRESHOLD:
            decisions.append(Decision(segment, True, f"article, likely to {chance:.0%}"))
        else:
            decisions.append(Decision(segment, False, f"{_place(tree, segment)}, article to {chance:.0%}"))
    return decisions


def _in_caption(tree: Tree, segment: Segment) -> bool:
    return any(element.tag in ("figcaption", "caption") for element in _around(tree, segment, 4))


def _around(tree: Tree, segment: Segment, levels: int) -> list[Element]:
    found: list[Element] = []
    index = segment.block
    while index >= 0 and len(found) < levels:
        found.append(tree.elements[index])
        index = tree.elements[index].parent
    return found


def _place(tree: Tree, segment: Segment) -> str:
    tags = {element.tag for element in _around(tree, segment, 60)}
    for tag, reason in _REASONS:
        if tag in tags:
            return reason
    return "links" if segment.links > 0.5 * len(segment.text) else "beside the article"
