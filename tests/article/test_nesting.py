"""The guard before the parser: whatever a page is made of, little stays open, and no text goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import limits
from dateline.article import nesting, read_article
from dateline.article.nesting import guarded
from dateline.article.tree import Tree
from dateline.model import Page

_PIECES = ("<p>", "</p>", "<div>", "</div>", "<b>", "<b id=1>", "</b>", "<I class=x>", "</i>", "<table>", "</table>",
           "<td>", "</td>", "<tr>", "<LI>", "</li>", "<ul>", "<br>", "<img/>", "<path/>", "<svg x='/'>", "<svg/>",
           "</svg>", "<math>", "<mi>", "<desc>", "<script>", "</script>", "</scriptx>", "<style>", "<!--", "-->",
           "<!-->", "--!>", "<title>", "</title>", "<textarea>", "</textarea>", "words", "<", "<p/>", "<a href='>'>",
           "<p a='</div>'>", "<p ='>", "</a>", "</x", "<div/", "\n", "//", "<select>", "</select>", "<option>",
           "<object>", "</object>", "<template>", "</template>", "<button>", "<span>", "</span>", "<x-y>", "</x-y>",
           "<![CDATA[", "]]>", "<body>", "</body>", "<frameset>", "<plaintext>", "<nobr>", "<em>", "</em>", "<!x>")


def depths(tree: Tree) -> list[int]:
    """Return how many elements lie around each."""
    found: list[int] = []
    for element in tree.elements:
        found.append(found[element.parent] + 1 if element.parent >= 0 else 0)
    return found


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12), st.lists(st.sampled_from(_PIECES), max_size=4))
def test_no_page_nests_deeper_than_the_guard_allows(pieces: list[str], before: list[str]) -> None:
    html = "".join(before) + "".join(pieces) * 60
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "DEPTH", 8)
        patch.setattr(nesting, "_OPEN_FORMATTING", 2)
        left = nesting._Guard(html).run()
    deepest = max(depths(Tree(left)))
    assert deepest < 3 * (8 + 2)  # tables have bodies and rows that nobody wrote; formatting is opened again


@pytest.mark.parametrize("piece", [
    "<b id=1><table><td></b></table>", "<div><table><td></div></table>", "<span><p></span></p>",
    "<div><p a='</div>'>", "<div><iframe></div></iframe>", "<span><select></span></select>", "<svg><td><td></td>",
    "<b id=1></i>", "<div><!--></div>-->", "<div><svg><![CDATA[</div>]]></svg>"])
def test_end_tags_that_close_nothing_hide_no_depth(piece: str) -> None:
    html, _ = guarded(piece * 30_000)
    assert max(depths(Tree(html))) < 4 * limits.DEPTH


@pytest.mark.parametrize("piece", ["<p>x</p>", "<li>x", "<br>", "<!-- <div> -->", "<script>'<b>'</script>", "<b>x</b>",
                                   "<DIV><p>x</P></DIV>", "<div><p>x</div>", "<a href=x><img src=y></a>",
                                   "<svg><path d=x /></svg>", "<p>a < b <> c</p>", "<x-y a='>'>x</x-y>",
                                   "<ul><li>x<li>y</ul>", "<select><option>x<option>y</select>"])
def test_what_closes_what_it_opens_stays_as_it_is(piece: str) -> None:
    html = f"<div>{piece * 50}</div>"
    guard = nesting._Guard(html)
    left, whole = Tree(guard.run()), Tree(html)
    assert guard.cut == 0
    assert left.text == whole.text
    assert depths(left) == depths(whole)
    assert [(one.tag, one.start) for one in left.elements] == [(one.tag, one.start) for one in whole.elements]


@pytest.mark.parametrize("piece", ["<div>", "<b>", "</x<title><b>"])
def test_what_nests_is_not_spared(piece: str) -> None:
    assert guarded(piece * 30_000)[1] > 0


def test_formatting_that_nobody_closes_is_not_opened_again_without_end() -> None:
    """The parser would open each of them anew in each paragraph: two million elements for 100,000 bytes."""
    page = "<p>" + "".join(f"<b id={number}>" for number in range(64)) + "<p>x" * 25_000
    html, cut = guarded(page)
    assert cut == 56
    assert read_article(Page(id="a", data=page.encode())).text is not None
    assert html.count("<b") == 8


def test_formatting_with_a_crowd_of_attributes_keeps_the_first() -> None:
    """The parser compares each attribute with each of all other formatting elements that are open."""
    crowd = " ".join(f"a{number}='>{number}'" for number in range(100))
    html, _ = guarded(f"<font {crowd}>rain</font><a {crowd}>sun</a>")
    assert html.count("a23=") == 2
    assert html.count("a24=") == 1
    assert Tree(html).text == "rainsun"


def test_what_a_page_is_called_again_goes() -> None:
    """The parser adds the attributes of each further body to the first."""
    html, _ = guarded("".join(f"<body a{number}=1><p>x" for number in range(12_000)))
    assert html.count("<body") == 1


def test_options_behind_the_first_so_many_of_a_field_lose_their_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser looks at all options of a field for each new one."""
    monkeypatch.setattr(nesting, "_OPTIONS", 3)
    field = "<select><OPTION>a</option><option>b<option>c<option >d</option></select>"
    assert nesting._with_few_options(field * 2) == field.replace("<option >d</option>", "d") * 2


def test_a_field_of_a_few_options_stays_as_it_is() -> None:
    html = "<select><option>a</option></select>" * 3_000
    assert nesting._with_few_options(html) == html


@pytest.mark.parametrize("opening, piece", [
    ("<table>", "<tr><th>x<td>x"), ("<table>", "<tbody><tr><td>x"), ("<table>", "<tbody><tr><td><p>x"),
    ("<dl>", "<dt>x<dd>x"), ("<dl>", "<dt>x<dd><p>x<p>y"), ("<ul>", "<li><p>x")])
def test_what_html_lets_pages_leave_open_nests_no_deeper(opening: str, piece: str) -> None:
    """A page may leave out the end tags of rows, cells, items and terms, however many it has."""
    whole = f"<html><body>{opening}{piece * 700}"
    guard = nesting._Guard(whole)
    plain, written = Tree(whole), Tree(guard.run())
    assert guard.cut == 0
    assert [(one.tag, one.parent) for one in written.elements] == [(one.tag, one.parent) for one in plain.elements]
    assert written.text == plain.text
