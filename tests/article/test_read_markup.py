"""The native core reads markup, and what start tags say, as plain definitions do."""

from __future__ import annotations

import re
import tracemalloc

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.article import hints
from dateline.article.rows import Unsplittable, read_markup
from dateline.article.shapes import Shapes, unescaped, written
from dateline.article.tags import names_of, number_of
from dateline.article.tree import Tree

_LEAVES = {"br", "img", "template"}
_RAW = {"script", "style", "xmp", "iframe"}
_PIECES = st.sampled_from([
    "<p>", "</p>", '<p class="a">', "<b>", "</b>", "<br>", '<img src="x">', "<x-y>", "</x-y>", "<Ü>", "</Ü>", "<P>",
    "</P>", "<script>", "</script>", "<xmp>", "</xmp>", "<template>", "</template>", '<template id="t">',
    "<!-- x > <p> -->", "<!---->", "<!-->", "<!", "<", ">", "<>", "</>", "&amp;", "&nbsp;", "&quot;", "&lt;", "&gt;",
    "&x;", "&", "a", " ", "\n", "<svg>", "</svg>", "<p <=x>", "<iframe><", "</iframe>", "<p a<b>", "<?a < b?>",
    "ж", "𝟏",
    "\u2003", "\u2028", "\0", "</p a>", "<\u212abd>", "<p\0>"])
