"""Whose words they are: the spans that may be a cue's source, and what speaks for each."""

from __future__ import annotations

from msgspec import Struct

from dateline.statements.language import clauses
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.weights import Weights

DETERMINERS = clauses()["determiners"]
HELPING = frozenset(["is", "are", "was", "were", "has", "have", "had", "did", "would"])
CONJUNCTIONS = clauses()["conjunctions"]
OBLIQUE = frozenset(["in", "on", "at", "to", "with"])
PRONOUNS = clauses()["pronouns"]
WALLS = frozenset(",;:—–-().?!“”\"") | {"--"}
STOPPERS = clauses()["stoppers"]
JOINING = clauses()["joining"] | {",", "&", "-", "("}
LONGEST = 14
NEAR = 40


class Candidate(Struct, frozen=True):
    """Words [first, end) as source; first == end: the text names nobody."""

    first: int
    end: int
    features: list[str]


def candidates(reading: Reading, head: int, cue: tuple[int, int], content: tuple[int, int, str],
               weights: Weights) -> list[Candidate]:
    """Return the spans that may be the source of the cue at `head` (words `cue`) with that content and its side."""
    word = reading.passage.lows[head]
    found = [Candidate(head, head, ["none", f"none {word}", f"none {content[2]}",
                                    f"none before {reading.forms[cue[0] - 1] if cue[0] else '#'}"])]
    for first, end in _spans(reading, cue, content, weights):
        found.append(Candidate(first, end, _features(reading, first, end, head, cue, content, weights)))
    return found


def _spans(reading: Reading, cue: tuple[int, int], content: tuple[int, int, str],
           weights: Weights) -> list[tuple[int, int]]:
    lows, quoted, words = reading.passage.lows, reading.quoted, reading.passage.words
    unit_first, unit_end = reading.units[reading.unit[cue[0]]]
    found: list[tuple[int, int]] = []
    taken = range(content[0], content[1])

    def begins(index: int) -> bool:
        if quoted[index] >= 0 or index in taken or lows[index] in WALLS:
            return False
        low = lows[index]
        return index == unit_first or low in DETERMINERS or low in PRONOUNS or lows[index - 1] in WALLS \
            or lows[index - 1] in STOPPERS or (words[index][0].isupper() and not words[index - 1][0].isupper()) \
            or index - 1 in taken

    def ends(first: int, edge: int) -> None:
        for end in range(first + 1, min(edge, first + LONGEST) + 1):
            if quoted[end - 1] >= 0 or end - 1 in taken:
                break
            low = lows[end] if end < edge else "#"
            if lows[end - 1] in WALLS and lows[end - 1] not in ",().":
                break
            if lows[end - 1] in WALLS:
                continue
            if end == edge or low in WALLS or low in STOPPERS or low in weights.cues or quoted[end] >= 0 \
                    or low.endswith(("ed", "ly", "n't")) or end in taken \
                    or (end == first + 1 and lows[first] in PRONOUNS):
                found.append((first, end))

    left = [i for i in range(cue[0] - 1, max(unit_first, cue[0] - NEAR) - 1, -1) if begins(i)]
    for first in left[:8]:
        ends(first, cue[0])
    for first in left[8:][-3:]:
        ends(first, min(cue[0], first + 8))
    right = [i for i in range(cue[1], min(unit_end, cue[1] + 6)) if begins(i) or (i == cue[1] and quoted[i] < 0)]
    for first in right[:0 if "quoted" in lows[cue[0]:cue[1]] else 3]:
        if first not in taken:
            ends(first, unit_end)
    return found[:90]


def _features(reading: Reading, first: int, end: int, head: int, cue: tuple[int, int], content: tuple[int, int, str],
              weights: Weights) -> list[str]:
    lows, forms = reading.passage.lows, reading.forms
    word, side = lows[head], content[2]
    words = reading.passage.words
    unit_first, unit_end = reading.units[reading.unit[head]]
    before = forms[first - 1] if first > unit_first else "#"
    after = forms[end] if end < unit_end else "#"
    kind = lows[first] if end == first + 1 and lows[first] in PRONOUNS else \
        "name" if words[first][0].isupper() and first != unit_first else \
        "the" if lows[first] in DETERMINERS else "other"
    if end <= cue[0]:
        place, gap = "l", lows[end:cue[0]]
    else:
        place, gap = "r", lows[cue[1]:first]
    distance = "0" if not gap else "1" if len(gap) == 1 else "2" if len(gap) < 4 else "3" if len(gap) < 8 else "4"
    between = f"{','if ',' in gap else ''}{gap[0] if gap and (gap[0] in STOPPERS or gap[0] in WALLS) else ''}"
    inner = lows[first:end]
    resumed = any(words[i][0].isupper() and not words[i - 1][0].isupper() and lows[i - 1] not in JOINING
                  for i in range(first + 2, end))
    inner_the = any(lows[i] in ("the", "a", "an", "his", "her") and lows[i - 1] not in JOINING
                    for i in range(first + 1, end))
    hanging = lows[unit_first].endswith("ing") and "," not in lows[max(unit_first, first - NEAR):first]
    verbs = sum(1 for low in inner if weights.rate(low) > 0.5 or low in ("is", "was", "has", "had", "are", "were"))
    return [
        f"{place}{distance}", f"{place}{distance} {side}", f"{place}{distance} {word}", f"{place} {side} {word}",
        f"{place} kind {kind}", f"{place}{distance} {kind} {side}", f"{place} before {before}",
        f"{place} after {after}",
        f"{place}{distance} before {before}", f"{place}{distance} after {after}", f"between {place}{distance}{between}",
        f"first {forms[first]}", f"last {forms[end - 1]}", f"last {forms[end - 1]} {after}",
        f"start {before} {forms[first]}", f"long {min(8, end - first)}", f"long {min(8, end - first)} {kind}",
        f"commas {place} {min(2, inner.count(','))}", f"verbs {min(2, verbs)}",
        f"at start {first == unit_first} {place}",
        f"resumed {resumed} {inner_the}", f"hanging {hanging} {place}{distance} {first == unit_first}",
        f"resumed {resumed} {sum(low in OBLIQUE for low in inner)}",
        f"edge {reading.quoted[first - 1] >= 0 if first else False} {place}{distance}",
        f"and {'and' in inner}", f"who {'who' in inner} {'that' in inner}",
        f"opens {forms[first] if first == unit_first else ''}",
    ]


def trimmed(reading: Reading, owner: Candidate) -> tuple[int, int] | None:
    """Return the words of `owner` without a conjunction before and an auxiliary after them; None: it is nobody."""
    lows, first, end = reading.passage.lows, _resumed(reading, owner), owner.end
    while end > first + 1 and lows[end - 1] in HELPING:
        end -= 1
    while first < end - 1 and lows[first] in CONJUNCTIONS:
        first += 1
    return (first, end) if end > first else None


def _resumed(reading: Reading, owner: Candidate) -> int:
    """Return where `owner` begins: after "Commenting on the news of X's victory", at the name that follows it."""
    lows, words = reading.passage.lows, reading.passage.words
    opening = reading.units[reading.unit[owner.first]][0] if owner.end > owner.first else owner.first
    if opening == owner.first or not lows[opening].endswith("ing") or "," in lows[opening:owner.end][:NEAR]:
        return owner.first
    return max((i for i in range(owner.first + 2, owner.end) if words[i][0].isupper() and words[i - 1][0].islower()
                and lows[i - 1] not in JOINING), default=owner.first)
