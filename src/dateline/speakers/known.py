"""Lists of known people that users give: evidence among other evidence, never force."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Evidence, Known, Mention
from dateline.speakers.names import folded_person, without_titles
from dateline.speakers.profile import Profile, telling, years
from dateline.speakers.roles import agreement, read_role

TOLD = 2.0  # what a list that gives two names, or two offices, to one person speaks for it; to two, against it
TERM = 1.0  # what a term of office that a mention falls into speaks for its holder; one that it lies outside, against
SLACK = 1.0  # years around a term in which its holder is still called so
SAME_OFFICE = 2.0  # agreement of two roles from which they are one office


class KnownPeople:
    """A list, by name."""

    def __init__(self, people: Iterable[Known] = ()) -> None:
        self._by_name: dict[str, list[tuple[int, Known]]] = {}
        for row, person in enumerate(people):
            for name in {folded_person(without_titles(name)) for name in (person.name, *person.aliases)}:
                self._by_name.setdefault(name, []).append((row, person))

    def weigh(self, a: str, profile_a: Profile, b: str, profile_b: Profile) -> list[Evidence]:
        """Return what the list says for two printed names, with what is known of each, being one person's, or against.
        """
        if not self._by_name:
            return []
        one, other = self._named(a), self._named(b)
        rows = {row for row, _ in one} & {row for row, _ in other}
        if folded_person(a) != folded_person(b) and len(rows) == 1:
            name = next(person.name for row, person in one if row in rows)
            return [Evidence(kind="known", weight=TOLD, words=f"the list of known people has both for {name}")]
        mine, theirs = (self._shown(named, profile) for named, profile in ((one, profile_a), (other, profile_b)))
        if not mine or not theirs:
            return []
        if mine.keys() & theirs.keys():
            return [Evidence(kind="known", weight=TOLD, words="the list of known people gives both offices to one")]
        if all(person.wikidata for person in (*mine.values(), *theirs.values())):
            return [Evidence(kind="known", weight=-TOLD, words="the list of known people gives the offices to two")]
        return []

    def meant(self, mention: Mention, printed: str, profile: Profile) -> list[Evidence]:
        """Return what the list says for a mention's office being that of somebody, at the time of the mention."""
        roles = telling(mention.roles) if self._by_name else ()
        at = years(mention.day)
        if not roles or at is None:
            return []
        for person in self._shown(self._named(printed), profile).values():
            if max(agreement(role, read_role(person.office)) for role in roles) < SAME_OFFICE:
                continue
            since, until = _term(person)
            term = f"{person.office}, {person.since or '?'} to {person.until or '?'}"
            if since - SLACK <= at <= until + SLACK:
                return [Evidence(kind="known", weight=TERM, words=f"in the list of known people: {term}")]
            return [Evidence(kind="known", weight=-TERM, words=f"in the list of known people only {term}")]
        return []

    def _named(self, printed: str) -> list[tuple[int, Known]]:
        return self._by_name.get(folded_person(printed), [])

    def _shown(self, named: list[tuple[int, Known]], profile: Profile) -> dict[str, Known]:
        """Return those whose listed office a profile shows at its time; where it shows none, the only one of the name.
        """
        offices = [(row, person, read_role(person.office)) for row, person in named if person.office]
        if profile.roles:
            found = [(row, person) for row, person, office in offices
                     if any(agreement(role, office) >= SAME_OFFICE and _within(person, when)
                            for role, when in profile.roles.values())]
        else:
            found = [(row, person) for row, person, _ in offices] if len(named) == 1 else []
        return {person.wikidata or f"row {row}": person for row, person in found}


def _term(person: Known) -> tuple[float, float]:
    """When a listed office was held, in years; what is not said is open."""
    since, until = years(person.since), years(person.until)
    return (-1e9 if since is None else since), (1e9 if until is None else until)


def _within(person: Known, when: list[float]) -> bool:
    since, until = _term(person)
    return not when or any(since - SLACK <= at <= until + SLACK for at in when)
