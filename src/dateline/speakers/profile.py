"""What is known of somebody from many articles, in bounded room: when, as what, beside whom, in which stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from dateline.model import Evidence, Mention
from dateline.speakers.roles import Role, agreement, read_role

KEPT = 512  # stories, articles and names a year that a profile keeps, the earliest
RUN_YEARS = 10  # without any article, after which a name may be somebody else's
LONG_YEARS = 30
NEAR_YEARS = 1  # names beside count in articles so close
OFFICE_YEARS = 3  # an office says something of a mention so close
SOME_NAMES = 3  # beside, from which their share tells something
TWO_PLACES = -3.0  # what offices of two places say against one person, see `agreement`


def mark(text: str) -> int:
    """Return 8 bytes that stand for a text, so that what is kept of it is small and the same everywhere."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def years(day: str) -> float | None:
    """Return an ISO 8601 day as a year with its fraction; None where it is unknown."""
    if not day[:4].isdigit():
        return None
    month = int(day[5:7]) if day[5:7].isdigit() else 7
    date = int(day[8:10]) if day[8:10].isdigit() else 1
    return int(day[:4]) + (month - 1) / 12 + (date - 1) / 365


def telling(roles: Iterable[str]) -> tuple[Role, ...]:
    """Return what the printed roles of a mention tell of an office or a calling, each once, in a fixed order."""
    found = {read_role(role) for role in roles}
    return tuple(sorted((role for role in found if role.heads), key=role_key))


def role_key(role: Role) -> str:
    """Return a role as a key: the same for roles that tell the same."""
    return "|".join(" ".join(sorted(part)) for part in (
        role.heads, role.countries, role.states, role.cities)) + f"|{role.now:d}{role.below:d}"


class Profile:
    """Mentions of somebody, taken together. Mentions must come in the order of their days."""

    __slots__ = ("_articles", "_elsewhere", "_names", "_outlets", "_stories", "articles", "first", "genders", "last",
                 "roles")

    def __init__(self) -> None:
        self.articles = 0
        self.first: float | None = None
        self.last: float | None = None
        self.genders: Counter[str] = Counter()
        self.roles: dict[str, tuple[Role, list[float]]] = {}  # by key: the role, the years it was printed in
        self._names: dict[int, tuple[list[int], Counter[int]]] = {}  # by year: articles, and those with each name
        self._stories: Counter[int] = Counter()
        self._outlets: set[int] = set()
        self._articles: set[int] = set()
        self._elsewhere: set[int] = set()  # articles of which only another edition names this

    def add(self, mention: Mention, roles: Iterable[Role]) -> None:
        """Take in one mention."""
        at = years(mention.day)
        self.articles += 1
        if at is not None:
            self.first = at if self.first is None else min(self.first, at)
            self.last = at if self.last is None else max(self.last, at)
        for role in roles:
            _, when = self.roles.setdefault(role_key(role), (role, []))
            if at is not None and (not when or int(when[-1]) != int(at)):
                when.append(at)
        number, names = self._names.setdefault(int(at or 0), ([0], Counter()))
        number[0] += 1
        for name in map(mark, mention.beside):
            if name in names or len(names) < KEPT:
                names[name] += 1
        if mention.gender:
            self.genders[mention.gender] += 1
        articles = self._elsewhere if mention.elsewhere else self._articles
        for kept, value in ((self._outlets, mention.outlet), (articles, mention.article)):
            if value and len(kept) < KEPT:
                kept.add(mark(value))
        if mention.story and (mark(mention.story) in self._stories or len(self._stories) < KEPT):
            self._stories[mark(mention.story)] += 1

    def take(self, other: Profile) -> None:
        """Take in all that another profile holds."""
        self.articles += other.articles
        for bound, choose in (("first", min), ("last", max)):
            known = [value for value in (getattr(self, bound), getattr(other, bound)) if value is not None]
            setattr(self, bound, choose(known) if known else None)
        self.genders.update(other.genders)
        for key, (role, when) in other.roles.items():
            mine = self.roles.setdefault(key, (role, []))[1]
            mine[:] = sorted({*mine, *when})
        for year, (number, names) in other._names.items():
            my_number, mine_ = self._names.setdefault(year, ([0], Counter()))
            my_number[0] += number[0]
            mine_.update(names)
        self._stories.update(other._stories)
        self._outlets |= other._outlets
        self._articles |= other._articles
        self._elsewhere |= other._elsewhere

    @property
    def gender(self) -> str:
        """The gender that titles say, "" where none or both."""
        return next(iter(self.genders)) if len(self.genders) == 1 else ""

    def near(self, at: float | None) -> tuple[int, Counter[int]]:
        """Return how many articles there are around a time, and in how many of them each name stands."""
        if at is None:
            parts = list(self._names.values())
        else:
            parts = [self._names[year] for year in range(int(at) - NEAR_YEARS, int(at) + NEAR_YEARS + 1)
                     if year in self._names]
        names: Counter[int] = Counter()
        for _, more in parts:
            names.update(more)
        return sum(number[0] for number, _ in parts), names

    def in_story(self, story: str) -> int:
        """Return in how many articles of a story somebody is named."""
        return self._stories[mark(story)] if story else 0

    def shares_article(self, other: Profile) -> bool:
        """Return whether one article names both, which its reader told apart."""
        return not self._articles.isdisjoint(other._articles)

    def shares_page(self, other: Profile) -> bool:
        """Return whether one edition of a page names the one where another names the other."""
        return not (self._elsewhere.isdisjoint(other._articles) and self._articles.isdisjoint(other._elsewhere))

    def shared_story(self, other: Profile) -> bool:
        """Return whether some story names both."""
        return not self._stories.keys().isdisjoint(other._stories.keys())

    def share_in_stories_of(self, other: Profile) -> float:
        """Return which share of the articles stands in stories that name the other."""
        return sum(count for story, count in self._stories.items() if other._stories[story]) / max(1, self.articles)

    def shared_outlet(self, other: Profile) -> bool:
        """Return whether some outlet names both."""
        return not self._outlets.isdisjoint(other._outlets)

    def shared_names(self, other: Profile) -> float:
        """Return which share of the names beside the one stand beside the other too, at about the same time."""
        small, large = sorted((self, other), key=lambda one: sum(len(names) for _, names in one._names.values()))
        mine: set[int] = set()
        theirs: set[int] = set()
        for year, (_, names) in small._names.items():
            mine |= names.keys()
            for close in range(year - NEAR_YEARS, year + NEAR_YEARS + 1):
                theirs |= (large._names[close][1].keys() if close in large._names else set())
        return len(mine & theirs) / max(len(mine), SOME_NAMES)


