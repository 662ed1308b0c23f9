"""Keep or drop: what becomes of each segment of a page, and why."""

from __future__ import annotations

import numpy as np

from dateline import limits
from dateline.article.body import Decision
from dateline.article.classify import Judged, judged
from dateline.article.segments import Segment
from dateline.article.status import walls
from dateline.article.tags import table
from dateline.article.tree import Tree

_ALONE = 0.463  # chance from which a line would be kept whatever stands beside it
_PARAGRAPH, _LEAST = 200, 0.12  # characters, and chance, of a line that is kept where no other is
_REGIONS = {"nav": "navigation", "footer": "foot of the page", "aside": "aside", "form": "form",
            "header": "head of the page", "figure": "picture", "figcaption": "caption"}
_SAID_OF_REGIONS = ("", *_REGIONS.values())
_REGION_OF = table({tag: place for place, tag in enumerate(_REGIONS, 1)})


def decide(tree: Tree, segments: list[Segment], *, fragment: bool = False) -> list[Decision]:
    """Return a decision for each segment, in order.

    fragment: the page is the content of a feed's entry, of which all that prints is the article.
    """
    seen = [segment for segment in segments if not segment.unseen]
    most = limits.lines(len(tree.text))
    likely = iter([Judged(1.0, True)] * len(seen) if fragment else _not_none(seen, judged(tree, seen[:most])))
    decisions: list[Decision] = []
    for segment, region in zip(segments, _regions(tree, segments), strict=True):
        if segment.unseen:
            decisions.append(Decision(segment, False, segment.unseen))
            continue
        found = next(likely, None)
        if found is None:
            decisions.append(Decision(segment, False, f"after the first {most} lines of the page"))
        elif region == "caption":
            decisions.append(Decision(segment, False, region))
        elif not found.keep:
            place = region or ("links" if segment.links > 0.5 * len(segment.text) else "beside the article")
            decisions.append(Decision(segment, False, f"{place} (article: {_said(found)})", doubted=not region))
        else:
            decisions.append(Decision(segment, True, "text of the entry" if fragment else f"article: {_said(found)}"))
    kept = [one for one in decisions if one.keep]
    for at in walls([one.segment.text for one in kept]):
        kept[at].keep, kept[at].reason = False, "asks to subscribe"
    return decisions


def _not_none(seen: list[Segment], likely: list[Judged]) -> list[Judged]:
    """Return what is made of lines, with the likeliest paragraph kept where no line is: a page rarely has no text."""
    if any(one.keep for one in likely):
        return likely
    paragraphs = [place for place, (one, found) in enumerate(zip(seen, likely, strict=False))
                  if len(one.text) >= _PARAGRAPH and not one.is_link and found.chance >= _LEAST]
    if paragraphs:
        best = max(paragraphs, key=lambda place: likely[place].chance)
        likely[best].keep = True
    return likely


def _said(found: Judged) -> str:
    """Return a line's chance in words, and that the lines beside it decided where it alone would not."""
    beside = "" if found.keep == (found.chance >= _ALONE) else ", as the lines beside it"
    return f"{round(100 * found.chance)}%{beside}"


def _regions(tree: Tree, segments: list[Segment]) -> list[str]:
    """Return for each segment what the nearest telling element around its block, or that itself, makes of its text."""
    told = np.append(_REGION_OF[tree.rows.tags], 0)  # behind them all stands what holds a segment without a block
    nearest = tree.rows.nearest(told[:-1] > 0)[[one.block for one in segments]]
    return list(map(_SAID_OF_REGIONS.__getitem__, told[nearest].tolist()))
