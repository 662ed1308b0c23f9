"""Direct quotations with their source in Chinese and Japanese, whose words are not set apart: by characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.model import Span
from dateline.statements.attribution import Attribution
from dateline.statements.language import speech_of
from dateline.statements.quotes import Quotation

UNSPACED = ("ja", "zh")
AROUND = 60  # characters before and behind a quotation in which its cue may stand
NAME = r"[^\s、，。,.！？!?；;：:“”「」『』《》（）()]{1,20}?"


def find_unspaced(text: str, quotations: Sequence[Quotation], language: str, confidence: float
                  ) -> tuple[Attribution, ...]:
    """Return the quotations of `text` that somebody is named for, in order; linear in the text."""
    found = []
    behind_last = 0
    for quotation in quotations:
        start, end = quotation.start, quotation.end
        floor = max(behind_last, start - AROUND)
        behind_last = end
        for before, behind in _patterns(language):
            left = before.search(text, floor, start) if before else None
            right = behind.match(text, end, min(len(text), end + AROUND)) if behind else None
            if (before and left is None) or (behind and right is None):
                continue
            groups: dict[str, Span] = {}
            for match in (left, right):
                groups.update({name: match.span(name) for name in match.groupdict()} if match else {})
            source = _cut(text, groups["source"], language)
            if source[0] < source[1]:
                found.append(Attribution(source=(source,), cue=(groups["cue"],), content=((start, end),),
                                         confidence=confidence, method="rules"))
                behind_last = max(end, groups["source"][1])
                break
    return tuple(found)


def _cut(text: str, source: Span, language: str) -> Span:
    """Return `source` up to where a time, a place or an audience follows the name."""
    start, end = source
    ends = [place for stop in speech_of(language).stops if (place := text.find(stop, start + 2, end)) > 0]
    return start, min(ends, default=end)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    """Return (before the quotation, behind it) in the order they are tried; either may be None."""
    cues = "|".join(sorted(map(re.escape, speech_of(language).cues), key=lambda cue: (-len(cue), cue)))
    if language == "ja":
        # X は「…」と述べた, and 「…」と X は述べた
        return ((re.compile(rf"(?P<source>{NAME})[はが](?:[^。「」]{{0,30}}、)?\Z"),
                 re.compile(rf"(?:など)?と、?(?:[^。「」]{{0,20}}?)(?P<cue>{cues})")),
                (None, re.compile(rf"(?:など)?と、?(?P<source>{NAME})[はが][^。「」]{{0,20}}?(?P<cue>{cues})")))
    # X 说：“…”, and “…，”X 说
    return ((re.compile(rf"(?P<source>{NAME})(?P<cue>{cues})道?[：:，,]?\s?\Z"), None),
            (None, re.compile(rf"[，,]?\s?(?P<source>{NAME})(?P<cue>{cues})")))
