"""When the page was published and changed: every date that it shows, weighed by day, with its evidence.

Candidates are grouped by day, since pages repeat their date in many places; a day's features are those of all places
that show it. What no place shows clearly enough stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from dateline.article.linked_data import LinkedData, Node, text_of
from dateline.article.markup import Line, Markup, cleaned
from dateline.article.printed_dates import Reading, find_dates, find_months, read_stamp
from dateline.article.ranking import probability, score, weights
from dateline.model import Moment, Page, Span, Times

_PUBLISHED_METAS = (
    "article:published_time", "og:published_time", "article:published", "og:article:published_time", "datepublished",
    "date.published", "published", "publish-date", "publish_date", "publishdate", "pubdate", "publication_date",
    "citation_publication_date", "citation_online_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
        "dc.date.created",
    "dcterms.date", "dc.date", "date", "parsely-pub-date", "sailthru.date", "datecreated", "article_date_original",
    "cxenseparse:recs:publishtime", "rnews:datepublished", "displaydate", "originalpublicationdate", "ptime",
        "last_published",
    "video:release_date", "article.published", "article.created", "created", "release_date", "timestamp")
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "modified",
        "dcterms.modified",
    "dc.date.modified", "article:modified", "updated", "article.updated", "revised", "date.updated", "modificationdate")
_DATE_META = re.compile(r"date|time|publish|creat|issued")

_WORDS = {
    "published": re.compile(r"publi|posted|veröffentlicht|erstellt|erschienen|geschrieben|created|written|first"
                            r"|originally|on\s*$|vom|date|datum|pubblicat|publicad|publié|posté|gepubliceerd|опублик"
                            r"|dodano|opublikowan|stand", re.I),
    "modified": re.compile(r"updat|modif|aktualisiert|geändert|bearbeitet|last|mis à jour|actualizad|aggiornat"
                           r"|bijgewerkt|обновл|aktualiz|edited|review|revised|zuletzt|stand", re.I),
    "author": re.compile(r"\b(?:by|von|par|por|di|door|autor|author)\b", re.I),
    "comment": re.compile(r"says|sagt|schrieb|comment|reply|kommentar|wrote|antwort", re.I),
    "copyright": re.compile(r"©|copyright|\(c\)", re.I),
    "event": re.compile(r"event|termin|bis|from|until|ab\b|deadline|born|geboren|geb\.|founded|seit|since|access"
                        r"|abgerufen|expire|valid|gültig", re.I),
}
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d{2})[/_.-]?(0[1-9]|1[0-2]|[1-9](?=[/_.-]))[/_.-]?(0[1-9]|[12]\d|3[01]"
                         r"|[1-9](?=[/_.-]|$))(?!\d)")
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})/(0?[1-9]|1[0-2])(?=/|$)")
_IN_SCRIPT = re.compile(
    rb'\\?"(date_?[Pp]ublished|[Pp]ublish(?:ed)?_?(?:[Dd]ate|[Aa]t|[Oo]n|[Tt]ime)?|pub_?[Dd]ate|publication_?[Dd]ate'
    rb'|created_?[Aa]t|date_?[Cc]reated'
    rb'|first_?[Pp]ublished(?:_?[Aa]t|_?[Dd]ate)?|display_?[Dd]ate'
    rb'|post_?date(?:_gmt)?)\\?"\s*:\s*\\?"?([0-9][0-9T:.+\-Z ]{7,30})')
_STEMS = (b"ublish", b"ublicationDate", b"ublication_date", b"ub_date", b"ubDate", b"reated", b"ost_date",
    b"isplayDate",
          b"isplay_date")
_STEM_HITS = 200  # of one stem that are looked at
_SCRIPT_BYTES = 2_000_000
_LINES = 3_000  # lines of one page that are searched for dates
_DATES = 60  # visible dates of one page that are weighed
_SURE = 0.25

_SOURCE_RANK = ("given", "json-ld datePublished", "meta published", "itemprop", "time element", "printed", "meta other",
                "json-ld other", "script", "json-ld dateModified", "meta modified", "address")


class Sighting(Struct, frozen=True, kw_only=True):
    """One place that shows a date."""

    source: str  # one of _SOURCE_RANK
    moment: Moment
    features: tuple[str, ...] = ()
    alternative: bool = False  # the other reading of an ambiguous date


class Day:
    """A day and all sightings of it."""

    __slots__ = ("features", "sightings")

    def __init__(self) -> None:
        self.sightings: list[Sighting] = []
        self.features: set[str] = set()


class DatesAround(Struct, frozen=True, kw_only=True):
    """What is known before dates are sought."""

    language: str = ""
    headline: Span | None = None  # where the headline is printed


def find_times(page: Page, markup: Markup, linked: LinkedData, around: DatesAround) -> Times:
    """Return when the page was published and modified, with the days that lost, the likeliest first."""
    captured = captured_moment(page)
    seen = list(sightings(page, markup, linked, around))
    days = weighed_days(seen, captured)
    weigh = weights("published")
    ranked = sorted(((score(day.features, weigh), name) for name, day in days.items()), reverse=True)
    best = days[ranked[0][1]] if ranked and probability(ranked[0][0]) >= _SURE else None
    published = _best_moment(best.sightings) if best else None
    modified = _modified(seen, published, captured)
    rivals = [_best_moment(days[name].sightings) for _, name in ranked if days[name] is not best][:20]
    return with_given(page, Times(published=published, modified=modified, captured=captured,
                                  rivals=tuple(one for one in rivals if one != modified)))


def with_given(page: Page, times: Times) -> Times:
    """Return the times with what the input says of the page in front of what the page says."""
    reading = read_stamp(page.given.published) if page.given.published else None
    if reading is None:
        return times
    given = _moment(reading, "given", page.given.published or "")
    rivals = (times.published, *times.rivals) if times.published else times.rivals
    return Times(published=given, modified=times.modified, captured=times.captured, rivals=rivals)


def captured_moment(page: Page) -> Moment | None:
    """Return the time of capture that came with the page."""
    reading = read_stamp(page.captured) if page.captured else None
    return _moment(reading, page.captured_from or "given", page.captured or "") if reading else None


def weighed_days(seen: list[Sighting], captured: Moment | None) -> dict[str, Day]:
    """Return the days that can be the publication's, with their features; none later than the capture and a day."""
    last = _shifted(captured.value[:10], 1) if captured else ""
    days: dict[str, Day] = {}
    for sighting in seen:
        name = sighting.moment.value[:10]
        if len(name) == 10 and not (last and name > last):
            day = days.setdefault(name, Day())
            day.sightings.append(sighting)
    for day in days.values():
        for sighting in day.sightings:
            day.features.update([f"{feature} alternative" for feature in sighting.features[:1]] if sighting.alternative
                                else sighting.features)
        _nearest_only(day.features)
    months = {one.moment.value for one in seen if one.source == "address" and len(one.moment.value) == 7}
    _compare(days, months)
    return days


