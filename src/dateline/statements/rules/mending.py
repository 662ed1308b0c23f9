"""What no reader would call a statement, whoever found it: an outlet for a source, an opener for a cue, a name."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from dateline.model import Block, Span
from dateline.statements.attribution import Attribution
from dateline.statements.rules.attributions import find_attributions
from dateline.statements.rules.breaks import cut_at_paragraphs, with_whole_source
from dateline.statements.rules.cues import TOPICAL
from dateline.statements.rules.naming import gives_a_name
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.tails import Tail
from dateline.statements.rules.taken import Taken


def mended(reading: Reading, blocks: Sequence[Block], tails: dict[int, Tail],
           found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return English `found` without those whose source is a tail's outlet ("; RT reported"), whose cue opens a
    sentence with its topic ("Commenting on"), or that give a name in marks (called “the beast”); a sentence whose
    outlet or topic was taken for more gets what the rules find in it.
    """
    said = tuple(with_whole_source(reading.passage, cut_at_paragraphs(reading.passage.text, one))
                 for one in found if not gives_a_name(reading, one))
    kept = [one for one in said if not _amiss(reading, tails, one)]
    if len(kept) == len(said):
        return said
    left = {_unit(reading, one) for one in said} - {_unit(reading, one) for one in kept}
    ours = [one for one in find_attributions(reading.passage.text, blocks)
            if _unit(reading, one) in left and not gives_a_name(reading, one)]
    return tuple(sorted([*kept, *ours], key=lambda one: (one.content[0], one.cue)))


def _unit(reading: Reading, one: Attribution) -> int:
    """Return the number of the unit that the cue, else the content, of `one` lies in."""
    word = reading.passage.at((one.cue or one.content)[0][0])
    return reading.unit[min(word, len(reading.unit) - 1)]


def _amiss(reading: Reading, tails: dict[int, Tail], one: Attribution) -> bool:
    number = _unit(reading, one)
    tail = tails.get(number)
    if tail is not None and any(reading.passage.within(spans[0]).start >= tail.start
                                for spans in (one.source, one.cue) if spans):
        return True
    first = reading.units[number][0]
    return bool(one.cue) and reading.passage.lows[first] in TOPICAL and reading.passage.starts[first] == one.cue[0][0]


def with_signed(found: tuple[Attribution, ...], signed: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return `found` with the `signed` quotations in the place of what was found in their words: who signs a letter
    or a list of voices is no news prose, and a model seldom knows it."""
    if not signed:
        return found
    taken = Taken((one.content[0][0], one.source[-1][1]) for one in signed)

    def outside(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(span for span in spans if not taken.touches(span))

    left = [structs.replace(one, source=outside(one.source), cue=outside(one.cue), content=outside(one.content))
            for one in found]
    return tuple(sorted([*(one for one in left if one.cue and one.content), *signed],
                        key=lambda one: (one.content[0], one.cue)))
