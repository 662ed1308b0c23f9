"""How an article's statements are found: spans first, then who speaks, then what kind each is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from dateline.model import Article, Block, Span, Statement
from dateline.statements.attribution import Attribution
from dateline.statements.kinds import kind_of
from dateline.statements.quotes import find_quotations, paragraphs
from dateline.statements.rules import find_attributions
from dateline.statements.speakers import NOBODY, Resolved, resolve

MODEL = "rules"
"""What finds the spans, for every row to remember: "rules", or the model's name and a hash of its weights."""

Finder: TypeAlias = Callable[[str, Sequence[Block]], tuple[Attribution, ...]]
"""Text and its blocks -> its attributions in reading order."""

FINDERS: dict[str | None, Finder] = {"en": find_attributions}
"""language -> what finds the attributions of a text in it."""


def find_statements(article: Article) -> tuple[Statement, ...]:
    """Return every attribution of `article` (text, headline, captions) in reading order.

    Only id, text, blocks, headline, media, language, authors, outlet and bylines of the article are used.
    """
    finder = FINDERS.get(article.language, find_attributions)
    attributions = finder(article.text, article.blocks)
    resolved = resolve(article, attributions)
    within = paragraphs(article.text, article.blocks)
    return tuple(_statements("text", article.text, within, attributions, resolved))


def _statements(where: str, text: str, within: Sequence[Span], attributions: Sequence[Attribution],
                resolved: Sequence[Resolved]) -> Iterator[Statement]:
    quotations = find_quotations(text, within)
    for attribution, who in zip(attributions, resolved or [NOBODY] * len(attributions), strict=True):
        yield Statement(where=where, kind=kind_of(text, attribution.content, quotations), method=attribution.method,
                        source=attribution.source, cue=attribution.cue, content=attribution.content,
                        confidence=attribution.confidence, speakers=who.speakers, candidates=who.candidates)
