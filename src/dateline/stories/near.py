"""Which articles are weighed against each other: those that enough keys lead from one to the other.

Under each key articles stand in the order of publishing, and it leads over some places: so a key shared by thousands
leads only to what was published next to an article. Articles that lie more than NEAR_DAYS apart are weighed only where
one key more leads from one to the other: in a large archive words that meet over weeks are a coincidence more often
than a story. Which pairs are weighed is a function of the set, not of arrivals, and no more of a large set than of a
small one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from dateline.model import Signature
from dateline.stories.moment import order, span_of

WINDOW = 12  # places in the order of publishing over which a key leads from one article to another,
HEAVY_WINDOW = 6  # over fewer where it is a second one ("h:"): alone it leads to what shares one word
SHARED_KEYS = 2  # that lead from one to the other, at least: one word in common is hardly ever a story,
SHARED_KEYS_FAR = 3  # or two, where the articles lie more than
NEAR_DAYS = 7  # apart
UNKNOWN_PLACE = 1 << 40  # behind every time that is known

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_NEAR = NEAR_DAYS * 86_400


def neighbours(signatures: Iterable[Signature]) -> Iterator[tuple[Signature, Signature]]:
    """Yield each pair of articles to be weighed once."""
    return ((a, b) for a, b, _ in leading(signatures))


def leading(signatures: Iterable[Signature]) -> Iterator[tuple[Signature, Signature, int]]:
    """Yield each pair of articles to be weighed once, and how many keys lead from the one to the other."""
    ordered = sorted({signature.id: signature for signature in signatures}.values(), key=order)
    places = [place_of(member.published) for member in ordered]
    under: dict[str, list[int]] = defaultdict(list)
    for number, member in enumerate(ordered):
        for key in member.keys:
            under[key].append(number)
    passed: dict[str, int] = defaultdict(int)  # articles under a key up to the one that is looked at
    for member, at in zip(ordered, places, strict=True):
        keys = Counter[int]()
        for key in member.keys:
            passed[key] = place = passed[key] + 1
            keys.update(under[key][place : place + (HEAVY_WINDOW if key.startswith("h:") else WINDOW)])
        for other in sorted(number for number, count in keys.items() if leads(count, at, places[number])):
            yield member, ordered[other], keys[other]


def place_of(published: str | None) -> int:
    """Return where an article stands under its keys: the beginning of its time of publishing, in seconds since 1970."""
    span = span_of(published)
    return (span[0] - span[1] - _EPOCH) // _SECOND if span else UNKNOWN_PLACE


def keys_needed(place: int, other: int) -> int:
    """Return how many keys have to lead from one article to another for the two to be weighed."""
    far = abs(place - other) > _NEAR and UNKNOWN_PLACE not in (place, other)
    return SHARED_KEYS_FAR if far else SHARED_KEYS


def leads(count: int, place: int, other: int) -> bool:
    """Return whether so many keys lead from one article to another; most that share a key share one."""
    return count >= SHARED_KEYS and count >= keys_needed(place, other)


def numbered(key: str) -> int:
    """Return a key as a number of 49 bits, of which the lowest tells a second key."""
    hashed = int.from_bytes(blake2b(key.encode(), digest_size=6).digest(), "big")
    return hashed << 1 | key.startswith("h:")


def window(key: int) -> int:
    """Return over how many places a key, as a number, leads."""
    return HEAVY_WINDOW if key & 1 else WINDOW
