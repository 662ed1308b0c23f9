"""What `stories` keeps of an article: a small value by which its neighbours are found and weighed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import combinations

from dateline.model import Signature
from dateline.stories.sketch import bands, sketch
from dateline.stories.terms import READ_CHARACTERS, calendar_words, fold, is_common, rarity, stem, stems, words

TERMS = 60
TITLE_WEIGHT = 5  # a word of the title counts as often as this
TITLE_TERMS = 40
OPENING_WORDS = 20  # that stand in for a title where none is known
LEAD_WORDS, LEAD_WEIGHT = 80, 2
SINGLE_KEYS = 36  # that many of the heaviest terms are keys alone,
HEAVY_KEYS = 8  # of which that many are two keys, so that one of them in common is enough to be weighed,
PAIR_KEYS = 5  # and the pairs of that many, which meet over longer than a term that many articles have
NAMES, NUMBERS, QUOTES, CREDITS = 24, 24, 64, 8
NAME_CHARACTERS = 100  # of a credit
QUOTE_WORDS = 5
QUOTE_WINDOW = 2  # of that many runs of words in a row one is kept, so that quotations meet that share six words

# Every repetition has a bound, so that no text makes the search go over the same letters again and again.
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]{0,39}(?:['’-][^\W\d_]{1,40}){0,3}"
_GAP = "[ \u00a0]"
_NAME = re.compile(rf"\b{_CAPITAL}(?:{_GAP}(?:(?:of|de|da|del|van|von|der|den|bin|al){_GAP})?{_CAPITAL}){{1,4}}")
_QUOTED = re.compile(r"[“”„«»\"]([^“”„«»\"\n]{20,1200})[“”„«»\"]")


def signature(*, id: str, text: str, title: str | None, published: str | None, outlet: str | None,
              credits: Iterable[str] = ()) -> Signature:
    """Return the signature of one article: a pure function of it alone (term weights come from a shipped table).

    credits: names of the agencies and outlets that the article credits.
    Articles that may belong together share at least one of its keys. Only the first READ_CHARACTERS of a text are
    read, so a signature takes the same few kilobytes for a note and for a book.
    """
    text = text[:READ_CHARACTERS]
    found = words(text)
    heading = words(title or "") or found[:OPENING_WORDS]
    terms = heaviest(found, heading)
    value = sketch(found)
    return Signature(
        id=id,
        published=published or None,
        outlet=outlet or None,
        words=len(found),
        keys=keys(terms, value),
        sketch=value,
        terms=tuple(sorted(terms)),
        names=names(text),
        numbers=numbers(found),
        quotes=quotes(text),
        title=tuple(sorted({stem(word) for word in heading}))[:TITLE_TERMS],
        credits=tuple(sorted({name[:NAME_CHARACTERS] for name in credits}))[:CREDITS],
    )


def heaviest(body: Sequence[str], title: Sequence[str]) -> list[tuple[str, float]]:
    """Return the terms that tell most what the article is about, heaviest first, their weights of unit length."""
    counts: Counter[str] = Counter(stems(body))
    for term in stems(body[:LEAD_WORDS]):
        counts[term] += LEAD_WEIGHT - 1
    for term in stems(title):
        counts[term] += TITLE_WEIGHT
    days = calendar_words()
    weights = {term: count**0.5 * rare**1.5 for term, count in counts.items()
               if (rare := rarity(term)) > 1.0 and term not in days}
    chosen = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    length = sum(weight * weight for _, weight in chosen) ** 0.5
    return [(term, round(weight / length, 5)) for term, weight in chosen]


def names(text: str) -> tuple[str, ...]:
    """Return the names of several words that the text repeats most, folded, in alphabetical order."""
    counts: Counter[str] = Counter()
    for match in _NAME.finditer(text):
        parts = [fold(part) for part in match[0].split()]
        while parts and is_common(parts[0]):
            parts.pop(0)
        if len(parts) > 1:
            counts[" ".join(parts)] += 1
    chosen = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:NAMES]
    return tuple(sorted(name for name, _ in chosen))


def numbers(found: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of at least two digits that are no years, the most frequent first chosen, sorted."""
    counts = Counter(word for word in found if word[0].isdigit() and len(word) > 1 and not is_year(word))
    chosen = sorted(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[:NUMBERS]
    return tuple(sorted(number for number, _ in chosen))


def is_year(number: str) -> bool:
    """Return whether a number is most likely a year."""
    return len(number) == 4 and number[:2] in ("19", "20")


def quotes(text: str) -> tuple[str, ...]:
    """Return hashes out of the quoted wordings: runs of five words, chosen so that trimmed quotations share some."""
    found: list[str] = []
    for match in _QUOTED.finditer(text):
        quoted = words(match[1])
        runs = [_hash(" ".join(quoted[i : i + QUOTE_WORDS])) for i in range(len(quoted) - QUOTE_WORDS + 1)]
        windows = range(max(1, len(runs) - QUOTE_WINDOW + 1)) if runs else range(0)
        found.extend(dict.fromkeys(min(runs[i : i + QUOTE_WINDOW]) for i in windows))
        if len(found) >= QUOTES:
            break
    return tuple(sorted(set(found[:QUOTES])))


def keys(terms: Sequence[tuple[str, float]], value: bytes) -> tuple[str, ...]:
    """Return the keys under which an article is found, at most 64: bands of its sketch ("t:"), its heaviest terms
    ("s:", the first of them "h:" too) and their pairs ("p:"). See `near` for what a key does that many
    share.

    terms: heaviest first.
    """
    single = [term for term, _ in terms[:SINGLE_KEYS]]
    pairs = combinations(sorted(single[:PAIR_KEYS]), 2)
    return (
        *(f"t:{band}" for band in bands(value)),
        *(f"s:{term}" for term in single),
        *(f"h:{term}" for term in single[:HEAVY_KEYS]),
        *(f"p:{_hash(' '.join(pair))}" for pair in pairs),
    )


def _hash(words: str) -> str:
    return blake2b(words.encode(), digest_size=4).hexdigest()
