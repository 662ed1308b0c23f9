"""What the elements around a line make of it, for all lines at once, is what a walk up from each says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.article.kinds import HEADINGS, Kind, Times, kinds_of
from dateline.article.shapes import STEMS
from dateline.article.tree import Tree

PIECES = st.sampled_from([
    "<p>", "<div>", "</div>", "<h3>", "</h3>", "<ul><li>", "</li>", "<table>", "<tr>", "<td>", "</table>",
    "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<code>", "</code>", '<div class="LIVE-blog-post">',
    "<b itemprop=liveBlogUpdate>", '<p class="delivery">', "</b>", "<i>", "<i>", "<i>", "text"])


@given(st.lists(PIECES, max_size=40))
def test_of_any_page(pieces: list[str]) -> None:
    tree = Tree("".join(pieces))
    blocks = [-1, *range(len(tree.elements))]
    assert kinds_of(tree, blocks) == [defined(tree, block) for block in blocks]


def defined(tree: Tree, block: int) -> Kind:
    """Return the kind of a line, element by element."""
    if block < 0:
        return "paragraph", -1, -1, False
    around = [tree.elements[block], *tree.ancestors(tree.elements[block])][:12]
    code = any(one.tag in ("pre", "code", "samp", "xmp") for one in around[:4])
    row = entry = -1
    kind = None
    for element in around:
        if row < 0 and element.tag == "tr":
            kind, row = kind or "table row", element.index
        kind = kind or ("heading" if element.tag in HEADINGS else "list item" if element.tag == "li"
                        else "block quote" if element.tag == "blockquote" else None)
        if element.attributes.get("class") == "LIVE-blog-post" or element.attributes.get("itemprop"):
            entry = element.index
            kind = kind or "live entry"
            break
    return kind or "paragraph", row if kind == "table row" else -1, entry, code


def test_without_a_tree_all_are_paragraphs() -> None:
    assert kinds_of(None, [3]) == [("paragraph", -1, -1, False)]


def test_the_first_time_in_an_entry_is_its_time() -> None:
    tree = Tree('<time>12:00</time><div>one <time datetime="2024-05-03">May</time><time>later</time></div><p>two</p>')
    places = {one.tag: one.index for one in tree.elements}
    times = Times(tree)
    assert times.of(places["div"]) == "2024-05-03"
    assert times.of(places["p"]) is None
    assert times.of(-1) is None


@given(st.lists(st.lists(st.sampled_from(
    ["live", "LIVE", "l", "v", "ve", "mail", "Ma", "iL", "il", "material-", "al-", "-", "\n", "\u0130", "div " * 9]),
    max_size=9).map("".join)))
def test_shapes_that_hold_a_stem(values: list[str]) -> None:
    shapes = Tree("".join(f'<p title="{value}">' for value in values)).shapes
    for stem in STEMS:
        assert shapes.holding(stem) == [place for place, shape in enumerate(shapes) if stem in shape.source.lower()]
