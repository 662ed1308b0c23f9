"""What the place of a date says of it: the words before it, its line, the hints around, where the headline is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from math import inf

from dateline.article.hints import BITS, NOTHING, shows
from dateline.article.markup import Line, Markup
from dateline.article.places import place_of
from dateline.article.tree import Element
from dateline.model import Span

# All of these are of lower case: several times faster than case ignored.
_WORDS = {
    "published": re.compile(r"publi|posted|veröffentlicht|erstellt|erschienen|geschrieben|created|written|first"
                            r"|originally|on\s*$|vom|d(?<!upd)ate|datum|pubblicat|publicad|publié|posté|gepubliceerd|опублик"
                            r"|dodano|opublikowan|stand"),
    "modified": re.compile(r"updat|modif|aktualisiert|geändert|bearbeitet|last|mis à jour|actualizad|aggiornat"
                           r"|bijgewerkt|обновл|aktualiz|edited|review|revised|zuletzt|stand"),
    "author": re.compile(r"\b(?:by|von|par|por|di|door|autor|author)\b"),
    "comment": re.compile(r"says|sagt|schrieb|comment|reply|kommentar|wrote|antwort"),
    "copyright": re.compile(r"©|copyright|\(c\)"),
    "event": re.compile(r"event|termin|bis|from|until|ab\b|deadline|born|geboren|geb\.|founded|seit|since|access"
                        r"|abgerufen|expire|valid|gültig"),
}
_LABELS = (
    ("published", re.compile(r"publi(?!c\b)|posted|veröffentlich|erstellt|erschienen|geschrieben|created|written"
                             r"|originally|datum|pubblicat|posté|gepubliceerd|geplaatst|опублик|dodano|opublikowan"
                             r"|publicerad|udgivet|julkaistu|közzét|zveřejn|yay[ıi]nla|eingestellt|freigegeben|issued"
                             r"|发布|發布|発行|公開|게시|입력|등록|نشر|δημοσι|objavljen")),
    ("modified", re.compile(r"updat|modif|aktualisiert|geändert|änderung|bearbeitet|mis(?:e)? à jour|actuali[sz]ad"
                            r"|aggiornat|bijgewerkt|обновл|aktualiz|edited|review|revised|corrected|uppdaterad"
                            r"|opdateret|päivitetty|frissít|güncelle|last change|更新|수정|تحديث|ενημ")),
    ("event", re.compile(r"\b(?:event|termin|deadline|born|geboren|founded|since|seit|until|expires?|valid|gültig"
                         r"|accessed|retrieved|abgerufen|starts?|ends?|redeem|best before|copyright)\b|©|geb\.")),
    ("loose", re.compile(r"\b(?:vom|zum|ab|bis|am|on|from|date|when|le|il|el|op)\b")),
)
_READ = re.compile(r"\d\s?(?:min\b|minuten?|minutes?|mins)|lesezeit|lesedauer|reading time|temps de lecture|read time"
                   r"|tempo di lettura|leestijd")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*$"
                      r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)"
                      r"[.,]*\s*(?:der|den|dem)?\s*$")
_STATED = ("datetime", "content", "title", "data-datetime", "data-date", "data-time", "data-timestamp",
           "data-published", "data-publish-date", "data-utime", "data-epoch")
_STATES = re.compile(f' (?:{"|".join(_STATED)})="')
_BANNER = re.compile(r"(?:^|\s)wm-ipp")  # what the Internet Archive lays over its pages
_DIGITS = re.compile(r"\d+")
_AROUND, _NEAR = 20, 5  # elements around a date that are looked at, and those whose hints tell of it
_HINTS = ("date", "published", "modified", "meta", "comment", "elsewhere")
_HINTED = sum([BITS[name] for name in _HINTS])
_OWN = frozenset({"date", "published", "modified", "meta", "comment", "elsewhere", "date property"})
_SHAPES = ((6, "alone"), (60, "short"), (160, "middle"), (inf, "long"))  # characters of a line beside its date
BEFORE, FAR = -1, 100_000  # distance of what stands before every printed headline; of a page without one


def label_of(markup: Markup, line: Line, place: int) -> tuple[str, bool]:
    """Return what the words nearest before a date call it ("" for nothing), and whether a line above says so.

    A line that begins with its date is labelled by a short one right above.
    """
    text = markup.tree.text
    above = False
    before = text[max(line.start, place - 40) : place].lower()
    if not before.strip():
        previous = markup.line_before(line)
        if previous is None or previous.end - previous.start > 40:
            return "", False
        before, above = text[previous.start : previous.end].lower(), True
    return _label_in(before), above


@lru_cache(maxsize=1_024)
def _label_in(before: str) -> str:
    """Return what the last label in some words (lower case) calls the date behind them, "" for nothing.

    A word like "on" counts where no other label stands: "updated on" is a label of changes.
    """
    found = "", -1
    for name, pattern in _LABELS:
        if name == "loose" and found[0]:
            break
        for match in pattern.finditer(before):
            if match.end() > found[1]:
                found = name, match.end()
    return found[0]


def likeness_key(markup: Markup, index: int) -> str:
    """Return what the markup around a date looks like, the same for the entries of a list."""
    if index < 0:
        return ""
    element = markup.tree.elements[index]
    parent = f"{markup.tree.elements[element.parent].tag} {markup.hints[element.parent]}" if element.parent >= 0 else ""
    return _DIGITS.sub("", f"{element.tag} {markup.hints[index]} < {parent}")


def line_features(markup: Markup, line: Line, span: Span, at: tuple[int, int]) -> Iterator[str]:
    """Yield what a printed date shows. at: its distance, and its number among the page's."""
    distance, count = at
    text = markup.tree.text
    before = text[max(line.start, span[0] - 40) : span[0]].lower()
    after = text[span[1] : min(line.end, span[1] + 40)].lower()
    begins = not before.strip()
    words = [] if begins else [name for name, pattern in _WORDS.items() if pattern.search(before)]
    yield "printed modified" if "modified" in words and "published" not in words else "printed"
    for name in words:
        yield f"word {name}"
    if begins and _WORDS["comment"].search(after):
        yield "word comment"
    length = line.end - line.start - (span[1] - span[0])
    yield next(f"line {name}" for limit, name in _SHAPES if length < limit)
    if begins:
        yield "begins line"
    if line.linked > (line.end - line.start) // 2:
        yield "linked"
    if count <= 3:
        yield f"printed number {count}"
    label, above = label_of(markup, line, span[0])
    if label:
        yield f"label {label}"
        yield f"label {label} {'above' if above else 'beside'} {'prose' if length >= 60 else 'short'}"
    elif length < 60:
        yield "no label short"
    if any(_READ.search(text[start:end].lower()) for start, end in (
            (span[1], span[1] + 60), (max(0, span[0] - 40), span[0]))):
        yield "reading time"
    if not begins and _WEEKDAY.search(before):
        yield "weekday"
    yield from own_features(markup, span[0], line.block)
    yield from place_features(markup, line.block, distance)


