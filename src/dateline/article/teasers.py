"""What stands around other stories and pictures inside a body: heads of lists, what they head, credited pictures."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

from dateline.article.body import Decision
from dateline.article.kinds import HEADINGS
from dateline.article.phrases import any_of
from dateline.article.tree import Element, Tree

OTHER, PROMOTED, PICTURED = "other stories", "promotion of the outlet", "caption"
_HEAD = re.compile(rf"\W{{0,3}}(?:{any_of('other_stories').pattern})"
                   r"(?:\s(?:on|at|from|sur|auf|bei|aus|en|em|op|på|na)\s\S.{1,30})?\W{0,4}", re.IGNORECASE)
_LONGEST_HEAD = 60
_LONGEST_TITLE = 200  # characters of a line that is another story's title, and no sentence with links in it
_PROMOTION = re.compile(rf"\W{{0,3}}(?:{any_of('promotions').pattern})", re.IGNORECASE)
_PICTURE = re.compile(r"\((?:image|photo|picture|pic|bild|foto)s? ?:[^()]{1,60}\)$", re.IGNORECASE)
_LONGEST = 300  # characters of a line that is a caption, or sells something
_MOST = 0.5  # share of the kept text that a section of other stories may hold, where the text has hardly begun
_BEGUN = 400  # kept characters before it from which the text has


def teasers(decisions: list[Decision], tree: Tree) -> dict[int, str]:
    """Return the places of lines that are not the article's, each with what it is."""
    found: dict[int, str] = {}
    headed = False  # whether the lines before are those of a list of other stories
    starts = [decision.segment.start for decision in decisions]
    kept, done = -1, 0  # where the last kept line starts; the end of the sections before
    so_far = [0, *accumulate(len(one.segment.text) if one.keep else 0 for one in decisions)]  # kept characters
    for place, decision in enumerate(decisions):
        segment = decision.segment
        text = segment.text
        before = kept
        if decision.keep:
            kept = segment.start
        if segment.unseen or not text:
            continue
        linked = segment.is_link
        if len(text) <= _LONGEST_HEAD and not linked and _HEAD.fullmatch(text):
            found[place], headed = OTHER, True
            around = _opened(segment.block, tree)
            if around is not None and before < around.start:
                end = bisect_left(starts, around.end, place + 1)
                begun = so_far[place] >= _BEGUN
                if begun or so_far[end] - so_far[place] <= _MOST * so_far[-1]:  # else the article begins with the list
                    found.update(dict.fromkeys(range(max(place + 1, done), end), OTHER))
                    done = max(done, end)
        elif headed and linked and len(text) <= _LONGEST_TITLE:
            found[place] = OTHER
        else:
            headed = headed and not decision.keep
            if decision.keep and len(text) <= _LONGEST:
                if _PROMOTION.match(text):
                    found[place] = PROMOTED
                elif text[-1] == ")" and _PICTURE.search(text):
                    found[place] = PICTURED
    return found


def _opened(block: int, tree: Tree) -> Element | None:
    """Return the element around a heading: it holds other stories if no line before the heading is kept in it."""
    if block < 0 or tree.elements[block].tag not in HEADINGS or tree.elements[block].parent < 0:
        return None
    return tree.elements[tree.elements[block].parent]
