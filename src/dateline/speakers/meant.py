"""What speaks for somebody being meant by one mention: evidence of the mention's own article and story. Pure."""

from __future__ import annotations

from dateline.model import Evidence, Mention
from dateline.speakers.forms import Relation
from dateline.speakers.profile import OFFICE_YEARS, RUN_YEARS, Profile, mark, role_words, telling, years
from dateline.speakers.roles import agreement


def for_part(mention: Mention, part: Profile, kind: Relation | None, told: int, share: float, printed: str
              ) -> list[Evidence]:
    """Return all that speaks for a part of somebody's profile being meant; told: in so many articles of the story, so
    large a share of those that name anybody of the kind."""
    evidence = for_short(mention, part)
    if told:
        words = f"{told} articles of the story name" if told > 1 else "an article of the story names"
        weight = round(3.0 * min(1.0, share), 2)
        evidence.append(Evidence(kind="story", weight=weight, words=f"{words} {printed}"))
    if kind == "initial":
        evidence.append(Evidence(kind="name", weight=0.5, words="the initial"))
    return evidence


def for_short(mention: Mention, profile: Profile) -> list[Evidence]:
    """What speaks for somebody being meant by a mention that does not name them in full."""
    found = []
    at = years(mention.day)
    roles = [(agreement(mine, role), mine) for mine in telling(mention.roles) for role, when in profile.roles.values()
             if at is None or not when or min(abs(at - one) for one in when) <= OFFICE_YEARS]
    if roles:
        value, role = max(roles, key=lambda one: one[0]) if max(roles, key=lambda one: one[0])[0] > 0 else min(
            roles, key=lambda one: one[0])
        if value:
            found.append(Evidence(kind="office", weight=value, words=role_words(role)))
    if mention.gender and profile.gender:
        found.append(Evidence(kind="gender", weight=0.5 if mention.gender == profile.gender else -4.0,
                              words="Mr." if mention.gender == "m" else "Ms."))
    if beside := _beside(mention, profile, least=1):
        found.append(beside)
    if at is not None and profile.first is not None and profile.last is not None:
        apart = max(0.0, profile.first - at, at - profile.last)
        if apart >= RUN_YEARS:
            found.append(Evidence(kind="time", weight=-2.0, words=f"{apart:.0f} years apart"))
    return found


def for_full(mention: Mention, part: Profile, *, alone: bool) -> list[Evidence]:
    """What speaks for a part of a profile beside the full name; alone: where the mention itself is in it."""
    least = 2 if alone else 1
    evidence = [one for one in for_short(mention, part) if one.kind != "beside"]
    if part.in_story(mention.story) >= least:
        evidence.append(Evidence(kind="story", weight=3.0, words="named in other articles of the story"))
    if beside := _beside(mention, part, least=least):
        evidence.append(beside)
    return evidence


def _beside(mention: Mention, profile: Profile, *, least: int) -> Evidence | None:
    """How likely the names beside a mention are beside this person at that time; least: articles with each."""
    number, names = profile.near(years(mention.day))
    shared = sorted(((names[mark(name)] / number, name) for name in mention.beside if names[mark(name)] >= least),
                    reverse=True)
    weight = min(2.5, sum(share for share, _ in shared)) if number else 0.0
    if weight <= 0:
        return None
    return Evidence(kind="beside", weight=round(weight, 2),
                    words="spoken of beside " + ", ".join(name for _, name in shared[:3]))