def stated_date(element: Element) -> str:
    """Return the first of an element's attributes that may state a date, "" for none."""
    if not _STATES.search(element.shape.source):
        return ""  # most of them, before their attributes are read
    attributes = element.attributes
    return next((attributes[name] for name in _STATED if attributes.get(name)), "")


def element_label(markup: Markup, element: Element) -> tuple[list[str], bool]:
    """Return the feature of what the words before an element call its date; whether they or hints tell of a change."""
    line = markup.line_at(element.start)
    label = label_of(markup, line, element.start)[0] if line else ""
    return [f"label {label}"] if label else [], label == "modified" or _is_changed(markup, element.index)


def _is_changed(markup: Markup, index: int) -> bool:
    """Return whether the nearest hint that tells change from publication tells of change."""
    for _ in range(2):
        shown = markup.marks[index] if index >= 0 else frozenset()
        if ("modified" in shown) != ("published" in shown):
            return "modified" in shown
        index = markup.tree.elements[index].parent if index >= 0 else -1
    return False


def own_features(markup: Markup, place: int, block: int) -> Iterator[str]:
    """Yield what the inline elements say right around a date that stands at `place` in an element `block`."""
    texts, elements = markup.tree.texts, markup.tree.elements
    index = int(texts.parents[bisect_right(texts.starts, place) - 1])
    found: set[str] = set()
    for _ in range(_AROUND):
        if index <= block:
            break
        element = elements[index]
        found |= element.shape.marks & _OWN
        if element.tag == "time":
            found.add("time")
        index = element.parent
    for name in sorted(found):
        yield f"own {name}"
    if "modified" in found and "published" not in found:
        yield "own changed"


