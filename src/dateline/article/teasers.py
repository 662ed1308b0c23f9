"""What stands around other stories and pictures inside a body: heads of lists, what they head, credited pictures."""

from __future__ import annotations

import re

from dateline.article.body import HEADINGS, Decision
from dateline.article.phrases import any_of
from dateline.article.tree import Tree

OTHER, PROMOTED, PICTURED = "other stories", "promotion of the outlet", "caption"
_HEAD = re.compile(rf"\W{{0,3}}(?:{any_of('other_stories').pattern})\W{{0,4}}", re.IGNORECASE)
_LONGEST_HEAD = 60
_PROMOTION = re.compile(rf"\W{{0,3}}(?:{any_of('promotions').pattern})", re.IGNORECASE)
_PICTURE = re.compile(r"\((?:image|photo|picture|pic|bild|foto)s? ?:[^()]{1,60}\)$", re.IGNORECASE)
_LONGEST = 300  # characters of a line that is a caption, or sells something
_LINKED = 0.4  # share of a line's characters in links from which it is one of the other stories


def teasers(decisions: list[Decision], tree: Tree) -> dict[int, str]:
    """Return the places of lines that are not the article's, each with what it is."""
    found: dict[int, str] = {}
    headed = False  # whether the lines before are those of a list of other stories
    for place, decision in enumerate(decisions):
        segment = decision.segment
        text = segment.text
        if segment.unseen or not text:
            continue
        linked = segment.links >= _LINKED * len(text)
        if len(text) <= _LONGEST_HEAD and not linked and _HEAD.fullmatch(text):
            found[place], headed = OTHER, True
            found.update(dict.fromkeys(_section(decisions, place, tree), OTHER))
        elif headed and linked:
            found[place] = OTHER
        else:
            headed = headed and not decision.keep
            if decision.keep and len(text) <= _LONGEST:
                if _PROMOTION.match(text):
                    found[place] = PROMOTED
                elif text[-1] == ")" and _PICTURE.search(text):
                    found[place] = PICTURED
    return found


def _section(decisions: list[Decision], place: int, tree: Tree) -> range:
    """Return the places behind a heading in the element that it opens, if nothing before it in there is kept."""
    block = decisions[place].segment.block
    if block < 0 or tree.elements[block].tag not in HEADINGS or tree.elements[block].parent < 0:
        return range(0)
    around = tree.elements[tree.elements[block].parent]
    if any(one.keep and around.start <= one.segment.start for one in decisions[:place]):
        return range(0)
    end = place + 1
    while end < len(decisions) and decisions[end].segment.start < around.end:
        end += 1
    return range(place + 1, end)
