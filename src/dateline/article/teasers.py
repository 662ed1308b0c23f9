"""What stands around other stories and pictures inside a body: heads of lists, what they head, credited pictures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from dateline.article.body import Decision
from dateline.article.kinds import HEADINGS
from dateline.article.phrase_marks import BITS
from dateline.article.phrases import any_of
from dateline.article.segments import Segment
from dateline.article.tree import Element, Tree

OTHER, PROMOTED, PICTURED = "other stories", "promotion of the outlet", "caption"
_HEADS, _SELLS = BITS["other_stories"], BITS["promotions"]
_HEAD = re.compile(rf"\W{{0,3}}(?:{any_of('other_stories').pattern})"
                   r"(?:\s(?:on|at|from|sur|auf|bei|aus|en|em|op|på|na)\s\S.{1,30})?\W{0,4}", re.IGNORECASE)
_LONGEST_HEAD = 60
_LONGEST_TITLE = 200  # characters of a line that is another story's title, and no sentence with links in it
_PROMOTION = re.compile(rf"\W{{0,3}}(?:{any_of('promotions').pattern})", re.IGNORECASE)
_PICTURE = re.compile(r"\((?:image|photo|picture|pic|bild|foto)s? ?:[^()]{1,60}\)$", re.IGNORECASE)
_LONGEST = 300  # characters of a line that is a caption, or sells something
_MOST = 0.5  # share of the kept text that a section of other stories may hold, where the text has hardly begun
_BEGUN = 400  # kept characters before it from which the text has


def teasers(decisions: list[Decision], kept: list[int], marked: list[int], tree: Tree) -> dict[int, str]:
    """Return the places of lines that are not the article's, each with what it is.

    kept: the places of the lines that are kept. marked: of those that may have a phrase of a list.
    """
    found: dict[int, str] = {}
    heads = [place for place in marked if _is_head(decisions[place].segment)]
    lists = _lists(decisions, heads)
    if heads:
        for place in _sections(decisions, heads, tree):
            found[place] = OTHER
    for place in kept:
        segment = decisions[place].segment
        text = segment.text
        if place in lists or segment.unseen or not 0 < len(text) <= _LONGEST:
            continue
        if segment.may & _SELLS and _PROMOTION.match(text):
            found[place] = PROMOTED
        elif text[-1] == ")" and _PICTURE.search(text):
            found[place] = PICTURED
    found.update(dict.fromkeys(lists, OTHER))
    return found


def _is_head(segment: Segment) -> bool:
    """Return whether a line heads a list of other stories."""
    return (bool(segment.may & _HEADS) and len(segment.text) <= _LONGEST_HEAD and not segment.unseen
            and not segment.is_link and _HEAD.fullmatch(segment.text) is not None)


def _lists(decisions: list[Decision], heads: list[int]) -> set[int]:
    """Return the places of heads and of the links that follow each, up to a kept line that is none."""
    found = set(heads)
    for head in heads:
        for place in range(head + 1, len(decisions)):
            segment = decisions[place].segment
            if place in found:
                break
            if segment.unseen or not segment.text:
                continue
            if segment.is_link and len(segment.text) <= _LONGEST_TITLE:
                found.add(place)
            elif decisions[place].keep:
                break
    return found


def _sections(decisions: list[Decision], heads: list[int], tree: Tree) -> Iterator[int]:
    """Yield the places of the lines in the elements around heads, those that hold no kept line before the head."""
    starts = [one.segment.start for one in decisions]
    so_far = [0, *accumulate(len(one.segment.text) if one.keep else 0 for one in decisions)]  # kept characters
    last = [-1, *accumulate((one.segment.start if one.keep else -1 for one in decisions), max)]  # kept line's start
    done = 0  # the end of the sections before
    for place in heads:
        around = _opened(decisions[place].segment.block, tree)
        if around is None or last[place] >= around.start:
            continue
        end = bisect_left(starts, around.end, place + 1)
        begun = so_far[place] >= _BEGUN
        if begun or so_far[end] - so_far[place] <= _MOST * so_far[-1]:  # else the article begins with the list
            yield from range(max(place + 1, done), end)
            done = max(done, end)


def _opened(block: int, tree: Tree) -> Element | None:
    """Return the element around a heading: it holds other stories if no line before the heading is kept in it."""
    if block < 0 or tree.elements[block].tag not in HEADINGS or tree.elements[block].parent < 0:
        return None
    return tree.elements[tree.elements[block].parent]
