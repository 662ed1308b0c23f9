"""Stories out of links: a pure function of the articles' set, and a local one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.model import Grouping, Link, Signature


def group(members: Sequence[Signature], links: Iterable[Link]) -> tuple[Grouping, ...]:
    """Return the grouping of one connected set of articles: `links` are all that join any two of `members`.

    The result does not depend on the order of either, nor on any article outside the set.
    """
    raise NotImplementedError


def group_all(signatures: Iterable[Signature]) -> tuple[Grouping, ...]:
    """Return the grouping of all articles, in their order: candidates by shared keys, links, connected sets, group."""
    raise NotImplementedError
