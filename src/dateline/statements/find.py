"""How an article's statements are found: spans first, then who speaks, then what kind each is."""

from __future__ import annotations

from dateline.model import Article, Statement

MODEL = "rules"
"""What finds the spans, for every row to remember: "rules", or the model's name and a hash of its weights."""


def find_statements(article: Article) -> tuple[Statement, ...]:
    """Return every attribution of `article` (text, headline, captions) in reading order.

    Only id, text, blocks, headline, media, language, authors, outlet and bylines of the article are used.
    """
    raise NotImplementedError
