"""Visible lines that name whom the page credits: behind "By", near the headline, under the last paragraph, "X is a".

Few of a page's lines can: one look at how each begins, as it stands in page text, spares the others all that is dear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.article.markup import Line, Markup, cleaned
from dateline.article.name_places import Found, NamePlaces
from dateline.article.printed_names import LABELLED, begins_line, in_line, is_label, is_name, names_in
from dateline.article.telling_lines import (
    BEGINS,
    HOLDS,
    LABEL,
    NAMED,
    NEAR,
    NODE_NAMED,
    TELLS,
    UNCLEAR,
    UNDER,
    VERBS,
    telling_lines,
)
from dateline.model import Span

_VERB = f"(?:{'|'.join(VERBS)})"
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

    told: see telling_lines. before: the line before where that is a paragraph. under_label: whether the line before
    says "By" and no more. label: whether one of this line's text nodes does.
    """

    told: int
    before: Line | None
    under_label: bool
    label: bool


def found_in_lines(places: NamePlaces) -> Iterator[Found]:
    """Yield the names that visible lines hold."""
    counts = dict.fromkeys(_MOST, 0)
    for found in _found(places, counts):
        kind = found.features[0]
        counts[kind] += 1
        if counts[kind] <= _MOST[kind]:
            yield found


def _found(places: NamePlaces, counts: dict[str, int]) -> Iterator[Found]:
    """Yield names, of each kind as many as there are. counts: how many of each kind there were, counted elsewhere."""
    markup = places.markup
    text, lines = markup.tree.text, markup.lines
    windows = [(start - 200, end + 700) for start, end in places.around.headlines[:4]]
    likely, unsure = telling_lines(markup.tree.codes, markup.line_rows, windows, _SEARCHED)
    escaped = unsure and _ESCAPED.search(text) is not None
    label_at = -2  # the last line that says "By" and no more
    for place, told in likely:
        line = lines[place]
        start, end = line.start, line.end
        if end - start > _SHORT:
            if counts["bio"] < _MOST["bio"] and (bio := _BIO.match(text[start : start + 80].lstrip())):
                yield Found(name=bio["name"], features=("bio", "bio long", *places.at(line.block, start)[0]))
            continue
        before = lines[place - 1] if told & UNDER else None
        label = told & LABEL > 0 and _is_label_in(text, line.nodes)
        under_label = label_at == place - 1
        if told & NEAR or label or under_label or escaped or (
                told & (BEGINS | TELLS) and _TELLING.match(text, start, end)):
            words = markup.words(line)
            yield from _of_line(places, line, words, _Look(told, before, under_label, label))
            if told & (BEGINS | UNCLEAR) and is_label(words):
                label_at = place
        elif before is not None and _FEW_WORDS.match(text, start, end):
            yield from _under(places, line, markup.words(line), before)


def _is_label_in(text: str, nodes: list[Span]) -> bool:
    """Return whether a node of a line, with another behind it, says "By" and no more."""
    for start, end in nodes[:-1][: _NODES - 1]:  # noqa: SIM110  # any() takes half as long again
        if _LABEL.match(text, start, end):
            return True
    return False


def _of_line(places: NamePlaces, line: Line, words: str, look: _Look) -> Iterator[Found]:
    """Yield whom one short line names."""
    length, short = len(words), _length(words)
    if look.under_label and length < 90:
        yield from _named(places, line, ("label", "label above", short), names_in(words)[:6])
    if look.label:
        yield from _behind_label(places, line)
    found = _by(words, look.told) if 5 < length < 160 else None
    if found:
        start = found.start("by") < 3
        features = ("line", "line begins" if start else "line holds", f"by {found['by'].split()[0].casefold()}", short)
        yield from _named(places, line, features, names_in(found["name"])[:6])
    if look.told & NEAR:
        yield from _near(places, line, words, look.told)
    if look.before is not None:
        yield from _under(places, line, words, look.before)
    bio = _BIO.match(words) if look.told & (TELLS | UNCLEAR) else None
    if bio:
        yield Found(name=bio["name"], features=("bio", *places.at(line.block, line.start)[0]), span=None)


def _length(words: str) -> str:
    return "line short" if len(words) < 60 else "line long"


def _by(words: str, told: int) -> re.Match[str] | None:
    """Return "By" and whom it names: anywhere in a line near the headline, at the beginning of others."""
    if told & NEAR:
        return in_line(words) if told & HOLDS else None
    return begins_line(words) if told & (BEGINS | UNCLEAR) else None


def _near(places: NamePlaces, line: Line, words: str, told: int) -> Iterator[Found]:
    """Yield the names that a line near the headline is, and those that its text nodes are."""
    if told & NAMED and len(words) < 90:
        parts = names_in(words)
        alone = "near alone" if len(parts) == 1 else "near with others"
        names = [part for part in parts if is_name(part)]
        yield from _named(places, line, ("near", alone, _length(words)), names[:4])
    if told & NODE_NAMED:
        text = places.markup.tree.text
        nodes = [cleaned(text[start:end]) for start, end in line.nodes[:_NODES]]
        yield from _named(places, line, ("near", "near node"), [one for one in nodes if is_name(one)][:4])


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
    place, role = places.at(line.block, line.start)
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
            place, role = places.at(line.block, start)
            for part in names_in(cleaned(words))[:4]:
                yield Found(name=part, features=("label", "label beside", *place), role=role, span=(start, end))
        joined = named and bool(_JOINER.fullmatch(words))  # "By <a>X</a> and <a>Y</a>"
        named = bool(words) and labelled
        labelled = joined or (labelled and not words) or is_label(words)


def _parent(markup: Markup, line: Line) -> int:
    return markup.tree.elements[line.block].parent if line.block >= 0 else -1
