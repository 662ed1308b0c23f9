"""Sentences that end in whom they came through: "...; RT reported", "..., according to Reuters"."""

from __future__ import annotations

from msgspec import Struct, structs

from dateline.statements.language import clauses
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.weights import Weights

REPORTED = frozenset(["reported", "reports"])
SAYING = frozenset(["said", "says"])  # of outlets known as such: "RIA Novosti said"
OUTLETS = clauses()["outlets"]
TIMES = clauses()["times"]
NAMING = clauses()["naming"]
BEFORE = clauses()["reporting"]  # "first", "later" between the outlet and its verb
BEHIND = clauses()["whereabouts"]  # "from", "on its website" behind it
NAME = 8  # words of an outlet's name
AFTER = 8  # words of time and place after "reported"
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
    """`; RT reported on Monday.`, `, AFP first reported from Oslo, citing two officials.`"""
    lows, quoted = reading.passage.lows, reading.quoted
    end = _before_citing(reading, first, end)
    verb = next((w for w in range(end - 1, max(first, end - 3 - AFTER), -1)
                 if lows[w] in REPORTED | SAYING and quoted[w] < 0), None)
    if verb is None or not _only_when_and_where(reading, verb + 1, end):
        return None
    stop = verb
    while stop > first and lows[stop - 1] in BEFORE:
        stop -= 1
    start = _name_start(reading, first, stop)
    if start == stop or start <= first or (lows[start - 1] not in ",;—–-" and quoted[start - 1] < 0):
        return None
    if lows[verb] in SAYING and not any(low in OUTLETS for low in lows[start:stop]):
        return None
    return Tail(start, start, stop)


def _before_citing(reading: Reading, first: int, end: int) -> int:
    """Return where the unit ends without `, citing two officials` at its end."""
    lows = reading.passage.lows
    place = next((w for w in range(end - 1, max(first, end - 2 * AFTER), -1) if lows[w] == "citing"), None)
    return place if place is not None and lows[place - 1] == "," else end


def _only_when_and_where(reading: Reading, start: int, end: int) -> bool:
    """Whether the words [start, end) tell no more than time and place."""
    lows, words = reading.passage.lows, reading.passage.words
    return all(lows[w] in TIMES or lows[w] in BEHIND or lows[w] in ".,;)" or words[w][0].isupper()
               for w in range(start, end)) and lows[start:start + 1] != ["that"]


def _name_start(reading: Reading, first: int, stop: int) -> int:
    """Return where the outlets' names that end before word `stop` begin; `stop` where there is none."""
    lows, words, start = reading.passage.lows, reading.passage.words, stop
    while start > first and stop - start < NAME and reading.quoted[start - 1] < 0 and (
            words[start - 1][0].isupper() or lows[start - 1] in NAMING or (
                start < stop and (lows[start - 1] in ("and", "&") or words[start - 1].isdigit()))):
        start -= 1
    while start < stop and lows[start] in ("and", "&"):
        start += 1
    return start


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
