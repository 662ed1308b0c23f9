"""Every place of a page that names whom it credits: JSON-LD, meta elements, marked elements, visible lines, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from dateline.article.linked_data import LinkedData
from dateline.article.markup import Line, Markup, cleaned
from dateline.article.printed_names import IN_LINE, PREFIX, in_line, is_label, is_name, may_begin, names_in
from dateline.model import Span

Role = Literal["text", "photo", "translation", "editing", "video"]

_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "citation_author", "dc.creator",
          "dcterms.creator", "dc.contributor", "byl", "og:article:author", "article:author_name",
          "shareaholic:article_author_name", "creator", "article.author", "author-name", "authors", "og:author",
          "book:author", "cxenseparse:author", "dc.publisher")
_LABELLED = re.compile(r"written|verfasst|geschrieben|author|autor|escrito|écrit|scritto|geschreven|von\b|by\b|skriv"
                       r"|автор", re.I)
_AUTHOR_PAGE = re.compile(  # of lower case: several times faster
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|writers?|contributors?|people|profile|staff"
    r"|team|by|user|journalist[a-z]*|redaktion|redaktor[a-z]*|member|reporter|columnist)s?/[^/?#]")
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("photo", re.compile(r"photo|foto|bild|image|picture|camera|фото", re.I)),
    ("translation", re.compile(r"translat|übersetz|traduc|traduit|перев", re.I)),
    ("editing", re.compile(r"edited by|editing by|edit(?:ed)?\s*:", re.I)),
    ("video", re.compile(r"\bvideo\s*(?:by|:|von)", re.I)))
_WITH_TEXT = re.compile(r"(?:text|words|story)\W{0,3}(?:und|and|et)?\W{0,3}(?:photo|foto|bild|picture)", re.I)
_CONTEXT = re.compile(r"(?P<review>review|fact|edit|medical|expert|checked|geprüft|approved)|(?P<about>about|über"
                      r"|more from|mehr von)"
                      r"|(?P<by>\b(?:by|von|par|por|di|door|autor|author|text|written)\W*$)|(?P<photo>photo|foto"
                      r"|image|bild)", re.I)
_DATED = re.compile(r"(?:19|20)\d\d")
_BIO = re.compile(r"(?P<name>[^\W\d_a-z][\w'’.-]*(?:\s[^\W\d_a-z][\w'’.-]*){1,3})\s(?:is|ist|was|has|hat|writes"
                  r"|schreibt|arbeitet|lebt|studierte|works|lives|covers|est|es|è)\s")
_IN_SCRIPT = re.compile(
    rb'\\?"(?:[Aa]uthors?|[Bb]ylines?|[Aa]uthor_?[Nn]ames?|[Aa]uthored_?[Bb]y)\\?"\s{0,3}:\s{0,3}[\[{\s]{0,6}'
    rb'(?:\\?"[@_a-zA-Z]{1,20}\\?"\s?:\s?\\?"[^"\\]{0,60}\\?",\s?){0,3}?'
    rb'(?:\\?"(?:name|displayName|display_name|fullName|full_name|title)\\?"\s?:\s?)?\\?"([^"\\<>{}]{3,60})\\?"')
_STEMS = (b"uthor", b"yline")
_STEM_HITS = 60  # of one stem that are looked at
_SCRIPT_BYTES = 2_000_000
_JOINER = re.compile(r"\W*(?:and|und|et|y|e|og|och|en|i|и|&|,)\W*", re.I)
_NO_NAMES = frozenset({"html", "body", "main", "article", "img", "script", "style", "svg", "path", "input",
                       "textarea", "form"})
_ELEMENTS, _LINES, _NEAR, _FEET, _BIOS = 60, 30, 20, 12, 8  # places of each kind that are looked at
_SEARCHED = 3_000  # lines of one page that are searched for names
_LONG = 120  # characters from which a line is a paragraph


class Found(Struct, frozen=True, kw_only=True):
    """One place that names somebody."""

    name: str
    features: tuple[str, ...]  # the first is the kind of place
    role: Role = "text"
    organisation: bool = False  # whether markup calls it one
    span: Span | None = None


class PeopleAround(Struct, frozen=True, kw_only=True):
    """What is known before bylines are sought."""

    headlines: tuple[Span, ...] = ()  # where the headline is printed
    headline_text: str = ""
    outlets: tuple[str, ...] = ()
    domain: str = ""  # "courier" of courier.example.com's registrable domain's first label


def places_of(markup: Markup, linked: LinkedData, data: bytes, around: PeopleAround) -> Iterator[Found]:
    """Yield every place that names somebody. data: the page's bytes, for names in scripts."""
    yield from _from_linked_data(linked)
    yield from _from_metas(markup)
    yield from _from_elements(markup, around)
    yield from _from_lines(markup, around)
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
    """Yield names that JSON in scripts calls an author's; found by stems, for speed."""
    seen: set[bytes] = set()
    for stem in _STEMS:
        place = data.find(stem, 0, _SCRIPT_BYTES)
        for _ in range(_STEM_HITS):
            if place < 0:
                break
            found = _IN_SCRIPT.search(data, max(0, place - 3), place + 260)
            if found and found.start() <= place and found[1] not in seen:
                seen.add(found[1])
                for part in names_in(cleaned(found[1].decode("utf-8", "replace"))):
                    yield Found(name=part, features=("script", f"script number {min(len(seen), 3)}"))
            place = data.find(stem, place + len(stem), _SCRIPT_BYTES)


