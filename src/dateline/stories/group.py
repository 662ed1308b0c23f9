"""Stories out of links: a pure function of the articles' set and of what people decided, and a local one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from msgspec.structs import replace

from dateline.limits import RELATED_ARTICLES
from dateline.model import Grouping, Link, Signature
from dateline.stories.copies import original
from dateline.stories.link import link
from dateline.stories.linkage import stories
from dateline.stories.moment import may_be_first, order, start_hour
from dateline.stories.near import WINDOW, neighbours
from dateline.stories.storyline import events

Name = TypeVar("Name", int, str)
Joined: TypeAlias = tuple[int, int, float, bool]
"""Two articles by their place in the order of publishing, the score of their link, whether they are one text."""

TOGETHER = (0.6, 0.7, 0.8, 0.9)
"""Links at least this strong, and same texts, make connected sets; stories never reach beyond one. A set of more than
MOST_MEMBERS articles falls into those that links of the next strength make; of the last any size is grouped."""
MOST_MEMBERS = 100  # one more article is grouped with no more than so many, however large the archive
SUSPICIOUS_TEXTS = 100  # a story of more is a topic or a template more often than an event;
SUSPICIOUS_CUT_TEXTS = 5  # so is one of more that was cut out of too large a set


def group(members: Sequence[Signature], links: Iterable[Link], *, decided: Mapping[str, str] | None = None,
          level: int = 0) -> tuple[Grouping, ...]:
    """Return the grouping of one connected set of articles, by every link between two of `members`; what is related
    to them is left to `related`.

    decided: articles that people put somewhere, and a name for where: those under one name are one story, those
    under two never are. level: the place in TOGETHER of the links that made the set.
    The result does not depend on the order of anything, nor on any other article.
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
    names = {place[one]: name for one, name in (decided or {}).items() if one in place}
    told = _stories(ordered, _units(texts, names), joined, names)
    inside: dict[int, list[int]] = defaultdict(list)
    for number, story in enumerate(told):
        inside[story].append(number)
    reasons = _reasons(known, {member.id: told[number] for number, member in enumerate(ordered)})
    groupings: dict[str, Grouping] = {}
    for numbers in inside.values():
        named = _named_after([ordered[n] for n in numbers], {originals[texts[n]][0].id for n in numbers}).id
        suspicious = _suspicious(len({texts[n] for n in numbers}), level)
        event = _events([ordered[n] for n in numbers])
        for number in numbers:
            one, (first, why_first) = ordered[number].id, originals[texts[number]]
            beside, why = reasons.get(one, (None, ""))
            groupings[one] = Grouping(
                id=one, story=named, copy_of=first.id if first.id != one else None, beside=beside,
                why=why, copy_why=why_first if first.id != one else "",
                event=event.get(one, event.get(beside or "")), suspicious=suspicious)
    return tuple(groupings[member.id] for member in members)


def group_all(signatures: Iterable[Signature]) -> tuple[Grouping, ...]:
    """Return the grouping of all articles, in their order: candidates by shared keys, links, connected sets, group."""
    given = list(signatures)
    links = [found for a, b in neighbours(given) if (found := link(a, b))]
    return group_linked(given, links)


def group_linked(signatures: Sequence[Signature], links: Sequence[Link], *, most: int = MOST_MEMBERS,
                 level: int = 0) -> tuple[Grouping, ...]:
    """Return the grouping of all articles, in their order, from all links among them: every connected set on its own.

    most: articles of a set; a larger one falls apart, see TOGETHER. level: the place in it of the links to begin with.
    """
    known = {signature.id: signature for signature in signatures}
    groupings: dict[str, Grouping] = {}
    for cut, ids, touching in connected_sets(list(known), links, most, level):
        groupings |= {g.id: g for g in group([known[one] for one in ids], touching, level=cut)}
    others = related(links)
    return tuple(replace(groupings[one.id], related=others.get(one.id, ())) for one in signatures)


def connected_sets(ids: Sequence[str], links: Sequence[Link], most: int,
                    level: int) -> Iterator[tuple[int, list[str], list[Link]]]:
    """Yield each connected set: the level of the links that made it, its articles, the links that touch it."""
    sets = {identity: identity for identity in ids}
    for x in links:
        if (x.same_text or x.score >= TOGETHER[level]) and x.a in sets and x.b in sets:
            low, high = sorted((_root(sets, x.a), _root(sets, x.b)))
            sets[high] = low
    members: dict[str, list[str]] = defaultdict(list)
    for one in ids:
        members[_root(sets, one)].append(one)
    touching: dict[str, list[Link]] = defaultdict(list)
    for x in links:
        for name in {_root(sets, one) for one in (x.a, x.b) if one in sets}:  # its order decides nothing
            touching[name].append(x)
    for name, inside in members.items():
        if len(inside) > most and level + 1 < len(TOGETHER):
            yield from connected_sets(inside, touching[name], most, level + 1)
        else:
            yield level, inside, touching[name]