_NESTING = st.recursive(
    st.sampled_from(["a", " ", "&lt;", "<br>", "<!--x-->", "<xmp>&</xmp>", "ж\u2003", "<style></style>",
                     "<template><p>x<template></template>y</p></template>"]),
    lambda some: st.tuples(st.sampled_from(["p", "b", "x-y", "Ü"]), st.lists(some, max_size=4)).map(
        lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>"))
_HINTING = ("class", "id", "itemprop", "rel", "role", "data-testid", "property")


_TAG = re.compile(r"<!--.*?-->|<\?[^>]*>|<([^!?>][^>]*)>", re.DOTALL)
_TEXT = re.compile("[^<>]*")


class _Plain:
    """What markup says up to so many nodes, read one tag after the other."""

    def __init__(self, markup: str, most: int) -> None:
        self.elements: list[list[object]] = []  # tag, parent, start, end, last
        self.texts: list[tuple[int, int, int, int, bool]] = []
        self.text = ""
        self.cut = False
        self.opened: list[tuple[int, str]] = []
        self.hidden = 0
        self.raw = ""
        self.odd = self.drawn = False
        self.told = self.read(markup, most)

    def read(self, markup: str, most: int) -> bool:
        at = nodes = 0
        while at < len(markup):
            found = _TAG.match(markup, at)
            if found is None:
                return False
            tag, at = found[1] or "?", found.end()
            if "<" in tag and self.hidden:
                return False
            literal = self.is_literal(tag)
            behind = _TEXT.findall(markup, at)[0]
            if literal:
                behind, ended, _ = markup[at:].partition(f"</{tag.partition(' ')[0]}>")
                if not ended:
                    return False
            at += len(behind)
            self.odd = self.odd or "<" in tag or found[0].startswith("<?")
            nodes += (tag[0] != "/") + bool(behind)
            self.cut = nodes > most
            if self.cut:
                rest = re.sub("<!--.*?-->", "", markup[at:], flags=re.DOTALL)
                if self.odd or rest.count("<") != rest.count(">") or "<!--" in rest:
                    return False
                break
            if not (self.one(tag) and (self.hidden or not behind or self.between(behind, literal=literal))):
                return False
        if self.raw or self.hidden or (self.opened and not self.cut) or (self.odd and self.drawn):
            return False
        while self.opened:
            self.close()
        return True

    def is_literal(self, tag: str) -> bool:
        return (not self.hidden and not self.raw and tag.partition(" ")[0] in ("xmp", "iframe")
                and not self.is_foreign())

    def is_foreign(self) -> bool:
        return any(name in ("svg", "math") for _, name in self.opened)

    def close(self) -> None:
        self.elements[self.opened.pop()[0]][3:] = len(self.text), len(self.elements) - 1

    def one(self, tag: str) -> bool:
        name = tag.partition(" ")[0]
        if self.hidden:
            self.hidden += (name == "template") - (tag == "/template")
        elif tag == "?":
            return not self.raw
        elif tag[0] == "/":
            if not self.opened or self.opened[-1][1] != tag[1:]:
                return False
            self.close()
            self.raw = ""
        else:
            if self.raw or "\0" in tag or "\u212a" in name:
                return False
            place, start = len(self.elements), len(self.text)
            self.elements.append([tag, self.opened[-1][0] if self.opened else -1, start, start, place])
            self.hidden = int(name == "template")
            self.drawn = self.drawn or (name == "template" and self.is_foreign())
            if name.lower() not in _LEAVES:
                self.opened.append((place, name))
            self.raw = name if name.lower() in _RAW else ""
        return True

    def between(self, behind: str, *, literal: bool) -> bool:
        meant = behind if literal else unescaped(behind)
        self.odd = self.odd or (literal and bool(re.search("[<>&]", behind)))
        start, self.text = len(self.text), self.text + meant
        self.texts.append((self.opened[-1][0] if self.opened else -1, start, len(self.text), len(self.elements),
                           meant.isspace()))
        return not self.raw or literal


class TestMarkup:
    @settings(deadline=None)
    @given(st.lists(_PIECES, max_size=40).map("".join), st.sampled_from([0, 1, 2, 5, 10, 1_000]))
    def test_it_is_read_as_tag_after_tag_is(self, markup: str, most: int) -> None:
        self.compare(markup, most)

    @settings(deadline=None)
    @given(_NESTING, st.sampled_from([0, 1, 3, 8, 1_000]))
    def test_so_is_what_nests(self, markup: str, most: int) -> None:
        self.compare(f"<html>{markup}</html>", most)

    def compare(self, markup: str, most: int) -> None:
        plain = _Plain(markup, most)
        if not plain.told:
            with pytest.raises(Unsplittable):
                read_markup(markup, most)
            return
        read = read_markup(markup, most)
        rows, texts, tags = read.rows, read.texts, read.tags.decode().split("\0")[:-1]
        columns = rows.parents, rows.starts, rows.ends, rows.lasts
        assert plain.elements == [[tags[shape], *one] for shape, *one in zip(
            rows.shapes, *[column.tolist() for column in columns], strict=True)]
        assert plain.texts == list(zip(*[column.tolist() for column in (
            texts.parents, texts.starts, texts.ends, texts.before, texts.blank)], strict=True))
        assert (plain.text, plain.cut) == (read.text, read.cut)
        assert len(set(tags)) == len(tags) == len(read.numbers)
        names = [tag.partition(" ")[0].lower() for tag in tags]
        assert read.numbers.tolist() == list(map(number_of, names))
        assert names_of(read.numbers, tags) == names
        assert rows.tags.tolist() == read.numbers[rows.shapes].tolist()

    def test_white_space_is_what_python_says(self) -> None:
        some = [chr(code) for code in [*range(0x3100), *range(0xfe00, 0x10400)] if chr(code) not in "<>&"]
        markup = "".join([f"<br>{one}<br> {one} " for one in some])
        expected = [one.isspace() for one in some for _ in range(2)]
        assert read_markup(markup, 10**9).texts.blank.tolist() == expected

    def test_tags_by_the_hundred_thousand_differ(self) -> None:
        read = read_markup("".join([f'<br id="{number % 70_000}">' for number in range(100_000)]), 10**9)
        assert len(read.numbers) == 70_000
        assert read.rows.shapes.tolist() == [*range(70_000), *range(30_000)]

    def test_elements_nest_however_deep(self) -> None:
        read = read_markup("<p>" * 100_000 + "</p>" * 100_000, 10**9)
        assert read.rows.parents.tolist() == list(range(-1, 99_999))
        assert set(read.rows.lasts.tolist()) == {99_999}

    def test_marks_in_raw_text_take_no_room(self) -> None:
        markup = "<xmp>" + "<" * 1_000_000 + "</xmp>"
        tracemalloc.start()
        read = read_markup(markup, 50_000)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert read.text == "<" * 1_000_000
        assert most < 16 * len(markup)


_VALUES = st.lists(st.sampled_from([
    *" ".join(hints._WORDS.values()).split(), "time", "Time", "_", "-", "0", "fn", "\x1f", "related-news", "read-more",
    "Headline", "AUTHOR", "by-line", "post", "&", '"', "<", "\xa0", "&amp;", " ", "\n", "ж", "ẞ",
    "Σ", "İ", "\u0130mg", "ma\u212aes", "aktualis", "a\u212atualis", "publ\u0130", "x" * 90, "é" * 400, "𝟏", "=",
    'class="x"']), max_size=6).map("".join)


_TAGS = st.tuples(st.sampled_from(["p", "div", "b", "svg", "x-y", "Ü"]), st.dictionaries(
    st.sampled_from([*_HINTING, "=", "=x", "x", "classes", "data-id", "Ж", '"', '="']), _VALUES, max_size=5))


class TestHints:
    @settings(deadline=None)
    @given(st.lists(_TAGS, max_size=5))
    @example([("p", {"class": "\u212a"}), ("p", {"class": "x" * 999 + "\xa0y"}), ("p", {"id": "é" * 1_001})])
    def test_they_are_what_attributes_say(self, tags: list[tuple[str, dict[str, str]]]) -> None:
        sources = [written(tag, attributes) for tag, attributes in tags]
        numbers = np.array([number_of(tag.lower()) for tag, _ in tags], np.uint8)
        shapes = Shapes("".join([f"{one}\0" for one in sources]).encode(), numbers)
        assert [one.source for one in shapes] == sources
        for shape, (tag, attributes) in zip(shapes, tags, strict=True):
            hint = " ".join([attributes[one] for one in _HINTING if one in attributes])[:1_000].lower()
            assert shape.attributes == attributes
            assert (shape.tag, shape.hint) == (tag.lower(), "" if tag in ("b", "svg") else hint)
            assert {name for name in hints.BITS if shape.shows(name)} == {
                name for name in hints.BITS if hints.shows(shape.hint[:200], name)}
            assert shape.marks == hints.marks(shape.hint)
            assert all(shape.told & hints.BITS[name] for name in hints.BITS if hints.shows(shape.hint, name))
        shown = {place: {name for name in hints.SOUGHT if shape.shows(name)} for place, shape in enumerate(shapes)}
        assert {place: set(names) for place, names in shapes.sought().items()} == {
            place: names for place, names in shown.items() if names}

    def test_a_page_without_tags_has_none(self) -> None:
        assert Shapes(b"", np.empty(0, np.uint8)) == []

    def test_a_name_that_looks_like_a_value_is_none(self) -> None:
        [*_, last] = Tree("<p a\"b=1 class=lead =c \"=z id='x\" id=\"y'>").shapes
        assert last.hint == 'lead x" id="y'