def _from_elements(markup: Markup, around: PeopleAround) -> Iterator[Found]:
    """Yield names from elements that say to hold one: by rel, itemprop, class, or a link to an author's page."""
    elements = markup.tree.elements
    count = 0
    hinted = set(markup.marked.get("byline", ()))
    links = [one.index for one in markup.by_tag.get("a", ())
             if (href := one.attributes.get("href")) and _AUTHOR_PAGE.search(href.lower())]
    for index in sorted(hinted.union(links)):
        element = elements[index]
        if element.end == element.start or element.end - element.start > 200 or element.tag in _NO_NAMES:
            continue
        source = _source(markup, index, index in hinted)
        count += 1
        if count > _ELEMENTS:
            return
        place = tuple(_place(markup, index, element.start, around))
        text = markup.printed(element)
        extra = (f"{source} number {min(count, 4)}", *(["prefixed"] if PREFIX.search(text) else []))
        for part in names_in(text):
            yield Found(name=part, features=(source, *extra, *place), role=_role(markup, element.start),
                        span=(element.start, element.end))


def _source(markup: Markup, index: int, hinted: bool) -> str:
    attributes = markup.tree.elements[index].attributes
    if not hinted:
        return "author page"
    if markup.tree.elements[index].tag == "a" and "author" in attributes.get("rel", ""):
        return "rel"
    return "itemprop" if "itemprop" in attributes and "author" in markup.hints[index].split() else "hint"


def _from_lines(markup: Markup, around: PeopleAround) -> Iterator[Found]:
    """Yield names from visible lines: behind "By", near the headline, under the last paragraph, in "X is a ..."."""
    text = markup.tree.text
    counts = dict.fromkeys(_MOST, 0)
    windows = [(start - 200, end + 700) for start, end in around.headlines[:4]]
    lowest, highest = min((one for one, _ in windows), default=0), max((one for _, one in windows), default=-1)
    before: Line | None = None
    labelled = False  # whether the line before said "Written by" and no more
    for line in markup.lines[:_SEARCHED]:
        length = line.end - line.start
        if length <= 250:
            words = markup.words(line)
            near = lowest <= line.start <= highest and any(first <= line.start <= last for first, last in windows)
            for found in _of_line(markup, line, words, around, (before, labelled, near)):
                kind = found.features[0]
                counts[kind] += 1
                if counts[kind] <= _MOST[kind]:
                    yield found
            labelled = is_label(words)
            before = line
            continue
        if counts["bio"] < _BIOS and (bio := _BIO.match(text[line.start : line.start + 80].lstrip())):
            counts["bio"] += 1
            yield Found(name=bio["name"], features=("bio", "bio long", *_place(markup, line.block, line.start, around)))
        before, labelled = line, False


_MOST = {"line": _LINES, "label": _LINES, "near": _NEAR, "foot": _FEET, "bio": _BIOS}


