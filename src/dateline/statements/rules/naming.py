"""Names, titles and slogans in quotation marks: what is not said though it is quoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.statements.attribution import Attribution
from dateline.statements.language import clauses
from dateline.statements.rules.reading import Reading
from dateline.statements.rules.taken import Taken
from dateline.statements.rules.weights import weights

ARTICLES = frozenset(["the", "a", "an"])
LONGEST = 8  # words of a name
AROUND = 3  # words beside it outside the marks
TELLING = 0.75  # rate from which on a cue word tells speech whatever it brings
WEAK = 0.4  # rate below which a cue word alone does not make a title in capitals a statement
UNSURE = 0.6  # confidence below which the same holds
CALLERS = frozenset(["he", "she", "they", "i", "we"])
CALLED = 5  # words between "called" and the marks
GIVING, CALLING, TITLING = clauses()["giving"], clauses()["calling"], clauses()["titling"]


def in_capitals(words: Iterable[str]) -> bool:
    """Whether `words`, one at least, are set as in a title: each capitalised, but for short ones."""
    letters = [word for word in words if word[0].isalnum()]
    return bool(letters) and all(not word[0].islower() or len(word) < 4 or word in ("from", "with")
                                 for word in letters)


def gives_a_name(reading: Reading, one: Attribution) -> bool:
    """Whether `one` gives a name, a title or a few words in scare quotes, and nobody says them: its cue gives names
    ("titled"); nobody is its source and its cue seldom tells speech; or it is in capitals, its cue weak and the finder
    unsure.
    """
    passage, quoted = reading.passage, reading.quoted
    content = [w for span in one.content for w in passage.within(span)]
    marked = [w for w in content if quoted[w] >= 0 and passage.words[w][0].isalnum()]
    if not marked or len(marked) > LONGEST or any(passage.words[w] in ".?!" and quoted[w] >= 0 for w in content):
        return False
    cue = {passage.lows[w] for span in one.cue for w in passage.within(span)}
    capitals = in_capitals(passage.words[w] for w in marked)
    if cue & (GIVING | TITLING):
        first, second = [*passage.within(one.content[-1])[:2], -1][:2]
        named = quoted[first] >= 0 or (passage.lows[first] in ARTICLES and quoted[second] >= 0)
        return named and (capitals or bool(cue & TITLING) or not cue & CALLING or not one.source)
    if ":" in cue or sum(passage.words[w][0].isalnum() for w in content) - len(marked) > AROUND:
        return False
    rate = max((weights().rate(low) for low in cue), default=0.0)
    if not one.source:
        return rate < TELLING
    return capitals and rate < WEAK and one.confidence < UNSURE


def find_called(reading: Reading, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return what somebody calls another in marks (`He dubbed his rival “the little senator.”`) where nothing is
    `found` in the same words; only of a pronoun for a source, since of "Locals call" nobody speaks."""
    passage, quoted = reading.passage, reading.quoted
    taken = Taken(span for one in found for span in (*one.cue, *one.content))
    called: list[Attribution] = []
    for first in range(2, len(quoted)):
        if quoted[first] < 0 or quoted[first] == quoted[first - 1]:
            continue
        end = next((w for w in range(first, len(quoted)) if quoted[w] != quoted[first]), len(quoted))
        cue = next((w for w in range(first - 1, max(0, first - 1 - CALLED), -1) if passage.lows[w] in CALLING), 0)
        if not cue or end - first - 2 > LONGEST or passage.lows[cue - 1] not in CALLERS \
                or reading.unit[cue - 1] != reading.unit[first]:
            continue
        span = reading.span(cue + 1, end)
        if not taken.touches((passage.starts[cue], span[1])):
            called.append(Attribution(source=(reading.span(cue - 1, cue),), cue=(reading.span(cue, cue + 1),),
                                      content=(span,), confidence=0.5, method="rules"))
    return tuple(called)
