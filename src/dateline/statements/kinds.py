"""What kind of statement an attribution is: its words all, partly or not at all quoted; and what its cue does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from dateline.model import Span, StatementKind
from dateline.statements.language import sections
from dateline.statements.quotes import Quotation


def kind_of(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> StatementKind:
    """Return "direct" where every letter of `content` stands in quotation marks, "indirect" where none does."""
    inside = outside = False
    for start, end in content:
        at = start
        number = max(0, bisect_right(quotations, start, key=lambda quotation: quotation.start) - 1)
        while at < end:
            if number < len(quotations) and quotations[number].end <= at:
                number += 1
                continue
            mark = quotations[number].start if number < len(quotations) else end
            if mark > at:
                outside = outside or any(c.isalnum() for c in text[at:min(mark, end)])
                at = mark
            else:
                stop = min(end, quotations[number].end)
                inside = inside or any(c.isalnum() for c in text[at:stop])
                at = stop
    return "mixed" if inside and outside else "direct" if inside else "indirect"


@cache
def _acts() -> dict[str, tuple[int, str]]:
    """Return cue word -> (rank, act)."""
    ranked: dict[str, tuple[int, str]] = {}
    for rank, (act, listed) in enumerate(sections("en", "acts")):
        for word in listed:
            ranked.setdefault(word, (rank, act))
    return ranked


def act_of(cue: Sequence[str]) -> str:
    """Return the act that the lower-case words of `cue` do: one of data/en/acts.txt, else "said"."""
    acts = _acts()
    return min((acts[word] for word in cue if word in acts), default=(0, "said"))[1]
