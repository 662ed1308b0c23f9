"""People whose names are forms of one name, joined where the evidence reaches what their relation needs. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.speakers.forms import Relation, relation
from dateline.speakers.known import KnownPeople
from dateline.speakers.people import HARD, Name, Person, speaker_id
from dateline.speakers.profile import weigh

NEED: dict[Relation, float] = {"middle": 1.0, "nickname": 1.0, "spelling": 1.5, "generation": 2.0, "initial": 1.5,
                               "surname": 2.0, "acronym": 1.0}
SIDE_BY_SIDE = -4.0  # two forms in one article


def join_names(names: Iterable[Name], people: list[Person], known: KnownPeople) -> list[Person]:
    """Join people whose names are forms of one name, the surest first, unless some two of their forms cannot be.

    Return those that are left; names then hold them.
    """
    found = []
    for i, one in enumerate(people):
        for j in range(i + 1, len(people)):
            other = people[j]
            if one.names[0] is other.names[0]:
                continue
            above = _above_need(one, other, known)
            if above is not None and above >= 0:
                found.append((not (one.held and other.held), -above, i, j))
    of = list(range(len(people)))
    for loose, _, i, j in sorted(found):
        left, right = of[i], of[j]
        if left == right:
            continue
        ones, others = ([n for n, p in enumerate(of) if p == side] for side in (left, right))
        if loose and all(any(people[n].held for n in side) for side in (ones, others)):
            continue  # a name without office ties no two that have one
        if all(_may_be_one(people[x], people[y], known) for x in ones for y in others):
            of = [left if p == right else p for p in of]
    for n, target in enumerate(of):
        if n != target:
            people[target].take(people[n])
    for name in names:
        name.people = [people[of[people.index(person)]] for person in name.people]
    return [person for n, person in enumerate(people) if of[n] == n]


def _above_need(a: Person, b: Person, known: KnownPeople) -> float | None:
    """Return how far what speaks for one person is above what their names need; None where they cannot be one."""
    kind = relation(a.names[0].form, b.names[0].form)
    if kind == "surname":  # a body of one word, which joins by evidence of its own article only
        return None
    in_office = bool(a.held and b.held)  # what is known of bare names is not always theirs
    one, other = (a.office, b.office) if in_office else (a.profile, b.profile)
    same = known.weigh(a.names[0].printed, one, b.names[0].printed, other)
    if kind in (None, "same") and not any(one.weight > 0 for one in same):
        return None
    evidence = [*weigh(one, other), *same]
    total = sum(one.weight for one in evidence)
    if kind in ("generation", "initial") and not any(one.kind == "office" and one.weight > 0 for one in evidence):
        return None  # a father and a son, and two of one trade, are spoken of beside the same people
    if a.names[0].whole.shares_article(b.names[0].whole):
        total += SIDE_BY_SIDE
    return total - NEED.get(kind or "spelling", 1.5)


def _may_be_one(a: Person, b: Person, known: KnownPeople) -> bool:
    if a.names[0] is b.names[0]:
        return False
    above = _above_need(a, b, known)
    return above is not None and above > HARD


def ids_of(everybody: Iterable[Person]) -> dict[int, str]:
    """Return an id for everybody, by id(): of the name printed in most articles, unless a better known namesake has it.
    """
    ids = {}
    owners: dict[str, list[Person]] = {}
    for person in everybody:
        main = max(person.articles, key=lambda bearer: (person.articles[bearer], bearer))
        owners.setdefault(main, []).append(person)
    for main, people in owners.items():
        people.sort(key=lambda person: (-person.articles[main], person.first[main]))
        for place, person in enumerate(people):
            ids[id(person)] = speaker_id(main, person.first[main][1] if place else "")
    return ids
