"""The guard before the parser: what spares it, spares no page that it would cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import limits
from dateline.article import nesting
from dateline.article.nesting import guarded

_PIECES = ("<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<I>", "</i>", "<td>", "<tr>", "<LI>", "<br>", "<img/>",
           "<path/>", "<svg x='/'>", "</svg>", "<script>", "</script>", "</scriptx>", "<!--", "-->", "<title>",
           "</title>", "words", "<", "<p/>", "<a href='>'>", "</a>", "</x", "<div/", "\n", "//")


@given(st.lists(st.tuples(st.sampled_from(_PIECES), st.integers(1, 9)), max_size=30))
def test_the_cheap_look_spares_no_page_that_is_cut(pieces: list[tuple[str, int]]) -> None:
    html = "".join(piece * times for piece, times in pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "DEPTH", 8)
        patch.setattr(nesting, "_OPEN_FORMATTING", 4)
        guard = nesting._Guard(html)
        guard.run()
        assert not (nesting._is_shallow(html) and guard.cut)


@pytest.mark.parametrize("piece", ["<p>x</p>", "<td>x", "<li>x", "<br>", "<path d=x />", "<!-- <div> -->",
                                   "<script>'<b>'</script>", "<b>x</b>", "<DIV><p>x</P></DIV>"])
def test_pages_of_many_flat_elements_are_spared(piece: str) -> None:
    """The guard itself takes several times as long as the parser."""
    assert nesting._is_shallow(piece * 5_000)


@pytest.mark.parametrize("piece", ["<div>", "<b>", "</x<title><b>"])
def test_what_nests_is_not_spared(piece: str) -> None:
    assert guarded(piece * 30_000)[1] > 0


def test_options_behind_the_first_so_many_of_a_field_lose_their_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser looks at all options of a field for each new one."""
    monkeypatch.setattr(nesting, "_OPTIONS", 3)
    field = "<select><OPTION>a</option><option>b<option>c<option >d</option></select>"
    assert nesting._with_few_options(field * 2) == field.replace("<option >d</option>", "d") * 2


def test_a_field_of_a_few_options_stays_as_it_is() -> None:
    html = "<select><option>a</option></select>" * 3_000
    assert nesting._with_few_options(html) == html
