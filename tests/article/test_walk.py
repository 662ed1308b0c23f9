"""From a parsed page to flat lists: by splitting the parser's own markup, else node by node."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from dateline import limits
from dateline.article import crowded_tags, read_article, walk
from dateline.article.tree import Tree
from dateline.article.walk import Unsplittable, Walked
from dateline.model import Page

_PIECES = st.sampled_from([
    "<p>", "</p>", "<div class='a b'>", "</div>", "<b>", "</b>", "<a href='/x?a=1&amp;b=2' rel=author>", "</a>", "<br>",
    "<img alt='a > b \"c\"'>", "<table>", "<tr>", "<td>", "<svg viewBox='0 0 1 1'><linearGradient/>", "</svg>",
    "<script>if (a < b) {}</script>", "<style>a>b{}</style>", "<template><p>x<template>y</template></template>",
    "<!-- a > b <i> -->", "<!>", "<iframe>x</iframe>", "<textarea><b>", "</textarea>", "<noscript><p>n</p></noscript>",
    "<p a\"b=1 =c \"=\">", "<title>t&lt;</title>", "<select><option>o", "</select>", "a & b", "&amp;lt;", "&nbsp;",
    "x > y", "\n  ", "ж", "<pre>\n\n", "</pre>", "<x-y hidden>", "</x-y>", "<math><mi>", "</math>", "<li>", "</ul>",
    "<p a<b=1>x", "<a<b>x</a<b>", "<iframe><p>x</p></iframe>y", "<xmp><b>x &amp; y</b></xmp>", "<noframes><</noframes>",
    "<noembed>&lt;</noembe></noembed>", "<div <=x <!-- -->",
    "<?php if (a < b) ?>", "<?x>"])
_STRANGE = ["<plaintext>a<b>c", "<svg><xmp>x</xmp>", "<math><iframe>a<b</iframe>", "<template><p a<b=1>x</template>"]


def told(found: Walked) -> list[object]:
    elements = [(one.tag, one.parent, one.start, one.end, one.last, one.attributes, one.raw_text)
                for one in found.elements]
    rows, texts = found.rows, found.texts
    columns = [rows.parents, rows.starts, rows.ends, rows.lasts, rows.tags,
               texts.parents, texts.starts, texts.ends, texts.before, texts.blank]
    assert [found.shapes[place] for place in rows.shapes] == [one.shape for one in found.elements]
    return [elements, [column.tolist() for column in columns], found.text, found.cut]


class TestTwoWays:
    @given(st.lists(_PIECES, max_size=30).map("".join))
    def test_find_the_same(self, html: str) -> None:
        try:
            split = walk._split(LexborHTMLParser(html))
        except Unsplittable:
            return
        assert told(split) == told(walk._asked(LexborHTMLParser(html)))

    @pytest.mark.parametrize("html", _STRANGE)
    def test_markup_that_cannot_be_split_is_asked(self, html: str) -> None:
        """A "<" in a name, or contents that are not escaped: the nodes tell what splitting would get wrong."""
        with pytest.raises(Unsplittable):
            walk._split(LexborHTMLParser(html))
        assert told(walk.walked(html)) == told(walk._asked(LexborHTMLParser(html)))


class TestTree:
    def test_text_is_as_the_parser_decoded_it(self) -> None:
        tree = Tree("<p>a &lt;b&gt; &amp;amp; c&nbsp;d<script>x<y</script>e</p>")
        assert tree.text == "a <b> &amp; c\xa0de"
        assert [one.raw_text for one in tree.elements if one.tag == "script"] == ["x<y"]

    def test_attributes_are_as_the_parser_decoded_them(self) -> None:
        tree = Tree("""<p class=" a  b" title='say "x" &amp; y' hidden data-x="1 = 2" "="">t</p>""")
        assert tree.elements[-1].attributes == {
            "class": " a  b", "title": 'say "x" & y', "hidden": "", "data-x": "1 = 2", '"': ""}

    def test_elements_written_alike_share_what_their_tag_says(self) -> None:
        tree = Tree("<p class=lead>a<p class=lead>b<p class=foot>c")
        first, second, third = (one for one in tree.elements if one.tag == "p")
        assert first.shape is second.shape
        assert third.shape is not first.shape


@pytest.mark.parametrize("count", [1, 2_047, 2_048, 2_049, 10_000])
def test_long_tags_are_seen_wherever_they_stand(count: int) -> None:
    """The leap from "<" to "<" finds what is longer than a length, and nothing else."""
    html = "<p>x" * 3_000 + "<p" + " a=1" * count + "<b>" + "<i>y" * 9_000
    seen = [html.index("<p a")] if 2 + 4 * count > crowded_tags.LENGTH + 1 else []
    assert list(crowded_tags._long(html, "<")) == seen


class TestDensity:
    """A page of next to nothing but tags, or of lines of a word, is read up to what a second allows."""

    def test_a_page_of_cells_alone_is_cut_and_says_so(self) -> None:
        html = "<table><tr>" + "<td>x" * 60_000
        article = read_article(Page(id="cells", data=html.encode()))
        assert len(Tree(html).elements) < limits.nodes(len(html)) < 70_000
        assert any("nodes of the page are read" in one.reason for one in article.repairs)

    def test_lines_of_a_word_are_judged_up_to_a_number(self) -> None:
        html = "<p>Harrow</p>" * 8_000
        article = read_article(Page(id="words", data=html.encode()))
        assert sum(one.reason == "after the first 3480 lines of the page" for one in article.dropped) == 8_000 - 3_480

    def test_a_book_of_paragraphs_is_read_whole(self) -> None:
        assert limits.lines(12_000 * 250) == limits.LINES
        assert limits.nodes(16 * limits.MIB) == limits.NODES
