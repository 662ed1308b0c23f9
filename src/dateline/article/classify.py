"""Which segments are the article's: a small network over the segments of a page, in page order."""

from __future__ import annotations

import re

from dateline.article.segments import Segment
from dateline.article.tree import Tree

_ = re


def chances(tree: Tree, segments: list[Segment]) -> list[float]:
    """Return for each segment how likely it is the article's, 0 to 1."""
    amount: dict[int, int] = {}
    for one in segments:
        if not one.unseen and len(one.text) > 60 and one.links < 0.4 * len(one.text):
            index = one.block
            while index >= 0:
                amount[index] = amount.get(index, 0) + len(one.text)
                index = tree.elements[index].parent
    best, held = 0, amount.get(0, 0)
    while held:
        below = max(tree.children(tree.elements[best]), key=lambda child: amount.get(child.index, 0), default=None)
        if below is None or amount.get(below.index, 0) < 0.6 * held or below.tag in ("p", "li"):
            break
        best, held = below.index, amount[below.index]
    first, last = best, tree.elements[best].last if tree.elements else 0
    result = []
    for one in segments:
        inside = first <= one.block <= last
        tags = {tree.elements[one.block].tag} if one.block >= 0 else set()
        result.append(0.9 if inside and (tags & {"p", "h2", "h3", "blockquote"} or len(one.text) > 80)
                      and one.links < 0.5 * len(one.text) else 0.1)
    return result
