"""What was said in one reading of an article and in the next: added, removed, reworded, re-attributed. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.stories.terms import fold
from dateline.stories.wording import REWORDED, compare

PAIRS = 250_000  # of statements compared word by word, at most; what is beyond is added and removed


class Told(Struct, frozen=True, kw_only=True):
    """A statement as comparing needs it."""

    content: str
    speakers: tuple[str, ...] = ()  # who they are; none where nobody is named
    source: str = ""


class Difference(Struct, frozen=True, kw_only=True):
    """How a statement differs from what it was; None where there was, or is, none."""

    what: str  # added, removed, reworded, re-attributed
    old: int | None = None  # its place among the statements before
    new: int | None = None


def differences(before: Sequence[Told], after: Sequence[Told]) -> list[Difference]:
    """Return what was said otherwise, in the order of what is said now, what is gone at the end.

    Statements of the same words are one, wherever they stand; of the rest the likeliest are paired first, those of one
    speaker before others. A statement in other words is "reworded", even of one word; in the same words from somebody
    else "re-attributed"; both where both are so.
    """
    pairs = _same_words(before, after)
    pairs += _like_words(before, after, pairs)
    found = []
    of_new = {new: old for old, new in pairs}
    for place, now in enumerate(after):
        old = of_new.get(place)
        if old is None:
            found.append(Difference(what="added", new=place))
            continue
        was = before[old]
        if compare(was.content, now.content).kind != "same":
            found.append(Difference(what="reworded", old=old, new=place))
        if _other_speaker(was, now):
            found.append(Difference(what="re-attributed", old=old, new=place))
    gone = set(range(len(before))) - {old for old, _ in pairs}
    return found + [Difference(what="removed", old=place) for place in sorted(gone)]


def _other_speaker(a: Told, b: Told) -> bool:
    if a.speakers or b.speakers:
        return set(a.speakers) != set(b.speakers)
    return fold(a.source) != fold(b.source)


def _words(content: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(content)).split())


def _same_words(before: Sequence[Told], after: Sequence[Told]) -> list[tuple[int, int]]:
    waiting: dict[str, list[int]] = {}
    for place, one in enumerate(before):
        waiting.setdefault(_words(one.content), []).append(place)
    pairs = []
    for place, one in enumerate(after):
        places = waiting.get(_words(one.content), [])
        if places:
            same = [p for p in places if not _other_speaker(before[p], one)]
            chosen = same[0] if same else places[0]
            places.remove(chosen)
            pairs.append((chosen, place))
    return pairs


def _like_words(before: Sequence[Told], after: Sequence[Told], paired: list[tuple[int, int]]) -> list[tuple[int, int]]:
    old = sorted(set(range(len(before))) - {a for a, _ in paired})
    new = sorted(set(range(len(after))) - {b for _, b in paired})
    if len(old) * len(new) > PAIRS:
        return []
    scored = []
    for a in old:
        for b in new:
            likeness = compare(before[a].content, after[b].content)
            if likeness.kind != "different" or likeness.likeness >= REWORDED:
                scored.append((-(likeness.likeness + (not _other_speaker(before[a], after[b]))), a, b))
    pairs: list[tuple[int, int]] = []
    left, right = set[int](), set[int]()
    for _, a, b in sorted(scored):
        if a not in left and b not in right:
            pairs.append((a, b))
            left.add(a)
            right.add(b)
    return pairs
