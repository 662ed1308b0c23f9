"""Whether a statement was made, was not, would be, or is only said to have been."""

from __future__ import annotations

from dateline.model import Modality
from dateline.statements.attribution import Attribution
from dateline.statements.kinds import act_of
from dateline.statements.language import Speech, clauses
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.weights import weights

BEFORE = 6  # words before the cue that may change it
WALLS = frozenset(",;:.!?()—–\"“”«»")
REFUSING = clauses()["refusing"]
PASSIVE = frozenset(["is", "are", "was", "were", "be", "been"])
NOBODY = frozenset(["nobody", "none", "neither", "nor", "no"])
AHEAD = clauses()["ahead"]
SAYING = clauses()["saying"]
RUMOURED = clauses()["rumoured"]
WISHING = clauses()["wishing"]
QUESTIONS = clauses()["questions"]


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
    if _hypothetical(reading, cue, ahead, inside.start, source, speech) or _awaited(reading, cue, attribution):
        return "hypothetical"
    words = [*ahead, *cue]
    passive, doing = bool(PASSIVE & set(words)), _to_do(reading, attribution)
    rumoured = passive and any(
        low in RUMOURED and ("to" in words[place + 1:place + 3] or (words[place + 1:] == [] and doing))
        for place, low in enumerate(words))
    if rumoured or any(low in speech.hedged for low in words):
        return "hedged"
    return "asserted"


def _to_do(reading: Reading, attribution: Attribution) -> list[str]:
    """Return the first words of the content after its "to", or nothing."""
    words = [reading.passage.lows[w] for span in attribution.content for w in reading.passage.within(span)[:3]]
    return words[words.index("to") + 1:] if "to" in words else []


def _awaited(reading: Reading, cue: list[str], attribution: Attribution) -> bool:
    """Whether the content is that something is expected to be said: "is expected to announce"."""
    return bool(AHEAD & set(cue)) and act_of(_to_do(reading, attribution)[:1]) in ("announced", "said") \
        and bool(_to_do(reading, attribution)) and weights().rate(_to_do(reading, attribution)[0]) > 0


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
    if any(low in speech.negated or low.endswith("n't") for low in words) or (source and source[0] in NOBODY):
        return not ("not" in words and "only" in words)
    if "nobody" in source or source[:2] == ["no", "one"]:
        return True
    return any(low in REFUSING and (set(words[place + 1:]) & SAYING or place == len(words) - 1)
               for place, low in enumerate(words))


def _hypothetical(reading: Reading, cue: list[str], ahead: list[str], first: int, source: set[int],
                  speech: Speech) -> bool:
    words = [*ahead, *cue[:-1]]
    if any(low in speech.hypothetical for low in words):
        return not ({*words, *cue} & WISHING)
    if any(low in AHEAD and "to" in words[place:] for place, low in enumerate(words)):
        return True
    lows = reading.passage.lows
    start, end = reading.units[reading.unit[first]]
    edge = min(source | {first})
    clause = lows[max(start, edge - 2):edge]
    if any(low in ("if", "unless", "whether") for low in clause):
        return True
    return lows[end - 1] == "?" and reading.quoted[end - 1] < 0 and lows[start] in QUESTIONS and first - start < 8
