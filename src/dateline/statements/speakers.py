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

__all__ = ["NOBODY", "Resolved", "resolve", "resolve_elsewhere"]


def resolve(article: Article, attributions: Sequence[Attribution],
            passage: Passage | None = None) -> tuple[Resolved, ...]:
    """Return who speaks in each of `attributions`, all of Article.text, in their order.

    passage: the text as words, where it has been cut already.
    Only the text of the article is used. Chains are spans in Article.text, from the source to the mention whose
    words are the speaker's `name`; empty where the name is the source's own printed words.
    """
    return Resolver(passage or read_passage(article.text), attributions).all()


def resolve_elsewhere(article: Article, sources: Sequence[str]) -> tuple[Resolved, ...]:
    """Return whom each of `sources`, printed in the headline or a caption, means; in their order.

    Names and descriptions are looked up in Article.text, and chains are spans in Article.text: the source
    "Russian President" leads to the Russian President whom the text names. What the text doesn't know stands as
    printed, with an empty chain. An empty source is nobody. Call it once an article: each call reads the text.
    """
    lines = [" ".join(source.split()) for source in sources]
    attributions, offset = [], 0
    for line in lines:
        end = offset + len(line)
        attributions.append(Attribution(source=((offset, end),) if line else (), content=((end, end + 1),),
                                        confidence=1.0, method="printed"))
        offset = end + 2
    lead = "".join(line + ".\n" for line in lines)
    found = Resolver(read_passage(lead + article.text), attributions, body=len(lead)).all()
    return tuple(_moved(resolved, len(lead)) for resolved in found)


def _moved(resolved: Resolved, lead: int) -> Resolved:
    """Return `resolved` with chains that count from `lead` on; steps before it are left out."""
    def chain(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((start - lead, end - lead) for start, end in spans if start >= lead)

    return Resolved(speakers=tuple(replace(speaker, chain=chain(speaker.chain)) for speaker in resolved.speakers),
                    candidates=tuple(replace(rival, chain=chain(rival.chain)) for rival in resolved.candidates))
