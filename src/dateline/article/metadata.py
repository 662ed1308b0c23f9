"""What a page says of itself around its body: headline, times, bylines, outlet, media, related, language.

The spans tell the body what is a field and so not text; they count in page text.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, islice

from msgspec import Struct
from msgspec.structs import replace

from dateline.article.address import is_web
from dateline.article.bylines import find_bylines
from dateline.article.credits import agency_name, body_credits
from dateline.article.date_places import banners
from dateline.article.dateline import body_dateline
from dateline.article.headline import find_headline, printed_spans
from dateline.article.language import declared_language, find_language
from dateline.article.linked_data import LinkedData, types_of
from dateline.article.markup import Markup, cleaned
from dateline.article.media import find_media, shown_address
from dateline.article.name_places import PeopleAround
from dateline.article.opening import read_opening
from dateline.article.outlet import domain_label, find_outlet, outlet_names
from dateline.article.published import captured_moment, find_times, with_given
from dateline.article.related import find_related
from dateline.article.sightings import DatesAround
from dateline.article.tree import Tree
from dateline.model import Byline, Credit, Given, Media, Page, Related, Span, Times

__all__ = ["Metadata", "body_credits", "body_dateline", "read_metadata"]

_SHORT_LINE = 80  # characters of a line that a date or a byline may take up whole
_SAMPLE, _FEW = 1_000, 200  # characters from which the language is guessed: so many are enough, so many too few


class Metadata(Struct, frozen=True, kw_only=True):
    """Everything around the body of one page, and which page text it was read from."""

    canonical: str | None = None  # as the page states it, made absolute; not yet judged (see address.article_key)
    outlet: str | None = None
    headline: str | None = None
    times: Times = Times()
    bylines: tuple[Byline, ...] = ()
    authors: tuple[str, ...] = ()  # those of the bylines whom the page credits with the text
    credits: tuple[Credit, ...] = ()  # read from bylines; body_credits finds those of the body
    media: tuple[Media, ...] = ()
    related: tuple[Related, ...] = ()
    language: str | None = None

    headline_spans: tuple[Span, ...] = ()  # every printed occurrence near the top, doubled ones too
    byline_spans: tuple[Span, ...] = ()
    time_spans: tuple[Span, ...] = ()
    caption_spans: tuple[Span, ...] = ()
    related_spans: tuple[Span, ...] = ()
    banner_spans: tuple[Span, ...] = ()  # what a web archive laid over the page
    dump_spans: tuple[Span, ...] = ()  # leaked payloads, whole: string(1731) "[{...}]"

    types: tuple[str, ...] = ()  # of the page by og:type and JSON-LD @type: "article", "LiveBlogPosting", ...
    free: bool | None = None  # JSON-LD isAccessibleForFree


def read_metadata(page: Page, tree: Tree | None, text: str) -> Metadata:
    """Return what `page` says of itself, overruled by what the input says of it (page.given).

    tree: of an HTML page, else None. text: page text; of a text capture the decoded text.
    """
    return _with_given(_of_text(page, text) if tree is None else _of_page(page, tree), page.given)


def _of_text(page: Page, text: str) -> Metadata:
    opening = read_opening(text, page.given.language or "")
    related, _, dump_spans = find_related(None, None, text, page.url)
    times = Times(published=opening.published, captured=captured_moment(page))
    return Metadata(
        outlet=find_outlet((), None, page.url), headline=opening.headline, headline_spans=opening.headline_spans,
        times=with_given(page, times), time_spans=opening.time_spans, bylines=opening.bylines,
        authors=_authors(opening.bylines), byline_spans=tuple(one.span for one in opening.bylines if one.span),
        credits=_byline_credits(opening.bylines), related=related, dump_spans=dump_spans,
        language=find_language("", text[: dump_spans[0][0]] if dump_spans else text))


def _of_page(page: Page, tree: Tree) -> Metadata:
    markup = Markup(tree)
    linked = LinkedData(markup.linked_data)
    declared = page.given.language or declared_language(markup)
    outlets = outlet_names(markup, linked)
    headline = find_headline(markup, linked.articles(), page.url, outlets)
    printed = printed_spans(markup, headline) if headline else ()
    laid = banners(markup)
    times = find_times(page, markup, linked, DatesAround(language=declared, headlines=printed, banners=laid))
    bylines = find_bylines(markup, linked, page.data, PeopleAround(
        headlines=printed, headline_text=headline.text if headline else "", outlets=outlets,
        domain=domain_label(page.url)))
    media = find_media(markup, page.url)
    related, related_spans, dump_spans = find_related(markup, linked, tree.text, page.url)
    return Metadata(
        canonical=_canonical(markup, page.url),
        outlet=find_outlet(outlets, markup, page.url, headline.text if headline else ""),
        headline=headline.text if headline else None, times=times, bylines=bylines, authors=_authors(bylines),
        credits=_byline_credits(bylines), media=media, related=related,
        language=find_language(declared, _sample(markup, printed)),
        headline_spans=printed, byline_spans=_byline_spans(markup, bylines),
        time_spans=_time_spans(markup, times), caption_spans=tuple(span for one in media for span in one.spans),
        related_spans=related_spans, dump_spans=dump_spans,
        banner_spans=laid,
        types=_types(markup, linked), free=_free(linked))


def _with_given(metadata: Metadata, given: Given) -> Metadata:
    """Return the metadata with what the input says of the article put first."""
    if given.title and given.title.strip():
        metadata = replace(metadata, headline=cleaned(given.title))
    if given.outlet and given.outlet.strip():
        metadata = replace(metadata, outlet=cleaned(given.outlet))
    authors = tuple(name for name in map(cleaned, given.authors) if name)
    if authors:
        others = tuple(one for one in metadata.bylines if one.role != "text")
        metadata = replace(metadata, authors=authors, bylines=(*(Byline(name=name) for name in authors), *others))
    if given.language and given.language.strip():
        metadata = replace(metadata, language=given.language.strip())
    return metadata


def _canonical(markup: Markup, url: str | None) -> str | None:
    stated = shown_address(markup.canonical or markup.meta("og:url"), url)
    return stated if stated and is_web(stated) else None


def _authors(bylines: tuple[Byline, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in bylines if one.role == "text"))


def _byline_credits(bylines: tuple[Byline, ...]) -> tuple[Credit, ...]:
    return tuple(Credit(name=agency_name(one.name) or one.name, place="byline", spans=(one.span,) if one.span else ())
                 for one in bylines if one.kind == "agency")


def _byline_spans(markup: Markup, bylines: tuple[Byline, ...]) -> tuple[Span, ...]:
    """Return where bylines stand; a long line of which names are the smaller part is text that names somebody."""
    named: dict[Span, int] = {}
    for one in bylines:
        if one.span:
            named[one.span] = named.get(one.span, 0) + len(one.name)
    return tuple(sorted({_line_around(markup, span) for span, length in named.items()
                         if span[1] - span[0] <= max(_SHORT_LINE, 2 * length)}))


def _time_spans(markup: Markup, times: Times) -> tuple[Span, ...]:
    shown = (times.published, times.modified)
    return tuple(sorted({_line_around(markup, one.span) for one in shown if one and one.span}))


def _line_around(markup: Markup, span: Span) -> Span:
    """Return the whole line that holds `span` where it is short, so that labels and separators go with it."""
    line = markup.line_at(span[0])
    if line is not None and line.end >= span[1] and line.end - line.start <= _SHORT_LINE:
        return line.start, line.end
    return span


def _sample(markup: Markup, headlines: tuple[Span, ...]) -> str:
    """Return some of the page's long lines behind its headline, which its article mostly has; few of them, others too.
    """
    text = markup.tree.text
    pieces: list[str] = []
    length = 0
    first = headlines[0][0] if headlines else 0
    lines = markup.lines
    behind = bisect_left(lines, first, key=lambda line: line.start)
    for line in chain(islice(lines, behind, None), islice(lines, behind)):
        if line.start < first and length >= _FEW:
            break
        if line.end - line.start <= 80 or line.linked * 2 >= line.end - line.start:
            continue
        pieces.append(text[line.start : min(line.end, line.start + 1_000)])
        length += len(pieces[-1])
        if length > _SAMPLE:
            break
    return " ".join(pieces)


def _types(markup: Markup, linked: LinkedData) -> tuple[str, ...]:
    stated = [markup.meta("og:type"), *(kind for node in linked.nodes[:200] for kind in types_of(node))]
    return tuple(dict.fromkeys(kind for kind in stated if kind))


def _free(linked: LinkedData) -> bool | None:
    for node in linked.articles():
        value = node.get("isAccessibleForFree")
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip().lower() in ("true", "false"):
            return value.strip().lower() == "true"
    return None
