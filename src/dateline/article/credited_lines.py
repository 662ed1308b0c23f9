"""Visible lines that name whom the page credits: behind "By", near the headline, under the last paragraph, "X is a".

Few of a page's lines can: one look at how each begins, as it stands in page text, spares the others all that is dear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.article.markup import Line, Markup, cleaned
from dateline.article.name_places import Found, NamePlaces
from dateline.article.printed_names import LABELLED, begins_line, in_line, is_label, is_name, names_in
from dateline.model import Span

_VERB = r"(?:is|ist|was|has|hat|writes|schreibt|arbeitet|lebt|studierte|works|lives|covers|est|es|è)"
_BIO = re.compile(rf"(?P<name>[^\W\d_a-z][\w'’.-]*+(?:\s[^\W\d_a-z][\w'’.-]*+){{1,3}})\s{_VERB}\s")
_TELLING = re.compile(rf"\s*+(?:{LABELLED}|[^\W\d_a-z]\S*+(?:\s++[^\sa-z\d_]\S*+){{1,3}}\s++{_VERB}\s)")
_FEW_WORDS = re.compile(r"\s*+[^\sa-z]\S*+(?:\s++\S++){1,11}\s*+\Z")  # a name, marks around it
_ESCAPED = re.compile(r"&(?:#|\w+;)")  # what no look at page text sees through
_LABEL = re.compile(rf"\s*+{LABELLED}\W*+\Z")
_JOINER = re.compile(r"\W*(?:and|und|et|y|e|og|och|en|i|и|&|,)\W*", re.I)
_MOST = {"line": 30, "label": 30, "near": 20, "foot": 12, "bio": 8}  # places of each kind that are looked at
_SEARCHED = 3_000  # lines of one page that are searched for names
_NODES = 12  # text nodes of one line
_SHORT = 250  # characters up to which all of a line is looked at
_LONG = 120  # characters from which a line is a paragraph


class _Look(NamedTuple):
    """What is known of a short line before all of it is looked at.

    before: the line before where that is a paragraph. under_label: whether the line before says "By" and no more.
    label: whether one of this line's text nodes does. near: whether a headline is.
    """

    before: Line | None
    under_label: bool
    label: bool
    near: bool


def found_in_lines(places: NamePlaces) -> Iterator[Found]:
    """Yield the names that visible lines hold."""
    markup = places.markup
    text = markup.tree.text
    counts = dict.fromkeys(_MOST, 0)
    windows = [(start - 200, end + 700) for start, end in places.around.headlines[:4]]
    lowest, highest = min((one for one, _ in windows), default=0), max((one for _, one in windows), default=-1)
    paragraph: Line | None = None  # the line before
    under_label = False
    escaped = _ESCAPED.search(text) is not None
    for line in markup.lines[:_SEARCHED]:
        start, end = line.start, line.end
        if end - start > _SHORT:
            if counts["bio"] < _MOST["bio"] and (bio := _BIO.match(text[start : start + 80].lstrip())):
                counts["bio"] += 1
                yield Found(name=bio["name"], features=("bio", "bio long", *places.features(line.block, start)))
            paragraph, under_label = line, False
            continue
        near = lowest <= start <= highest and any(first <= start <= last for first, last in windows)
        label = line.several and _is_label_in(text, line.nodes)
        telling: Iterable[Found] = ()
        if near or label or under_label or escaped or _TELLING.match(text, start, end):
            words = markup.words(line)
            telling = _of_line(places, line, words, _Look(paragraph, under_label, label, near))
            under_label = is_label(words)
        elif paragraph is not None and _FEW_WORDS.match(text, start, end):
            telling = _under(places, line, markup.words(line), paragraph)
        for found in telling:
            kind = found.features[0]
            counts[kind] += 1
            if counts[kind] <= _MOST[kind]:
                yield found
        paragraph = line if end - start >= _LONG else None


def _is_label_in(text: str, nodes: list[Span]) -> bool:
    """Return whether a node of a line, with another behind it, says "By" and no more."""
    for start, end in nodes[:-1][: _NODES - 1]:  # noqa: SIM110  # any() takes half as long again
        if _LABEL.match(text, start, end):
            return True
    return False


def _of_line(places: NamePlaces, line: Line, words: str, look: _Look) -> Iterator[Found]:
    """Yield whom one short line names."""
    length = len(words)
    short = "line short" if length < 60 else "line long"
    if look.under_label and length < 90:
        yield from _named(places, line, ("label", "label above", short), names_in(words)[:6])
    if look.label:
        yield from _behind_label(places, line)
    found = (in_line if look.near else begins_line)(words) if 5 < length < 160 else None
    if found:
        start = found.start("by") < 3
        features = ("line", "line begins" if start else "line holds", f"by {found['by'].split()[0].casefold()}", short)
        yield from _named(places, line, features, names_in(found["name"])[:6])
    if look.near:
        parts = names_in(words) if length < 90 else ()
        alone = ("near alone",) if len(parts) == 1 else ("near with others",)
        names = [part for part in parts if is_name(part)]
        yield from _named(places, line, ("near", *alone, short), names[:4])
        if line.several:
            text = places.markup.tree.text
            nodes = [cleaned(text[start:end]) for start, end in line.nodes[:_NODES]]
            yield from _named(places, line, ("near", "near node"), [one for one in nodes if is_name(one)][:4])
    if look.before is not None:
        yield from _under(places, line, words, look.before)
    bio = _BIO.match(words)
    if bio:
        yield Found(name=bio["name"], features=("bio", *places.features(line.block, line.start)), span=None)


def _under(places: NamePlaces, line: Line, words: str, paragraph: Line) -> Iterator[Found]:
    """Yield the name that a line under a paragraph is, and nothing else."""
    name = words.strip("()[] –—-/*")
    if len(words) < 60 and is_name(name):
        beside = _parent(places.markup, line) == _parent(places.markup, paragraph)
        where = "foot beside" if beside else "foot elsewhere"
        yield from _named(places, line, ("foot", where, *(["foot bracketed"] if name != words else [])), [name])


def _named(places: NamePlaces, line: Line, features: tuple[str, ...], names: Sequence[str]) -> Iterator[Found]:
    if not names:
        return
    place, role = places.features(line.block, line.start), places.role(line.start)
    for number, part in enumerate(names):
        yield Found(name=part, features=(*features, *([f"{features[0]} first"] if number == 0 else []), *place),
                    role=role, span=(line.start, line.end))


def _behind_label(places: NamePlaces, line: Line) -> Iterator[Found]:
    """Yield the name in the text node behind one that says "By" and no more; elements may touch."""
    text = places.markup.tree.text
    labelled = named = False  # what the node before was: a label, or a name behind one
    for start, end in line.nodes[:_NODES]:
        words = text[start : min(end, start + 120)].strip()
        if labelled and words:
            place, role = places.features(line.block, start), places.role(start)
            for part in names_in(cleaned(words))[:4]:
                yield Found(name=part, features=("label", "label beside", *place), role=role, span=(start, end))
        joined = named and bool(_JOINER.fullmatch(words))  # "By <a>X</a> and <a>Y</a>"
        named = bool(words) and labelled
        labelled = joined or (labelled and not words) or is_label(words)


def _parent(markup: Markup, line: Line) -> int:
    return markup.tree.elements[line.block].parent if line.block >= 0 else -1
