"""Cues: the words that tell that somebody said, thinks or wants something."""

from __future__ import annotations

from dateline.statements.language import clauses
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.weights import Weights

AUXILIARY = clauses()["auxiliary"]
TOPICAL = frozenset(["commenting", "speaking", "talking"])  # opening a sentence they tell its topic
QUOTED = frozenset(["quoted", "cited"])  # "was quoted as saying"
RUMOURED = clauses()["rumoured"]  # "is said to have told"
MOST = 50  # cue words of one unit that are weighed: more make no sentence, and cost time
STRONG = 0.6  # rate from which an earlier cue word in the unit is told to the later ones


def candidates(reading: Reading, weights: Weights) -> list[int]:
    """Return the words that may head a cue, in order: cue words of a unit outside quotation marks."""
    cues, quoted, unit, units = weights.cues, reading.quoted, reading.unit, reading.units
    found: list[int] = []
    count, current = 0, -1
    for index, low in enumerate(reading.passage.lows):
        if low not in cues or quoted[index] >= 0:
            continue
        if unit[index] != current:
            count, current = 0, unit[index]
        first, end = units[current]
        if index < end and count < MOST and not (low in TOPICAL and index == first) \
                and not (low in QUOTED and reading.passage.lows[index + 1:index + 3] == ["as", "saying"]):
            found.append(index)
            count += 1
    return found


def lead(reading: Reading, head: int) -> int:
    """Return the first of the helping words before the cue word `head`."""
    lows, first = reading.passage.lows, reading.units[reading.unit[head]][0]
    start = head
    if lows[max(first, head - 1)] == "as" and lows[max(first, head - 2)] in QUOTED:
        start = head - 2
    while start > first and head - start < 6 and reading.quoted[start - 1] < 0 and (
            lows[start - 1] in AUXILIARY or lows[start - 1].endswith(("ly", "n't"))
            or (lows[start - 1] in RUMOURED and lows[start] == "to" and lows[max(first, start - 2)] in AUXILIARY)):
        start -= 1
    return start


def extent(reading: Reading, head: int, content: int) -> tuple[int, int]:
    """Return the cue around `head`: helping words before it, and a preposition between it and `content`."""
    lows, start = reading.passage.lows, lead(reading, head)
    end = head + 1
    if lows[head] == "according" and lows[end:end + 1] == ["to"]:
        return start, end + 1
    if content > head and content - end <= 3:
        while end < content and lows[end] not in ",“\"”" and reading.quoted[end] < 0:
            end += 1
        if end < content and content - end > 1:
            end = head + 1
    return start, end


def features(reading: Reading, head: int, weights: Weights, strong: int | None) -> list[str]:
    """Return what the choice whether `head` is a cue weighs; `strong` is the cue word before it in its unit."""
    lows, forms = reading.passage.lows, reading.forms
    first, end = reading.units[reading.unit[head]]
    low = lows[head]

    def form(index: int) -> str:
        return forms[index] if first <= index < end else "#"

    before, after = form(head - 1), form(head + 1)
    rate = weights.rate(low)
    found = [
        "bias", f"rate{int(rate * 10)}", f"0{low}", f"-1{before}", f"+1{after}", f"-2{form(head - 2)}",
        f"+2{form(head + 2)}", f"0{low} +1{after}", f"-1{before} 0{low}", f"-1{before} +1{after}",
        f"-2{form(head - 2)} -1{before}", f"+1{after} +2{form(head + 2)}", f"+1{after} r{int(rate * 5)}",
        f"-1{before} r{int(rate * 5)}", f"end{low[-3:]}", f"case{reading.passage.words[head][0].isupper()}",
        f"at{min(4, head - first)}", f"left{min(6, (end - head) // 3)}",
        f"top{reading.passage.paragraph[head] == 0}",
    ]
    found.append(f"before {_quotation(reading, range(head - 1, max(first, head - 14) - 1, -1))} r{int(rate * 5)}")
    found.append(f"after {_quotation(reading, range(head + 1, min(end, head + 12)))} r{int(rate * 5)}")
    if strong is None:
        found.append("first")
    else:
        gap = lows[max(strong + 1, head - 40):head]
        found.append(f"later{min(5, len(gap) // 3)}")
        found.append(f"later comma{',' in gap} {before}")
        found.append(f"later that{'that' in gap}")
    return found


def _quotation(reading: Reading, words: range) -> str:
    """Tell how far, and how long, the first quotation on the way through `words` is."""
    for steps, index in enumerate(words):
        number = reading.quoted[index]
        if number >= 0:
            quotation = reading.quotations[number]
            size = "short" if quotation.end - quotation.start < 30 else "long"
            return f"{size}{min(4, steps // 2)}"
    return "none"
