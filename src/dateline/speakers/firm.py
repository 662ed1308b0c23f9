"""Whom a mention means by what no namesake elsewhere can take away. Pure.

Weighed are only people with an office, a name each: an office tells them from whoever bears the name besides. What is
said for them is of the mention's own article and story, and it stands MARGIN above all that anybody else of a like name
could have for it, whatever is not known of them. So people who come in later, in other stories, beside other people
and in other offices, change nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from dateline.model import Evidence, Mention
from dateline.speakers.forms import Relation
from dateline.speakers.known import KnownPeople
from dateline.speakers.meant import for_full, for_part
from dateline.speakers.profile import Profile

TELLS = 0.5  # from which evidence beside a full name makes it sure
MARGIN = 1.0
NEED: dict[Relation, float] = {"surname": 2.0, "initial": 1.0}
STORY = 3.0  # what the full name in the story speaks for its bearer, at most

P = TypeVar("P")


class Part(Struct, Generic[P], frozen=True):
    """Somebody with an office, under one full name."""

    of: P
    profile: Profile
    bearer: str
    printed: str


class Sure(Struct, Generic[P], frozen=True):
    """Who is meant, and why."""

    of: P
    evidence: tuple[Evidence, ...]


def full(mention: Mention, parts: Sequence[Part[P]]) -> Sure[P] | None:
    """Return who is meant by a full name without office, of those who bear it with one; None where that is not sure."""
    scored = _best((part, for_full(mention, part.profile, alone=False)) for part in parts)
    if not scored or scored[0][0] < TELLS or (len(scored) > 1 and scored[0][0] - scored[1][0] < TELLS):
        return None
    return Sure(scored[0][1].of, tuple(scored[0][2]))


def short(mention: Mention, parts: Sequence[tuple[Part[P], Relation]], bare: Iterable[tuple[str, Profile]],
          named: dict[str, int], known: KnownPeople) -> Sure[P] | None:
    """Return who is meant by a surname, or initials with it; None where that is not sure.

    bare: what is known of each like name (by bearer) where it stands without office; named: how often each bearer is
    named in the mention's story.
    """
    bare = list(bare)
    most = max((named.get(bearer, 0) for bearer, _ in bare), default=0)
    here: dict[str, int] = {}  # by bearer: how many of its people with an office are named in the story
    for part, _ in parts:
        here[part.bearer] = here.get(part.bearer, 0) + bool(part.profile.in_story(mention.story))
    scored = _best((part, [*_for_short(mention, part, kind, named, here, most),
                           *known.meant(mention, part.printed, part.profile)]) for part, kind in parts)
    if not scored:
        return None
    score, best, evidence = scored[0]
    kind = {id(part): kind for part, kind in parts}[id(best)]
    if score < NEED.get(kind, STORY):
        return None
    own = {part.bearer for part, _ in parts if part.of is best.of}
    others = [score for score, part, _ in scored[1:]]
    for bearer, profile in bare:
        if bearer not in own:
            told = STORY * named.get(bearer, 0) / most if most and not here.get(bearer) else 0.0
            others.append(told + max(0.0, _weight(for_part(mention, profile, None, 0, 0.0, ""), least=0.0)))
    return Sure(best.of, tuple(evidence)) if score - max(others, default=0.0) >= MARGIN else None


def _for_short(mention: Mention, part: Part[P], kind: Relation, named: dict[str, int], here: dict[str, int],
               most: int) -> list[Evidence]:
    told = part.profile.in_story(mention.story)
    if told and here[part.bearer] == 1:  # who else is named so there, without office, is this one
        told = max(told, named.get(part.bearer, 0))
    return for_part(mention, part.profile, kind, told, told / most if most else 1.0, part.printed)


def _weight(evidence: Iterable[Evidence], least: float = -1e9) -> float:
    """What evidence weighs without what many of one name share: an initial, Mr. or Mrs."""
    return sum(max(one.weight, least) for one in evidence if one.kind not in ("name", "gender") or one.weight < 0)


def _best(weighed: Iterable[tuple[Part[P], list[Evidence]]]) -> list[tuple[float, Part[P], list[Evidence]]]:
    """Return everybody once, by the best of their names, the likeliest first."""
    found: dict[int, tuple[float, Part[P], list[Evidence]]] = {}
    for part, evidence in weighed:
        score = round(_weight(evidence), 4)
        if id(part.of) not in found or score > found[id(part.of)][0]:
            found[id(part.of)] = score, part, evidence
    return sorted(found.values(), key=lambda one: (-one[0], one[1].bearer))
