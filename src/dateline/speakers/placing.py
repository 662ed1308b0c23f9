"""Whom each mention of a block means, once it is known who its full names are. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dateline.model import Evidence, Mention, Placed
from dateline.speakers import firm
from dateline.speakers.forms import Form, Relation, form_of, relation
from dateline.speakers.join import NEED
from dateline.speakers.known import KnownPeople
from dateline.speakers.meant import for_full, for_part
from dateline.speakers.people import NAME, Name, Person, speaker_id
from dateline.speakers.profile import role_key, role_words, telling, years
from dateline.speakers.roles import Role

MARGIN = 1.0
TELLS = 0.5  # from which evidence beside a full name makes it sure
BODY = 4.0  # need of a body of one word: the full name in its story, and somebody beside
HALF = 0.5  # of its articles that must stand in stories of whom it is to mean
MANY = 10  # times as many articles around a time, for a bare full name to be taken for the better known

Story = Callable[[str], Iterable[tuple[str, int]]]
"""How often each bearer of the block is named in a story."""


class Placing:
    """Places mentions among the people of a block."""

    def __init__(self, names: dict[str, Name], people: Sequence[Person], ids: dict[int, str], known: KnownPeople
                 ) -> None:
        """ids: of the people, by id()."""
        self._names, self._people, self._ids, self._known = names, people, ids, known
        self._alone: dict[tuple[str, str], str] = {}  # by bearer and story: who a bare name means there
        self._held: dict[str, list[firm.Part[Person]]] = {}  # by bearer: its people that have an office
        for person in people:
            for name, profile in person.held:
                self._held.setdefault(name.bearer, []).append(firm.Part(of=person, profile=profile, bearer=name.bearer,
                                                                        printed=name.printed))

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

    def _place_one(self, mention: Mention, name: Name, person: Person) -> Placed:
        """Place a full name that one person bears, as long as no namesake comes in."""
        best = max(((sum(one.weight for one in found), found) for _, part in person.held or person.bare
                    if (found := for_full(mention, part, alone=not person.held))), default=(0.0, []),
                   key=lambda one: one[0])
        evidence = [_full_name(person, name), *(best[1] if best[0] >= TELLS else [])]
        return self._placed(mention, person, evidence, confirmed=mention.type != "person" and len(evidence) > 1)

    def _number(self, name: Name, mention: Mention, role: Role) -> int:
        key, at = role_key(role), (mention.day, mention.article)
        return max((n for n, node in enumerate(name.nodes) if node.key == key and node.opened <= at),
                   key=lambda n: name.nodes[n].opened)

    def _place_namesake(self, mention: Mention, name: Name) -> Placed:
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
        kinds = {name.bearer: kind for name in self._names.values()
                 if (kind := _shorter(name, form))}
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
        is_body = mention.type != "person" and best.kind == "surname"
        if best.score < (BODY if is_body else NEED[best.kind or "surname"]):
            return None
        if is_body and self._names[mention.bearer].whole.share_in_stories_of(best.person.profile) < HALF:
            return None
        return self._placed(mention, best.person, best.evidence, confirmed=False,
                            rivals=[self._ids[id(one.person)] for one in rest[:3]])

    def _candidates(self, form: Form, mention: Mention) -> list[tuple[Person, Relation | None]]:
        found: list[tuple[Person, Relation | None]] = []
        for person in self._people:
            kinds: list[Relation] = [kind for name in person.names if name.bearer != mention.bearer
                                     and (kind := _shorter(name, form))]
            if kinds:
                easiest: Relation = min(kinds, key=NEED.__getitem__)
                found.append((person, easiest))
        return found

    def _rivals(self, form: Form) -> list[str]:
        people = [person for person in self._people if any(_shorter(name, form) for name in person.names)]
        return sorted(self._ids[id(person)] for person in people)[:5]

    def _scored(self, mention: Mention, candidates: Iterable[tuple[Person, Relation | None]],
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

    def _told(self, mention: Mention, person: Person, named: dict[str, int] | None) -> int:
        """In how many articles of a mention's story a person is named in full."""
        if named is None or self._has_namesakes(person):
            return person.profile.in_story(mention.story)
        return sum(named.get(name.bearer, 0) for name in person.names)

    def _has_namesakes(self, person: Person) -> bool:
        return any(len(set(map(id, name.people))) > 1 for name in person.names)

    def _placed(self, mention: Mention, person: Person, evidence: Sequence[Evidence], *,
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

    def __init__(self, score: float, person: Person, evidence: list[Evidence], kind: Relation | None) -> None:
        self.score, self.person, self.evidence, self.kind = score, person, evidence, kind


def _shorter(name: Name, form: Form) -> Relation | None:
    """Return how a form may be short for a name; None where it is the same, or the name is but one word itself."""
    kind = relation(name.form, form)
    return None if kind == "same" or (kind == "surname" and not name.form.given) else kind


def _full_name(person: Person, name: Name) -> Evidence:
    others = [one.printed for one in person.names if one is not name]
    return Evidence(kind="name", weight=NAME,
                    words=f"the full name, also {', '.join(others[:3])}" if others else "the full name")
