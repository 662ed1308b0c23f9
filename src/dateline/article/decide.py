"""Keep or drop: what becomes of each segment of a page, and why."""

from __future__ import annotations

from dateline import limits
from dateline.article.body import Decision
from dateline.article.classify import chances
from dateline.article.segments import Segment
from dateline.article.status import wall_words
from dateline.article.tree import Tree

_THRESHOLD = 0.45  # of the chance from which a line is kept; the five folds' figures are flat around it
_REGIONS = {"nav": "navigation", "footer": "foot of the page", "aside": "aside", "form": "form",
            "header": "head of the page", "figure": "picture", "figcaption": "caption"}


def decide(tree: Tree, segments: list[Segment], *, fragment: bool = False) -> list[Decision]:
    """Return a decision for each segment, in order.

    fragment: the page is the content of a feed's entry, of which all that prints is the article.
    """
    seen = [segment for segment in segments if not segment.unseen]
    likely = iter([1.0] * len(seen) if fragment else chances(tree, seen[: limits.LINES]))
    regions = _regions(tree)
    decisions: list[Decision] = []
    for segment in segments:
        region = regions[segment.block] if segment.block >= 0 else ""
        if segment.unseen:
            decisions.append(Decision(segment, False, segment.unseen))
            continue
        chance = next(likely, None)
        if chance is None:
            decisions.append(Decision(segment, False, f"after the first {limits.LINES} lines of the page"))
        elif region == "caption":
            decisions.append(Decision(segment, False, region))
        elif chance < _THRESHOLD:
            place = region or ("links" if segment.links > 0.5 * len(segment.text) else "beside the article")
            decisions.append(Decision(segment, False, f"{place} (article: {chance:.0%})"))
        elif wall_words(segment.text):
            decisions.append(Decision(segment, False, "asks to subscribe"))
        else:
            decisions.append(Decision(segment, True, "text of the entry" if fragment else f"article: {chance:.0%}"))
    return decisions


def _regions(tree: Tree) -> list[str]:
    """Return for each element what the nearest telling element around it, or itself, makes of its text."""
    regions: list[str] = []
    for element in tree.elements:
        regions.append(_REGIONS.get(element.tag) or (regions[element.parent] if element.parent >= 0 else ""))
    return regions