def _same_texts(count: int, joined: Iterable[Joined]) -> list[int]:
    """Return for each article the first that has its text."""
    first = {number: number for number in range(count)}
    for a, b, _, same_text in joined:
        if same_text:
            low, high = sorted((_root(first, a), _root(first, b)))
            first[high] = low
    return [_root(first, number) for number in range(count)]


def _originals(ordered: Sequence[Signature], texts: Sequence[int]) -> dict[int, tuple[Signature, str]]:
    """Return for each text (the number of its first article) the article that its copies are copies of, and why."""
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


def _units(texts: Sequence[int], names: Mapping[int, str]) -> list[int]:
    """Return for each article the first of those that count as one: copies, but for those that people told apart."""
    named: dict[int, set[str]] = defaultdict(set)
    for number, name in names.items():
        named[texts[number]].add(name)
    first: dict[tuple[int, str | None], int] = {}
    return [first.setdefault((text, names.get(number) if len(named[text]) > 1 else None), number)
            for number, text in enumerate(texts)]


def _stories(ordered: Sequence[Signature], units: Sequence[int], joined: Iterable[Joined],
             names: Mapping[int, str]) -> list[int]:
    """Return for each article the first of its story: average linkage over texts, so that copies count once."""
    firsts = sorted(set(units))
    number = {text: place for place, text in enumerate(firsts)}
    odds: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), found in _odds_between(units, joined).items():
        a, b = number[one], number[other]
        odds[a][b] = odds[b][a] = sum(found) / len(found)
    decided = {number[units[article]]: name for article, name in names.items()}
    story = stories(odds, [start_hour(ordered[text].published) for text in firsts], WINDOW, decided)
    return [firsts[story[number[text]]] for text in units]


def _odds_between(texts: Sequence[int], joined: Iterable[Joined]) -> dict[tuple[int, int], list[float]]:
    """Return for each two texts the odds (score / (1 - score)) of the links between their copies."""
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    for a, b, score, _ in joined:
        one, other = sorted((texts[a], texts[b]))
        if one != other:
            found[one, other].append(score / (1.0 - min(score, 0.99)))
    return found


def _named_after(members: Sequence[Signature], originals: set[str]) -> Signature:
    """Return the earliest article of a story; where times do not tell, one that is no copy of another."""
    return min(may_be_first(members), key=lambda member: (member.id not in originals, order(member)))


def _reasons(links: Iterable[Link], told: Mapping[str, int]) -> dict[str, tuple[str, str]]:
    """Return for each article the one of its story to which the strongest link leads, and what they have in common."""
    best: dict[str, tuple[float, str, str]] = {}
    for x in links:
        if told.get(x.a, -1) == told.get(x.b, -2):
            for one, other in ((x.a, x.b), (x.b, x.a)):
                had = best.get(one)
                if had is None or -x.score <= had[0]:
                    best[one] = min(found := (-x.score, other, x.reason), had or found)
    return {one: (other, why) for one, (_, other, why) in best.items()}


def _suspicious(texts: int, level: int) -> str:
    """Return why a story of so many texts may be none; "" where nothing speaks against it."""
    if level and texts > SUSPICIOUS_CUT_TEXTS:
        return "cut out of a set of linked articles too large for one story"
    return f"more than {SUSPICIOUS_TEXTS} texts" if texts > SUSPICIOUS_TEXTS else ""


def _events(story: Sequence[Signature]) -> dict[str, str]:
    """Return for each dated article of a story, in order, the first of its event; nothing where all are one event."""
    dated = [(hour, one.id) for one in story if (hour := start_hour(one.published)) == hour]  # nan is not itself
    first = events([hour for hour, _ in dated])
    return {one: dated[place][1] for (_, one), place in zip(dated, first, strict=True)} if any(first) else {}


def related(links: Iterable[Link]) -> dict[str, tuple[str, ...]]:
    """Return for each article those that links lead to, the strongest first."""
    others: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for x in links:
        others[x.a].append((-x.score, x.b))
        others[x.b].append((-x.score, x.a))
    return {one: tuple(other for _, other in sorted(found)[:RELATED_ARTICLES]) for one, found in others.items()}
