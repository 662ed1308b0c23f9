"""Who speaks in each attribution of one article: the fullest name printed, the chain to it, or an honest unknown."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.model import Article, Candidate, Speaker
from dateline.statements.attribution import Attribution


class Resolved(Struct, frozen=True, kw_only=True):
    """Who speaks in one attribution; both empty where nobody does."""

    speakers: tuple[Speaker, ...] = ()
    candidates: tuple[Candidate, ...] = ()


def resolve(article: Article, attributions: Sequence[Attribution]) -> tuple[Resolved, ...]:
    """Return who speaks in each of `attributions`, all of Article.text, in their order.

    Only text, headline, blocks, authors and outlet of the article are used. Chains are spans in Article.text.
    """
    raise NotImplementedError
