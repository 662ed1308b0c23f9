"""Every place of a page that shows a date: JSON-LD, meta, marked elements, visible lines, addresses, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from dateline.article.date_places import (
    FAR,
    distance_of,
    element_label,
    headline_chains,
    likeness_key,
    line_features,
    place_features,
    shared_features,
    stated_date,
)
from dateline.article.dated_lines import LOOKED_AT, dated_lines
from dateline.article.linked_data import LinkedData, Node, text_of
from dateline.article.markup import Line, LineRows, Markup, cleaned
from dateline.article.printed_dates import Reading, find_dates, find_months, month_number, read_stamp
from dateline.article.script_dates import script_dates
from dateline.model import Moment, Page, Span

_PUBLISHED_METAS = frozenset([
    "article:published_time", "og:published_time", "article:published", "og:article:published_time", "datepublished",
    "date.published", "published", "publish-date", "publish_date", "publishdate", "pubdate", "publication_date",
    "citation_publication_date", "citation_online_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dcterms.date", "dc.date", "date", "parsely-pub-date", "sailthru.date", "datecreated",
    "article_date_original", "cxenseparse:recs:publishtime", "rnews:datepublished", "displaydate",
    "originalpublicationdate", "ptime", "last_published", "video:release_date", "article.published", "article.created",
    "created", "release_date", "timestamp"])
_MODIFIED_METAS = frozenset([
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "modified",
    "dcterms.modified", "dc.date.modified", "article:modified", "updated", "article.updated", "revised", "date.updated",
    "modificationdate"])
_PUBLICATION = re.compile(r"publi[a-z]*[-_:. ]?(?:date|time|on|at)\b|(?:date|time)[-_:. ]?(?:of[-_ ])?publi"
                          r"|veroeffentlich|pub[-_]?date")
_DATE_META = re.compile(r"date|time|publish|creat|issued")

_IN_ADDRESS = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[/_.-]?(?P<month>0[1-9]|1[0-2]|[1-9](?=[/_.-]))[/_.-]?"
               r"(?P<day>0[1-9]|[12]\d|3[01]|[1-9](?=[/_.-]|$))(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})/(?P<month>[a-z]{3,12})/(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)", re.I),
    re.compile(r"(?<!\d)(?P<day>0[1-9]|[12]\d|3[01])[/_.-](?P<month>0[1-9]|1[0-2])[/_.-](?P<year>20\d{2})(?!\d)"),
)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})/(0?[1-9]|1[0-2])(?=/|$)")
_IMAGE_DAY = re.compile(r"/(?P<year>20\d{2})[/-](?P<month>0[1-9]|1[0-2])[/-](?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_IMAGE_STORED = re.compile(r"[?&]v=(?P<stored>1[0-9]{9})(?!\d)")
_NO_PUBLICATION = re.compile(r"modif|updat|expir|unpub|end|until", re.I)
_LINES = 3_000  # lines of one page that are searched for dates
_DATES = 60  # visible dates of one page that are weighed
_MARKED = re.compile(r"date(?:published|modified|created)")


class Sighting(Struct, frozen=True, kw_only=True):
    """One place that shows a date.

    source: what kind of place, see days.RANK. features: what it shows, the first names it. distance: characters
    behind the nearest printed headline; BEFORE, FAR. alternative: the other reading of an ambiguous date. key: what the
    markup around it looks like, the same for the entries of a list.
    """

    source: str
    moment: Moment
    features: tuple[str, ...] = ()
    distance: int = FAR
    alternative: bool = False
    key: str = ""


class DatesAround(Struct, frozen=True, kw_only=True):
    """What is known before dates are sought: language ("" for none), where the headline is printed.

    banners: what a web archive laid over the page. chains: of each printed headline the spans of the elements around
    it, the innermost first; they are filled in here.
    """

    language: str = ""
    headlines: tuple[Span, ...] = ()
    banners: tuple[Span, ...] = ()
    chains: tuple[tuple[Span, ...], ...] = ()


def sightings(page: Page, markup: Markup, linked: LinkedData, around: DatesAround) -> Iterator[Sighting]:
    """Yield every place of the page that shows a date."""
    around = replace(around, chains=headline_chains(markup, around.headlines))
    yield from _from_linked_data(linked, around.language)
    yield from _from_metas(markup, around.language)
    yield from _from_elements(markup, around)
    yield from _from_lines(markup, around)
    yield from _from_addresses(page, markup)
    yield from _from_image(markup)
    yield from _from_scripts(page.data)


def moment_of(reading: Reading, evidence: str, printed: str, span: Span | None = None) -> Moment:
    """Return a reading with its evidence."""
    note = "ambiguous day and month" if reading.ambiguous else ""
    return Moment(value=reading.value, precision=reading.precision, evidence=evidence, printed=printed[:200], span=span,
                  note=note)


def _from_scripts(data: bytes) -> Iterator[Sighting]:
    """Yield dates that JSON in scripts calls by a telling name."""
    seen: set[tuple[str, str]] = set()
    for name, value in script_dates(data):
        new = (name, value[:10]) not in seen and not _NO_PUBLICATION.search(name)
        seen.add((name, value[:10]))
        if new and (reading := read_stamp(value)):
            kind = "publish" if "ubl" in name else "create"
            yield Sighting(source="script", moment=moment_of(reading, f"script {name}", value),
                           features=(f"script {kind}", f"script number {min(len(seen), 4)}"))


def _from_linked_data(linked: LinkedData, language: str) -> Iterator[Sighting]:
    articles: list[Node] = linked.articles()
    main = {id(node): number for number, node in enumerate(articles)}
    for node in linked.nodes[:500]:
        number = main.get(id(node))
        place = "other" if number is None else "first" if number == 0 else "later"
        for field, source in (("datePublished", "json-ld datePublished"), ("dateCreated", "json-ld other"),
                              ("uploadDate", "json-ld other"), ("dateModified", "json-ld dateModified")):
            text = text_of(node, field) if field in node else ""
            reading = read_stamp(text, language) if text else None
            if reading:
                if place == "other" and source == "json-ld datePublished":
                    source = "json-ld other"
                moment = moment_of(reading, f"json-ld {field}", text)
                yield Sighting(source=source, moment=moment, features=(f"json-ld {field} {place}",),
                               distance=number if number is not None else FAR)


def _from_metas(markup: Markup, language: str) -> Iterator[Sighting]:
    for name, contents in markup.metas.items():
        source = _source_of_meta(name)
        for content in contents[:2] if source else ():
            text = cleaned(content)
            if reading := read_stamp(text, language) if len(text) < 100 else None:
                features = (source,) if source == "meta other" else (source, f"{source} {name}")
                yield Sighting(source=source, moment=moment_of(reading, f"meta {name}", text), features=features)


@lru_cache(maxsize=1_024)
def _source_of_meta(name: str) -> str:
    """Return what kind of place a meta element of a name is, "" where it tells no date."""
    if name in _MODIFIED_METAS:
        return "meta modified"
    if name in _PUBLISHED_METAS or _PUBLICATION.search(name):
        return "meta published"
    return "meta other" if _DATE_META.search(name) else ""


def _from_elements(markup: Markup, around: DatesAround) -> Iterator[Sighting]:
    """Yield dates from time elements, and from attributes of elements whose names say that they hold a date."""
    elements = markup.tree.elements
    times = {element.index for element in markup.by_tag.get("time", [])[:40]}
    marked = set(markup.marked.get("date property", [])[:40])
    named = {index for mark in ("published", "modified") for index in markup.marked.get(mark, [])[:40]}
    for number, index in enumerate(sorted(times | marked | named)):
        element = elements[index]
        if element.tag in ("meta", "script", "img", "body", "html") and index not in marked:
            continue
        value = stated_date(element)
        if not value and index in marked and element.end - element.start < 100:
            value = markup.tree.text[element.start : element.end]  # as microdata have it
        if not value:
            continue  # its text is a line like others
        text = cleaned(value[:200])
        reading = read_stamp(text, around.language) if text else None
        if reading is None:
            continue
        found = _MARKED.search(markup.hints[index]) if index in marked else None
        source = "itemprop" if found else "time element"
        kind = found[0].removeprefix("date") if found else "time" if index in times else "attribute"
        distance = distance_of(element.start, around.headlines)
        label, changed = element_label(markup, element)
        if changed and kind in ("time", "attribute"):
            kind = f"modified {kind}"
        place = (*place_features(markup, index, distance), *label, *_of_place(around, element.start))
        features = (f"{source} {kind}", f"{source} number {min(number, 3)}",
                    *(f"{source}: {feature}" for feature in place),
                    *([f"{source} clock"] if "T" in reading.value else []))
        evidence = f"itemprop {found[0]}" if found else "time element" if index in times else f"{element.tag} attribute"
        moment = moment_of(reading, evidence, text, (element.start, element.end))
        yield Sighting(source=source, moment=moment, features=features, distance=distance,
                       key=likeness_key(markup, index))


def _from_lines(markup: Markup, around: DatesAround) -> Iterator[Sighting]:
    """Yield the dates that lines of the page print."""
    text = markup.tree.text
    count = 0
    for line, may in _dated_lines(markup, around.banners):
        for reading, start in _dates_of_line(markup, line, around.language, may):
            count += 1
            if count > _DATES:
                return
            span = (start + reading.start, start + reading.end)
            distance = distance_of(span[0], around.headlines)
            features = (*line_features(markup, line, span, (distance, count)), *_of_place(around, span[0]),
                        *(["clock"] if "T" in reading.value else []))
            key = likeness_key(markup, line.block)
            moment = moment_of(reading, "printed", text[span[0] : span[1]], span)
            yield Sighting(source="printed", moment=moment, features=features, distance=distance,
                           key=key)
            if reading.swapped:
                other = Moment(value=reading.swapped, precision=reading.precision, evidence="printed", span=span,
                               printed=text[span[0] : span[1]], note="ambiguous day and month")
                yield Sighting(source="printed", moment=other, features=features, distance=distance, alternative=True,
                               key=key)


def _dated_lines(markup: Markup, banners: tuple[Span, ...]) -> list[tuple[Line, int]]:
    """Return the lines outside of banners in which a date, or a month with its year, may stand; see dated_lines.py."""
    rows, lines = markup.line_rows.rows[:_LINES], markup.lines
    kept = np.arange(len(rows))
    if banners:
        starts = rows[:, 1]
        until = np.array(banners, np.int64)
        around = np.searchsorted(until[:, 1], starts, "right")  # the first banner that ends behind a line's start
        kept = np.flatnonzero(starts < np.append(until[:, 0], len(markup.tree.text))[around])
        rows = np.ascontiguousarray(rows[kept])
    found = dated_lines(markup.tree.codes, LineRows(rows, markup.line_rows.nodes))
    return [(lines[kept[place]], may) for place, may in found]


def _of_place(around: DatesAround, place: int) -> Iterator[str]:
    yield from shared_features(around.chains, place)
    if any(start <= place < end for start, end in around.headlines):
        yield "in headline"


def _dates_of_line(markup: Markup, line: Line, language: str, may: int) -> Iterator[tuple[Reading, int]]:
    """Yield (reading, where its text begins): node by node, since elements may touch; else over the whole line.

    may: where a date may stand, see dated_lines.py.
    """
    text = markup.tree.text
    found = False
    for number, (start, end) in enumerate(line.nodes[:20] if may >= 4 else ()):
        for reading in find_dates(text[start : min(end, start + LOOKED_AT)], language) if may >> number & 4 else ():
            found = True
            yield reading, start
    if not found:
        whole = text[line.start : min(line.end, line.start + LOOKED_AT)]
        for reading in find_dates(whole, language) if may & 2 else ():
            found = True
            yield reading, line.start
        if not found and line.end - line.start < 100:
            for reading in find_months(whole, language):
                yield reading, line.start


def _from_addresses(page: Page, markup: Markup) -> Iterator[Sighting]:
    """Yield the date in the page's address, else in the one that the page calls its own."""
    for kind, url in (("address", page.url), ("canonical", markup.canonical), ("canonical", markup.meta("og:url"))):
        found = list(_from_address(kind, url)) if url else []
        yield from found
        if any(one.moment.precision == "day" for one in found):
            return


