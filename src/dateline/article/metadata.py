"""What a page says of itself around its body: headline, times, bylines, outlet, media, related, language.

The spans tell the body what is a field and so not text; they count in page text.
"""

from __future__ import annotations

from msgspec import Struct

from dateline.article.tree import Tree
from dateline.model import Byline, Credit, Dateline, Media, Page, Related, Span, Times


class Metadata(Struct, frozen=True, kw_only=True):
    """Everything around the body of one page, and which page text it was read from."""

    canonical: str | None = None  # as the page states it, made absolute; not yet judged (see address.article_key)
    outlet: str | None = None
    headline: str | None = None
    times: Times = Times()
    bylines: tuple[Byline, ...] = ()
    authors: tuple[str, ...] = ()  # those of the bylines whom the page credits with the text
    credits: tuple[Credit, ...] = ()  # read from bylines and markup; body_credits finds those of the body
    media: tuple[Media, ...] = ()
    related: tuple[Related, ...] = ()
    language: str | None = None

    headline_spans: tuple[Span, ...] = ()  # every printed occurrence near the top, doubled ones too
    byline_spans: tuple[Span, ...] = ()
    time_spans: tuple[Span, ...] = ()
    caption_spans: tuple[Span, ...] = ()
    related_spans: tuple[Span, ...] = ()
    dump_spans: tuple[Span, ...] = ()  # leaked payloads, whole: string(1731) "[{...}]"

    types: tuple[str, ...] = ()  # of the page by og:type and JSON-LD @type: "article", "LiveBlogPosting", ...
    free: bool | None = None  # JSON-LD isAccessibleForFree


def read_metadata(page: Page, tree: Tree | None, text: str) -> Metadata:
    """Return what `page` says of itself.

    tree: of an HTML page, else None. text: page text; of a text capture the decoded text.
    """
    return Metadata(headline=page.given.title, language=page.given.language)


def body_credits(text: str) -> tuple[Credit, ...]:
    """Return the wires and outlets that Article.text credits: "RT reported", "(Reuters)"; spans count in `text`."""
    return ()


def body_dateline(text: str) -> Dateline | None:
    """Return the opening "MOSCOW, Nov 9 (RIA) -" of Article.text, or None.

    Its span counts in `text`; the caller, who knows the runs, turns it into page text.
    """
    return None
