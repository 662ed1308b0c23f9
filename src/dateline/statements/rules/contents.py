"""What a cue brings: the spans that may be its content, and what speaks for each."""

from __future__ import annotations

from msgspec import Struct

from dateline.statements.language import clauses
from dateline.statements.rules.cues import lead
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.weights import Weights

OPENERS = clauses()["openers"]
BREAKS = clauses()["breaks"]
ENDS = frozenset(",;:—–-()") | {"--"}
REACH = 14  # words after the cue in which a content may begin
STARTS, STOPS = 9, 10
LONGEST = 300  # words looked through for the edge of a content


class Candidate(Struct, frozen=True):
    """Words [first, end) as content, on the left or right of the cue; features of its two edges and of both."""

    first: int
    end: int
    side: str
    features: list[str]


def candidates(reading: Reading, head: int, weights: Weights) -> list[Candidate]:
    """Return the spans that the cue at `head` may bring."""
    return _right(reading, head, weights) + _left(reading, head)


def _last(reading: Reading, end: int) -> int:
    """Return `end` without the marks that end its sentence, unless they stand in quotation marks."""
    lows = reading.passage.lows
    while end > 0 and lows[end - 1] in (".", "?", "!", ";", ":", ",") and reading.quoted[end - 1] < 0:
        end -= 1
    return end


def _right(reading: Reading, head: int, weights: Weights) -> list[Candidate]:
    lows, quoted, forms = reading.passage.lows, reading.quoted, reading.forms
    end = reading.units[reading.unit[head]][1]
    last = _last(reading, end)
    cue = lows[head]
    starts = []
    for index in range(head + 1, min(last, head + REACH)):
        if quoted[index] >= 0 and not reading.opens(index):
            continue
        if lows[index] in ",:;" and quoted[index] < 0:
            continue
        if index == head + 1 or index == head + 2 or reading.opens(index) or lows[index] in OPENERS or \
                lows[index - 1] in OPENERS or lows[index - 1] in ",:":
            starts.append(index)
    starts = starts[:STARTS]
    if not starts:
        return []
    stops = [last]
    for index in range(starts[0] + 1, min(last, starts[0] + LONGEST)):
        if quoted[index] >= 0 and not reading.opens(index):
            continue
        if lows[index] in ENDS or lows[index] in BREAKS or reading.closes(index - 1):
            stops.append(index)
            if len(stops) >= STOPS:
                break
    opening = []
    for start in starts:
        gap = " ".join(forms[head + 1:start]) if start - head <= 3 else f"{forms[head + 1]}..{min(5, start - head)}"
        mark = "“" if reading.opens(start) else lows[start] if lows[start] in OPENERS else forms[start]
        opening.append([
            f"R gap {gap}", f"R {cue} gap {gap}", f"R start {mark}", f"R {cue} start {mark}",
            f"R {forms[start - 1]} | {mark}", f"R far {min(8, start - head)}",
            f"R before {lows[start - 1]} {mark}",
        ])
    closing = []
    strong = [i for i in range(head + 1, min(end, head + 120)) if quoted[i] < 0 and weights.rate(lows[i]) >= 0.6]
    for number, stop in enumerate(stops):
        later = next((i for i in strong if i >= stop), end)
        inner = sum(1 for i in strong if i < stop)
        nxt = forms[stop] if stop < end else "#"
        kind = "last" if number == 0 else f"{'”' if reading.closes(stop - 1) else ''}{nxt}"
        after = forms[stop + 1] if stop + 1 < end else "#"
        closing.append([f"R end {kind}", f"R end {kind} {after}", f"R {cue} end {'last' if number == 0 else 'in'}",
                        f"R stop {forms[stop - 1]} {kind}", f"R then cue {min(4, (later - stop) // 2)} {kind}",
                        f"R inner {min(2, inner)} {'last' if number == 0 else lows[stop]}"])
    found = []
    for start, opened in zip(starts, opening, strict=True):
        for number, (stop, closed) in enumerate(zip(stops, closing, strict=True)):
            if stop <= start:
                continue
            length = min(6, (stop - start) // 3)
            whole = reading.opens(start) and quoted[stop - 1] == quoted[start] and reading.closes(stop - 1)
            rest = "last" if number == 0 else "in"
            found.append(Candidate(start, stop, "R", [
                *opened, *closed, f"R long {length} {rest}", f"R quotation {whole} {rest}",
                f"R {forms[start] if lows[start] in OPENERS else ''} {rest} {length}", "R"]))
    return found


def _left(reading: Reading, head: int) -> list[Candidate]:
    lows, quoted, forms = reading.passage.lows, reading.quoted, reading.forms
    first, end = reading.units[reading.unit[head]]
    cue = lows[head]
    found = []
    stops = []
    edge = lead(reading, head)
    for index in range(edge, max(first, edge - 25), -1):
        if quoted[index - 1] >= 0 and not reading.closes(index - 1):
            continue
        if reading.closes(index - 1) or lows[index] in ENDS or index == edge or \
                (quoted[index - 1] < 0 and lows[index] in ("was", "were", "is", "are", "has", "have")):
            stops.append(index)
            if len(stops) >= 4:
                break
    before = reading.quoted[first - 1] if first and reading.closes(first - 1) \
        and reading.passage.paragraph[first - 1] == reading.passage.paragraph[first] else -1
    if before >= 0 and head - first < 14:
        start = first - 1
        while start > 0 and quoted[start - 1] == before:
            start -= 1
        found.append(Candidate(start, first, "B", [
            "B", f"B {cue}", f"B end {lows[first - 2] if first > 1 else ''}", f"B at {min(5, head - first)}",
            f"B then {forms[head + 1] if head + 1 < end else '#'}", f"B long {min(5, (first - start) // 3)}"]))
    for order, stop in enumerate(stops):
        starts = [first]
        for index in range(stop - 1, max(first, stop - LONGEST), -1):
            if quoted[index] >= 0 and not reading.opens(index):
                continue
            if reading.opens(index) or lows[index - 1] in ENDS or lows[index - 1] in ("but", "and", "that", "while"):
                starts.append(index)
                if len(starts) >= 5:
                    break
        gap = " ".join(forms[stop:head]) if head - stop <= 3 else f"{forms[stop]}..{min(6, (head - stop) // 2)}"
        closes = reading.closes(stop - 1)
        after = forms[head + 1] if head + 1 < end else "#"
        closing = [f"L gap {gap}", f"L {cue} gap {gap}", f"L close {closes} {forms[stop]}", f"L order {order}",
                   f"L then {after}", f"L {cue} then {after}", f"L close {closes} then {after}",
                   f"L stop {forms[stop - 1]} {forms[stop]}"]
        for number, start in enumerate(starts):
            if start >= stop or (number and start == first):
                continue
            kind = "first" if number == 0 else "“" if reading.opens(start) else forms[start - 1]
            whole = reading.opens(start) and quoted[stop - 1] == quoted[start]
            found.append(Candidate(start, stop, "L", [
                *closing, f"L start {kind}", f"L start {kind} close {closes}", f"L quotation {whole}",
                f"L begin {forms[start]} {kind == 'first'}", f"L long {min(6, (stop - start) // 3)} {kind == 'first'}",
                "L"]))
    return found
