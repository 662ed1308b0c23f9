"""Every place of a page that names whom it credits: JSON-LD, meta elements, marked elements, visible lines, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from dateline.article.author_places import AUTHOR_FOLDERS, AUTHOR_OPENINGS, author_links, author_places
from dateline.article.credited_lines import found_in_lines
from dateline.article.linked_data import LinkedData
from dateline.article.markup import Markup, cleaned
from dateline.article.name_places import Found, NamePlaces, PeopleAround
from dateline.article.printed_names import PREFIX, names_in
from dateline.article.tree import Tree

_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "citation_author", "dc.creator",
          "dcterms.creator", "dc.contributor", "byl", "og:article:author", "article:author_name",
          "shareaholic:article_author_name", "creator", "article.author", "author-name", "authors", "og:author",
          "book:author", "cxenseparse:author", "dc.publisher")
_LABELLED = re.compile(r"written|verfasst|geschrieben|author|autor|escrito|écrit|scritto|geschreven|von\b|by\b|skriv"
                       r"|автор", re.I)
_AUTHOR_PAGE = re.compile(  # of lower case: several times faster
    f"/(?:{'|'.join(AUTHOR_FOLDERS)}|(?:{'|'.join(AUTHOR_OPENINGS)})[a-z]*)s?/[^/?#]")
_IN_SCRIPT = re.compile(
    rb'"(?:[Aa]uthors?|[Bb]ylines?|[Aa]uthor_?[Nn]ames?|[Aa]uthored_?[Bb]y)\\?"\s{0,3}:\s{0,3}[\[{\s]{0,6}'
    rb'(?:\\?"[@_a-zA-Z]{1,20}\\?"\s?:\s?\\?"[^"\\]{0,60}\\?",\s?){0,3}?'
    rb'(?:\\?"(?:name|displayName|display_name|fullName|full_name|title)\\?"\s?:\s?)?\\?"([^"\\<>{}]{3,60})\\?"')
_NO_NAMES = frozenset({"html", "body", "main", "article", "img", "script", "style", "svg", "path", "input",
                       "textarea", "form"})
_ELEMENTS = 60  # that say to hold a name and are looked at


def places_of(markup: Markup, linked: LinkedData, data: bytes, around: PeopleAround) -> Iterator[Found]:
    """Yield every place that names somebody. data: the page's bytes, for names in scripts."""
    yield from _from_linked_data(linked)
    yield from _from_metas(markup)
    places = NamePlaces(markup, around)
    yield from _from_elements(places)
    yield from found_in_lines(places)
    yield from _from_scripts(data)


def _from_linked_data(linked: LinkedData) -> Iterator[Found]:
    articles = linked.articles()
    for number, node in enumerate(articles[:6]):
        for field in ("author", "creator", "contributor"):
            people = list(linked.people(node.get(field)))[:20] if node.get(field) else []
            for name, kind in people:
                for part in names_in(name):
                    features = ("json-ld" if number == 0 else "json-ld other", f"json-ld {field}",
                                f"json-ld {kind or 'untyped'}", f"json-ld names {min(len(people), 3)}")
                    yield Found(name=part, features=features,
                                organisation=kind in ("Organization", "NewsMediaOrganization"))
    if not articles:
        for node in linked.nodes[:100]:
            for name, kind in list(linked.people(node.get("author")))[:5] if node.get("author") else []:
                for part in names_in(name):
                    yield Found(name=part, features=("json-ld other", f"json-ld {kind or 'untyped'}"))


def _from_metas(markup: Markup) -> Iterator[Found]:
    for name in _METAS:
        for content in markup.metas.get(name, ())[:10]:
            value = cleaned(content)
            if "/" in value and " " not in value:
                continue  # the address of a page about the author
            for part in names_in(value):
                yield Found(name=part, features=("meta", f"meta {name}"))
    for number in ("1", "2"):
        if _LABELLED.search(markup.meta(f"twitter:label{number}")):
            for part in names_in(markup.meta(f"twitter:data{number}")):
                yield Found(name=part, features=("label",))


def _from_scripts(data: bytes) -> Iterator[Found]:
    """Yield names that JSON in scripts calls an author's."""
    seen: set[bytes] = set()
    for place in author_places(data):
        found = _IN_SCRIPT.match(data, place, place + 262)
        if found and found[1] not in seen:
            seen.add(found[1])
            for part in names_in(cleaned(found[1].decode("utf-8", "replace"))):
                yield Found(name=part, features=("script", f"script number {min(len(seen), 3)}"))


def _from_elements(places: NamePlaces) -> Iterator[Found]:
    """Yield names from elements that say to hold one: by rel, itemprop, class, or a link to an author's page."""
    markup = places.markup
    elements = markup.tree.elements
    count = 0
    hinted = set(markup.marked.get("byline", ()))
    links = _author_links(markup.tree)
    for index in sorted(hinted.union(links)):
        element = elements[index]
        if element.end == element.start or element.end - element.start > 200 or element.tag in _NO_NAMES:
            continue
        source = _source(markup, index, index in hinted)
        count += 1
        if count > _ELEMENTS:
            return
        text = markup.printed(element)
        names = names_in(text)
        if not names:
            continue
        place, role = places.at(index, element.start)
        extra = (f"{source} number {min(count, 4)}", *(["prefixed"] if PREFIX.match(text) else []))
        for part in names:
            yield Found(name=part, features=(source, *extra, *place), role=role, span=(element.start, element.end))


def _author_links(tree: Tree) -> list[int]:
    """Return the links that lead to authors' pages."""
    shapes = [place for place in author_links(tree)
              if _AUTHOR_PAGE.search(tree.shapes[place].attributes.get("href", "").lower())]
    if not shapes:
        return []
    leads = np.zeros(len(tree.shapes), np.bool_)
    leads[shapes] = True
    links: list[int] = leads[tree.rows.shapes].nonzero()[0].tolist()
    return links


def _source(markup: Markup, index: int, hinted: bool) -> str:
    attributes = markup.tree.elements[index].attributes
    if not hinted:
        return "author page"
    if markup.tree.elements[index].tag == "a" and "author" in attributes.get("rel", ""):
        return "rel"
    return "itemprop" if "itemprop" in attributes and "author" in markup.hints[index].split() else "hint"
