"""A page's own table of contents inside its text: the line that heads it, and the lines that lead to its parts."""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.article.body import Decision
from dateline.article.phrase_marks import BITS
from dateline.article.phrases import any_of, phrases
from dateline.article.tree import Element, Tree

CONTENTS = "table of contents"
_HEAD = re.compile(rf"\W{{0,4}}(?:{any_of('contents').pattern})\W{{0,4}}", re.IGNORECASE)
_HEADS = BITS["contents"]
_BEGINNINGS = frozenset(one[:2] for one in phrases("contents"))
_LONGEST = 40  # characters of its head
_WITHIN = 0.7  # share of a line in links into the page itself from which it is one of the contents


def contents(decisions: list[Decision], within: list[int], tree: Tree) -> dict[int, str]:
    """Return the places of the lines of tables of contents, kept or not, each with what it is.

    within: places from the first kept line to the last of those that may have a phrase of a list; heads are looked for
    there. A head alone goes too, if what it heads was not kept; one that heads text is a heading of the text.
    """
    found: dict[int, str] = {}
    links: list[Element] | None = None
    for place in within:
        decision = decisions[place]
        text = decision.segment.text
        if not decision.segment.may & _HEADS or not 0 < len(text) <= _LONGEST:
            continue
        if text[:2].lower() not in _BEGINNINGS and text[0].isalnum():
            continue
        if place in found or decision.segment.unseen or not _HEAD.fullmatch(text):
            continue
        if links is None:
            links = [one for one in tree.elements if one.tag == "a" and one.attributes.get("href", "").startswith("#")]
        after = place + 1
        while after < len(decisions) and (decisions[after].segment.unseen or _leads_within(decisions[after], links)):
            after += 1
        if after < len(decisions) and after == place + 1 and decisions[after].keep:
            continue
        found.update(dict.fromkeys(range(place, after), CONTENTS))
    return found


def _leads_within(decision: Decision, links: list[Element]) -> bool:
    """Return whether a line is links into the page, by elements in page order."""
    start, end = decision.segment.start, decision.segment.end
    linked = 0
    for link in links[max(0, bisect_left(links, start, key=lambda one: one.start) - 1) :]:
        if link.start >= end:
            break
        linked += max(0, min(link.end, end) - max(link.start, start))
    return linked > _WITHIN * (end - start)