def _nearest_only(features: set[str]) -> None:
    """Of a day's places behind the headline and in the order of dates, keep the nearest and the first."""
    for group in _ORDERED:
        shown = [feature for feature in group if feature in features]
        features.difference_update(shown[1:])


_BEHIND = ("40", "120", "300", "800", "2000", "8000", "far")
_ORDERED = (tuple(f"after {one}" for one in _BEHIND), tuple(f"time: after {one}" for one in _BEHIND),
            tuple(f"count {one}" for one in range(1, 5)), tuple(f"before {one}" for one in ("100", "400", "far")))


def _compare(days: dict[str, Day], months: set[str]) -> None:
    """Add what days show beside each other: how many kinds of places, who is the earliest, who is next door."""
    kinds = {name: {one.source for one in day.sightings if not one.alternative} for name, day in days.items()}
    strong = sorted(name for name, found in kinds.items() if found & _STRONG)
    present = {kind for found in kinds.values() for kind in found}
    for name, day in days.items():
        own = sorted(kinds[name])
        day.features.add(f"kinds {min(len(own), 4)}")
        day.features.update(f"{one} and {other}" for place, one in enumerate(own) for other in own[place + 1 :])
        day.features.update(f"not {kind}" for kind in present & _TELLING if kind not in own)
        if len(strong) > 1 and name in strong:
            day.features.add("earliest" if name == strong[0] else "latest" if name == strong[-1] else "between")
        if len(days) == 1:
            day.features.add("only day")
        if months:
            day.features.add("month in address" if name[:7] in months else "month not in address")
        for near in (_shifted(name, -1), _shifted(name, 1)):
            day.features.update(f"next to {kind}" for kind in kinds.get(near, ()) if kind in _TELLING)


_STRONG = frozenset({"json-ld datePublished", "meta published", "itemprop", "time element", "json-ld dateModified",
                     "meta modified", "address"})
_TELLING = frozenset({"json-ld datePublished", "meta published", "itemprop", "time element", "printed", "address"})


