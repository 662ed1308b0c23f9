"""Who speaks in each attribution of one article: the fullest name printed, the chain to it, or an honest unknown.

    passage.py      the text cut into words, sentences, paragraphs, quotations
    mentions.py     the proper names in it
    entities.py     mentions gathered into people, bodies, works
    sources.py      what a source's printed words are: names, pronouns, descriptions
    coreference.py  whom a pronoun or a description means, by a small model
    resolver.py     these put together, statement by statement
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.model import Article, Span
from dateline.statements.attribution import Attribution
from dateline.statements.passage import Passage, read_passage
from dateline.statements.resolver import NOBODY, Resolved, Resolver

__all__ = ["NOBODY", "Resolved", "resolve", "resolve_before"]

HEAD = 20_000  # characters of the text in which a headline's or caption's speaker is looked up


def resolve(article: Article, attributions: Sequence[Attribution],
            passage: Passage | None = None, language: str | None = None) -> tuple[Resolved, ...]:
    """Return who speaks in each of `attributions`, all of Article.text, in their order.

    passage: the text as words, where it has been cut already; language: of the text, where it is known.
    Only the text of the article is used. Chains are spans in Article.text, from the source to the mention whose
    words are the speaker's `name`; empty where the name is the source's own printed words.
    """
    return Resolver(passage or read_passage(article.text), attributions, language=language).all()


def resolve_before(article: Article, text: str, attributions: Sequence[Attribution],
                   language: str | None = None) -> tuple[Resolved, ...]:
    """Return who speaks in `attributions` of `text`, a headline or caption, as if it stood above the article.

    Names are the fullest that the article's first HEAD characters print: the source "Russian President" is Vladimir
    Putin. Chains are spans in `text`, so the steps that lie in the article are left out of them.
    """
    above = f"{text}\n\n"
    found = Resolver(read_passage(above + article.text[:HEAD]), attributions, body=len(above),
                     language=language).all()
    return tuple(_within(resolved, len(text)) for resolved in found)


def _within(resolved: Resolved, length: int) -> Resolved:
    def kept(chain: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(span for span in chain if span[1] <= length)

    return Resolved(speakers=tuple(replace(speaker, chain=kept(speaker.chain)) for speaker in resolved.speakers),
                    candidates=tuple(replace(rival, chain=kept(rival.chain)) for rival in resolved.candidates))
