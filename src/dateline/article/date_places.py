"""What the place of a date says of it: the words before it, its line, the hints around, where the headline is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

from dateline.article.markup import Line, Markup
from dateline.model import Span

_WORDS = {
    "published": re.compile(r"publi|posted|veröffentlicht|erstellt|erschienen|geschrieben|created|written|first"
                            r"|originally|on\s*$|vom|(?<!up)date|datum|pubblicat|publicad|publié|posté|gepubliceerd|опублик"
                            r"|dodano|opublikowan|stand", re.I),
    "modified": re.compile(r"updat|modif|aktualisiert|geändert|bearbeitet|last|mis à jour|actualizad|aggiornat"
                           r"|bijgewerkt|обновл|aktualiz|edited|review|revised|zuletzt|stand", re.I),
    "author": re.compile(r"\b(?:by|von|par|por|di|door|autor|author)\b", re.I),
    "comment": re.compile(r"says|sagt|schrieb|comment|reply|kommentar|wrote|antwort", re.I),
    "copyright": re.compile(r"©|copyright|\(c\)", re.I),
    "event": re.compile(r"event|termin|bis|from|until|ab\b|deadline|born|geboren|geb\.|founded|seit|since|access"
                        r"|abgerufen|expire|valid|gültig", re.I),
}
_HINTS = ("date", "published", "modified", "meta", "comment", "elsewhere")
_SHAPES = ((6, "alone"), (60, "short"), (160, "middle"), (inf, "long"))  # characters of a line beside its date
BEFORE, FAR = -1, 100_000  # distance of what stands before every printed headline; of a page without one


def line_features(markup: Markup, line: Line, span: Span, at: tuple[int, int]) -> Iterator[str]:
    """Yield what a printed date shows. at: its distance, and its number among the page's."""
    distance, count = at
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
    yield next(f"line {name}" for limit, name in _SHAPES if length < limit)
    if not before.strip():
        yield "begins line"
    if line.linked > (line.end - line.start) // 2:
        yield "linked"
    if count <= 3:
        yield f"printed number {count}"
    yield from place_features(markup, line.block, distance)


def place_features(markup: Markup, index: int, distance: int) -> Iterator[str]:
    """Yield where a date stands: by the hints of the elements around it, and from the headline."""
    if index >= 0 and markup.region[index]:
        yield f"in {markup.region[index]}"
    depth = 0
    found: set[str] = set()
    while index >= 0 and depth < 5:
        shown = markup.marks[index]
        for name in _HINTS:
            if name in shown and name not in found:
                found.add(name)
                yield f"hint {name} {'near' if depth < 2 else 'far'}"
        index = markup.tree.elements[index].parent
        depth += 1
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


def distance_of(place: int, headlines: tuple[Span, ...]) -> int:
    """Return how many characters behind the nearest printed headline a place stands; below 0 before all of them."""
    if not headlines:
        return FAR
    behind = [place - end for start, end in headlines if place >= start]
    if behind:
        return max(0, min(behind))
    return min(BEFORE, place - min(start for start, _ in headlines))
