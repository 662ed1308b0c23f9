"""Tags with too many attributes lose the rest of them; nothing else changes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from dateline import limits
from dateline.article import crowded_tags
from dateline.article.crowded_tags import has_few, of_few_names, uncrowded
from dateline.article.nesting import guarded, is_ordinary


@given(st.text(alphabet="<>ab =\"'/\n", max_size=300))
def test_short_markup_is_not_touched(html: str) -> None:
    assert uncrowded(html) == (html, 0)


@pytest.mark.parametrize("attribute", ["a{n}=1", "a{n}='>'", 'a{n}=">"', "a{n}", "a{n}='<'", "a{n}=<", "a{n}='<b>'",
                                       """a{n} = "'><'" """, "<a{n}"])
def test_a_crowded_tag_keeps_its_first_attributes_and_what_follows(attribute: str) -> None:
    crowd = " ".join(attribute.format(n=n) for n in range(20_000))
    html, cut = uncrowded(f"<p>one</p><p {crowd}>two</p>")
    assert cut == 1
    assert html.startswith(f"<p>one</p><p {attribute.format(n=0)}")
    assert html.endswith(">two</p>")
    assert html.count("a") <= limits.ATTRIBUTES


def test_one_long_attribute_and_long_text_are_not_touched() -> None:
    html = f"<p data-x='{'{&quot;a&quot;:1} ' * 9000}'>{'rain in harrow ' * 9000}</p>"
    assert uncrowded(html) == (html, 0)


def test_it_is_linear() -> None:
    times = []
    for size in (20_000, 200_000):
        html = "<p " + 'a="' * size
        started = time.process_time()
        uncrowded(html)
        times.append(time.process_time() - started)
    assert times[1] < 40 * max(times[0], 0.001)


def test_what_looks_like_a_tag_inside_a_script_is_not_touched() -> None:
    html = "<p>one</p><script>var a = x<b, c = '" + "word \" ' " * 20_000 + "'</script><p>two</p>"
    assert uncrowded(html) == (html, 0)


def test_an_end_tag_is_one_too() -> None:
    crowd = " ".join(f"a{n}" for n in range(20_000))
    html, cut = uncrowded(f"<p>one</p {crowd}>two")
    assert (cut, html.endswith(">two")) == (1, True)
    assert html.count("a") == limits.ATTRIBUTES


_PIECES = ["<p", "<a ", "</i ", "<svg ", "<script>", "</script>", "<!--", "-->", "<textarea>", "<b/", " x", "y", "=",
           '"', "'", ">", "/", "<", "\n", "é", "<![CDATA[", "]]>", "<title>", "</title>"]


class TestNames:
    """The parser seeks the name of each attribute among all others of a page: there are only so many."""

    @given(st.lists(st.sampled_from(_PIECES), max_size=150).map("".join), st.integers(0, 12))
    def test_no_attribute_of_the_tree_is_missed(self, html: str, most: int) -> None:
        root = LexborHTMLParser(html).root
        there = sum(len(node.attributes) for node in root.traverse()) if root is not None else 0
        data = html.encode()
        assert there <= most or crowded_tags._attribute_count(data, len(data), most) > most

    @pytest.mark.parametrize("before", ["", '<a x="', "<script>'\"</script>", "<!-- ' -->", "<title>\"</title>",
                                        '<p a="">'])
    @pytest.mark.parametrize("joint", [" ", "/", "=1 ", "=''", '=">"'])
    def test_many_names_are_no_ordinary_page(self, before: str, joint: str) -> None:
        tags = ["<p " + joint.join(f"a{i}" for i in range(400 * n, 400 * n + 400)) + joint + ">x" for n in range(100)]
        html = before + "".join(tags)
        assert not is_ordinary(html.encode())
        few, _ = guarded(html)
        root = LexborHTMLParser(few).root
        assert root is not None
        assert len({name for node in root.traverse() for name in node.attributes}) <= limits.ATTRIBUTE_NAMES + 20

    def test_many_attributes_of_few_names_stay(self) -> None:
        html = "".join(f'<p class="c{n}" id="i{n}" data-n={n}>x' for n in range(12_000))
        few, cut = guarded(html)
        assert (few.count("class="), few.count("id="), few.count("data-n="), cut) == (12_000, 12_000, 12_000, 0)

    def test_words_of_a_long_text_are_no_attributes(self) -> None:
        html = "<p>" + "".join(f"word{n} " for n in range(100_000)) + "</p>"
        assert has_few(html.encode())

    def test_what_is_left_out_still_parts_its_neighbours(self) -> None:
        names = {f"n{n}" for n in range(limits.ATTRIBUTE_NAMES - 1)} | {"b"}
        assert of_few_names(''' new="1"b="2"''', names) == ''' b="2"'''