def gap(a: Profile, b: Profile) -> float:
    """Return how many years lie between two profiles; 0 where they overlap or a time is unknown."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return 0.0
    return max(0.0, b.first - a.last, a.first - b.last)


def weigh(a: Profile, b: Profile) -> list[Evidence]:
    """Return all that speaks for one person behind two profiles (weights above 0) or against it (below)."""
    found = []
    apart = gap(a, b)
    offices = _offices(a, b, apart)
    if offices is not None and offices.weight:
        found.append(offices)
    if a.shares_page(b):
        found.append(Evidence(kind="article", weight=2.0, words="in another edition of the page"))
    abroad = offices is not None and offices.weight <= TWO_PLACES  # their name alone may have made it one story
    if a.shared_story(b) and not abroad:
        found.append(Evidence(kind="story", weight=2.0, words="named in the same story"))
    if share := a.shared_names(b):
        found.append(Evidence(kind="beside", weight=round(4 * share, 2), words=f"{share:.0%} of the names beside"))
    if a.shared_outlet(b) and apart < NEAR_YEARS and not abroad:
        found.append(Evidence(kind="outlet", weight=0.5, words="in the same outlet within a year"))
    if apart >= RUN_YEARS:
        found.append(Evidence(kind="time", weight=-4.0 if apart >= LONG_YEARS else -2.0,
                              words=f"{apart:.0f} years apart"))
    if a.gender and b.gender and a.gender != b.gender:
        found.append(Evidence(kind="gender", weight=-3.0, words="Mr. and Mrs."))
    return found


def _offices(a: Profile, b: Profile, apart: float) -> Evidence | None:
    """The best that the offices of two profiles say for one person, or, where nothing does, the worst against it."""
    said = []
    for role, when in a.roles.values():
        for other, then in b.roles.values():
            between = min((abs(x - y) for x in when for y in then), default=0.0)
            close = between <= OFFICE_YEARS
            value = agreement(role, other, at_once=between <= NEAR_YEARS)
            if value < 0 or (close and apart < RUN_YEARS):
                said.append((value, role_words(role), role_words(other)))
    if not said:
        return None
    value, one, other_ = max(said) if max(said)[0] > 0 else min(said)
    return Evidence(kind="office", weight=value, words=f"{one}; {other_}" if one != other_ else f"both {one}")


def role_words(role: Role) -> str:
    """Return a role for people, in short."""
    return " ".join([*([] if role.now else ["then or to be"]), *sorted(role.countries | role.states | role.cities),
                     *sorted(role.words)[:3], *sorted(role.heads)])