def _from_image(markup: Markup) -> Iterator[Sighting]:
    """Yield the day that the address of the page's picture tells: a folder by day, or when it was stored."""
    url = cleaned(markup.meta("og:image", "og:image:secure_url", "twitter:image"))[:2_000]
    found = _IMAGE_DAY.search(url) or _IMAGE_STORED.search(url)
    reading = None
    if found and "year" in found.groupdict():
        reading = read_stamp(f"{found['year']}-{found['month']}-{found['day']}")
    elif found:
        reading = read_stamp(found["stored"])
    if found and reading:
        yield Sighting(source="image", moment=moment_of(reading, "address of the picture", found[0]),
                       features=("image day" if "year" in found.groupdict() else "image stored",))


def _from_address(kind: str, url: str) -> Iterator[Sighting]:
    path = url.partition("/web/")[2].partition("/")[2] if "web.archive.org" in url else url
    path = "/" + path.partition("://")[2].partition("/")[2]
    for pattern in _IN_ADDRESS:
        found = pattern.search(path)
        month = (int(found["month"]) if found["month"].isdigit() else month_number(found["month"])) if found else None
        reading = read_stamp(f"{found['year']}-{month:02d}-{int(found['day']):02d}") if found and month else None
        if reading and found:
            yield Sighting(source="address", moment=moment_of(reading, "address", found[0]), features=(kind,))
            break
    month_only = _MONTH_IN_ADDRESS.search(path)
    if month_only and kind == "address":
        value = f"{month_only[1]}-{int(month_only[2]):02d}"
        moment = Moment(value=value, precision="month", evidence="address", printed=month_only[0])
        yield Sighting(source="address", moment=moment, features=("address month",))
