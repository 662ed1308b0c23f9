"""The headline: the page's own title, once, as printed; chosen among all places that a page repeats it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct

from dateline import limits
from dateline.article.first_words import keys_of, lines_beginning
from dateline.article.linked_data import Node, text_of
from dateline.article.markup import Markup, cleaned
from dateline.article.outlet import domain_label
from dateline.article.title_groups import WORD, Compared, Group, best_of, shared, words_of
from dateline.article.tree import Element
from dateline.model import Span

_SEPARATOR = re.compile(r"\s+(?:[|\-–—·•»«/:~>‹›]+|::)\s+|\s*(?:[|»·]|::)\s*")
_SEPARATES = re.compile("[|\\-–—·•»«/:~>‹›]")
_BEFORE_OUTLET = re.compile(r"\s+[|–—·•-]\s+|\s*\|\s*")
_DANGLING = re.compile(r"^\s*\|\s*|\s+[|·•–—-]\s*$|\s*\|\s*$")
_LABEL = 4  # letters of a domain's label that are enough to know it by
_META_TITLES = ("dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title", "title", "headline",
    "mrf:title", "name")
_COUNTS = (1, 2, 4, 7, 14, 20, 30)  # up to which words are told apart by how many they are
_COUNTED = [f"words {next(limit for limit in _COUNTS if count <= limit)}" for count in range(_COUNTS[-1] + 1)]
_OUTER = 6  # elements around a place whose hints are looked at
_PRINTED = 100  # places of a page that print its headline and are looked at


class Headline(Struct, frozen=True, kw_only=True):
    """The chosen headline and the element that prints it, where one does."""

    text: str
    element: Element | None = None


def find_headline(markup: Markup, articles: list[Node], url: str | None, outlets: tuple[str, ...]) -> Headline | None:
    """Return the page's headline, or None where nothing on it can be one.

    articles: the JSON-LD objects of the article. outlets: the names that the page may give its outlet.
    """
    groups = _groups(markup, articles, url, outlets)
    chosen = best_of(groups)
    if chosen is None:
        return None
    return Headline(text=_without_outlet(chosen.text, outlets, domain_label(url)), element=chosen.element)


def _without_outlet(text: str, outlets: tuple[str, ...], label: str) -> str:
    """Return a title without its outlet's name behind a separator, nor a bar that parts it from nothing.

    label: of the page's domain; what is called so is the outlet, behind a bar, which few titles have of their own.
    """
    text = _DANGLING.sub("", text) or text
    marks = list(_BEFORE_OUTLET.finditer(text))
    if not marks or not words_of(text[: marks[-1].start()]):
        return text
    last = words_of(text[marks[-1].end() :])
    called = "".join(last)
    named = last in {words_of(name) for name in outlets} or (
        "|" in marks[-1][0] and min(len(called), len(label)) >= _LABEL
        and (called.startswith(label) or label.startswith(called) or label.endswith(called)))
    return text[: marks[-1].start()] if named else text


def candidates(markup: Markup, articles: list[Node], url: str | None, outlets: tuple[str, ...]) -> list[Group]:
    """Return what may be the headline, each with all its features."""
    groups = _groups(markup, articles, url, outlets)
    compared = Compared(groups)
    for number in range(len(groups)):
        compared.tell(number)
    return groups


def _groups(markup: Markup, articles: list[Node], url: str | None, outlets: tuple[str, ...]) -> list[Group]:
    """Return what may be the headline, each with the features that it has by itself."""
    groups: dict[tuple[str, ...], Group] = {}
    read: dict[str, tuple[str, ...]] = {}  # words of texts: most are printed in several places
    for source, text, element, features in _places(markup, articles):
        if len(text) > limits.HEADLINE_CHARACTERS:
            continue
        words = read.get(text)
        if words is None:
            words = read[text] = words_of(text)
        if words:
            group = groups.get(words) or groups.setdefault(words, Group(words))
            group.add(source, text, element, features)
    found = list(groups.values())
    slug = _slug(url)
    bag = frozenset(slug) if len(slug) > 1 else None
    names = [words_of(name) for name in outlets]
    for group in found:
        group.features.update(_own_features(group, bag, names))
    return found


def _places(markup: Markup, articles: list[Node]) -> Iterator[tuple[str, str, Element | None, list[str]]]:
    """Yield (source, text, element, features) of every place that may print the headline."""
    yield from _printed(markup)
    for text in markup.metas.get("og:title", ())[:2]:
        yield from _with_cuts("og", cleaned(text))
    yield from _with_cuts("twitter", markup.meta("twitter:title"))
    for number, node in enumerate(articles[:3]):
        extra = ["json-ld first"] if number == 0 else []
        if text := text_of(node, "headline"):
            yield "json-ld", text, None, extra
        if text := text_of(node, "name", "alternativeHeadline"):
            yield "json-ld name", text, None, extra
    if text := markup.meta(*_META_TITLES):
        yield "meta", text, None, []
    yield from _with_cuts("title", markup.title)


def _printed(markup: Markup) -> Iterator[tuple[str, str, Element | None, list[str]]]:
    against: dict[int, bool] = {}
    h1s = markup.by_tag.get("h1", [])[:10]
    for number, element in enumerate(h1s):
        around = _around(markup, element, against)
        if len(h1s) > 1:
            around.append(f"h1 number {min(number, 3)}")
        yield "h1", markup.printed(element), element, ["h1 only", *around] if len(h1s) == 1 else around
        for part in _parts(markup, element):
            yield "h1 part", part, element, around
    for number, element in enumerate([*markup.by_tag.get("h2", [])[:6], *markup.by_tag.get("h3", [])[:2]]):
        features = [f"{element.tag} number {min(number, 3)}", *_around(markup, element, against)]
        yield "h2", markup.printed(element), element, features
    count = 0
    for index in markup.marked.get("headline", ()):
        element = markup.tree.elements[index]
        if element.tag not in ("h1", "h2", "h3") and 0 < element.end - element.start < 400:
            count += 1
            stated = element.attributes.get("content", "") if " content=" in element.shape.source else ""
            text = cleaned(stated) or markup.printed(element)
            yield "hinted", text, element, _around(markup, element, against)
            if count == 8:
                return


def _parts(markup: Markup, element: Element) -> Iterator[str]:
    """Yield a heading without its first or last piece: a kicker, a date, a count of comments."""
    text = markup.tree.text
    nodes = [cleaned(text[start:end]) for line in markup.lines_in(element)[:6] for start, end in line.nodes]
    nodes = [node for node in nodes if node][:12]
    if len(nodes) > 1:
        yield " ".join(nodes[1:])
        yield " ".join(nodes[:-1])
        yield nodes[0]
        yield nodes[-1]
    elif nodes:
        for mark in list(_separators(nodes[0]))[:4]:
            yield nodes[0][: mark.start()].strip()
            yield nodes[0][mark.end() :].strip()


def _around(markup: Markup, element: Element, against: dict[int, bool]) -> list[str]:
    """Return the features of an element's hint and place. against: which elements' hints say that they have none."""
    features = []
    shape = element.shape
    if shape.told:
        if shape.shows("no headline"):
            features.append("hint against")
        elif shape.shows("headline"):
            features.append("hint for")
        if "headline" in shape.hint and "headline" in shape.hint.split():
            features.append("hint headline")
    region = markup.region[element.index]
    if region:
        features.append(f"in {region}")
    if markup.tree.shows_around(element.parent, _OUTER, "no headline", against):
        features.append("within against")
    return features


def _with_cuts(source: str, text: str) -> Iterator[tuple[str, str, Element | None, list[str]]]:
    """Yield a title as it is, and without what stands behind or before each of its separators."""
    if not text:
        return
    yield source, text, None, []
    marks = list(_separators(text))[:6]
    for number, mark in enumerate(marks):
        last = number == len(marks) - 1
        yield f"{source} cut", text[: mark.start()].strip(), None, [f"{source} cut {'last' if last else 'inner'}"]
        if number == 0:
            yield f"{source} rest", text[mark.end() :].strip(), None, []


def _separators(text: str) -> Iterator[re.Match[str]]:
    return _SEPARATOR.finditer(text) if _SEPARATES.search(text) else iter(())


def _slug(url: str | None) -> tuple[str, ...]:
    path = unquote(url or "").split("?")[0].split("#")[0].rstrip("/").split("/")[3:]
    return words_of(max(path[-2:], key=len, default="").replace("_", " ")) if path else ()


def _own_features(group: Group, slug: frozenset[str] | None, outlets: list[tuple[str, ...]]) -> list[str]:
    words = group.words
    count = len(words)
    found = [_COUNTED[count] if count < len(_COUNTED) else "words more",
             "slug none" if slug is None else f"slug {int(shared(group.bag, slug) * 5)}"]
    near = [name for name in outlets if name and (name[0] == words[0] or name[-1] == words[-1])]
    if words in near:
        found.append("outlet")
    elif any(words[-len(name):] == name or words[: len(name)] == name for name in near):
        found.append("outlet at an end")
    return found


def printed_spans(markup: Markup, headline: Headline) -> tuple[Span, ...]:
    """Return where lines of the page print the headline and nothing else, doubled ones too.

    Only lines up to 400 characters behind the first occurrence count: a later one may be the text's own.
    """
    words = words_of(headline.text)
    text = markup.tree.text
    spans: list[Span] = []
    least, most = sum(map(len, words)), 3 * len(headline.text) + 50
    first, last = (headline.element.start, headline.element.end) if headline.element is not None else (0, 0)
    if headline.element is not None:
        spans.append((first, last))
    for line in lines_beginning(markup, keys_of(words[:1]), least, most):
        start, end = line.start, line.end
        if first <= start < last:
            continue
        opening = WORD.search(text, start, end)
        if opening and opening[0].casefold().startswith(words[0]) and words_of(text[start:end]) == words:
            spans.append((start, end))
            if len(spans) == _PRINTED:
                break
    spans.sort()
    return tuple(spans)
