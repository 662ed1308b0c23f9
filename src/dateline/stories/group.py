"""Stories out of links: a pure function of the articles' set, and a local one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

from dateline.model import Grouping, Link, Signature
from dateline.stories.link import link
from dateline.stories.moment import order

TOGETHER = 0.3  # mean link between two groups (a missing one counts 0) from which they are one story
RELATED_ITEMS = 50
WINDOW = 32  # places in the order of publishing over which a key leads from one article to another


def group(members: Sequence[Signature], links: Iterable[Link]) -> tuple[Grouping, ...]:
    """Return the grouping of one connected set of articles: `links` are all that join any two of `members`.

    The result does not depend on the order of either, nor on any article outside the set.
    """
    ordered = sorted(members, key=order)
    place = {member.id: number for number, member in enumerate(ordered)}
    joined = sorted((min(place[x.a], place[x.b]), max(place[x.a], place[x.b]), x) for x in links)
    texts = _same_texts(len(ordered), joined)
    stories = _stories(texts, joined)
    ranked = _ranked(len(ordered), joined, stories)
    groupings = {
        member.id: Grouping(
            id=member.id,
            story=ordered[stories[number]].id,
            copy_of=ordered[texts[number]].id if texts[number] != number else None,
            related=tuple(ordered[other].id for other in ranked[number]),
        )
        for number, member in enumerate(ordered)
    }
    return tuple(groupings[member.id] for member in members)


def group_all(signatures: Iterable[Signature]) -> tuple[Grouping, ...]:
    """Return the grouping of all articles, in their order: candidates by shared keys, links, connected sets, group."""
    known = list(signatures)
    links = [found for a, b in neighbours(known) if (found := link(a, b))]
    by_id = {member.id: member for member in known}
    root = {identity: identity for identity in by_id}
    for x in links:
        _join(root, x.a, x.b)
    sets: dict[str, list[Signature]] = defaultdict(list)
    for identity, member in by_id.items():
        sets[_root(root, identity)].append(member)
    inside: dict[str, list[Link]] = defaultdict(list)
    for x in links:
        inside[_root(root, x.a)].append(x)
    groupings = {g.id: g for name, members in sets.items() for g in group(members, inside[name])}
    return tuple(groupings[member.id] for member in known)


def neighbours(signatures: Iterable[Signature]) -> Iterator[tuple[Signature, Signature]]:
    """Yield each pair of articles to be weighed once: those that stand at most WINDOW places apart under a key.

    Under each key articles stand in the order of publishing (`order`), so a key shared by thousands leads only to
    what was published next to an article, and which pairs are weighed is a function of the set, not of arrivals.
    """
    ordered = sorted(signatures, key=order)
    under: dict[str, list[int]] = defaultdict(list)
    for number, member in enumerate(ordered):
        for key in member.keys:
            under[key].append(number)
    later: list[set[int]] = [set() for _ in ordered]
    for numbers in under.values():
        for place, number in enumerate(numbers):
            later[number].update(numbers[place + 1 : place + 1 + WINDOW])
    for number, others in enumerate(later):
        for other in sorted(others):
            yield ordered[number], ordered[other]


def _root(root: dict[str, str], name: str) -> str:
    while root[name] != name:
        root[name] = root[root[name]]
        name = root[name]
    return name


def _join(root: dict[str, str], a: str, b: str) -> None:
    a, b = sorted((_root(root, a), _root(root, b)))
    root[b] = a


def _same_texts(count: int, joined: Sequence[tuple[int, int, Link]]) -> list[int]:
    """Return for each article the first that has its text."""
    first = list(range(count))

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for a, b, x in joined:
        if x.same_text:
            low, high = sorted((root(a), root(b)))
            first[high] = low
    return [root(number) for number in range(count)]


def _stories(texts: Sequence[int], joined: Sequence[tuple[int, int, Link]]) -> list[int]:
    """Return for each article the first of its story: average linkage over texts, so that copies count once."""
    between: dict[int, dict[int, float]] = {text: {} for text in texts}
    for a, b, x in joined:
        one, other = texts[a], texts[b]
        if one != other:
            between[one][other] = between[other][one] = max(x.score, between[one].get(other, 0.0))
    size = dict.fromkeys(between, 1)
    story = {text: text for text in between}
    heap = [(-score, a, b) for a, others in between.items() for b, score in others.items() if a < b]
    heapify(heap)
    while heap and -heap[0][0] >= TOGETHER:
        mean, a, b = heappop(heap)
        if a not in between or b not in between[a] or mean != -between[a][b] / (size[a] * size[b]):
            continue  # one of the two has grown since
        _merge(between, size, a, b)
        story[b] = a
        for other, total in between[a].items():
            heappush(heap, (-total / (size[a] * size[other]), min(a, other), max(a, other)))
    return [_last(story, text) for text in texts]


def _merge(between: dict[int, dict[int, float]], size: dict[int, int], a: int, b: int) -> None:
    """Make `b` part of `a`; `between` holds the sums of links."""
    for other, total in between.pop(b).items():
        del between[other][b]
        if other != a:
            between[a][other] = between[other][a] = between[a].get(other, 0.0) + total
    size[a] += size.pop(b)


def _last(chain: Mapping[int, int], number: int) -> int:
    while chain[number] != number:
        number = chain[number]
    return number


def _ranked(count: int, joined: Sequence[tuple[int, int, Link]], stories: Sequence[int]) -> list[list[int]]:
    """Return for each article the others, best first: by the link, and by the links to the rest of its story."""
    scores: list[dict[int, float]] = [{} for _ in range(count)]
    for a, b, x in joined:
        bonus = 1.0 if stories[a] == stories[b] else 0.0
        scores[a][b] = scores[b][a] = x.score + bonus
    return [
        sorted(others, key=lambda other, others=others: (-others[other], other))[:RELATED_ITEMS]  # type: ignore[misc]
        for others in scores
    ]
