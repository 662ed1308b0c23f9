"""Lines that the page says to its reader: "Read also:", "You have read", "By signing up, you confirm that"."""

from __future__ import annotations

from dateline.statements.attribution import Attribution
from dateline.statements.language import Speech
from dateline.statements.rules.reading import Reading

LONGEST = 40  # words of such a line
LABEL = 6  # words of a label before its colon


def is_of_the_page(reading: Reading, one: Attribution, speech: Speech) -> bool:
    """Whether `one` is the page's own line and nobody's statement: all words of its source and cue are those of such
    labels ("Subscribers also read:"), it stands in a line that begins with such a label ("Read also: Nobody wants
    it"), or its source is the reader or the page in a line that tells of accounts.
    """
    passage = reading.passage
    if _is_labelled(reading, one, speech):
        return True
    source = [passage.lows[w] for span in one.source for w in passage.within(span) if passage.words[w][0].isalnum()]
    cue = [passage.lows[w] for span in one.cue for w in passage.within(span) if passage.words[w][0].isalnum()]
    if not source and not cue:
        return False
    if all(low in speech.page for low in (*source, *cue)):
        return True
    if not source or not all(low in speech.reader for low in source):
        return False
    head = (one.cue or one.content)[0][0]
    word = min(passage.at(head), len(passage.words) - 1)
    first = passage.paragraph_first(word)
    line = passage.lows[first:first + LONGEST + 1]
    ends = next((n for n, w in enumerate(range(first, first + len(line)))
                 if passage.paragraph[w] != passage.paragraph[word]), len(line))
    return ends <= LONGEST and reading.quoted[word] < 0 and any(low in speech.account for low in line[:ends])


def _is_labelled(reading: Reading, one: Attribution, speech: Speech) -> bool:
    passage = reading.passage
    word = min(passage.at((one.cue or one.content)[0][0]), len(passage.words) - 1)
    first = passage.paragraph_first(word)
    opening = passage.words[first:min(word + 1, first + LABEL + 1)]
    label = opening[:opening.index(":")] if ":" in opening else []
    return bool(label) and all(passage.lows[first + n] in speech.page for n in range(len(label)))
