"""Bylines: whom the page credits, as printed; weighed by all the places that name them. Precision before recall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from dateline.article.credits import agency_name
from dateline.article.linked_data import LinkedData
from dateline.article.markup import Markup, cleaned
from dateline.article.printed_dates import month_number
from dateline.article.ranking import probability, score, weights
from dateline.model import Byline, Span

Kind = Literal["person", "agency", "desk", "outlet"]
Role = Literal["text", "photo", "translation", "editing", "video"]

_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "citation_author", "dc.creator",
    "dcterms.creator",
          "dc.contributor", "byl", "og:article:author", "article:author_name", "shareaholic:article_author_name",
              "creator",
          "article.author", "author-name", "authors", "og:author", "book:author", "cxenseparse:author", "dc.publisher")
_LABEL = re.compile(r"written|verfasst|geschrieben|author|autor|escrito|écrit|scritto|geschreven|von\b|by\b|skriv"
                    r"|автор", re.I)
_AUTHOR_PAGE = re.compile(r"/(?:authors?|autor(?:en|es|in)?|auteurs?|writers?|contributors?|people|profile|staff"
                          r"|team|by|user|journalist[a-z]*|redaktion|redaktor[a-z]*|member|reporter"
                          r"|columnist)s?/[^/?#]", re.I)

_BY = (r"(?:(?:written|posted|published|reviewed|words|story|article|text|created|submitted|reported|authored)\s+by"
       r"|by|von|text(?:\s+von)?|"
       r"(?:ein\s+)?(?:artikel|beitrag|kommentar|gastbeitrag|bericht|text|kolumne|geschrieben|verfasst"
       r"|veröffentlicht|erstellt|eingestellt|gepostet)\s+von|"
       r"auth?or(?:s|en|in)?|autor(?:a|es)?|auteur|par|por|di|door|av|af|skrevet\s+av|écrit\s+par|publié\s+par"
       r"|escrito\s+por|scritto\s+da|"
       r"автор|текст|autorka|napisał|写|文|作者|記者|記者：)")
_PREFIX = re.compile(r"^\W*(?:" + _BY + r")\s*[:：|]?\s+"
                     r"|^\W*(?:作者|文|記者|автор|text|autor|author)s?\s*[:：]\s*", re.I)
_LINE = re.compile(r"(?:^|[|•·\-–—,.]\s{0,3}|\s)(?P<by>" + _BY + r")\s*[:：]?\s+(?P<name>[^\W\d_].{1,120})", re.I)
_ROLES = (("photo", re.compile(r"photo|foto|bild|image|picture|camera|фото", re.I)),
          ("translation", re.compile(r"translat|übersetz|traduc|traduit|перев", re.I)),
          ("editing", re.compile(r"edited by|editing by|edit(?:ed)?\s*:", re.I)),
          ("video", re.compile(r"\bvideo\s*(?:by|:|von)", re.I)))
_SPLIT = re.compile(r"\s*(?:[,;/|•·&+\n]|(?<!\w)(?:and|und|et|with|mit|og|och|и)(?!\w)|\s[-–—]\s)\s*", re.I)
_END = re.compile(r"\s*(?:\(|\[|\b(?:on|am|at|in|for|für|vom|um|posted|published|updated|aktualisiert|veröffentlicht"
                  r"|last|is|ist|auf|bei|als|read|follow|\d)\b|\d|@|https?:|[|•·–—]).*$", re.I | re.S)
_DESK = re.compile(r"\b(?:staff|team|desk|redaktion|editors?|editorial|newsroom|board|press|presse|redacción|redacao"
                   r"|redação|rédaction|redazione|admin|administrator|webmaster|office|department|contributors?"
                   r"|guest|gast\w*|reporters?|writers?|correspondents?)\b|редакц|redaktion", re.I)
_NEVER = re.compile(r"[\d@<>{}\[\]=#]|\bago\b|subscribe|newsletter|e-?mail|https?|www\.|\.(?:com|de|org|net)\b"
                    r"|comment|kommentar|follow|share|cookie|sign\s?up|log\s?in|read|views?\b|minute|(?:^"
                    r"|\s)the author|more from|posts?\b|unknown|anonym|null|undefined|none$|about", re.I)
_CAPITAL = re.compile(r"^[\W_]*[^\W\d_a-zà-öø-ÿа-яα-ω]")
_PARTICLES = frozenset(["von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "el", "bin",
    "ibn", "al", "af", "av", "zu", "zur", "ter", "ten", "y", "e", "und", "and", "du", "mc", "st"])
_SURE = 0.65
_NAMES = 40


class Found(Struct, frozen=True, kw_only=True):
    """One place that names somebody."""

    name: str
    features: tuple[str, ...]
    role: Role = "text"
    organisation: bool = False  # whether markup calls it one
    span: Span | None = None


class Named:
    """Somebody, with all places that name them."""

    __slots__ = ("features", "found", "nearest", "order")

    def __init__(self, order: int) -> None:
        self.order = order
        self.nearest: int | None = None  # characters from the headline to the nearest place
        self.found: list[Found] = []
        self.features: set[str] = set()


class PeopleAround(Struct, frozen=True, kw_only=True):
    """What is known before bylines are sought."""

    headline: Span | None = None
    headline_text: str = ""
    outlets: tuple[str, ...] = ()
    domain: str = ""  # "courier" of courier.example.com's registrable domain's first label


def find_bylines(markup: Markup, linked: LinkedData, around: PeopleAround) -> tuple[Byline, ...]:
    """Return whom the page credits, in the order in which it names them."""
    weigh = weights("bylines")
    chosen = [one for one in candidates(markup, linked, around) if probability(score(one.features, weigh)) >= _SURE]
    return tuple(_byline(one) for one in sorted(chosen, key=lambda one: one.order))


def candidates(markup: Markup, linked: LinkedData, around: PeopleAround) -> list[Named]:
    """Return everybody who may be credited, each with all features."""
    people: dict[frozenset[str], Named] = {}
    for found in _all_found(markup, linked, around):
        words = frozenset(re.findall(r"\w+", found.name.casefold()))
        if words and len(found.name) <= 80 and len(words) <= 8 and not _NEVER.search(found.name):
            if words not in people and len(people) == _NAMES:
                continue
            named = people.setdefault(words, Named(len(people)))
            named.found.append(found)
            named.features.update(found.features)
            if found.span and around.headline:
                distance = max(found.span[0] - around.headline[1], around.headline[0] - found.span[1], 0)
                named.nearest = distance if named.nearest is None else min(named.nearest, distance)
    kinds = {kind for one in people.values() for kind in one.features if kind in _SOURCES}
    for words, one in people.items():
        one.features.update(_own_features(words, one, around))
        own = sorted(kind for kind in one.features if kind in _SOURCES)
        one.features.add(f"sources {min(len(own), 5)}")
        one.features.update(f"not {kind}" for kind in kinds if kind not in own)
        one.features.update(f"{a} and {b}" for place, a in enumerate(own) for b in own[place + 1 :])
        one.features.add(f"people {min(len(people), 6)}")
        if any(words < other for other in people if other is not words):
            one.features.add("part of another")
        if any(words > other for other in people):
            one.features.add("holds another")
    _compare(list(people.values()))
    return list(people.values())


def _compare(people: list[Named]) -> None:
    """Add who is named first, nearest to the headline, often, or beside somebody likelier."""
    persons = [one for one in people if "like a person" in one.features and "desk" not in one.features]
    visible = sorted({one.nearest for one in persons if one.nearest is not None})
    for source in sorted(_SOURCES):
        holders = [one for one in people if source in one.features]
        for number, one in enumerate(holders):
            one.features.add(f"{source} order {min(number, 3)}")
            one.features.add(f"{source} holders {min(len(holders), 4)}")
    for one in people:
        one.features.add(f"places {min(len(one.found), 4)}")
        if one.nearest is not None and visible:
            rank = sum(place < one.nearest for place in visible)
            one.features.add(f"nearest {min(rank, 3)}")
        trusted = [other for other in persons if other is not one and other.features & _TRUSTED]
        if trusted:
            kind = "a person" if one in persons else "no person"
            one.features.add(f"{kind} beside trusted")
            if one.features & _TRUSTED:
                one.features.add(f"{kind} trusted beside trusted")


_TRUSTED = frozenset({"json-ld", "meta", "rel", "itemprop"})


_SOURCES = frozenset({"json-ld", "json-ld other", "meta", "rel", "itemprop", "hint", "author page", "line", "label"})


def _own_features(words: frozenset[str], one: Named, around: PeopleAround) -> Iterator[str]:
    name = one.found[0].name
    parts = name.split()
    yield f"words {min(len(parts), 6)}"
    plain = [part for part in parts if part.casefold() not in _PARTICLES]
    if plain and all(_CAPITAL.match(part) for part in plain):
        yield "capitals"
        if 2 <= len(parts) <= 4:
            yield "like a person"
    if name.isupper():
        yield "all capitals"
    if _DESK.search(name):
        yield "desk"
    if agency_name(name):
        yield "agency"
    outlets = [frozenset(re.findall(r"\w+", outlet.casefold())) for outlet in around.outlets]
    if any(words == outlet for outlet in outlets):
        yield "outlet"
    elif any(words & outlet for outlet in outlets):
        yield "shares with outlet"
    folded = "".join(re.findall(r"\w+", name.casefold()))
    if around.domain and (folded in around.domain or around.domain in folded) and len(folded) > 3:
        yield "domain"
    if words <= frozenset(re.findall(r"\w+", around.headline_text.casefold())):
        yield "in headline"
    if any(month_number(part) for part in parts if len(part) > 2 and not part.istitle()):
        yield "month"
    if any(found.organisation for found in one.found):
        yield "organisation"


def _all_found(markup: Markup, linked: LinkedData, around: PeopleAround) -> Iterator[Found]:
    yield from _from_linked_data(linked)
    yield from _from_metas(markup)
    yield from _from_elements(markup, around)
    yield from _from_lines(markup, around)


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
        if _LABEL.search(markup.meta(f"twitter:label{number}")):
            for part in names_in(markup.meta(f"twitter:data{number}")):
                yield Found(name=part, features=("label",))


def _from_elements(markup: Markup, around: PeopleAround) -> Iterator[Found]:
    """Yield names from elements that say to hold one: by rel, itemprop, class, or a link to an author's page."""
    elements = markup.tree.elements
    count = 0
    hinted = set(markup.marked.get("byline", ()))
    links = (one.index for one in markup.by_tag.get("a", ()) if _AUTHOR_PAGE.search(one.attributes.get("href", "")))
    for index in sorted(hinted.union(links)):
        element = elements[index]
        if element.end == element.start or element.end - element.start > 200 or element.tag in _NO_NAMES:
            continue
        source = _source(markup, index, index in hinted)
        count += 1
        if count > 60:
            return
        place = tuple(_place(markup, index, element.start, around))
        role = _role(markup, element.start)
        text = markup.printed(element)
        prefixed = bool(_PREFIX.search(text))
        extra = (f"{source} number {min(count, 4)}", *(["prefixed"] if prefixed else []))
        for part in names_in(text):
            yield Found(name=part, features=(source, *extra, *(f"{feature}" for feature in place)), role=role,
                        span=(element.start, element.end))


