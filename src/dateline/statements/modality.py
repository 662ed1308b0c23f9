"""Whether a statement was made, was not, would be, or is only said to have been."""

from __future__ import annotations

from dateline.model import Modality
from dateline.statements.attribution import Attribution
from dateline.statements.kinds import act_of
from dateline.statements.language import Speech, clauses, speech_of
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.weights import weights

BEFORE = 6  # words before the cue that may change it
WALLS = frozenset(",;:.!?()—–\"“”«»")
REFUSING = clauses()["refusing"]
PASSIVE = frozenset(["is", "are", "was", "were", "be", "been"])
NOBODY = frozenset(["nobody", "none", "neither", "nor", "no"])
SUPPOSING = frozenset(["if", "unless", "whether", "suppose", "supposing", "imagine", "assuming"])
LATER = frozenset(["later", "eventually", "soon", "subsequently", "go", "afterward", "afterwards"])  # "would later say"
TURNING = frozenset(["did", "does", "do", "has", "have", "had", "would", "will", "could", "can"])
RUMOURS = frozenset(["rumor", "rumors", "rumour", "rumours", "gossip", "hearsay", "speculation", "unconfirmed"])
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
    who = [lows[w] for w in sorted(source)]
    before = _before(reading, inside.start, source, attribution)
    cue = [lows[w] for w in inside]
    ahead = [lows[w] for w in before]
    if _negated(cue, ahead, who, speech) or _turned(reading, min(source | {inside.start}), speech):
        return "negated"
    if _hypothetical(reading, cue, ahead, inside.start, source, speech) or _awaited(reading, cue, attribution):
        return "hypothetical"
    words = [*ahead, *cue]
    passive, doing = bool(PASSIVE & set(words)), _to_do(reading, attribution)
    rumoured = passive and any(
        low in RUMOURED and ("to" in words[place + 1:place + 3] or (words[place + 1:] == [] and doing))
        for place, low in enumerate(words))
    if rumoured or any(low in speech.hedged for low in words) or RUMOURS & set(who):
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
    if "yet" in words and words[words.index("yet") + 1:][:1] == ["to"]:
        return True
    if any(low in speech.negated or low.endswith("n't") for low in words) or (source and source[0] in NOBODY):
        return not ("not" in words and "only" in words)
    if "nobody" in source or source[:2] == ["no", "one"]:
        return True
    return any(low in REFUSING and (set(words[place + 1:]) & SAYING or place == len(words) - 1)
               for place, low in enumerate(words))


def _turned(reading: Reading, edge: int, speech: Speech) -> bool:
    """Whether the clause opens with "at no point did" before the words at `edge`."""
    lows, start = reading.passage.lows, reading.units[reading.unit[edge]][0]
    opening = lows[max(start, edge - BEFORE):edge]
    return speech is speech_of("en") and bool(opening) and opening[-1] in TURNING \
        and any(low == "no" or low in speech.negated for low in opening[:-1]) \
        and "only" not in opening and not WALLS & set(opening)


def _hypothetical(reading: Reading, cue: list[str], ahead: list[str], first: int, source: set[int],
                  speech: Speech) -> bool:
    words = [*ahead, *cue[:-1]]
    told = [low for place, low in enumerate(words) if low != "would" or not LATER & set(words[place + 1:place + 2])]
    if any(low in speech.hypothetical for low in told):
        return not ({*words, *cue} & WISHING)
    if any(low in AHEAD and "to" in words[place:] for place, low in enumerate(words)):
        return True
    lows = reading.passage.lows
    start, end = reading.units[reading.unit[first]]
    if speech is speech_of("en") and _supposed(lows, start, min(source | {first})):
        return True
    return lows[end - 1] == "?" and reading.quoted[end - 1] < 0 and lows[start] in QUESTIONS and first - start < 8


def _supposed(lows: list[str], start: int, edge: int) -> bool:
    """Whether "if" or the like stands before the words at `edge`, in their clause, which begins at `start` or a wall,
    not further than BEFORE words; or "Had the mayor said".
    """
    if lows[edge] in SUPPOSING or (edge == start + 1 and lows[start] in ("had", "should", "were")):
        return True
    for place in range(edge - 1, max(start, edge - BEFORE) - 1, -1):
        if lows[place] in SUPPOSING:
            return True
        if lows[place] in WALLS:
            return False
    return False
