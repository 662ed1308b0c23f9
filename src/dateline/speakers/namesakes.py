"""The people that bear one full name: one, unless its offices or decades speak for two. Pure."""

from __future__ import annotations

from dateline.model import Mention
from dateline.speakers.known import KnownPeople
from dateline.speakers.people import HARD, NAME, Name, Node, Person
from dateline.speakers.profile import RUN_YEARS, gap, role_key, weigh, years
from dateline.speakers.roles import Role


def node_of(name: Name, mention: Mention, role: Role | None) -> int:
    """Return the number of the node of a name that a mention with this role belongs to, new where none goes on."""
    key = role_key(role) if role else ""
    number = name.open.get(key)
    at = years(mention.day)
    if number is not None:
        last = name.nodes[number].profile.last
        if at is None or last is None or at - last < RUN_YEARS:
            return number
    name.nodes.append(Node(key, role))
    name.nodes[-1].opened = mention.day, mention.article
    name.open[key] = len(name.nodes) - 1
    return len(name.nodes) - 1


def tell_apart(name: Name, known: KnownPeople) -> None:
    """Give a name the people that bear it."""
    with_role = [number for number, node in enumerate(name.nodes) if node.role]
    bare = [number for number, node in enumerate(name.nodes) if not node.role]
    groups = _grouped(name, with_role, known)
    if len(groups) == 1 and bare:
        groups = _with_bare(name, groups[0], bare)
        bare = []
    elif not groups:
        groups = _with_bare(name, [bare[0]], bare[1:])
        bare = []
    for number in bare:  # of another time than all of them: somebody else's
        if all(gap(name.nodes[number].profile, name.nodes[one].profile) >= RUN_YEARS for some in groups
               for one in some):
            groups.append([number])
    for node in name.nodes:
        name.whole.take(node.profile)
        if not node.role:
            name.bare.take(node.profile)
    name.places = [-1] * len(name.nodes)
    for group in groups:
        person = Person(name, [name.nodes[number] for number in group])
        for number in group:
            name.places[number] = len(name.people)
        name.people.append(person)


def _grouped(name: Name, numbers: list[int], known: KnownPeople) -> list[list[int]]:
    """Return the nodes of one name that are one person, group by group."""
    nodes = name.nodes
    scores = {}
    for place, i in enumerate(numbers):
        for j in numbers[place + 1:]:
            one, other = nodes[i].profile, nodes[j].profile
            scores[i, j] = NAME + sum(said.weight for said in (*weigh(one, other), *known.weigh(
                name.printed, one, name.printed, other)))
    for i, j in name.joined:
        pair = (min(i, j), max(i, j))
        if pair in scores:
            scores[pair] = max(scores[pair], NAME + 3.0)  # one article gives both offices to one name
    group = {number: [number] for number in numbers}
    for (i, j), score in sorted(scores.items(), key=lambda one: (-one[1], one[0])):
        if score < 0:
            break
        a, b = group[i], group[j]
        if a is b or min(scores[min(x, y), max(x, y)] for x in a for y in b) < HARD:
            continue
        a += b
        for number in b:
            group[number] = a
    return [list(one) for one in {id(one): one for one in group.values()}.values()]


def _with_bare(name: Name, group: list[int], bare: list[int]) -> list[list[int]]:
    """Return a name's only group, with the nodes without office that no long silence parts from it; the others beside.
    """
    groups = [list(group)]
    for number in bare:
        node = name.nodes[number].profile
        for one in groups:
            closest = min(gap(name.nodes[other].profile, node) for other in one)
            shared = max(name.nodes[other].profile.shared_names(node) for other in one)
            if closest < RUN_YEARS or NAME + 4 * shared - 2 >= 0:
                one.append(number)
                break
        else:
            groups.append([number])
    return groups