def place_features(markup: Markup, index: int, distance: int) -> Iterator[str]:
    """Yield where a date stands: by the hints of the elements around it, and from the headline."""
    if index >= 0 and (region := markup.region[index]):
        yield f"in {region}"
    elements = markup.tree.elements
    found: set[str] = set()
    embeds = markup.tree.shapes.may_show("embed")
    embedded = False
    for depth in range(_AROUND if embeds else _NEAR):
        if index < 0:
            break
        shape = elements[index].shape
        shown = shape.marks if depth < _NEAR and shape.told & _HINTED else NOTHING
        for name in _HINTS if shown else ():
            if name in shown and name not in found:
                found.add(name)
                yield f"hint {name} {'near' if depth < 2 else 'far'}"
        embedded = embedded or bool(shape.told & BITS["embed"] and shows(shape.hint, "embed"))
        index = elements[index].parent
    if embedded:
        yield "embedded"
    if distance == FAR:
        yield "no headline"
    elif distance <= BEFORE:
        yield "before"
        if distance > -400:
            yield "just before"
    else:
        for limit in (60, 200, 600, 2000, 8000):
            if distance < limit:
                yield f"after {limit}"


def banners(markup: Markup) -> tuple[Span, ...]:
    """Return the spans of what a web archive lays over the page, in order, none inside another."""
    found: list[Span] = []
    laid = place_of(markup.tree.shapes.written, b"wm-ipp") >= 0
    for one in markup.tree.elements if laid else ():
        if one.end > (found[-1][1] if found else 0) and _BANNER.search(markup.hints[one.index]):
            found.append((one.start, one.end))
    return tuple(found)


def headline_chains(markup: Markup, headlines: tuple[Span, ...]) -> tuple[tuple[Span, ...], ...]:
    """Return for each printed headline the spans of the elements around it, the innermost first."""
    elements = markup.tree.elements
    chains: list[tuple[Span, ...]] = []
    for start, _ in headlines[:5]:
        line = markup.line_at(start)
        index = line.block if line else -1
        chain: list[Span] = []
        while index >= 0:
            chain.append((elements[index].start, elements[index].end))
            index = elements[index].parent
        chains.append(tuple(chain))
    return tuple(chains)


def shared_features(chains: tuple[tuple[Span, ...], ...], place: int) -> Iterator[str]:
    """Yield how large the smallest element is that holds both a date and a headline, and how far out of it."""
    best: tuple[int, int] | None = None
    for chain in chains:
        for level, (start, end) in enumerate(chain):
            if start <= place < end:
                if best is None or end - start < best[0]:
                    best = end - start, level
                break
    if best is None:
        return
    yield next(f"shared {limit}" for limit in (150, 500, 1500, 5000, 15_000, inf) if best[0] <= limit)
    yield f"shared level {min(best[1], 5)}"


def distance_of(place: int, headlines: tuple[Span, ...]) -> int:
    """Return how many characters behind the nearest printed headline a place stands; below 0 before all of them."""
    if not headlines:
        return FAR
    behind = [place - end for start, end in headlines if place >= start]
    if behind:
        return max(0, min(behind))
    return min(BEFORE, place - min(start for start, _ in headlines))
