"""How much two articles belong together, and why."""

from __future__ import annotations

from math import exp, log1p

from dateline.model import Link, Signature
from dateline.stories.moment import hours_apart
from dateline.stories.sketch import likeness

SAME_TEXT = 0.3  # share of word triples in common from which two articles are one text
RELATED = 0.05  # links weaker than this are none
STORY = 0.5  # links at least this strong speak for one story; weaker ones only for related coverage
_NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def link(a: Signature, b: Signature) -> Link | None:
    """Return how `a` and `b` belong together, or None where they do not: symmetric, and of these two alone.

    The score is the probability that they tell one story. A link below STORY is kept for `related` only.
    """
    if b.id < a.id:
        a, b = b, a
    cosine = _cosine(a, b)
    alike = likeness(a.sketch, b.sketch)
    same_text = alike >= SAME_TEXT
    if not same_text and cosine < 0.05:
        return None
    hours = hours_apart(a.published, b.published)
    score = 1 / (1 + exp(-(20 * (cosine - 0.25) - 0.1 * log1p((hours or 0) / 24))))
    score = max(score, 0.99) if same_text else score
    if score < RELATED:
        return None
    return Link(a=a.id, b=b.id, score=round(score, 6), same_text=same_text, reason=_reason(a, b, same_text, hours))


def _cosine(a: Signature, b: Signature) -> float:
    other = dict(b.terms)
    return sum(weight * other.get(term, 0.0) for term, weight in a.terms)


def _reason(a: Signature, b: Signature, same_text: bool, hours: float | None) -> str:
    reasons = ["the same text"] if same_text else []
    names = len(set(a.names) & set(b.names))
    if names:
        reasons.append(f"the same {_counted(names, 'name')}")
    if set(a.quotes) & set(b.quotes):
        reasons.append("the same quotation")
    if hours is not None:
        reasons.append(_distance(hours))
    return ", ".join(reasons)


def _counted(count: int, noun: str) -> str:
    if count == 1:
        return noun
    return f"{_NUMBER_WORDS[count] if count < len(_NUMBER_WORDS) else count} {noun}s"


def _distance(hours: float) -> str:
    if hours < 1:
        return "at the same time" if hours == 0 else "within the hour"
    if hours < 36:
        return f"{_counted(round(hours), 'hour').replace('hour', 'hour', 1)} apart" if hours >= 1.5 else "an hour apart"
    return f"{_counted(round(hours / 24), 'day')} apart"
