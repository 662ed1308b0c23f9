"""Pictures, videos and sounds of an article with their captions; their addresses are kept as text, never loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urljoin

from msgspec.structs import replace

from dateline import limits
from dateline.article.kinds import HEADINGS
from dateline.article.markup import Markup, cleaned
from dateline.article.picture_credits import credit_in
from dateline.article.tags import among
from dateline.article.tree import Element, Tree
from dateline.model import Media, Span

Kind = Literal["picture", "video", "audio"]

_ALONE = ("img", "video", "audio", "iframe")
_IS_ALONE = among(_ALONE)
_KINDS: dict[str, Kind] = {"img": "picture", "amp-img": "picture", "audio": "audio", "video": "video",
                           "iframe": "video"}
_INSIDE = ("article", "main")
_OUTSIDE = frozenset({"nav", "footer", "aside", "header", "form"})
_PLAYERS = re.compile(r"(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|/embed/|player)",
    re.IGNORECASE)
_REFUSED = re.compile(r"[\s\x00-\x1f]*(?:javascript|data|vbscript)\s*:", re.IGNORECASE)
_ORIGIN, _REST = r"https?://[a-z0-9.-]+", r"[\w.~%/@!$&'()*+,=:-]*(?:\?[\w.~%/@!$&'()*+,=:-]+)?"
_WHOLE = re.compile(f"{_ORIGIN}/{_REST}", re.ASCII)  # what joining leaves as it is
_ROOTED = re.compile(rf"/(?![/.])(?!.*/\.){_REST}", re.ASCII)  # before which it puts the page's origin
_BASE = re.compile(f"({_ORIGIN})(?=[/?#])", re.ASCII)
_TO_A_PICTURE = re.compile(r"^#|^javascript:|\.(?:jpe?g|png|gif|webp|avif|svg|mp4|mp3)(?:[?#]|$)", re.IGNORECASE)
_LONGEST_CAPTION, _LONGEST_ADDRESS = 3_000, 2_000
_NO_CREDIT = frozenset({"", "by", "von", "photo", "foto"})
_SOLD = re.compile(r"\W*(?:advertisement|anzeige|werbung|publicidad|publicité|sponsored)\W*", re.IGNORECASE)


def find_media(markup: Markup, url: str | None) -> tuple[Media, ...]:
    """Return the media that belong to the page's article, in page order, the page's own preview picture last.

    Figures wherever they stand outside navigation; pictures without a figure only within article or main.
    """
    figures = _once(_from_figures(markup, url))
    found = [media for media in figures if not _SOLD.fullmatch(media.caption)]
    known = {media.url for media in figures}
    found += _alone(markup, url, known)
    for kind, name in _PREVIEWS:
        address = shown_address(markup.meta(name), url)
        if address and address not in known and (kind != "picture" or not found):
            known.add(address)
            found.append(Media(kind=kind, url=address, alt=markup.meta("og:image:alt") or None))
    return tuple(found[: limits.MEDIA_ITEMS])


def _once(figures: Iterator[Media]) -> list[Media]:
    """Return figures, those that show the same picture with the same caption as one, with the places of all captions.
    """
    alike: dict[tuple[str | None, str], Media] = {}
    for number, media in enumerate(figures):
        key = (media.url, media.caption) if media.url and media.caption else (str(number), "")
        before = alike.get(key)
        alike[key] = media if before is None else replace(before, spans=before.spans + media.spans)
    return list(alike.values())


_PREVIEWS: tuple[tuple[Kind, str], ...] = (("picture", "og:image"), ("video", "og:video"), ("audio", "og:audio"))


def shown_address(address: str, base: str | None) -> str | None:
    """Return an address from the page as text, absolute where that can be; None for scripts and inline data."""
    address = address.strip()
    if not address or _REFUSED.match(address):
        return None
    if _WHOLE.fullmatch(address):
        return address
    if base and _ROOTED.fullmatch(address) and (origin := _BASE.match(base)):
        return origin[1] + address
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def _from_figures(markup: Markup, url: str | None) -> Iterator[Media]:
    tree = markup.tree
    boxes = list(markup.by_tag.get("figure", ()))
    known = {box.index for box in boxes}
    for index in markup.marked.get("caption", [])[: limits.MEDIA_ITEMS]:
        if tree.elements[index].tag != "figcaption":
            parent = tree.elements[index].parent
            if parent >= 0 and parent not in known and not any(one.index in known
                for one in tree.ancestors(tree.elements[index])):
                known.add(parent)
                boxes.append(tree.elements[parent])
    for box in sorted(boxes, key=lambda one: one.index)[: limits.MEDIA_ITEMS]:
        if markup.region[box.index] in _OUTSIDE or box.last - box.index > 80 or quotes(markup.tree, box):
            continue
        caption = _caption_of(markup, box)
        if caption is not None and _leads_away(markup, caption):
            continue
        media = next(_media_in(markup, box, url), None)
        if media is None or (caption is None and media.url is None):
            continue
        text = markup.printed(caption) if caption else ""
        text = text if any(map(str.isalnum, text)) else ""
        spans: tuple[Span, ...] = ((caption.start, caption.end),) if caption and text else ()
        yield Media(kind=media.kind, url=media.url, alt=media.alt, caption=text[:_LONGEST_CAPTION], spans=spans,
                    credit=_credit(markup, box, text))


def quotes(tree: Tree, figure: Element) -> bool:
    """Return whether a figure shows words that somebody said: its caption names the speaker, and credits no picture."""
    if figure.tag != "figure":
        return False
    if not any(one.tag == "blockquote" and one.end > one.start for one in tree.within(figure)):
        return False
    return not any(credit_in(tree.words(one)) for one in tree.within(figure) if one.tag == "figcaption")


def _caption_of(markup: Markup, box: Element) -> Element | None:
    for element in markup.tree.within(box):
        if element.tag == "figcaption" or element.shape.shows("caption"):
            return element if element.end > element.start else None
    return None


def _leads_away(markup: Markup, caption: Element) -> bool:
    """Return whether a caption is the headline of another story: a heading in a link, or with a link in it."""
    tree, inside = markup.tree, list(markup.tree.within(caption))
    return any(one.tag in HEADINGS for one in inside) and any(
        one.tag == "a" and not _TO_A_PICTURE.search(one.attributes.get("href", "#")[:_LONGEST_ADDRESS])
        for one in (*inside, *tree.ancestors(caption)))


def _credit(markup: Markup, box: Element, caption: str) -> str | None:
    for element in markup.tree.within(box):
        if 0 < element.end - element.start < 200 and element.shape.shows("credit"):
            printed = markup.printed(element)
            if printed.strip(" :©").casefold() not in _NO_CREDIT:
                return printed
    return credit_in(caption) if caption else None


def _media_in(markup: Markup, box: Element, url: str | None) -> Iterator[Media]:
    for element in markup.tree.within(box):
        media = _media(element, url)
        if media:
            yield media


def _media(element: Element, url: str | None) -> Media | None:
    stated = _stated_address(element)
    return None if stated is None else _as_media(element, shown_address(stated, url))


def _as_media(element: Element, address: str | None) -> Media:
    return Media(kind=_KINDS[element.tag], url=address, alt=cleaned(element.attributes.get("alt", "")[:1000]) or None)


def _stated_address(element: Element) -> str | None:
    """Return the address that a picture, video or sound has, "" for none; None where an element is none of them."""
    if element.tag not in _KINDS:
        return None
    attributes = element.attributes
    address = attributes.get("data-src") or attributes.get("data-lazy-src") or attributes.get("src") or ""
    if not address or _REFUSED.match(address):
        address = attributes.get("data-original") or attributes.get("src") or attributes.get("srcset",
            "").strip().split(" ")[0]
    return None if element.tag == "iframe" and not _PLAYERS.search(address) else address


def _alone(markup: Markup, url: str | None, known: set[str | None]) -> Iterator[Media]:
    """Yield pictures, videos and sounds within article or main whose addresses are not known; then they are."""
    shown = markup.tree.those(_IS_ALONE)
    for tag in _ALONE:
        for element in [one for one in shown if one.tag == tag][: limits.MEDIA_ITEMS]:
            if markup.region[element.index] not in _INSIDE or (tag == "img" and _small(element)):
                continue
            stated = _stated_address(element)
            address = shown_address(stated, url) if stated is not None else None
            if address and address not in known:
                known.add(address)
                yield _as_media(element, address)


def _small(element: Element) -> bool:
    """Return whether a picture says that it is an icon."""
    sizes = [element.attributes.get(side, "") for side in ("width", "height")]
    return any(size.isdigit() and len(size) < 6 and int(size) < 100 for size in sizes)
