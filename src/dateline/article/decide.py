"""Keep or drop: what becomes of each segment of a page, and why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import repeat

import numpy as np

from dateline import limits
from dateline.article.body import Decision
from dateline.article.classify import judged
from dateline.article.features import Doubles
from dateline.article.segments import Segment
from dateline.article.status import asks
from dateline.article.tags import table
from dateline.article.tree import Tree

_ALONE = 0.463  # chance from which a line would be kept whatever stands beside it
_PARAGRAPH, _LEAST = 200, 0.12  # characters, and chance, of a line that is kept where no other is
_REGIONS = {"nav": "navigation", "footer": "foot of the page", "aside": "aside", "form": "form",
            "header": "head of the page", "figure": "picture", "figcaption": "caption"}
_PLACES = ("", *_REGIONS.values(), "links", "beside the article")  # "" is the article
_CAPTION, _LINKS, _BESIDE = map(_PLACES.index, ("caption", "links", "beside the article"))
_REGION_OF = table({tag: place for place, tag in enumerate(_REGIONS, 1)})
_PERCENTS = 101


def decide(tree: Tree, segments: list[Segment], *, fragment: bool = False) -> list[Decision]:
    """Return a decision for each segment, in order.

    fragment: the page is the content of a feed's entry, of which all that prints is the article.
    """
    most, reasons = limits.lines(len(tree.text)), _reasons()
    likely = repeat((True, -1)) if fragment else _likely(tree, [one for one in segments if not one.unseen][:most])
    decisions: list[Decision] = []
    for segment, region in zip(segments, _regions(tree, segments), strict=True):
        if segment.unseen:
            decisions.append(Decision(segment, False, segment.unseen))
            continue
        found = next(likely, None)
        if found is None:
            decisions.append(Decision(segment, False, f"after the first {most} lines of the page"))
        elif region == _CAPTION:
            decisions.append(Decision(segment, False, _PLACES[region]))
        elif not found[0]:
            place = region or (_LINKS if segment.links > 0.5 * len(segment.text) else _BESIDE)
            decisions.append(Decision(segment, False, reasons[place][found[1]], doubted=not region))
        elif asks(segment):
            decisions.append(Decision(segment, False, "asks to subscribe"))
        else:
            decisions.append(Decision(segment, True, "text of the entry" if fragment else reasons[0][found[1]]))
    return decisions


def _likely(tree: Tree, seen: list[Segment]) -> Iterator[tuple[bool, int]]:
    """Return for each segment whether it is kept, and a number for what is said of its chance, see `_reasons`."""
    chances, keep = judged(tree, seen)
    if not any(keep):
        _keep_one(seen, chances, keep)
    beside = np.array(keep, np.bool_) != (chances >= _ALONE)
    return zip(keep, (np.rint(100 * chances) + _PERCENTS * beside).astype(np.int64).tolist(), strict=True)


def _keep_one(seen: list[Segment], chances: Doubles, keep: list[bool]) -> None:
    """Keep the likeliest paragraph: a page rarely has no text."""
    paragraphs = [place for place, one in enumerate(seen)
                  if len(one.text) >= _PARAGRAPH and not one.is_link and chances[place] >= _LEAST]
    if paragraphs:
        keep[max(paragraphs, key=chances.__getitem__)] = True


@cache
def _reasons() -> list[list[str]]:
    """Return by place what is said of lines there: by percents, and again for those that the lines beside decided."""
    said = [f"{percent}%{beside}" for beside in ("", ", as the lines beside it") for percent in range(_PERCENTS)]
    return [[f"{place} (article: {one})" if place else f"article: {one}" for one in said] for place in _PLACES]


def _regions(tree: Tree, segments: list[Segment]) -> list[int]:
    """Return for each segment what the nearest telling element around its block, or that itself, makes of its text.

    It is a place in _PLACES, 0 for nothing.
    """
    told = np.append(_REGION_OF[tree.rows.tags], 0)  # behind them all stands what holds a segment without a block
    found: list[int] = told[tree.rows.nearest(told[:-1] > 0)[[one.block for one in segments]]].tolist()
    return found
