"""What no reader would call a statement, whoever found it: an outlet for a source, an opener for a cue, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import Block
from dateline.statements.attribution import Attribution
from dateline.statements.rules.attributions import find_attributions
from dateline.statements.rules.cues import TOPICAL
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.tails import Tail

NAMING = frozenset(("called", "calling", "calls", "christened", "dubbed", "entitled", "known", "named", "nicknamed",
                    "titled"))
_NAME_IN_MARKS = re.compile(r"(?:(?:the|a|an)\s+)?[“\"‘'«„][A-Z\w]", re.IGNORECASE)


def mended(reading: Reading, blocks: Sequence[Block], tails: dict[int, Tail],
           found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return English `found` without those whose source is a tail's outlet ("; RT reported"), whose cue opens a
    sentence with its topic ("Commenting on"), or that give a name in marks (called “the beast”); a sentence left
    with none gets what the rules find in it.
    """
    kept = [one for one in found if not _amiss(reading, tails, one)]
    if len(kept) == len(found):
        return found
    left = {_unit(reading, one) for one in found} - {_unit(reading, one) for one in kept}
    ours = [one for one in find_attributions(reading.passage.text, blocks) if _unit(reading, one) in left]
    return tuple(sorted([*kept, *ours], key=lambda one: (one.content[0], one.cue)))


def _gives_a_name(text: str, one: Attribution) -> bool:
    """Return whether `one` is a name or title in quotation marks after "called", "known as" or the like."""
    cue = " ".join(text[start:end] for start, end in one.cue).lower().removesuffix(" as").split()
    content = text[one.content[-1][0]:one.content[-1][1]]
    return bool(cue and NAMING & set(cue)) and bool(_NAME_IN_MARKS.match(content))


def _unit(reading: Reading, one: Attribution) -> int:
    """Return the number of the unit that the cue, else the content, of `one` lies in."""
    word = reading.passage.at((one.cue or one.content)[0][0])
    return reading.unit[min(word, len(reading.unit) - 1)]


def _amiss(reading: Reading, tails: dict[int, Tail], one: Attribution) -> bool:
    if _gives_a_name(reading.passage.text, one):
        return True
    number = _unit(reading, one)
    tail = tails.get(number)
    if tail is not None and one.source and reading.passage.within(one.source[0]).start >= tail.start:
        return True
    first = reading.units[number][0]
    return bool(one.cue) and reading.passage.lows[first] in TOPICAL and reading.passage.starts[first] == one.cue[0][0]
