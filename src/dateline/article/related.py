"""The page's own list of related stories: from JSON-LD, from markup under a heading, or from a leaked payload."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Literal

from dateline import limits
from dateline.article.first_words import Keys, keys_of, lines_beginning
from dateline.article.linked_data import LinkedData, Node, text_of, whole_items
from dateline.article.markup import Markup
from dateline.article.media import shown_address
from dateline.article.related_links import stories
from dateline.article.tree import Element
from dateline.model import Related, Span

_HEADING = re.compile(
    r"\W*+(?:related(?:\s(?:articles?|stories|posts|news|content|topics|coverage))?|read\s(?:more|also|next)"
    r"|more\s(?:on\sthis(?:\s\w+)?|stories|from.*)|"
    r"see\salso|you\smay\salso\slike|you\smight\salso\slike|recommended(?:\sfor\syou|\sreading)?|further\sreading"
    r"|mehr\szum\sthema|"
    r"zum\sthema|lesen\ssie\sauch|auch\sinteressant|das\skönnte\s(?:sie|dich)\sauch\sinteressieren"
    r"|ähnliche\s(?:artikel|beiträge)|"
    r"weitere\s(?:artikel|beiträge|meldungen|themen)|verwandte\s(?:artikel|beiträge|themen)|weiterlesen|passend\sdazu|"
    r"à\slire\saussi|lire\saussi|sur\sle\smême\ssujet|articles\s(?:liés|similaires|connexes)|"
    r"(?:noticias|artículos|notas)\srelacionad[ao]s|lea?\stambién|te\spuede\sinteresar|leggi\sanche"
    r"|articoli\scorrelati|potrebbe\sinteressarti|"
    r"leia\s(?:também|mais)|notícias\srelacionadas|lees\sook|gerelateerd.*|læs\sogså|les\sogså|läs\sockså|lue\smyös"
    r"|czytaj\s(?:także|też|również)|"
    r"zobacz\s(?:także|też)|čtěte\staké|související|читайте\s(?:также|ещё)|по\sтеме|читайте\sтакож|ilgili\shaberler|"
    r"اقرأ\sأيضا.*|مواضيع\sذات\sصلة|مطالب\sمرتبط|関連記事|相关(?:阅读|新闻|文章)|相關新聞|관련\s?기사)\W*",
    re.IGNORECASE)
_OPENINGS = (
    "rel rea mor see you rec fur meh zum les auc das ähn wei ver pas à lir sur art not le lea te leg pot lei lee ger "
    "læs läs lue czy zob čtě sou чит по ilg اقر مواضيع مطالب 関連記 相关阅 相关新 相关文 相關新 관련 관련기")
"""The first letters of these."""
_LONGEST_HEADING = 59  # characters
_DUMP = re.compile(r"\[\s*\{\s*\"")
_DUMP_STRING = re.compile(r"string\(\d{1,9}\)\s{0,20}[\"“]$")  # what var_dump prints before it
_DUMP_END = re.compile(r"\s*[\"”]?")
_DATE_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d{2})[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?!\d)")
_PICTURES = ("jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp")
_VIDEOS = ("mp4", "m4v", "webm", "mov", "flv", "avi", "mpg", "mpeg", "m3u8", "3gp", "wmv")
_TITLES = ("title", "headline", "name")
_LISTS = 20
_BRACKETS = 500  # that may begin a leaked list and are looked at


def find_related(markup: Markup | None, linked: LinkedData | None, text: str,
                 url: str | None) -> tuple[tuple[Related, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Return the related items, the page text that the lists take up, and that of leaked payloads."""
    dumped, dump_spans = _from_dumps(text)
    items = list(dumped)
    spans: list[Span] = []
    if linked is not None:
        items += _from_linked_data(linked)
    if markup is not None:
        for box in _boxes(markup):
            listed = [item for item in _links(markup, box, url) if item.title]
            if listed:
                items += listed
                spans.append((box.start, box.end))
    unique: dict[tuple[str, str | None], Related] = {}
    for item in stories(items, url):
        unique.setdefault((item.title, item.url or item.id), item)
    return tuple(unique.values())[: limits.RELATED_ITEMS], tuple(_merged(spans)), dump_spans


def _merged(spans: list[Span]) -> Iterator[Span]:
    last: Span | None = None
    for start, end in sorted(spans):
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _from_dumps(text: str) -> tuple[list[Related], tuple[Span, ...]]:
    """Return the items of JSON lists that leaked into page text, and where each list lies, whole or cut."""
    items: list[Related] = []
    spans: list[Span] = []
    place = 0 if "{" in text else len(text)
    for _ in range(_BRACKETS):
        found = _DUMP.search(text, place)
        if found is None or len(spans) == _LISTS:
            break
        start = found.start()
        string = _DUMP_STRING.search(text, max(0, start - 40), start)
        nodes, end = whole_items(text, start)
        titled = [node for node in nodes if _text(node, *_TITLES)]
        place = found.end()
        if len(titled) >= 1 and len(titled) * 2 >= len(nodes):
            items += [_item(node) for node in titled]
            place = _end_of_dump(text, end, string is not None)
            spans.append((string.start() if string else start, place))
    return items[: limits.RELATED_ITEMS], tuple(spans)


