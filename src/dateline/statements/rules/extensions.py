"""Quotations that go on: after "he said", in the next sentence, in the next paragraph."""

from __future__ import annotations

from dateline.statements.rules.reading import Reading
from dateline.statements.rules.weights import Weights

GAP = 8  # words between what was said and the quotation that may go on with it


def next_quotation(reading: Reading, end: int) -> tuple[int, int] | None:
    """Return the words of the quotation that begins at or soon after word `end`, or None."""
    for index in range(end, min(len(reading.quoted), end + GAP)):
        if reading.opens(index):
            stop = index
            while stop < len(reading.quoted) and reading.quoted[stop] == reading.quoted[index]:
                stop += 1
            return index, stop
        if reading.quoted[index] >= 0:
            return None
    return None


def features(reading: Reading, end: int, quotation: tuple[int, int], side: str, quoted: bool,
             weights: Weights) -> list[str]:
    """Return what the choice weighs whether `quotation` goes on with a statement whose last word is before `end`."""
    lows, forms, passage = reading.passage.lows, reading.forms, reading.passage
    first, stop = quotation
    gap = " ".join(lows[end:first]) if first - end <= 2 else f"{forms[end]}..{min(4, (first - end) // 2)}"
    paragraphs = min(2, passage.paragraph[first] - passage.paragraph[end - 1])
    alone = reading.units[reading.unit[first]] == (first, stop)
    unit_end = reading.units[reading.unit[stop - 1]][1]
    after = [lows[i] for i in range(stop, min(unit_end, stop + 40))]
    rate = max((weights.rate(low) for low in after), default=0.0)
    opening = first == reading.units[reading.unit[first]][0]
    last_closed = reading.quotations[reading.quoted[end - 1]].closed if reading.quoted[end - 1] >= 0 else True
    where = f"{paragraphs}{side}{quoted}"
    following = forms[stop] if stop < len(forms) and passage.paragraph[stop] == passage.paragraph[first] else "#"
    return [
        "bias", f"gap {gap}", f"where {where}", f"gap {gap} {where}", f"alone {alone} {where}",
        f"after {int(rate * 4)} {opening} {where}", f"opening {opening} {where}", f"open {last_closed} {paragraphs}",
        f"long {min(6, (stop - first) // 3)} {paragraphs}", f"follows {following} {paragraphs}",
    ]
