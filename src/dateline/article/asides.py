"""Lines inside a body that are not it: pointers to other stories, share and newsletter boxes, text printed twice."""

from __future__ import annotations

import re

from dateline.article.body import Decision
from dateline.article.phrases import any_of, contains
from dateline.model import Repair

_MARKS = r"\W{0,3}"
_POINTER = re.compile(rf"{_MARKS}(?:{any_of('pointers').pattern}){_MARKS}(?::|$|\s[-–—>»])", re.IGNORECASE)
_SHARE = re.compile(rf"{_MARKS}(?:{any_of('share').pattern})\b", re.IGNORECASE)
_SHORT = 250  # characters of the longest line that counts as one of these
_REPEATED = 80  # characters from which a line that stands twice is a copy, and no refrain


def settle(decisions: list[Decision]) -> list[Repair]:
    """Drop the asides that were kept; return a repair for each aside inside the body."""
    repairs: list[Repair] = []
    seen: set[str] = set()
    kept = [i for i, one in enumerate(decisions) if one.keep]
    for decision in decisions[kept[0] : kept[-1] + 1] if kept else ():
        segment = decision.segment
        kind = _kind(segment.text, segment.links) if not segment.unseen else ""
        if decision.keep and len(segment.text) >= _REPEATED:
            kind = "text printed twice" if segment.text in seen else ""
            seen.add(segment.text)
        if not kind or (decision.keep and kind not in ("text printed twice", "pointer to another story")):
            continue
        if decision.keep and kind == "pointer to another story" and segment.links < 0.4 * len(segment.text):
            continue
        decision.keep, decision.reason = False, kind
        repairs.append(Repair(kind=kind, reason="it stands inside the body and is not part of it",
                              spans=((segment.start, segment.end),), before=segment.text[:200]))
    return repairs


def _kind(text: str, links: int) -> str:
    if len(text) > _SHORT:
        return ""
    if _POINTER.match(text):
        return "pointer to another story"
    if contains("newsletter", text):
        return "newsletter text"
    return "share text" if len(text) < 60 and (links or len(text) < 20) and _SHARE.match(text) else ""
