"""The look at a whole page before its guards: what it calls ordinary, they leave as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.nesting import guarded, is_ordinary

_PIECES = ("<p>", "</p>", "<b ", "<FONT ", "<body a=1>", "<p ", "</p ", "<script>", "</script>", "<SCRIPT", "<ſcript>",
           "<style_>", "<scripté>", "<styleː>", "a ", "a=1 ", "a='", 'a="', "'", '"', ">", '=">', "='<b>' ",
           "= \n '>'", "/", "<", "a\u00e9 ", "\u0130", "<\u0130 ", "<\u017fmall ", "<option>", "</SELECT>",
           "<opt\u0131on>", "<select x>", "words ", "中", "a/", "==", "<tt\t", "<tt/", "<tt", "\n", " ")
_MANY = st.sampled_from([1, 1, 1, 1, 2, 26, 520, 2_100, 9_000])


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4), _MANY), max_size=6))
def test_the_guards_change_nothing_of_an_ordinary_page(parts: list[tuple[list[str], int]]) -> None:
    html = "".join("".join(pieces) * many for pieces, many in parts)
    if is_ordinary(html.encode()):
        assert guarded(html) == (html, 0)


@given(st.text(alphabet="<>ab =\"'/\n\f中", max_size=300))
def test_short_pages_are_ordinary(html: str) -> None:
    assert is_ordinary(html.encode())


@pytest.mark.parametrize("html", [
    "", "<", "<p a='>'>x", "<script>var a = x<b, c = '" + "word \" ' " * 5_000 + "'</script><p>two</p>",
    f"<p data-x='{'{&quot;a&quot;:1} ' * 9000}'>{'rain in harrow ' * 9000}</p>", "<p>中文</p>" * 4_000,
    "<style>" + ".a>b{content:'x'}" * 9_000 + "</style>", "<p>" + "a" * 100_000, "<b>x</b>" * 2_000,
    "<b class=x>y</b>" * 100])
def test_what_pages_are_made_of_is_ordinary(html: str) -> None:
    assert is_ordinary(html.encode())


@pytest.mark.parametrize("html", [
    "<p " + "a " * 5_000, "<p " + "a='>' " * 600, "<b " + "a " * 25, "<option>" * 2_001, "<p>" * 20_000,
    "<b class=x>" * 3_000, "<ſmall " + "a " * 25, "a" * 9_000 + "<p " + "a='>' " * 600])
def test_what_the_guards_change_is_not(html: str) -> None:
    assert not is_ordinary(html.encode())
