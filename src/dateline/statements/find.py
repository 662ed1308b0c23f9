"""How an article's statements are found: spans first, then who speaks, then what kind each is.

Every step after the spans works on Attributions, whatever found them: FINDERS says who finds for which language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import TypeAlias

from dateline.model import Article, Block, Statement
from dateline.statements.around import Around, Surroundings
from dateline.statements.attribution import Attribution
from dateline.statements.headline import names_a_deed, read_headline
from dateline.statements.kinds import act_of, kind_of
from dateline.statements.language import language_of, speech_of
from dateline.statements.modality import modality_of
from dateline.statements.quotes import paragraphs
from dateline.statements.rules import find_attributions, find_direct
from dateline.statements.rules.direct import find_signed
from dateline.statements.rules.interface import is_of_the_page
from dateline.statements.rules.mending import mended, with_signed
from dateline.statements.rules.naming import find_called, gives_a_name
from dateline.statements.rules.reading import Reading, read
from dateline.statements.rules.tails import find_tails
from dateline.statements.rules.weights import weights
from dateline.statements.speakers import NOBODY, Resolved, resolve, resolve_before
from dateline.statements.tagger import tag

Finder: TypeAlias = Callable[[str, Sequence[Block]], tuple[Attribution, ...]]
"""Text and its blocks -> its attributions in reading order."""

FINDERS: dict[str, Finder] = {"en": tag}
"""language -> what finds the attributions of an article's text in it; other languages: direct quotations."""


def find_statements(article: Article) -> tuple[Statement, ...]:
    """Return every attribution of `article` (text, headline, captions) in reading order.

    Only id, text, blocks, headline, media, language, authors, outlet and bylines of the article are used.
    """
    reading = read(article.text, paragraphs(article.text, article.blocks), frozenset())
    language = article.language[:2].lower() if article.language else language_of(reading.passage)
    finder = FINDERS.get(language or "", _direct(language))
    attributions = finder(article.text, article.blocks)
    attributions = english(reading, article.blocks, attributions) if language == "en" \
        else _of_somebody(reading, attributions, language)
    resolved = resolve(article, attributions, reading.passage, language) if attributions else ()
    outside = list(_outside(article, language))
    voices = {speaker.name.casefold() for one in resolved for speaker in one.speakers if speaker.named}
    statements = [*_outside_statements(article, outside, language, voices)]
    place = sum(statement.where == "headline" for statement in statements)
    statements[place:place] = _statements("text", reading, attributions, resolved, language)
    return tuple(statements)


def english(reading: Reading, blocks: Sequence[Block], found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return what the tagger `found` in the text of `reading` as rules mend it: names, outlets, signed quotations,
    lines of the page."""
    found = mended(reading, blocks, find_tails(reading, weights()), found)
    found = with_signed(found, find_signed(reading, "en"))
    found = tuple(sorted([*found, *find_called(reading, found)], key=lambda one: (one.content, one.cue)))
    return _of_somebody(reading, found, "en")


def _direct(language: str | None) -> Finder:
    return lambda text, blocks: find_direct(text, blocks, language)


def _of_somebody(reading: Reading, found: Iterable[Attribution], language: str | None) -> tuple[Attribution, ...]:
    """Return `found` without what the page says to its reader."""
    speech = speech_of(language)
    return tuple(one for one in found if not is_of_the_page(reading, one, speech))


def _outside(article: Article, language: str | None) -> Iterator[tuple[str, str, tuple[Attribution, ...]]]:
    """Yield (where, its words, its attributions) of the headline and each caption that has any; by rules."""
    def found(text: str) -> tuple[Attribution, ...]:
        reading = read(text, paragraphs(text), frozenset())
        if language != "en":
            return _of_somebody(reading, find_direct(text, (), language), language)
        return _of_somebody(reading, [one for one in find_attributions(text, ()) if not gives_a_name(reading, one)],
                            language)

    if article.headline:
        titled = read_headline(article.headline)
        attributions = (titled,) if titled is not None else tuple(
            one for one in found(article.headline) if one.source and not names_a_deed(article.headline, one))
        if attributions:
            yield "headline", article.headline, attributions
    for number, media in enumerate(article.media):
        if media.caption and (attributions := found(media.caption)):
            yield f"media/{number}", media.caption, attributions


def _outside_statements(article: Article, outside: Sequence[tuple[str, str, tuple[Attribution, ...]]],
                        language: str | None, voices: Set[str]) -> Iterator[Statement]:
    """Yield the statements of headline and captions; who speaks is looked up in the text after them.

    "Harbour: a long wait" has the form of "Claim: Speaker" too: what stands before or after a colon speaks only where
    it also speaks in the text (`voices`).
    """
    for where, text, attributions in outside:
        resolved = resolve_before(article, text, attributions, language)
        heard = [(one, who) for one, who in zip(attributions, resolved, strict=True)
                 if not _is_label(text, one) or any(s.name.casefold() in voices for s in who.speakers)]
        yield from _statements(where, read(text, paragraphs(text), frozenset()), [one for one, _ in heard],
                               [who for _, who in heard], language)


def _is_label(text: str, one: Attribution) -> bool:
    return bool(one.cue) and text[one.cue[0][0]:one.cue[-1][1]].endswith(":")


def _statements(where: str, reading: Reading, attributions: Sequence[Attribution], resolved: Sequence[Resolved],
                language: str | None) -> Iterator[Statement]:
    """Yield a statement for each of `attributions` of the text of `reading`, spoken by `resolved`."""
    speech = speech_of(language)
    around = Around(reading, find_tails(reading, weights())) if language == "en" else None
    for attribution, who in zip(attributions, resolved or [NOBODY] * len(attributions), strict=True):
        about = around.read(attribution) if around else Surroundings()
        words = [reading.passage.lows[w] for span in attribution.cue for w in reading.passage.within(span)]
        yield Statement(
            where=where, kind=kind_of(reading.passage.text, attribution.content, reading.quotations),
            act=act_of(words) if language == "en" else "said", modality=modality_of(reading, attribution, speech),
            method=attribution.method, source=attribution.source, cue=attribution.cue, content=attribution.content,
            confidence=attribution.confidence, speakers=who.speakers, candidates=who.candidates,
            via=about.via, addressee=about.addressee, occasion=about.occasion)
