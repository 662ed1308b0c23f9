"""First method: a quotation beside a cue, or a clause after "said"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Span
from dateline.statements.attribution import Attribution
from dateline.statements.rules.reading import Reading, read

CUES = frozenset("said says say told added adds asked wrote noted announced argued claimed warned stressed".split())
STOP = frozenset(", ; : . — – - ( ) “ ” \" that because when but and".split())


def find_attributions(text: str, within: Sequence[Span], language: str | None) -> tuple[Attribution, ...]:
    """Return the attributions of `text`, whose paragraphs are `within`, in reading order of their contents."""
    reading = read(text, within)
    found = []
    for index, low in enumerate(reading.passage.lows):
        if low in CUES and reading.quoted[index] < 0:
            attribution = _around(reading, index)
            if attribution is not None:
                found.append(attribution)
    return tuple(sorted(found, key=lambda a: (a.content[0], a.cue)))


def _around(reading: Reading, cue: int) -> Attribution | None:
    lows = reading.passage.lows
    first, end = reading.units[reading.unit[cue]]
    start = cue
    while start > first and lows[start - 1] not in STOP:
        start -= 1
    after = cue + 1
    before = start
    source = (reading.span(start, cue),) if start < cue else ()
    cues = (reading.span(cue, cue + 1),)
    last = end - 1 if lows[end - 1] in ".!?" else end
    if before - 2 >= first and reading.quoted[before - 1] >= 0:
        content = reading.span(first, before)
    elif after < last - 1:
        content = reading.span(after + 1 if lows[after] in ",:" else after, last)
    elif before - 2 >= first:
        content = reading.span(first, before - 1)
    else:
        return None
    return Attribution(source=source, cue=cues, content=(content,), confidence=0.4, method="rules")