def _of_line(markup: Markup, line: Line, words: str, around: PeopleAround,
             beside: tuple[Line | None, bool, bool]) -> Iterator[Found]:
    """Yield whom one short line names. beside: the line before, whether it was a label only, is a headline near."""
    before, labelled, near = beside
    short = "line short" if len(words) < 60 else "line long"
    if labelled and len(words) < 90:
        yield from _named(markup, line, ("label", "label above", short), names_in(words)[:6], around)
    if len(line.nodes) > 1:
        yield from _behind_label(markup, line, around)
    found = None
    if 5 < len(words) < 160 and (near or may_begin(words)):
        found = (in_line if near else IN_LINE.match)(words)
    if found:
        start = found.start("by") < 3
        features = ("line", "line begins" if start else "line holds", f"by {found['by'].split()[0].casefold()}", short)
        yield from _named(markup, line, features, names_in(found["name"])[:6], around)
    if near:
        parts = names_in(words) if len(words) < 90 else []
        alone = ("near alone",) if len(parts) == 1 else ("near with others",)
        names = [part for part in parts if is_name(part)]
        yield from _named(markup, line, ("near", *alone, short), names[:4], around)
        nodes = [cleaned(markup.tree.text[start:end]) for start, end in line.nodes[:12]] if len(line.nodes) > 1 else []
        yield from _named(markup, line, ("near", "near node"), [one for one in nodes if is_name(one)][:4], around)
    if len(words) < 60 and before is not None and before.end - before.start >= _LONG:
        name = words.strip("()[] –—-/*")
        if is_name(name):
            where = "foot beside" if _parent(markup, line) == _parent(markup, before) else "foot elsewhere"
            yield from _named(markup, line, ("foot", where, *(["foot bracketed"] if name != words else [])), [name],
                              around)
    bio = None if "a" <= words[:1] <= "z" else _BIO.match(words)
    if bio:
        yield Found(name=bio["name"], features=("bio", *_place(markup, line.block, line.start, around)), span=None)


def _named(markup: Markup, line: Line, features: tuple[str, ...], names: list[str],
           around: PeopleAround) -> Iterator[Found]:
    place = tuple(_place(markup, line.block, line.start, around)) if names else ()
    role = _role(markup, line.start) if names else "text"
    for number, part in enumerate(names):
        yield Found(name=part, features=(*features, *([f"{features[0]} first"] if number == 0 else []), *place),
                    role=role, span=(line.start, line.end))


def _behind_label(markup: Markup, line: Line, around: PeopleAround) -> Iterator[Found]:
    """Yield the name in the text node behind one that says "By" and no more; elements may touch."""
    text = markup.tree.text
    labelled = named = False  # what the node before was: a label, or a name behind one
    for start, end in line.nodes[:12]:
        words = text[start : min(end, start + 120)].strip()
        if labelled and words:
            place = tuple(_place(markup, line.block, start, around))
            for part in names_in(cleaned(words))[:4]:
                yield Found(name=part, features=("label", "label beside", *place), role=_role(markup, start),
                            span=(start, end))
        joined = named and bool(_JOINER.fullmatch(words))  # "By <a>X</a> and <a>Y</a>"
        named = bool(words) and labelled
        labelled = joined or (labelled and not words) or is_label(words)


def _parent(markup: Markup, line: Line) -> int:
    return markup.tree.elements[line.block].parent if line.block >= 0 else -1


def _place(markup: Markup, index: int, place: int, around: PeopleAround) -> Iterator[str]:
    """Yield where a name stands: by its context, the hints around it, and from the headline."""
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
    if not around.headlines:
        yield "no headline"
        return
    distance = min((place - end for start, end in around.headlines if place >= start), default=-1)
    if distance < 0:
        yield "before 200" if around.headlines[0][0] - place < 200 else "before"
    else:
        yield "after " + next((str(limit) for limit in (60, 200, 600, 2000) if distance < limit), "far")


def _role(markup: Markup, start: int) -> Role:
    before = markup.tree.text[max(0, start - 30) : start + 15]
    for role, pattern in _ROLES:
        found = pattern.search(before)
        if found:
            return "text" if role == "photo" and _WITH_TEXT.search(before) else role
    return "text"
