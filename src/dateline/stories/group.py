"""Stories out of links: a pure function of the articles' set, and a local one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from dateline.model import Grouping, Link, Signature
from dateline.stories.copies import original
from dateline.stories.link import link
from dateline.stories.linkage import stories
from dateline.stories.moment import order, start_hour

Name = TypeVar("Name", int, str)
Joined: TypeAlias = tuple[int, int, float, bool]
"""Two articles by their place in the order of publishing, the score of their link, whether they are one text."""

TOGETHER = 0.55  # links at least this strong, and same texts, make connected sets; stories never reach beyond one
RELATED_ITEMS = 50
WINDOW = 16  # places in the order of publishing over which a key leads from one article to another


def group(members: Sequence[Signature], links: Iterable[Link]) -> tuple[Grouping, ...]:
    """Return the grouping of one connected set of articles: every link between two of `members`, and for `related`
    also those that lead from one of them to an article outside.

    The result does not depend on the order of either, nor on any other article.
    """
    ordered = sorted(members, key=order)
    place = {member.id: number for number, member in enumerate(ordered)}
    known = list(links)
    joined = sorted(
        (min(place[x.a], place[x.b]), max(place[x.a], place[x.b]), x.score, x.same_text)
        for x in known
        if x.a in place and x.b in place
    )
    texts = _same_texts(len(ordered), joined)
    originals = _originals(ordered, texts)
    firsts = _stories(ordered, texts, joined)
    related = _related(known)
    groupings = {
        member.id: Grouping(
            id=member.id,
            story=ordered[firsts[number]].id,
            copy_of=originals[texts[number]].id if originals[texts[number]] is not member else None,
            related=related.get(member.id, ()),
        )
        for number, member in enumerate(ordered)
    }
    return tuple(groupings[member.id] for member in members)


def group_all(signatures: Iterable[Signature]) -> tuple[Grouping, ...]:
    """Return the grouping of all articles, in their order: candidates by shared keys, links, connected sets, group."""
    given = list(signatures)
    links = [found for a, b in neighbours(given) if (found := link(a, b))]
    return group_linked(given, links)


def group_linked(signatures: Sequence[Signature], links: Sequence[Link]) -> tuple[Grouping, ...]:
    """Return the grouping of all articles, in their order, from all links among them: every connected set on its own.
    """
    known = list({signature.id: signature for signature in signatures}.values())
    members: dict[str, list[Signature]] = defaultdict(list)
    set_of = _connected_sets([signature.id for signature in known], links)
    for signature in known:
        members[set_of[signature.id]].append(signature)
    touching: dict[str, list[Link]] = defaultdict(list)
    for x in links:
        for name in {set_of[x.a], set_of[x.b]}:  # one list or two: the order of this set decides nothing
            touching[name].append(x)
    groupings = {g.id: g for name, inside in members.items() for g in group(inside, touching[name])}
    return tuple(groupings[signature.id] for signature in signatures)


def neighbours(signatures: Iterable[Signature]) -> Iterator[tuple[Signature, Signature]]:
    """Yield each pair of articles to be weighed once: those that stand at most WINDOW places apart under a key.

    Under each key articles stand in the order of publishing (`order`), so a key shared by thousands leads only to
    what was published next to an article, and which pairs are weighed is a function of the set, not of arrivals.
    """
    ordered = sorted({signature.id: signature for signature in signatures}.values(), key=order)
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


def connects(x: Link) -> bool:
    """Return whether a link puts its two articles into one connected set."""
    return x.same_text or x.score >= TOGETHER


def _connected_sets(ids: Iterable[str], links: Iterable[Link]) -> dict[str, str]:
    """Return for each article the least id of those that links lead to."""
    sets = {identity: identity for identity in ids}
    for x in links:
        if connects(x):
            low, high = sorted((_root(sets, x.a), _root(sets, x.b)))
            sets[high] = low
    return {identity: _root(sets, identity) for identity in sets}


def _same_texts(count: int, joined: Iterable[Joined]) -> list[int]:
    """Return for each article the first that has its text."""
    first = {number: number for number in range(count)}
    for a, b, _, same_text in joined:
        if same_text:
            low, high = sorted((_root(first, a), _root(first, b)))
            first[high] = low
    return [_root(first, number) for number in range(count)]


def _originals(ordered: Sequence[Signature], texts: Sequence[int]) -> dict[int, Signature]:
    """Return for each text (the number of its first article) the article that its copies are copies of."""
    copies: dict[int, list[Signature]] = defaultdict(list)
    for number, text in enumerate(texts):
        copies[text].append(ordered[number])
    return {text: original(members) for text, members in copies.items()}


def _root(parent: dict[Name, Name], name: Name) -> Name:
    """Return where a chain of parents ends, and shorten it."""
    while parent[name] != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name


def _stories(ordered: Sequence[Signature], texts: Sequence[int], joined: Iterable[Joined]) -> list[int]:
    """Return for each article the first of its story: average linkage over texts, so that copies count once."""
    firsts = sorted(set(texts))
    number = {text: place for place, text in enumerate(firsts)}
    odds: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), found in _odds_between(texts, joined).items():
        a, b = number[one], number[other]
        odds[a][b] = odds[b][a] = sum(found) / len(found)
    story = stories(odds, [start_hour(ordered[text].published) for text in firsts], WINDOW)
    return [firsts[story[number[text]]] for text in texts]


def _odds_between(texts: Sequence[int], joined: Iterable[Joined]) -> dict[tuple[int, int], list[float]]:
    """Return for each two texts the odds (score / (1 - score)) of the links between their copies."""
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    for a, b, score, _ in joined:
        one, other = sorted((texts[a], texts[b]))
        if one != other:
            found[one, other].append(score / (1.0 - min(score, 0.99)))
    return found


def _related(links: Iterable[Link]) -> dict[str, tuple[str, ...]]:
    """Return for each article those that links lead to, the strongest first."""
    others: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for x in links:
        others[x.a].append((-x.score, x.b))
        others[x.b].append((-x.score, x.a))
    return {one: tuple(other for _, other in sorted(found)[:RELATED_ITEMS]) for one, found in others.items()}
