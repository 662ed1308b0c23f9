"""Lists of known people that users give: evidence among other evidence, never force."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Evidence, Known
from dateline.speakers.names import folded_person, without_titles

TOLD = 2.0  # what a list that gives two names to one person speaks for it


def names_of(known: Known) -> tuple[str, ...]:
    """Return all names of somebody, folded."""
    return tuple(folded_person(without_titles(name)) for name in (known.name, *known.aliases))


def told_by(known: Sequence[Known], a: str, b: str) -> list[Evidence]:
    """Return what a list says for two printed names being one person's."""
    if not known:
        return []
    one, other = folded_person(a), folded_person(b)
    both = [person for person in known if one in names_of(person) and other in names_of(person)]
    return [Evidence(kind="known", weight=TOLD, words=f"the list of known people has both for {both[0].name}")
            ] if len(both) == 1 else []
