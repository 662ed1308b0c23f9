"""How much two articles belong together, and why.

Their likeness is the cosine of their terms plus small shares for the names, title words, quotations and numbers that
they have in common, and fades with the days between them. The weights lie in data/link_weights.json, chosen by
training/story_links.py on folds over events. A link's score is likeness / (likeness + story): a half where two
articles are as likely as not to tell one story.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from heapq import nlargest
from importlib.resources import files
from math import exp, sqrt

import msgspec
from msgspec import Struct

from dateline.model import Link, Signature
from dateline.stories.moment import hours_apart, span_of
from dateline.stories.sketch import likeness
from dateline.stories.terms import calendar_words, rarity, stem

SAME_TEXT = 0.37  # share of word pairs in common from which two articles are one text
WITHIN, WITHIN_LEAST = 0.85, 0.2  # or: that share of the shorter one's pairs, and this of all
RELATED = 0.25  # links with a lower score are none
HOPELESS = 0.02  # cosine of terms below which nothing else is looked at
SLIGHT_SCORE = 0.49  # the most that two articles get which have only a place in common, or a person:
SLIGHT_TERMS, SLIGHT_NAMES = 3, 2  # fewer terms and names than these, and no quotation
SERIES_SCORE = 0.3  # the most that two days' issues of one template get: related, not one story
SERIES_HOURS = 12  # at least, between two issues
SERIES_ALIKE = 0.08  # share of word pairs in common at least,
SERIES_NUMBERS, SERIES_SHARE = 4, 0.2  # with as many numbers in each, of which at most that share are the same,
SERIES_SHARE_COPY = 0.5  # or that share where the wordings alone would make them one text,
SERIES_SHARE_OWN = 0.8  # or that share where one outlet printed both: what it prints again it prints with its numbers
SERIES_NAMES = 4  # with as many names in each, of which at most SERIES_SHARE are the same: of other people
SERIES_TITLED = 0.8  # share of word pairs from which even titles of two days do not make two texts
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMES_SHOWN = 3
_DAY = timedelta(days=1)
_LEAST_SAID = 24  # hours between a month, or a year, and another time


class Weights(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What evidence counts beside the cosine of terms, and how it fades."""

    names: float
    title: float
    quotes: float
    numbers: float
    far: float  # what is left of likeness when articles lie very far apart
    days: float  # days after which the rest has fallen to 1/e
    unknown_days: float  # what counts where a time is unknown
    story: float  # likeness at which two articles are as likely as not to tell one story


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Return the weights that ship with dateline."""
    source = files("dateline.stories") / "data" / "link_weights.json"
    return msgspec.json.decode(source.read_bytes(), type=Weights)


def link(a: Signature, b: Signature) -> Link | None:
    """Return how `a` and `b` belong together, or None where they do not: symmetric, and of these two alone.

    A link's score says how likely they tell one story; a weak one (see `group.TOGETHER`) tells of related coverage
    only.
    """
    if b.id < a.id:
        a, b = b, a
    evidence = evidence_of(a, b)
    return link_of(a, b, evidence, shipped_weights()) if evidence else None


def link_of(a: Signature, b: Signature, evidence: Evidence, weights: Weights) -> Link | None:
    """Return the link that the evidence on two articles makes under some weights; a.id comes before b.id."""
    score = score_of(evidence, weights)
    what = []
    same_text = False
    if is_series(a, b, evidence.text):
        score = min(score, SERIES_SCORE)
        what.append("the same template on another day")
    elif same_text := is_same_text(a, b, evidence.text):
        score = max(score, 0.95 + 0.05 * evidence.text)
        what.append("the same text")
    elif is_slight(a, b, evidence.shared):
        score = min(score, SLIGHT_SCORE)
    if score < RELATED:
        return None
    return Link(a=a.id, b=b.id, score=round(score, 6), same_text=same_text, reason=_reason(a, b, what))


def is_same_text(a: Signature, b: Signature, alike: float) -> bool:
    """Return whether two texts are one but for light edits, or the one is a part of the other.

    alike: the share of word pairs that they have in common, of all that either has.
    """
    if alike >= SAME_TEXT:
        return True
    shared = alike / (1 + alike) * (a.words + b.words)
    return alike >= WITHIN_LEAST and shared >= WITHIN * min(a.words, b.words)


def is_slight(a: Signature, b: Signature, terms: int) -> bool:
    """Return whether what two articles have in common is too little for one story, however rare the words are.

    terms: that both have.
    """
    return (terms < SLIGHT_TERMS and len(_set(a.names) & _set(b.names)) < SLIGHT_NAMES
            and _set(a.quotes).isdisjoint(b.quotes))


def is_series(a: Signature, b: Signature, alike: float) -> bool:
    """Return whether two articles are issues of one template (markets, weather, horoscope) of different days.

    They share wordings but not their numbers or not their names, or one outlet's title but not their text.
    """
    hours = hours_apart(a.published, b.published)
    if hours is None or hours < SERIES_HOURS:
        return False
    own = a.outlet is not None and a.outlet == b.outlet
    if alike >= SERIES_ALIKE and min(len(a.numbers), len(b.numbers)) >= SERIES_NUMBERS:
        shared = len(_set(a.numbers) & _set(b.numbers)) / min(len(a.numbers), len(b.numbers))
        if shared <= (SERIES_SHARE if alike < SAME_TEXT else SERIES_SHARE_OWN if own else SERIES_SHARE_COPY):
            return True
    fewest = min(len(a.names), len(b.names))
    if alike >= SERIES_ALIKE and fewest >= SERIES_NAMES and len(_set(a.names) & _set(b.names)) <= SERIES_SHARE * fewest:
        return True
    lasting = _lasting(a.title)
    titled_alike = own and len(lasting) > 1 and lasting == _lasting(b.title)
    return titled_alike and alike < (SAME_TEXT if a.title == b.title else SERIES_TITLED)


def _lasting(title: tuple[str, ...]) -> list[str]:
    """Return the terms of a title that name no day."""
    return [term for term in title if term not in calendar_words() and not term[0].isdigit()]


class Evidence(Struct, frozen=True, kw_only=True):
    """What two articles have in common, each 0 to 1, and the days between them (None: unknown)."""

    text: float  # share of word pairs, of all that either text has
    terms: float
    names: float
    title: float
    quotes: float
    numbers: float
    days: float | None
    shared: int  # terms that both have


def evidence_of(a: Signature, b: Signature) -> Evidence | None:
    """Return what two articles have in common; None where that is hopelessly little."""
    mine = _weights(a.terms)
    shared = [mine[term] * weight for term, weight in b.terms if term in mine]  # by term: sums hang on the order
    cosine = sum(shared)
    if cosine < HOPELESS:
        return None
    hours = hours_apart(a.published, b.published)
    return Evidence(
        text=likeness(a.sketch, b.sketch),
        terms=cosine,
        names=_overlap(a.names, b.names, _name_weight),
        title=_overlap(a.title, b.title, _title_weight),
        quotes=_overlap(a.quotes, b.quotes, _quote_weight),
        numbers=_overlap(a.numbers, b.numbers, _number_weight),
        days=None if hours is None else hours / 24,
        shared=len(shared),
    )


def score_of(evidence: Evidence, weights: Weights) -> float:
    """Return how likely two articles tell one story, 0 to 1, apart from whether they are one text."""
    near = evidence.terms + weights.names * evidence.names + weights.title * evidence.title
    near += weights.quotes * evidence.quotes + weights.numbers * evidence.numbers
    days = weights.unknown_days if evidence.days is None else evidence.days
    near *= weights.far + (1 - weights.far) * exp(-days / weights.days)
    return near / (near + weights.story)


def _overlap(a: tuple[str, ...], b: tuple[str, ...], weigh: Callable[[str], float]) -> float:
    """Return the cosine of two sets whose members weigh as `weigh` says."""
    shared = _set(a) & _set(b)
    if not shared:
        return 0.0
    common = sum(sorted(weigh(one) ** 2 for one in shared))
    lengths = _squared(a, weigh) * _squared(b, weigh)
    return float(common / sqrt(lengths)) if lengths else 0.0


@lru_cache(maxsize=16)
def _weights(terms: tuple[tuple[str, float], ...]) -> dict[str, float]:
    return dict(terms)


@lru_cache(maxsize=4_096)
def _set(members: tuple[str, ...]) -> frozenset[str]:
    """An article is weighed against many, so its sets are kept at hand."""
    return frozenset(members)


@lru_cache(maxsize=4_096)
def _squared(members: tuple[str, ...], weigh: Callable[[str], float]) -> float:
    return sum(weigh(one) ** 2 for one in members)


@lru_cache(maxsize=65_536)
def _name_weight(name: str) -> float:
    return sum(rarity(stem(part)) for part in name.split())


@lru_cache(maxsize=65_536)
def _title_weight(term: str) -> float:
    if len(term) == 1:
        return 0.0  # kept to tell "March 3" from "March 4" only
    return rarity(term) * sqrt(rarity(term))


def _quote_weight(_: str) -> float:
    return 1.0


@lru_cache(maxsize=65_536)
def _number_weight(number: str) -> float:
    return max(0.0, rarity(number) - 2.0)


def _reason(a: Signature, b: Signature, reasons: list[str]) -> str:
    """Return in words what two articles have in common, beside `reasons`, and how far apart they were published."""
    names = sorted(_set(a.names) & _set(b.names), key=lambda name: (-_name_weight(name), name))
    if names:
        shown = ", ".join(name.title() for name in names[:_NAMES_SHOWN])
        reasons.append(f"the same {_counted(len(names), 'name')} ({shown})")
    else:
        mine = _weights(a.terms)
        terms = nlargest(_NAMES_SHOWN, ((mine[term] * weight, term) for term, weight in b.terms if term in mine))
        reasons += [f"the same words ({', '.join(term for _, term in terms)})"] if terms else []
    if not _set(a.quotes).isdisjoint(b.quotes):
        reasons.append("the same quotation")
    numbers = [number for number in _set(a.numbers) & _set(b.numbers) if _number_weight(number)]
    if numbers:
        reasons.append(f"the same {_counted(len(numbers), 'number')}")
    return ", ".join([*reasons, *filter(None, [_distance(a.published, b.published)])])


def _counted(count: int, noun: str) -> str:
    if count == 1:
        return noun
    return f"{_NUMBERS[count] if count < len(_NUMBERS) else count} {noun}s"


def _distance(a: str | None, b: str | None) -> str:
    """Return in words how far apart two times lie, no finer than the coarser of them is known; "" where one is not."""
    one, other = span_of(a), span_of(b)
    hours = hours_apart(a, b)
    if one is None or other is None or hours is None:
        return ""
    half = max(one[1], other[1])
    if not half:
        if hours < 1:
            return "within the hour"
        return _apart(round(hours), "hour") if hours < 36 else _apart(round(hours / 24), "day")
    if half <= _DAY / 2:
        days = abs(one[0].date() - other[0].date()).days
        return _apart(days, "day") if days else "the same day"
    if abs(one[0] - other[0]) <= abs(one[1] - other[1]):  # the one lies within the other
        return "the same month" if half < 17 * _DAY else "the same year"
    return f"at least {_apart(round(hours / 24), 'day')}" if hours >= _LEAST_SAID else ""


def _apart(count: int, unit: str) -> str:
    if count == 1:
        return f"{'an' if unit == 'hour' else 'a'} {unit} apart"
    return f"{_counted(count, unit)} apart"
