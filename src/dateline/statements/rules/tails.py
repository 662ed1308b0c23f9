"""Sentences that end in whom they came through: "...; RT reported", "..., according to Reuters"."""

from __future__ import annotations

from msgspec import Struct, structs

from dateline.statements.language import clauses
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.weights import Weights

REPORTED = frozenset(["reported", "reports"])
TIMES = clauses()["times"]
NAMING = clauses()["naming"]
NAME = 6  # words of an outlet's name
AFTER = 3  # words of time after "reported"
INNER = 0.5  # rate of a cue word that makes the sentence before the tail a statement of its own


class Tail(Struct, frozen=True):
    """Words [first, end) name the outlet, `verb` says that it reported."""

    first: int
    end: int
    verb: int


def find_tails(reading: Reading, learnt: Weights) -> dict[int, Tail]:
    """Return unit -> its tail, where another cue (a word that mostly is one) stands before it in the same unit."""
    lows, words, quoted = reading.passage.lows, reading.passage.words, reading.quoted
    found: dict[int, Tail] = {}
    for number, (first, end) in enumerate(reading.units):
        verb = next((w for w in range(end - 1, max(first, end - 3 - AFTER), -1)
                     if lows[w] in REPORTED and quoted[w] < 0), None)
        if verb is None or any(lows[w] not in TIMES and lows[w] not in ".;" for w in range(verb + 1, end)):
            continue
        start = verb
        while start > first and verb - start < NAME and quoted[start - 1] < 0 and (
                words[start - 1][0].isupper() or lows[start - 1] in NAMING):
            start -= 1
        if start == verb or start <= first or (lows[start - 1] not in ",;—–-" and quoted[start - 1] < 0):
            continue
        if any(learnt.rate(lows[w]) >= INNER and quoted[w] < 0 for w in range(first, start)):
            found[number] = Tail(start, verb, verb)
    return found


def without_tails(reading: Reading, tails: dict[int, Tail]) -> Reading:
    """Return `reading` with each unit of `tails` ending before its tail."""
    units = list(reading.units)
    for number, tail in tails.items():
        units[number] = (units[number][0], tail.first)
    return structs.replace(reading, units=units)