def _source(markup: Markup, index: int, hinted: bool) -> str:
    attributes = markup.tree.elements[index].attributes
    if not hinted:
        return "author page"
    if markup.tree.elements[index].tag == "a" and "author" in attributes.get("rel", ""):
        return "rel"
    return "itemprop" if "itemprop" in attributes and "author" in markup.hints[index].split() else "hint"


_NO_NAMES = frozenset({"html", "body", "main", "article", "img", "script", "style", "svg", "path", "input",
    "textarea", "form"})


def _from_lines(markup: Markup, around: PeopleAround) -> Iterator[Found]:
    """Yield names from lines that begin as bylines do ("By ...", "Text: ...")."""
    text = markup.tree.text
    count = 0
    for line in markup.lines:
        if line.end - line.start > 250:
            continue
        words = cleaned(text[line.start : line.end])
        found = _LINE.search(words) if 5 < len(words) < 160 else None
        if not found:
            continue
        start = found.start("by") < 3
        count += 1
        if count > 30:
            return
        place = tuple(_place(markup, line.block, line.start, around))
        features = ("line", "line begins" if start else "line holds", f"line number {min(count, 4)}",
                    f"by {found['by'].split()[0].casefold()}", "line short" if len(words) < 60 else "line long")
        for number, part in enumerate(names_in(found["name"])[:6]):
            extra = ("line first",) if number == 0 else ()
            yield Found(name=part, features=(*features, *extra, *place), role=_role(markup, line.start),
                        span=(line.start, line.end))


