"""Whom the names of many articles mean: who is one, who is a namesake, whom a surname alone means. Pure.

Names of one block (those that sound alike) are weighed against each other and nothing else, in two passes over the
block's mentions in the order of `ORDER`. The first gathers profiles of full names, a node for each office; the second
places every mention. What is kept between is a few hundred marks a name and office, however many mentions there are.

1. A full name is one person, unless its offices or decades speak for two: nodes are joined from 0 on, the name itself
   counting NAME.
2. Two full forms are one where the evidence reaches what their relation needs (NEED): a middle name less than another
   spelling. Forms that stand side by side in one article are two.
3. A surname, or initials with it, means somebody only by evidence of its own article: NEED, and MARGIN above whoever
   comes next. Else it is somebody of its own, one for each story.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b

from dateline.model import Evidence, Known, Mention, Placed
from dateline.speakers import firm
from dateline.speakers.forms import Form, Relation, form_of, relation
from dateline.speakers.known import KnownPeople
from dateline.speakers.meant import for_full, for_part
from dateline.speakers.profile import (
    RUN_YEARS,
    Profile,
    gap,
    role_key,
    role_words,
    telling,
    weigh,
    years,
)
from dateline.speakers.roles import Role

NAME = 1.5  # what one full name speaks for one person
NEED: dict[Relation, float] = {"middle": 1.0, "nickname": 1.0, "spelling": 1.5, "generation": 2.0, "initial": 1.5,
                               "surname": 2.0, "acronym": 1.0}
MARGIN = 1.0
TELLS = 0.5  # from which evidence beside a full name makes it sure
SIDE_BY_SIDE = -4.0  # two forms in one article
HARD = -2.0  # against joining, of any two parts
MANY = 10  # times as many articles around a time, for a bare full name to be taken for the better known

Story = Callable[[str], Iterable[tuple[str, int]]]
"""How often each bearer of the block is named in a story."""


def order(mention: Mention) -> tuple[str, str, str]:
    """Return the order in which `Block.see` and `Block.place` take mentions."""
    return mention.bearer, mention.day, mention.article


def speaker_id(bearer: str, article: str = "") -> str:
    """Return the id of whom a name means; article: the earliest that names this namesake, "" for the first of them."""
    return bearer if not article else blake2b(f"{bearer}\0{article}".encode(), digest_size=8).hexdigest()


class _Node:
    """A full name with one office, in one run of years."""

    __slots__ = ("first", "key", "opened", "profile", "role")

    def __init__(self, key: str, role: Role | None) -> None:
        self.key, self.role, self.profile = key, role, Profile()
        self.opened = ("", "")  # day and article of its first mention, in the order of `order`
        self.first = ("~~", "")  # the same, an unknown day behind all others


class _Name:
    """A full name: its form, its nodes, and the people that bear it."""

    __slots__ = ("bare", "bearer", "form", "joined", "nodes", "open", "people", "places", "printed", "whole")

    def __init__(self, bearer: str, printed: str, form: Form) -> None:
        self.bearer, self.printed, self.form = bearer, printed, form
        self.nodes: list[_Node] = []
        self.open: dict[str, int] = {}  # by role: the node of the run that goes on
        self.joined: list[tuple[int, int]] = []  # nodes that one article names together
        self.people: list[_Person] = []
        self.places: list[int] = []  # of each node: its person; -1 where each mention is placed by itself
        self.whole = Profile()  # of all nodes
        self.bare = Profile()  # of those without office


class _Person:
    """Somebody who bears one full name, or several once `Block.settle` has joined them."""

    __slots__ = ("articles", "bare", "first", "held", "names", "office", "profile")

    def __init__(self, name: _Name, nodes: Sequence[_Node]) -> None:
        self.names = [name]
        self.profile = Profile()  # of all nodes
        self.office = Profile()  # of the nodes with an office: what no namesake takes away
        self.held: list[tuple[_Name, Profile]] = []  # the same, a name each
        self.bare: list[tuple[_Name, Profile]] = []  # of those without
        held, bare = [node for node in nodes if node.role], [node for node in nodes if not node.role]
        for parts, some in ((self.held, held), (self.bare, bare)):
            if some:
                parts.append((name, Profile()))
                for node in some:
                    parts[0][1].take(node.profile)
        for _, part in (*self.held, *self.bare):
            self.profile.take(part)
        for _, part in self.held:
            self.office.take(part)
        self.first = {name.bearer: min(node.first for node in held or bare)}
        self.articles = {name.bearer: sum(node.profile.articles for node in held or bare)}


class Block:
    """The names of one block. Call `see` for all mentions in order, `settle`, then `place` for all."""

    def __init__(self, known: KnownPeople | None = None) -> None:
        self._known = known or KnownPeople()
        self._names: dict[str, _Name] = {}
        self._people: list[_Person] = []
        self._held: dict[str, list[firm.Part[_Person]]] = {}  # by bearer: its people that have an office
        self._ids: dict[int, str] = {}  # by id() of a person
        self._alone: dict[tuple[str, str], str] = {}  # by bearer and story: who a bare name means there

    def see(self, mention: Mention) -> None:
        """Take in one mention of a full name; others say nothing of who is who."""
        form = form_of(mention.name, mention.type)
        if mention.type == "person" and not form.is_full:
            return
        name = self._names.get(mention.bearer)
        if name is None:
            name = self._names[mention.bearer] = _Name(mention.bearer, mention.name, form)
        roles: tuple[Role | None, ...] = telling(mention.roles) if mention.type == "person" else ()
        numbers = [self._node(name, mention, role) for role in roles or (None,)]
        name.joined += [(numbers[0], number) for number in numbers[1:]]
        for number in numbers:
            role = name.nodes[number].role
            name.nodes[number].profile.add(mention, (role,) if role else ())
            name.nodes[number].first = min(name.nodes[number].first, (mention.day or "~", mention.article))

    def _node(self, name: _Name, mention: Mention, role: Role | None) -> int:
        key = role_key(role) if role else ""
        number = name.open.get(key)
        at = years(mention.day)
        if number is not None:
            last = name.nodes[number].profile.last
            if at is None or last is None or at - last < RUN_YEARS:
                return number
        name.nodes.append(_Node(key, role))
        name.nodes[-1].opened = mention.day, mention.article
        name.open[key] = len(name.nodes) - 1
        return len(name.nodes) - 1

    def settle(self) -> None:
        """Decide who the full names mean."""
        for bearer in sorted(self._names):
            self._part(self._names[bearer])
        self._join_names()
        self._name_people()
        for person in self._people:
            for name, profile in person.held:
                self._held.setdefault(name.bearer, []).append(firm.Part(of=person, profile=profile, bearer=name.bearer,
                                                                        printed=name.printed))

    def _part(self, name: _Name) -> None:
        """Tell the people apart that bear one name."""
        with_role = [number for number, node in enumerate(name.nodes) if node.role]
        bare = [number for number, node in enumerate(name.nodes) if not node.role]
        groups = _grouped(name, with_role, self._known)
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
            person = _Person(name, [name.nodes[number] for number in group])
            for number in group:
                name.places[number] = len(name.people)
            name.people.append(person)
            self._people.append(person)

    def _join_names(self) -> None:
        """Join people whose names are forms of one name, the surest first, unless some two of their forms cannot be.
        """
        found = []
        people = self._people
        for i, one in enumerate(people):
            for j in range(i + 1, len(people)):
                other = people[j]
                if one.names[0] is other.names[0]:
                    continue
                above = self._above_need(one, other)
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
            if all(self._may_be_one(people[x], people[y]) for x in ones for y in others):
                of = [left if p == right else p for p in of]
        for n, target in enumerate(of):
            if n != target:
                _merge(people[target], people[n])
        for name in self._names.values():
            name.people = [people[of[people.index(person)]] for person in name.people]
        self._people = [person for n, person in enumerate(people) if of[n] == n]

    def _above_need(self, a: _Person, b: _Person) -> float | None:
        kind = relation(a.names[0].form, b.names[0].form)
        in_office = bool(a.held and b.held)  # what is known of bare names is not always theirs
        one, other = (a.office, b.office) if in_office else (a.profile, b.profile)
        same = self._known.weigh(a.names[0].printed, one, b.names[0].printed, other)
        if kind in (None, "same") and not any(one.weight > 0 for one in same):
            return None
        evidence = [*weigh(one, other), *same]
        total = sum(one.weight for one in evidence)
        if kind in ("generation", "initial") and not any(one.kind == "office" and one.weight > 0 for one in evidence):
            return None  # a father and a son, and two of one trade, are spoken of beside the same people
        if a.names[0].whole.shares_article(b.names[0].whole):
            total += SIDE_BY_SIDE
        return total - NEED.get(kind or "spelling", 1.5)

    def _may_be_one(self, a: _Person, b: _Person) -> bool:
        if a.names[0] is b.names[0]:
            return False
        above = self._above_need(a, b)
        return above is not None and above > HARD

    def _name_people(self) -> None:
        """Give everybody an id: that of the name printed in most articles, unless a better known namesake has it."""
        owners: dict[str, list[_Person]] = {}
        for person in self._people:
            main = max(person.articles, key=lambda bearer: (person.articles[bearer], bearer))
            owners.setdefault(main, []).append(person)
        for main, people in owners.items():
            people.sort(key=lambda person: (-person.articles[main], person.first[main]))
            for place, person in enumerate(people):
                self._ids[id(person)] = speaker_id(main, person.first[main][1] if place else "")

    def place(self, mention: Mention, in_story: Story | None = None) -> Placed:
        """Return whom a mention means. in_story: for mentions of no full name, who else is named in their story."""
        name = self._names.get(mention.bearer)
        if name is None:
            return self._place_short(mention, in_story)
        form = name.form
        if form.family and not form.initials and mention.type not in ("person", "text"):
            short = self._placed_by_evidence(mention, form, dict(in_story(mention.story)) if in_story else {})
            if short is not None:
                return short
        roles = telling(mention.roles) if mention.type == "person" else ()
        if roles:
            person = name.people[name.places[self._number(name, mention, roles[0])]]
            return self._placed(mention, person, [_full_name(person, name),
                                                  Evidence(kind="office", weight=2.0, words=role_words(roles[0]))])
        found = firm.full(mention, self._held.get(mention.bearer, ()))
        if found:
            return self._placed(mention, found.of, [_full_name(found.of, name), *found.evidence])
        if len(name.people) == 1:
            return self._place_one(mention, name, name.people[0])
        return self._place_namesake(mention, name)

    def _place_one(self, mention: Mention, name: _Name, person: _Person) -> Placed:
        """Place a full name that one person bears, as long as no namesake comes in."""
        best = max(((sum(one.weight for one in found), found) for _, part in person.held or person.bare
                    if (found := for_full(mention, part, alone=not person.held))), default=(0.0, []),
                   key=lambda one: one[0])
        evidence = [_full_name(person, name), *(best[1] if best[0] >= TELLS else [])]
        return self._placed(mention, person, evidence, confirmed=mention.type != "person" and len(evidence) > 1)

    def _number(self, name: _Name, mention: Mention, role: Role) -> int:
        key, at = role_key(role), (mention.day, mention.article)
        return max((n for n, node in enumerate(name.nodes) if node.key == key and node.opened <= at),
                   key=lambda n: name.nodes[n].opened)

    def _place_namesake(self, mention: Mention, name: _Name) -> Placed:
        """Place a full name without office that several people bear."""
        scored = self._scored(mention, [(person, None) for person in dict.fromkeys(name.people)])
        best, rest = scored[0], scored[1:]
        if best.score >= TELLS and best.score - rest[0].score >= TELLS:
            return self._placed(mention, best.person, [_full_name(best.person, name), *best.evidence],
                                confirmed=mention.type != "person")
        at = years(mention.day)
        around = sorted(((one.person.profile.near(at)[0], n) for n, one in enumerate(scored)),
                        key=lambda one: (-one[0], one[1]))
        if around[0][0] and around[0][0] >= MANY * around[1][0]:
            return self._placed(mention, scored[around[0][1]].person, [Evidence(kind="name", weight=NAME, words=(
                "the full name, of whom nearly all articles of that time speak"))], confirmed=False)
        return self._on_its_own(mention, [self._ids[id(one.person)] for one in scored])

    def _place_short(self, mention: Mention, in_story: Story | None) -> Placed:
        form = form_of(mention.name, mention.type)
        named = dict(in_story(mention.story)) if in_story and mention.story else {}
        if mention.type == "person":
            found = self._placed_firmly(mention, form, named)
            if found:
                return found
        found = self._placed_by_evidence(mention, form, named)
        return found or self._on_its_own(mention, self._rivals(form))

    def _placed_firmly(self, mention: Mention, form: Form, named: dict[str, int]) -> Placed | None:
        """Place a surname or initials by what no namesake elsewhere takes away."""
        kinds = {name.bearer: kind for name in self._names.values() if (kind := relation(name.form, form))}
        found = firm.short(mention, [(part, kind) for bearer, kind in kinds.items()
                                     for part in self._held.get(bearer, ())],
                           [(bearer, self._names[bearer].bare) for bearer in kinds], named, self._known)
        if found is None:
            return None
        rivals = [self._ids[id(person)] for person in self._people
                  if person is not found.of and any(name.bearer in kinds for name in person.names)]
        return self._placed(mention, found.of, found.evidence, rivals=sorted(rivals)[:3])

    def _placed_by_evidence(self, mention: Mention, form: Form, named: dict[str, int]) -> Placed | None:
        candidates = self._candidates(form, mention)
        if not candidates:
            return None
        scored = self._scored(mention, candidates, named)
        best, rest = scored[0], scored[1:]
        at = years(mention.day)
        if rest and best.score - rest[0].score < MARGIN:
            near, other = (one.person.profile.near(at)[0] for one in scored[:2])
            if not (best.score > rest[0].score and near >= MANY * max(other, 1) and not any(
                    one.weight > 0 for one in rest[0].evidence if one.kind in ("office", "gender"))):
                return None
        need = NEED[best.kind or "surname"]
        if best.score < need:
            return None
        return self._placed(mention, best.person, best.evidence, confirmed=False,
                            rivals=[self._ids[id(one.person)] for one in rest[:3]])

    def _candidates(self, form: Form, mention: Mention) -> list[tuple[_Person, Relation | None]]:
        found: list[tuple[_Person, Relation | None]] = []
        for person in self._people:
            kinds: list[Relation] = [kind for name in person.names if name.bearer != mention.bearer
                                     and (kind := relation(name.form, form)) and kind != "same"]
            if kinds:
                easiest: Relation = min(kinds, key=NEED.__getitem__)
                found.append((person, easiest))
        return found

    def _rivals(self, form: Form) -> list[str]:
        people = [person for person in self._people if any(relation(name.form, form) for name in person.names)]
        return sorted(self._ids[id(person)] for person in people)[:5]

    def _scored(self, mention: Mention, candidates: Iterable[tuple[_Person, Relation | None]],
                named: dict[str, int] | None = None) -> list[_Scored]:
        """Return people with what speaks for each being meant, the likeliest first.

        named: how often each name is named in the mention's story; None: as far as profiles know it.
        """
        told = {id(person): self._told(mention, person, named) for person, _ in candidates}
        most = max(told.values(), default=0)
        found = []
        for person, kind in candidates:
            share = told[id(person)] / most if most else 0.0
            weighed = [[*for_part(mention, part, kind, told[id(person)], share, person.names[0].printed),
                        *self._known.meant(mention, name.printed, part)] for name, part in (*person.held, *person.bare)]
            scores = [sum(one.weight for one in evidence) for evidence in weighed]
            best = scores.index(max(scores))
            found.append(_Scored(round(scores[best], 4), person, weighed[best], kind))
        return sorted(found, key=lambda one: (-one.score, -one.person.profile.articles, self._ids[id(one.person)]))

    def _told(self, mention: Mention, person: _Person, named: dict[str, int] | None) -> int:
        """In how many articles of a mention's story a person is named in full."""
        if named is None or self._has_namesakes(person):
            return person.profile.in_story(mention.story)
        return sum(named.get(name.bearer, 0) for name in person.names)

    def _has_namesakes(self, person: _Person) -> bool:
        return any(len(set(map(id, name.people))) > 1 for name in person.names)

    def _placed(self, mention: Mention, person: _Person, evidence: Sequence[Evidence], *,
                rivals: Sequence[str] = (), confirmed: bool | None = None) -> Placed:
        sure = any(one.kind != "name" and one.weight > 0 for one in evidence) if confirmed is None else confirmed
        return Placed(bearer=mention.bearer, article=mention.article, speaker=self._ids[id(person)],
                      why=tuple(evidence), confirmed=sure, rivals=tuple(rivals))

    def _on_its_own(self, mention: Mention, rivals: Sequence[str]) -> Placed:
        """A name that nothing ties to anybody: one speaker for a story, none beyond it; bodies go by the name."""
        if mention.type != "person":
            return Placed(bearer=mention.bearer, article=mention.article, speaker=speaker_id(mention.bearer))
        key = mention.bearer, mention.story or mention.article
        first = self._alone.setdefault(key, mention.article)
        return Placed(bearer=mention.bearer, article=mention.article, speaker=speaker_id(mention.bearer, first),
                      why=(Evidence(kind="alone", words="nothing ties this name to anybody named in full"),),
                      rivals=tuple(rivals))


