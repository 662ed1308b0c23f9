"""Attributions by weighed rules: cue words, then what they bring, then whose words it is."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from msgspec import Struct

from dateline.model import Block
from dateline.statements.attribution import Attribution
from dateline.statements.quotes import paragraphs
from dateline.statements.rules import contents, cues, extensions, sources
from dateline.statements.rules.reading import Reading, read
from dateline.statements.rules.tails import find_tails, without_tails
from dateline.statements.rules.weights import Weights, belief, shares, total, weights

LEAST_CUE = 0.3  # belief in a cue from which on its content is looked for
LEAST = 0.15  # belief in cue and content from which on an attribution is given
TELLING = 0.75  # rate from which on a cue word tells speech whatever it brings


class Found(Struct):
    """An attribution in words: [first, end) each."""

    head: int
    cue: tuple[int, int]
    content: list[tuple[int, int]]
    side: str
    source: tuple[int, int] | None
    chance: float  # product of the beliefs in cue, content and source


def find_attributions(text: str, blocks: Sequence[Block]) -> tuple[Attribution, ...]:
    """Return the attributions of English `text` with its `blocks` (none: lines), in the order of their contents."""
    learnt = weights()
    reading = read(text, paragraphs(text, blocks), learnt.function)
    found = [_attribution(reading, one, learnt) for one in find_in(reading, learnt)]
    return tuple(sorted(found, key=lambda a: (a.content[0], a.cue)))


def find_in(reading: Reading, learnt: Weights) -> list[Found]:
    """Return the attributions of what was read, in words, in the order of their cues."""
    tails = find_tails(reading, learnt)
    if tails:
        reading = without_tails(reading, tails)
    found = _apart(reading, learnt)
    for one in found:
        extend(reading, one, learnt)
    return found


def _trusted(reading: Reading, learnt: Weights) -> list[tuple[float, int]]:
    """Return (belief, word) of the likely cues, likeliest first."""
    found = []
    strong: int | None = None
    for head in cues.candidates(reading, learnt):
        if strong is not None and reading.unit[strong] != reading.unit[head]:
            strong = None
        trust = belief(learnt.cue, cues.features(reading, head, learnt, strong))
        if trust >= LEAST_CUE:
            found.append((trust, head))
        if learnt.rate(reading.passage.lows[head]) >= cues.STRONG:
            strong = head
    return sorted(found, key=lambda one: (-one[0], one[1]))


def _apart(reading: Reading, learnt: Weights) -> list[Found]:
    """Return the attributions in text order; a word is content of one at most, and no cue lies in a content."""
    kept: list[Found] = []
    taken: set[int] = set()
    heads: list[int] = []
    for trust, head in _trusted(reading, learnt):
        if head in taken:
            continue
        one = around(reading, head, trust, learnt, taken, heads)
        if one is None or _names_something(reading, one, learnt):
            continue
        kept.append(one)
        insort(heads, head)
        taken.update(range(*one.content[0]))
    return sorted(kept, key=lambda found: found.head)


def _names_something(reading: Reading, one: Found, learnt: Weights) -> bool:
    """Whether the content's quotation is a title, a name or a slogan, set in capitals, and its cue a weak one."""
    if learnt.rate(reading.passage.lows[one.head]) >= TELLING:
        return False
    words = reading.passage.words
    quoted = [w for first, end in one.content for w in range(first, end) if reading.quoted[w] >= 0]
    letters = [words[w] for w in quoted if words[w][0].isalpha()]
    capital = all(word[0].isupper() or len(word) < 4 or word in ("from", "with") for word in letters)
    return len(letters) > 1 and capital and not any(words[w] in ".!?" for w in quoted)


def _free(candidate: contents.Candidate, taken: set[int], heads: list[int]) -> bool:
    place = bisect_left(heads, candidate.first)
    return candidate.first not in taken and candidate.end - 1 not in taken \
        and (candidate.first + candidate.end) // 2 not in taken \
        and not (place < len(heads) and heads[place] < candidate.end)


def around(reading: Reading, head: int, trust: float, learnt: Weights, taken: set[int],
           heads: list[int]) -> Found | None:
    """Return the likeliest attribution whose cue is at `head`, or None where what it brings is unsure.

    Its content has no word of `taken`, which others bring, and none of `heads`, sorted, which are cues.
    """
    offered = contents.candidates(reading, head, learnt)
    if not offered:
        return None
    chances = shares([total(learnt.content, candidate.features) for candidate in offered])
    best = max((place for place, candidate in enumerate(offered) if _free(candidate, taken, heads)),
               key=chances.__getitem__, default=None)
    if best is None or trust * chances[best] < LEAST:
        return None
    content = offered[best]
    cue = cues.extent(reading, head, content.first)
    owners = sources.candidates(reading, head, cue, (content.first, content.end, content.side), learnt)
    odds = shares([total(learnt.source, owner.features) for owner in owners])
    likeliest = max(range(len(owners)), key=odds.__getitem__)
    owner = owners[likeliest]
    return Found(head, cue, [(content.first, content.end)], content.side, sources.trimmed(reading, owner),
                 trust * chances[best] * odds[likeliest])


def extend(reading: Reading, one: Found, learnt: Weights) -> None:
    """Add to `one` the quotations that go on with it."""
    for _ in range(20):
        end = max(one.content[-1][1], one.cue[1], one.source[1] if one.source else 0)
        quotation = extensions.next_quotation(reading, end)
        if quotation is None:
            return
        quoted = reading.quoted[one.content[-1][1] - 1] >= 0
        told = extensions.features(reading, end, quotation, one.side, quoted, learnt)
        if belief(learnt.extend, told) < 0.5:
            return
        one.content.append(quotation)


def _attribution(reading: Reading, one: Found, learnt: Weights) -> Attribution:
    table = learnt.confidence
    confidence = table[min(len(table) - 1, int(one.chance * len(table)))]
    return Attribution(source=(reading.span(*one.source),) if one.source else (), cue=(reading.span(*one.cue),),
                       content=tuple(reading.span(*words) for words in sorted(one.content)),
                       confidence=round(confidence, 2), method="rules")
