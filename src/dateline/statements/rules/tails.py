"""Sentences that end in whom they came through: "...; RT reported", "..., according to Reuters"."""

from __future__ import annotations

from msgspec import Struct, structs

from dateline.statements.language import clauses
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.weights import Weights

REPORTED = frozenset(["reported", "reports"])
OUTLETS = clauses()["outlets"]
TIMES = clauses()["times"]
NAMING = clauses()["naming"]
NAME = 6  # words of an outlet's name
AFTER = 3  # words of time after "reported"
INNER = 0.5  # rate of a cue word that makes the sentence before the tail a statement of its own


class Tail(Struct, frozen=True):
    """Words [first, end) name the outlet; the tail begins with word `start`."""

    start: int
    first: int
    end: int


def find_tails(reading: Reading, learnt: Weights) -> dict[int, Tail]:
    """Return unit -> its tail, where another cue (a word that mostly is one) stands before it in the same unit."""
    found: dict[int, Tail] = {}
    for number, (first, end) in enumerate(reading.units):
        tail = _reported(reading, first, end) or _according(reading, first, end)
        if tail is not None and any(learnt.rate(reading.passage.lows[w]) >= INNER and reading.quoted[w] < 0
                                    for w in range(first, tail.start)):
            found[number] = tail
    return found


def _reported(reading: Reading, first: int, end: int) -> Tail | None:
    """`; RT reported on Monday.`"""
    lows, words, quoted = reading.passage.lows, reading.passage.words, reading.quoted
    verb = next((w for w in range(end - 1, max(first, end - 3 - AFTER), -1)
                 if lows[w] in REPORTED and quoted[w] < 0), None)
    if verb is None or any(lows[w] not in TIMES and lows[w] not in ".;" for w in range(verb + 1, end)):
        return None
    start = verb
    while start > first and verb - start < NAME and quoted[start - 1] < 0 and (
            words[start - 1][0].isupper() or lows[start - 1] in NAMING):
        start -= 1
    if start == verb or start <= first or (lows[start - 1] not in ",;—–-" and quoted[start - 1] < 0):
        return None
    return Tail(start, start, verb)


def _according(reading: Reading, first: int, end: int) -> Tail | None:
    """`, according to the Tass news agency.`, of outlets only."""
    lows, words = reading.passage.lows, reading.passage.words
    start = next((w for w in range(end - 3, max(first, end - NAME - 4), -1)
                  if lows[w] == "according" and lows[w + 1] == "to"), None)
    if start is None or reading.quoted[start] >= 0:
        return None
    stop = start + 2
    while stop < end and (words[stop][0].isupper() or lows[stop] in NAMING):
        stop += 1
    rest = all(lows[w] in TIMES or lows[w] in ".;" for w in range(stop, end))
    if stop == start + 2 or not rest or not any(lows[w] in OUTLETS for w in range(start + 2, stop)):
        return None
    return Tail(start, start + 2, stop)


def without_tails(reading: Reading, tails: dict[int, Tail]) -> Reading:
    """Return `reading` with each unit of `tails` ending before its tail."""
    units = list(reading.units)
    for number, tail in tails.items():
        units[number] = (units[number][0], tail.start)
    return structs.replace(reading, units=units)
