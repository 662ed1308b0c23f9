"""Whether a statement was made, was not, would be, or is only said to have been."""

from __future__ import annotations

from dateline.model import Modality
from dateline.statements.attribution import Attribution
from dateline.statements.language import Speech
from dateline.statements.rules.reading import Reading

BEFORE = 6  # words before the cue that may change it
WALLS = frozenset(",;:.!?()—–\"“”«»")
REFUSING = frozenset(
    ["refused", "refuses", "refuse", "refusing", "declined", "declines", "decline", "declining", "failed", "fails", "failing", "stopped", "without", "avoided", "avoids", "avoiding"])
NOBODY = frozenset(["nobody", "none", "neither", "nor", "no"])
AHEAD = frozenset(["expected", "likely", "set", "scheduled", "due", "poised", "preparing", "prepared", "planning", "plans", "planned", "about"])
SAYING = frozenset(["say", "comment", "answer", "tell", "discuss", "confirm", "deny", "explain", "elaborate", "reveal", "disclose", "speculate", "respond", "acknowledge", "mention", "address", "short", "specify", "name", "give", "provide", "apologize"])
RUMOURED = frozenset(["said", "reported", "believed", "thought", "rumored", "rumoured", "alleged", "understood"])
CONDITIONS = frozenset(["if", "unless", "whether", "when", "suppose", "assuming"])
FUTURE_KEPT = frozenset(["like", "love", "prefer"])
QUESTIONS = frozenset(["did", "does", "do", "has", "have", "is", "are", "was", "were", "will", "would", "could", "can", "should"])


def modality_of(reading: Reading, attribution: Attribution, speech: Speech) -> Modality:
    """Return the modality of `attribution` in the text of `reading`, whose language has the words of `speech`."""
    if not attribution.cue:
        return "asserted"
    lows = reading.passage.lows
    inside = reading.passage.within((attribution.cue[0][0], attribution.cue[-1][1]))
    if not inside:
        return "asserted"
    source = {w for span in attribution.source for w in reading.passage.within(span)}
    before = _before(reading, inside.start, source, attribution)
    cue = [lows[w] for w in inside]
    ahead = [lows[w] for w in before]
    if _negated(cue, ahead, [lows[w] for w in sorted(source)], speech):
        return "negated"
    if _hypothetical(reading, cue, ahead, inside.start, source, speech):
        return "hypothetical"
    hedged = speech.hedged
    helped = len(cue) > 1 and any(low in RUMOURED for low in cue[:-1]) and bool({"is", "are", "was", "were"} & {*cue, *ahead})
    if helped or any(low in hedged for low in [*cue[:-1], *ahead]) or (cue[0] in hedged and cue[0].endswith("ly")):
        return "hedged"
    return "asserted"


def _before(reading: Reading, cue: int, source: set[int], attribution: Attribution) -> list[int]:
    """Return the words before the cue that belong to its verb: back to the source, a mark, or BEFORE words."""
    lows = reading.passage.lows
    first = reading.units[reading.unit[cue]][0]
    content = {w for span in attribution.content for w in reading.passage.within(span)}
    index = cue
    while index > first and cue - index < BEFORE and index - 1 not in source and index - 1 not in content \
            and lows[index - 1] not in WALLS and lows[index - 1] not in ("that", "and", "but", "who"):
        index -= 1
    return list(range(index, cue))


def _negated(cue: list[str], ahead: list[str], source: list[str], speech: Speech) -> bool:
    words = [*ahead, *cue]
    if any(low in speech.negated for low in words) or (source and source[0] in NOBODY):
        return not ("not" in words and "only" in words)
    if "nobody" in source or source[:2] == ["no", "one"]:
        return True
    return any(low in REFUSING and (set(words[place + 1:]) & SAYING or place == len(words) - 1)
               for place, low in enumerate(words))


def _hypothetical(reading: Reading, cue: list[str], ahead: list[str], first: int, source: set[int],
                  speech: Speech) -> bool:
    words = [*ahead, *cue[:-1]]
    if any(low in speech.hypothetical for low in words):
        return not ({*words, *cue} & FUTURE_KEPT)
    if any(low in AHEAD and "to" in words[place:] for place, low in enumerate(words)):
        return True
    lows = reading.passage.lows
    start, end = reading.units[reading.unit[first]]
    edge = min(source | {first})
    clause = lows[max(start, edge - 2):edge]
    if any(low in speech.hypothetical & CONDITIONS or low in ("if", "unless", "whether") for low in clause):
        return True
    return lows[end - 1] == "?" and reading.quoted[end - 1] < 0 and lows[start] in QUESTIONS and first - start < 8