class _Scored:
    """Somebody whom a mention may mean, and what speaks for it."""

    __slots__ = ("evidence", "kind", "person", "score")

    def __init__(self, score: float, person: _Person, evidence: list[Evidence], kind: Relation | None) -> None:
        self.score, self.person, self.evidence, self.kind = score, person, evidence, kind


def _full_name(person: _Person, name: _Name) -> Evidence:
    others = [one.printed for one in person.names if one is not name]
    return Evidence(kind="name", weight=NAME,
                    words=f"the full name, also {', '.join(others[:3])}" if others else "the full name")


def _grouped(name: _Name, numbers: list[int], known: KnownPeople) -> list[list[int]]:
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


def _with_bare(name: _Name, group: list[int], bare: list[int]) -> list[list[int]]:
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


def _merge(target: _Person, other: _Person) -> None:
    target.names += other.names
    target.profile.take(other.profile)
    target.office.take(other.office)
    target.held += other.held
    target.bare += other.bare
    target.first |= other.first
    target.articles |= other.articles


def place_all(mentions: Sequence[Mention], known: Sequence[Known] = ()) -> Iterator[Placed]:
    """Yield whom each mention of one block means, in the order of `order`."""
    block = Block(KnownPeople(known))
    ordered = sorted(mentions, key=order)
    stories: dict[str, dict[str, int]] = {}
    for mention in ordered:
        block.see(mention)
        if mention.story:
            named = stories.setdefault(mention.story, {})
            named[mention.bearer] = named.get(mention.bearer, 0) + 1
    block.settle()
    for mention in ordered:
        yield block.place(mention, lambda story: stories.get(story, {}).items())
