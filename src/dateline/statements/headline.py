"""Who says what in a headline: "Claim: Speaker", "Speaker: claim"; other headlines are read like sentences."""

from __future__ import annotations

import re
from functools import cache

from dateline.model import Span
from dateline.statements.attribution import Attribution
from dateline.statements.language import sections

COLON = re.compile(r"\s?[:：](?=\s)")
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
GERUND = re.compile(r"[^\W_]+ing", re.I)
DEED = re.compile(r"to\s+[^\W_]+ing", re.I)
TRIM = " \t\u00a0"
SPEAKER = 6  # words of a speaker
CLAIM = 3  # words that a claim has at least
# Shares right among the first lines of PolNeAR's train and dev articles, by bench/reliability.py headlines. No line
# there has the form "Claim: Speaker", so AFTER is a guess.
AFTER, BEFORE, QUOTED = 0.5, 0.74, 0.94


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(word for name, listed in sections("en", "headline") if name == section for word in listed)


def read_headline(headline: str) -> Attribution | None:
    """Return what a colon in `headline` attributes to whom, or None."""
    colons = list(COLON.finditer(headline))
    if len(colons) > 2:
        return None
    for colon in reversed(colons):
        left, right = _trimmed(headline, 0, colon.start()), _trimmed(headline, colon.end(), len(headline))
        cue: Span = (colon.end() - 1, colon.end())
        if _is_speaker(headline[slice(*right)], last=True) and _is_claim(headline[slice(*left)]):
            verb = _closing_verb(headline, right)
            if verb is not None:
                right, cue = _trimmed(headline, right[0], verb[0]), verb
            return _attribution(_after_label(headline, left), right, cue, AFTER)
    for colon in colons[:1]:
        left, right = _trimmed(headline, 0, colon.start()), _trimmed(headline, colon.end(), len(headline))
        quoted = headline[right[0]:right[0] + 1] in ("'", "‘", "“", '"', "«", "„")
        if _is_speaker(headline[slice(*left)], last=False) and (quoted or _is_claim(headline[slice(*right)])):
            return _attribution(right, left, (colon.end() - 1, colon.end()), QUOTED if quoted else BEFORE)
    return None


def names_a_deed(headline: str, one: Attribution) -> bool:
    """Whether the cue is what somebody did and no saying: a gerund after "to" ("Man pleads guilty to threatening")."""
    return any(DEED.fullmatch(headline, *span) or (headline[:span[0]].endswith(" to ") and GERUND.fullmatch(
        headline, *span)) for span in one.cue)


def _attribution(content: Span, source: Span, cue: Span, confidence: float) -> Attribution:
    return Attribution(source=(source,), cue=(cue,), content=(content,), confidence=confidence, method="rules")


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    return start, end


def _after_label(headline: str, span: Span) -> Span:
    """Return `span` without a label such as "VIDEO:" before its first colon."""
    colon = COLON.search(headline, *span)
    if colon is not None and _is_label(headline[span[0]:colon.start()]):
        return _trimmed(headline, colon.end(), span[1])
    return span


def _is_label(text: str) -> bool:
    return any(word.lower() in _words("labels") for word in WORD.findall(text))


def _is_claim(text: str) -> bool:
    words = WORD.findall(text)
    return len(words) >= CLAIM and not (_is_label(text) and len(words) < CLAIM + 2)


def _is_speaker(text: str, *, last: bool) -> bool:
    """Whether `text` names somebody: few words, each capitalised or linking, none of a sentence's own."""
    words = WORD.findall(text)
    if not 0 < len(words) <= (SPEAKER if last else SPEAKER - 1) or any(c in text for c in "?!“”\"‘«»;,") \
            or text.startswith("'"):
        return False
    lows = [word.lower() for word in words]
    if _is_label(text) or any(low in _words("verbs") for low in lows[:-1]) or lows[0] in _words("openers"):
        return False
    if any(word.isdigit() for word in words):
        return False
    if lows[-1] in _words("verbs") and not (last and lows[-1] in _words("says")):
        return False
    capital = [word[0].isupper() or not word[0].islower() for word in words]
    if last:
        return capital[0] or lows[-1] in _words("nouns")
    return all(capital[place] or lows[place] in _words("links") for place in range(len(words))) \
        or (capital[0] and lows[-1] in _words("nouns"))


def _closing_verb(headline: str, span: Span) -> Span | None:
    """Return the verb that ends a speaker: "US Official Claims"."""
    words = list(WORD.finditer(headline, *span))
    if len(words) > 1 and words[-1].group().lower() in _words("says"):
        return words[-1].span()
    return None
