"""Spans that run too far, cut: at the end of a paragraph, since nobody's name goes on in the next; behind whom a
message went to."""

from __future__ import annotations

import re

from msgspec import structs

from dateline.model import Span
from dateline.statements.attribution import Attribution
from dateline.statements.lexicon import english
from dateline.statements.passage import Passage
from dateline.statements.quotes import MARK
from dateline.statements.rules.naming import ARTICLES

BREAK = re.compile(r"[^\S\n]*\n[^\S\n]*\n\s*")  # a blank line; a single line end may be a wrapped line

TURNED = frozenset(["had", "should", "were", "did", "does", "do", "has", "have", "would"])
NOUN = 5  # words of a noun with its article
FEW = 4  # words that a content holds at least beyond a blank line


def cut_at_paragraphs(text: str, one: Attribution) -> Attribution:
    """Return `one` with each span inside one paragraph; of a source and a cue only what stands in the cue's paragraph
    is kept where anything does, of a content also what goes on in the next.
    """
    cue = _pieces(text, one.cue)[-1:] if any(BREAK.search(text, *span) for span in one.cue) else one.cue
    content = tuple(piece for span in one.content for piece in _going_on(text, _pieces(text, (span,)))) \
        or one.content
    source = _pieces(text, one.source)
    if cue and len(source) > 1:
        (first, end), = cue[:1]
        beside = tuple(span for span in source if not BREAK.search(text, min(span[1], end), max(span[0], first)))
        source = beside or source[-1:]
    if (source, cue, content) == (one.source, one.cue, one.content):
        return one
    return structs.replace(one, source=source, cue=cue, content=content)


def with_whole_source(passage: Passage, one: Attribution) -> Attribution:
    """Return `one` with its source as it names who speaks: without a verb turned before it ("Had the mayor said"),
    without the addressee at its head (in "in a message to Dora Lind the Danish minister voiced hope" the minister
    speaks, though no comma parts the two), with the country's adjective before its title ("Danish President Lind"), and
    not a bare article ("the" of "the harbour office has seen").
    """
    if not one.source:
        return one
    words = passage.within(one.source[0])
    start = words.start
    if len(words) > 1 and passage.lows[start] in TURNED:
        start += 1
    start = _behind_addressee(passage, start, words.stop)
    if start > 0 and passage.lows[start] in english().titles and passage.lows[start - 1] in english().adjectives \
            and passage.sentence[start - 1] == passage.sentence[start]:
        start -= 1
    end = one.source[0][1]
    if one.cue and len(words) == 1 and passage.lows[start] in ARTICLES:
        cue = passage.within(one.cue[0]).start
        if start < cue <= start + NOUN and all(word[0].isalnum() for word in passage.words[start:cue]):
            end = passage.ends[cue - 1]
    if (start, end) == (words.start, one.source[0][1]):
        return one
    return structs.replace(one, source=((passage.starts[start], end), *one.source[1:]))


def _behind_addressee(passage: Passage, start: int, stop: int) -> int:
    article = next((w for w in range(start, stop) if passage.lows[w] == "the"), stop)
    named = passage.words[start:article]
    sent = start > 0 and passage.lows[start - 1] in ("to", "with")
    parted = sent and named and all(word[0].isupper() for word in named) and article + 1 < stop \
        and passage.words[article + 1][0].isupper()
    return article if parted else start


def _going_on(text: str, pieces: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return `pieces` without later ones of a few words that nobody put in quotation marks: the next sentence's."""
    return pieces[:1] + tuple((start, end) for start, end in pieces[1:]
                              if MARK.search(text, start, end) or len(text[start:end].split()) >= FEW)


def _pieces(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return `spans` cut at blank lines."""
    found: list[Span] = []
    for start, end in spans:
        first = start
        for gap in BREAK.finditer(text, start, end):
            if gap.start() > first:
                found.append((first, gap.start()))
            first = gap.end()
        if first < end:
            found.append((first, end))
    return tuple(found)
