"""One identity per person or body over the whole archive."""

from __future__ import annotations

from dateline.model import Identity, Speaker


def identify(speaker: Speaker) -> Identity | None:
    """Return whom a speaker of one article is over all articles; None where no name is given.

    A pure function of one mention, so that any order of arrival gives the same identities.
    """
    raise NotImplementedError