_CONTEXT = re.compile(r"(?P<review>review|fact|edit|medical|expert|checked|geprüft|approved)|(?P<about>about|über"
                      r"|more from|mehr von)"
                      r"|(?P<by>\b(?:by|von|par|por|di|door|autor|author|text|written)\W*$)|(?P<photo>photo|foto"
                      r"|image|bild)", re.I)
_DATED = re.compile(r"(?:19|20)\d\d")


def _place(markup: Markup, index: int, place: int, around: PeopleAround) -> Iterator[str]:
    text = markup.tree.text
    context = _CONTEXT.search(text, max(0, place - 40), place)
    if context:
        yield f"context {context.lastgroup}"
    line = markup.line_at(place)
    if line is not None:
        length = line.end - line.start
        yield "on line " + ("short" if length < 50 else "middle" if length < 150 else "long")
    if _DATED.search(text, place, place + 120):
        yield "date behind"
    elif _DATED.search(text, max(0, place - 60), place):
        yield "date before"
    depth = 0
    if index >= 0 and markup.region[index]:
        yield f"in {markup.region[index]}"
    while index >= 0 and depth < 5:
        if "no byline" in markup.marks[index]:
            yield "hint against"
            break
        index = markup.tree.elements[index].parent
        depth += 1
    if around.headline is None:
        yield "no headline"
    elif place < around.headline[0]:
        yield "before 200" if around.headline[0] - place < 200 else "before"
    else:
        distance = place - around.headline[1]
        yield "after " + next((str(limit) for limit in (60, 200, 600, 2000) if distance < limit), "far")


def _role(markup: Markup, start: int) -> Role:
    before = markup.tree.text[max(0, start - 30) : start + 15]
    for role, pattern in _ROLES:
        if pattern.search(before):
            return role  # type: ignore[return-value]
    return "text"


def names_in(text: str) -> list[str]:
    """Return the names that a byline's text holds, as printed, without "By", dates and what follows."""
    names = []
    for _ in range(3):
        text, changed = _PREFIX.subn("", text[:300], count=1)
        if not changed:
            break
    for part in _SPLIT.split(text):
        name = _END.sub("", _PREFIX.sub("", part)).strip(" \t.,:;|-–—\"'“”„•·*")
        if len(name) > 1 and not name.isdigit():
            names.append(name)
    return names[:20]


def _byline(one: Named) -> Byline:
    best = max(one.found, key=lambda found: (found.span is not None, found.role != "text"))
    name = best.name
    kind: Kind = "person"
    if agency_name(name):
        kind = "agency"
    elif "outlet" in one.features or "domain" in one.features or "organisation" in one.features:
        kind = "outlet"
    elif "desk" in one.features:
        kind = "desk"
    return Byline(name=name, kind=kind, role=best.role, span=best.span)