def _end_of_dump(text: str, end: int, quoted: bool) -> int:
    """Return where a leaked list ends: behind its quotation mark; where it was cut, at the end of its line."""
    if text[end - 1 : end] == "]":
        closing = _DUMP_END.match(text, end)
        return closing.end() if closing and quoted else end
    line = text.find("\n", end)
    return line if line >= 0 else len(text)


def _text(node: Node, *names: str) -> str:
    for name in names:
        value = node.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _printed(node: Node, name: str) -> str | None:
    value = node.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def _item(node: Node) -> Related:
    pic = _text(node, "pic", "image", "img", "thumbnail", "picture") or None
    url = _text(node, "url", "link", "href") or None
    given = _text(node, "date", "published", "datePublished", "pubDate")
    found = next((match for match in (_DATE_IN_PATH.search(value) for value in (given, url or "", pic or ""))
        if match), None)
    return Related(title=_text(node, *_TITLES), url=url, id=_printed(node, "id"), sort=_printed(node, "sort"),
                   contenttypeid=_printed(node, "contenttypeid"), pic=pic, media=_kind(pic),
                   date="-".join(found.groups()) if found else None, found_in="leaked dump")


def _kind(path: str | None) -> Literal["picture", "video"] | None:
    ending = (path or "").partition("?")[0].rpartition(".")[2].lower()
    return "picture" if ending in _PICTURES else "video" if ending in _VIDEOS else None


def _from_linked_data(linked: LinkedData) -> Iterator[Related]:
    for node in linked.articles()[:3]:
        for field in ("relatedLink", "isRelatedTo", "citation", "mentions"):
            value = node.get(field)
            for one in value[:100] if isinstance(value, list) else [value]:
                target = linked.resolved(one)
                if isinstance(target, dict) and (title := text_of(target, "headline", "name")) and text_of(target,
                    "url"):
                    yield Related(title=title, url=text_of(target, "url"), found_in="json-ld")


def _boxes(markup: Markup) -> list[Element]:
    """Return the elements that hold a related list: named so, or beside a heading that says so."""
    elements = markup.tree.elements
    boxes: list[Element] = []
    links: list[Element] | None = None  # with text; most pages have no heading that asks for them
    boxes += [elements[index] for index in markup.marked.get("related", ()) if elements[index].tag in _BOX_TAGS]
    headings = 0
    for line in lines_beginning(markup, _opening_headings(), 0, _LONGEST_HEADING):
        if line.linked or line.block < 0:
            continue
        if _HEADING.fullmatch(markup.words(line)):
            if links is None:
                links = [one for one in markup.by_tag.get("a", ()) if one.end > one.start]
            first = bisect_left(links, line.start, key=lambda link: link.start)
            box = _list_under(markup, elements[line.block], links[first : first + _BEHIND])
            if box is not None:
                boxes.append(box)
            headings += 1
            if headings == _HEADINGS:
                break
    found: list[Element] = []
    for box in sorted(boxes, key=lambda one: one.index)[:200]:
        if box.end - box.start < 6_000 and not (found and box.index <= found[-1].last):
            found.append(box)
    return found[:_LISTS]


@cache
def _opening_headings() -> Keys:
    return keys_of(_OPENINGS.split())


_HEADINGS = 500  # that say so and are looked at
_BEHIND = 200  # links behind a heading that are looked at
_BOX_TAGS = frozenset({"div", "section", "aside", "ul", "ol", "nav"})


def _list_under(markup: Markup, heading: Element, behind: list[Element]) -> Element | None:
    """Return the nearest element around a heading that holds links behind it, if it holds little else.

    behind: the next links of the page.
    """
    beside = heading.last + 1
    if beside < len(markup.tree.elements):
        element = markup.tree.elements[beside]
        if element.parent == heading.parent and element.tag in ("ul", "ol"):
            return element
    for depth, outer in enumerate(markup.tree.ancestors(heading)):
        if depth > 3 or outer.tag in ("body", "html", "main", "article"):
            return None
        links = [one for one in behind if outer.index < one.index <= outer.last]
        if links:
            linked = sum(one.end - one.start for one in links)
            long = len(" ".join(markup.tree.text[outer.start : min(outer.end, outer.start + 6_000)].split()))
            return outer if linked * 2 >= long or long < 200 else None
    return None


def _links(markup: Markup, box: Element, url: str | None) -> Iterator[Related]:
    for element in markup.tree.within(box):
        if element.tag == "a" and element.end - element.start >= 15:
            address = shown_address(element.attributes.get("href", ""), url)
            if address and not address.startswith("#"):
                found = _DATE_IN_PATH.search(address)
                yield Related(title=markup.printed(element)[:500], url=address, found_in="markup",
                              date="-".join(found.groups()) if found else None)
