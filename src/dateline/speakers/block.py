"""Whom the names of many articles mean: who is one, who is a namesake, whom a surname alone means. Pure.

Names of one block (those that sound alike) are weighed against each other and nothing else, in two passes over the
block's mentions in the order of `people.order`. The first gathers profiles of full names, a node for each office; the
second places every mention. What is kept between is a few hundred marks a name and office, however many mentions there
are.

1. A full name is one person, unless its offices or decades speak for two: nodes are joined from 0 on, the name itself
   counting NAME.
2. Two full forms are one where the evidence reaches what their relation needs (NEED): a middle name less than another
   spelling. Forms that stand side by side in one article are two.
3. A surname, or initials with it, means somebody only by evidence of its own article: NEED, and MARGIN above whoever
   comes next. Else it is somebody of its own, one for each story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model import Known, Mention, Placed
from dateline.speakers.forms import form_of
from dateline.speakers.join import ids_of, join_names
from dateline.speakers.known import KnownPeople
from dateline.speakers.namesakes import node_of, tell_apart
from dateline.speakers.people import Name, order
from dateline.speakers.placing import Placing, Story
from dateline.speakers.profile import telling
from dateline.speakers.roles import Role


class Block:
    """The names of one block. Call `see` for all mentions in order, `settle`, then `place` for all."""

    def __init__(self, known: KnownPeople | None = None) -> None:
        self._known = known or KnownPeople()
        self._names: dict[str, Name] = {}
        self._placing: Placing | None = None

    def see(self, mention: Mention) -> None:
        """Take in one mention of a full name; others say nothing of who is who."""
        form = form_of(mention.name, mention.type)
        if mention.type == "person" and not form.is_full:
            return
        name = self._names.get(mention.bearer)
        if name is None:
            name = self._names[mention.bearer] = Name(mention.bearer, mention.name, form)
        roles: tuple[Role | None, ...] = telling(mention.roles) if mention.type == "person" else ()
        numbers = [node_of(name, mention, role) for role in roles or (None,)]
        name.joined += [(numbers[0], number) for number in numbers[1:]]
        for number in numbers:
            role = name.nodes[number].role
            name.nodes[number].profile.add(mention, (role,) if role else ())
            name.nodes[number].first = min(name.nodes[number].first, (mention.day or "~", mention.article))

    def settle(self) -> None:
        """Decide who the full names mean."""
        people = []
        for _, name in sorted(self._names.items()):
            tell_apart(name, self._known)
            people += name.people
        people = join_names(self._names.values(), people, self._known)
        self._placing = Placing(self._names, people, ids_of(people), self._known)

    def place(self, mention: Mention, in_story: Story | None = None) -> Placed:
        """Return whom a mention means. in_story: for mentions of no full name, who else is named in their story."""
        assert self._placing, "settle comes before place"
        return self._placing.place(mention, in_story)


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
