"""Lines that were dropped and belong to kept ones: headings, questions over answers, who said a quotation."""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.article.body import Decision
from dateline.article.kinds import HEADINGS
from dateline.article.media import quotes
from dateline.article.phrases import any_of
from dateline.article.picture_credits import credit_in
from dateline.article.tags import number_of
from dateline.article.tree import Element, Tree

_ASKS = frozenset({"button", "summary", "dt"})
_STEPS = 6  # lines before and behind one that are looked at
_LEVELS = 3  # elements around a line that may be its heading
_LONGEST = 150  # characters of a heading
_LABEL = re.compile(rf"\W{{0,3}}(?:{any_of('labels').pattern}|{any_of('contents').pattern}|{any_of('buttons').pattern}"
                    rf"|(?:{any_of('promotions').pattern}).*)\W{{0,4}}", re.IGNORECASE)
_CAPTION = number_of("figcaption")
_CROWDED = 80  # elements of a figure that is no single quotation
_NETWORKS = frozenset({"linkedin", "twitter", "x", "facebook", "instagram", "youtube", "tiktok", "xing", "bluesky"})


def rescue(decisions: list[Decision], tree: Tree, inside: range) -> None:
    """Keep such lines after all. decisions: of all segments, in page order. inside: from the first kept to the last."""
    _keep_headings(decisions, tree, inside)
    _keep_speakers(decisions, tree)


def _keep_headings(decisions: list[Decision], tree: Tree, inside: range) -> None:
    """Keep a heading, or a question asked by a button, that stands between two kept lines."""
    for place in inside:
        decision = decisions[place]
        segment = decision.segment
        if decision.keep or not decision.doubted or not 0 < len(segment.text) <= _LONGEST:
            continue
        if segment.is_link or segment.block < 0:
            continue
        tags = _tags(tree, segment.block)
        asked = segment.text[-1] in "?？؟" and not tags.isdisjoint(_ASKS)
        if not (asked or not tags.isdisjoint(HEADINGS)) or _LABEL.fullmatch(segment.text):
            continue
        if _between(decisions, place) and credit_in(segment.text) is None:
            decision.keep, decision.reason = True, "heads kept text"


def _between(decisions: list[Decision], place: int) -> bool:
    """Return whether the lines before and behind one are kept, those without letters aside."""
    for beside in (decisions[max(0, place - _STEPS) : place][::-1], decisions[place + 1 : place + 1 + _STEPS]):
        nearest = next((one for one in beside if not one.segment.unseen and any(map(str.isalpha, one.segment.text))),
                       None)
        if nearest is None or not nearest.keep:
            return False
    return any(map(str.isalpha, decisions[place].segment.text))


def _tags(tree: Tree, index: int) -> set[str]:
    tags: set[str] = set()
    for _ in range(_LEVELS):
        if index < 0:
            break
        tags.add(tree.elements[index].tag)
        index = tree.elements[index].parent
    return tags


def _keep_speakers(decisions: list[Decision], tree: Tree) -> None:
    """Keep the caption of a figure whose block quote is kept: it names who said it."""
    starts: list[int] = []  # of all segments, where a quotation asks for them

    def inside(element: Element) -> list[Decision]:
        if not starts:
            starts.extend(decision.segment.start for decision in decisions)
        return decisions[bisect_left(starts, element.start) : bisect_left(starts, element.end)]

    for index in (tree.rows.tags == _CAPTION).nonzero()[0].tolist():
        caption = tree.elements[index]
        if caption.start == caption.end:
            continue
        figure = next((one for one in tree.ancestors(caption) if one.tag == "figure"), None)
        if figure is None or figure.last - figure.index > _CROWDED or not quotes(tree, figure) or not any(
                one.keep for quote in tree.within(figure) if quote.tag == "blockquote" for one in inside(quote)):
            continue
        for decision in inside(caption):
            if not decision.segment.unseen and decision.segment.text:
                decision.keep, decision.reason = True, "names who said the quotation"
                for one in tree.within(caption):
                    if one.tag == "a" and tree.words(one).casefold() in _NETWORKS:
                        decision.cut((one.start, one.end), "link to a network")
