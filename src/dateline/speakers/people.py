"""What a block holds: names, the nodes that each is seen in, the people that bear them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from dateline.model import Mention
from dateline.speakers.forms import Form
from dateline.speakers.profile import Profile
from dateline.speakers.roles import Role

NAME = 1.5  # what one full name speaks for one person
HARD = -2.0  # against joining, of any two parts


def order(mention: Mention) -> tuple[str, str, str]:
    """Return the order in which `Block.see` and `Block.place` take mentions."""
    return mention.bearer, mention.day, mention.article


def speaker_id(bearer: str, article: str = "") -> str:
    """Return the id of whom a name means; article: the earliest that names this namesake, "" for the first of them."""
    return bearer if not article else blake2b(f"{bearer}\0{article}".encode(), digest_size=8).hexdigest()


class Node:
    """A full name with one office, in one run of years."""

    __slots__ = ("first", "key", "opened", "profile", "role")

    def __init__(self, key: str, role: Role | None) -> None:
        self.key, self.role, self.profile = key, role, Profile()
        self.opened = ("", "")  # day and article of its first mention, in the order of `order`
        self.first = ("~~", "")  # the same, an unknown day behind all others


class Name:
    """A full name: its form, its nodes, and the people that bear it."""

    __slots__ = ("bare", "bearer", "form", "joined", "nodes", "open", "people", "places", "printed", "whole")

    def __init__(self, bearer: str, printed: str, form: Form) -> None:
        self.bearer, self.printed, self.form = bearer, printed, form
        self.nodes: list[Node] = []
        self.open: dict[str, int] = {}  # by role: the node of the run that goes on
        self.joined: list[tuple[int, int]] = []  # nodes that one article names together
        self.people: list[Person] = []
        self.places: list[int] = []  # of each node: its person; -1 where each mention is placed by itself
        self.whole = Profile()  # of all nodes
        self.bare = Profile()  # of those without office


class Person:
    """Somebody who bears one full name, or several once `join.join_names` has joined them."""

    __slots__ = ("articles", "bare", "first", "held", "names", "office", "profile")

    def __init__(self, name: Name, nodes: Sequence[Node]) -> None:
        self.names = [name]
        self.profile = Profile()  # of all nodes
        self.office = Profile()  # of the nodes with an office: what no namesake takes away
        self.held: list[tuple[Name, Profile]] = []  # the same, a name each
        self.bare: list[tuple[Name, Profile]] = []  # of those without
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

    def take(self, other: Person) -> None:
        """Become one with somebody else."""
        self.names += other.names
        self.profile.take(other.profile)
        self.office.take(other.office)
        self.held += other.held
        self.bare += other.bare
        self.first |= other.first
        self.articles |= other.articles
