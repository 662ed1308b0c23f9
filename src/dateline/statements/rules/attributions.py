"""Attributions by weighed rules: cue words, then what they bring, then whose words it is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.model import Block
from dateline.statements.attribution import Attribution
from dateline.statements.quotes import paragraphs
from dateline.statements.rules import contents, cues, extensions, sources
from dateline.statements.rules.reading import Reading, read
from dateline.statements.rules.tails import find_tails, without_tails
from dateline.statements.rules.weights import Weights, belief, shares, total, weights

LEAST_CUE = 0.25  # belief in a cue from which on its content is looked for
LEAST = 0.10  # belief in cue and content from which on an attribution is given


class Found(Struct):
    """An attribution in words: [first, end) each."""

    head: int
    cue: tuple[int, int]
    content: list[tuple[int, int]]
    side: str
    source: tuple[int, int] | None
    beliefs: tuple[float, float, float]  # of cue, content, source

    @property
    def belief(self) -> float:
        return self.beliefs[0] * self.beliefs[1]


def find_attributions(text: str, blocks: Sequence[Block]) -> tuple[Attribution, ...]:
    """Return the attributions of English `text` with its `blocks` (none: lines), in the order of their contents."""
    learnt = weights()
    reading = read(text, paragraphs(text, blocks), learnt.function)
    tails = find_tails(reading, learnt)
    if tails:
        reading = without_tails(reading, tails)
    found = _apart([one for one in _all(reading, learnt) if one.belief >= LEAST])
    for one in found:
        extend(reading, one, learnt)
    return tuple(sorted((_attribution(reading, one, learnt) for one in found), key=lambda a: (a.content[0], a.cue)))


def _all(reading: Reading, learnt: Weights) -> list[Found]:
    found = []
    strong: int | None = None
    for head in cues.candidates(reading, learnt):
        if strong is not None and reading.unit[strong] != reading.unit[head]:
            strong = None
        trust = belief(learnt.cue, cues.features(reading, head, learnt, strong))
        if trust >= LEAST_CUE:
            one = around(reading, head, trust, learnt)
            if one is not None:
                found.append(one)
        if learnt.rate(reading.passage.lows[head]) >= cues.STRONG:
            strong = head
    return found


def around(reading: Reading, head: int, trust: float, learnt: Weights) -> Found | None:
    """Return the likeliest attribution whose cue is at `head`, or None where there is nothing that it may bring."""
    offered = contents.candidates(reading, head)
    if not offered:
        return None
    chances = shares([total(learnt.content, candidate.features) for candidate in offered])
    best = max(range(len(offered)), key=chances.__getitem__)
    content = offered[best]
    cue = cues.extent(reading, head, content.first)
    owners = sources.candidates(reading, head, cue, (content.first, content.end, content.side), learnt)
    odds = shares([total(learnt.source, owner.features) for owner in owners])
    likeliest = max(range(len(owners)), key=odds.__getitem__)
    owner = owners[likeliest]
    return Found(head, cue, [(content.first, content.end)], content.side,
                 (owner.first, owner.end) if owner.end > owner.first else None,
                 (trust, chances[best], odds[likeliest]))


def _apart(found: list[Found]) -> list[Found]:
    """Return `found` without those whose cue or content lies in a likelier one's content, in text order."""
    kept: list[Found] = []
    owner: dict[int, int] = {}
    for one in sorted(found, key=lambda f: (-f.belief, f.head)):
        (first, end), = one.content
        if one.head in owner or any(w in owner for w in (first, end - 1, (first + end) // 2)):
            continue
        if any(first <= other.head < end for other in kept):
            continue
        kept.append(one)
        owner.update(dict.fromkeys(range(first, end), one.head))
    return sorted(kept, key=lambda f: f.head)


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
    chance = one.beliefs[0] * one.beliefs[1] * one.beliefs[2]
    table = learnt.confidence
    confidence = table[min(len(table) - 1, int(chance * len(table)))] if table else chance
    return Attribution(source=(reading.span(*one.source),) if one.source else (), cue=(reading.span(*one.cue),),
                       content=tuple(reading.span(*words) for words in sorted(one.content)),
                       confidence=round(confidence, 2), method="rules")