def _shifted(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _moment(reading: Reading, evidence: str, printed: str, span: Span | None = None) -> Moment:
    note = "ambiguous day and month" if reading.ambiguous else ""
    return Moment(value=reading.value, precision=reading.precision, evidence=evidence, printed=printed[:200], span=span,
                  note=note)


def _best_moment(sightings: list[Sighting]) -> Moment:
    """Return the moment of a day's best source, with a time of day where a place as good as visible text has one."""
    ranked = sorted(sightings, key=lambda one: (one.alternative, _SOURCE_RANK.index(one.source)))
    for one in ranked:
        if one.moment.precision in ("minute", "second") and _SOURCE_RANK.index(one.source) <= 5:
            return one.moment
    return ranked[0].moment


def _modified(seen: list[Sighting], published: Moment | None, captured: Moment | None) -> Moment | None:
    """Return the best moment that a place calls the last change, unless it lies before publication."""
    last = _shifted(captured.value[:10], 1) if captured else "9999"
    for wanted in ("json-ld dateModified", "meta modified", "itemprop", "time element", "printed"):
        for one in seen:
            if (one.source == wanted and "modified" in one.features[0].lower() and not one.alternative
                    and (published is None or one.moment.value[:10] >= published.value[:10])
                    and one.moment.value[:10] <= last):
                return one.moment
    return None


def sightings(page: Page, markup: Markup, linked: LinkedData, around: DatesAround) -> Iterator[Sighting]:
    """Yield every place of the page that shows a date."""
    yield from _from_linked_data(linked, around.language)
    yield from _from_metas(markup, around.language)
    yield from _from_elements(markup, around)
    yield from _from_lines(markup, around)
    yield from _from_address(page.url)
    yield from _from_scripts(page.data)


def _from_scripts(data: bytes) -> Iterator[Sighting]:
    """Yield dates that JSON in scripts calls by a telling name; found by their names' stems, for speed."""
    for stem in _STEMS:
        place = data.find(stem, 0, _SCRIPT_BYTES)
        for _ in range(_STEM_HITS):
            if place < 0:
                break
            found = _IN_SCRIPT.search(data, max(0, place - 16), place + 90)
            if found and found.start(1) <= place:
                name, value = found[1].decode("ascii"), found[2].decode("ascii")
                if reading := read_stamp(value):
                    kind = "publish" if "ubl" in name else "create"
                    yield Sighting(source="script", moment=_moment(reading, f"script {name}", value),
                                   features=(f"script {kind}",))
            place = data.find(stem, place + len(stem), _SCRIPT_BYTES)


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
                moment = _moment(reading, f"json-ld {field}", text)
                yield Sighting(source=source, moment=moment, features=(f"json-ld {field} {place}",))


def _from_metas(markup: Markup, language: str) -> Iterator[Sighting]:
    for name, contents in markup.metas.items():
        published, modified = name in _PUBLISHED_METAS, name in _MODIFIED_METAS
        if not (published or modified or _DATE_META.search(name)):
            continue
        for content in contents[:2]:
            text = cleaned(content)
            if reading := read_stamp(text, language) if len(text) < 100 else None:
                source = "meta published" if published else "meta modified" if modified else "meta other"
                features = (f"{source} {name}", source) if published or modified else (source,)
                if modified:
                    features = ("meta modified", f"{source} {name}")
                yield Sighting(source=source, moment=_moment(reading, f"meta {name}", text), features=features)


def _from_elements(markup: Markup, around: DatesAround) -> Iterator[Sighting]:
    """Yield dates from time elements, and from elements whose itemprop or class says that they hold a date."""
    elements = markup.tree.elements
    times = {element.index for element in markup.by_tag.get("time", [])[:40]}
    marked = markup.marked.get("date property", [])[:40]
    for index in sorted(times | set(marked)):
        element = elements[index]
        attributes = element.attributes
        value = attributes.get("datetime") or attributes.get("content") or attributes.get("title") or ""
        if not value and index in times:
            continue  # its text is a line like others
        text = cleaned(value[:200])
        reading = read_stamp(text, around.language) if text else None
        if reading is None:
            continue
        found = _MARKED.search(markup.hints[index])
        source = "itemprop" if found else "time element"
        kind = "modified" if found and "modified" in found[0] else "published" if found else "time"
        place = _place_features(markup, index, element.start, around)
        if kind == "time" and any(feature.startswith("hint modified") for feature in place):
            kind = "modified time"
        features = (f"{source} {kind}", *(f"time: {feature}" for feature in place))
        moment = _moment(reading, f"itemprop {found[0]}" if found else "time element", text,
            (element.start, element.end))
        yield Sighting(source=source, moment=moment, features=features)


_HINTS = frozenset({"date", "published", "modified", "meta", "comment", "elsewhere"})
_MARKED = re.compile(r"date(?:published|modified|created)")


def _from_lines(markup: Markup, around: DatesAround) -> Iterator[Sighting]:
    """Yield the dates that lines of the page print."""
    text = markup.tree.text
    count = 0
    for line in markup.lines[:_LINES]:
        if not _DIGIT.search(text, line.start, min(line.end, line.start + 400)):
            continue
        for reading, start in _dates_of_line(markup, line, around.language):
            count += 1
            if count > _DATES:
                return
            span = (start + reading.start, start + reading.end)
            features = tuple(_line_features(markup, line, span, around, count))
            moment = _moment(reading, "printed", text[span[0] : span[1]], span)
            yield Sighting(source="printed", moment=moment, features=features)
            if reading.swapped:
                other = Moment(value=reading.swapped, precision=reading.precision, evidence="printed", span=span,
                               printed=text[span[0] : span[1]], note="ambiguous day and month")
                yield Sighting(source="printed", moment=other, features=features, alternative=True)


_DIGIT = re.compile(r"\d")


def _dates_of_line(markup: Markup, line: Line, language: str) -> Iterator[tuple[Reading, int]]:
    """Yield (reading, where its text begins): node by node, since elements may touch; else over the whole line."""
    text = markup.tree.text
    found = False
    for start, end in line.nodes[:20] if len(line.nodes) > 1 else ():
        if _DIGIT.search(text, start, min(end, start + 400)):
            for reading in find_dates(text[start : min(end, start + 400)], language):
                found = True
                yield reading, start
    if not found:
        whole = text[line.start : min(line.end, line.start + 400)]
        for reading in find_dates(whole, language):
            found = True
            yield reading, line.start
        if not found and line.end - line.start < 100:
            for reading in find_months(whole, language):
                yield reading, line.start


def _line_features(markup: Markup, line: Line, span: Span, around: DatesAround, count: int) -> Iterator[str]:
    text = markup.tree.text
    before = text[max(line.start, span[0] - 40) : span[0]]
    after = text[span[1] : min(line.end, span[1] + 40)]
    words = [name for name, pattern in _WORDS.items() if pattern.search(before)]
    yield "printed modified" if "modified" in words and "published" not in words else "printed"
    for name in words:
        yield f"word {name}"
    if not before.strip() and _WORDS["comment"].search(after):
        yield "word comment"
    length = line.end - line.start - (span[1] - span[0])
    shape = "alone" if length < 6 else "short" if length < 60 else "middle" if length < 160 else "long"
    yield f"line {shape}"
    yield f"count {min(count, 4)}"
    for feature in _place_features(markup, line.block, span[0], around):
        yield feature
        if feature.startswith(("after", "before")):
            yield f"line {shape} {feature}"


def _place_features(markup: Markup, index: int, place: int, around: DatesAround) -> Iterator[str]:
    """Yield where a date stands: by the hints of the elements around it, and from the headline."""
    if index >= 0 and markup.region[index]:
        yield f"in {markup.region[index]}"
    depth = 0
    found: set[str] = set()
    while index >= 0 and depth < 5:
        for name in sorted((markup.marks[index] & _HINTS) - found):
            found.add(name)
            yield f"hint {name} {'near' if depth < 2 else 'far'}"
        index = markup.tree.elements[index].parent
        depth += 1
    if around.headline is None:
        yield "no headline"
        return
    start, end = around.headline
    if place < start:
        distance = start - place
        yield "before " + ("100" if distance < 100 else "400" if distance < 400 else "far")
    else:
        distance = place - end
        yield "after " + next((str(limit) for limit in (40, 120, 300, 800, 2000, 8000) if distance < limit), "far")


def _from_address(url: str | None) -> Iterator[Sighting]:
    if not url:
        return
    path = url.partition("/web/")[2].partition("/")[2] if "web.archive.org" in url else url
    path = "/" + path.partition("://")[2].partition("/")[2]
    found = _IN_ADDRESS.search(path)
    if found:
        year, month, day = found.groups()
        reading = read_stamp(f"{year}-{int(month):02d}-{int(day):02d}")
        if reading:
            yield Sighting(source="address", moment=_moment(reading, "address", found[0]), features=("address",))
    month_only = _MONTH_IN_ADDRESS.search(path)
    if month_only:
        value = f"{month_only[1]}-{int(month_only[2]):02d}"
        moment = Moment(value=value, precision="month", evidence="address", printed=month_only[0])
        yield Sighting(source="address", moment=moment, features=("address month",))
