"""The visible lines of a page are the text nodes that no block element parts, as a plain definition has them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import markup
from dateline.article.markup import Markup
from dateline.article.tree import Tree

_PIECES = st.sampled_from([
    "<div>", "</div>", "<p>", "<p>x", "<a>", "</a>", "<b>", "</b>", "<br>", "<hr>", "<img>", "<ul><li>", "</ul>", "y",
    " ", "\n", "&nbsp;", "ж𝟏", "<button>", "</button>", "<noscript>", "</noscript>", "<svg><a>", "</svg>", "<!---->",
    "<wbr>", "<div></div>", "<i></i>", "<select><option>o", "</select>", "<title>t</title>", "<template>z</template>"])


def plain_lines(tree: Tree) -> list[list[object]]:
    """Return of each visible line its block, start, end, characters in links and text nodes."""
    lines: list[list[object]] = []
    printed: list[bool] = []
    texts = tree.texts
    block, end = None, -1
    empty = {one.start for one in tree.elements
             if one.start == one.end and not markup._IS_INLINE[tree.rows.tags[one.index]]}
    for holder, start, stop in zip(texts.parents.tolist(), texts.starts.tolist(), texts.ends.tolist(), strict=True):
        way = [tree.elements[holder], *tree.ancestors(tree.elements[holder])] if holder >= 0 else []
        tags = [tree.rows.tags[one.index] for one in way]
        if any(markup._IS_UNSEEN[tag] for tag in tags):
            continue
        own = [one.index for one, tag in zip(way, tags, strict=True) if not markup._IS_INLINE[tag]] or [-1]
        if own[0] != block or start != end or start in empty:
            lines.append([own[0], start, stop, 0, []])
            printed.append(False)
        line, block, end = lines[-1], own[0], stop
        line[2] = stop
        line[3] += (stop - start) * any(one.tag == "a" for one in way)
        line[4].append((start, stop))
        printed[-1] = printed[-1] or not tree.text[start:stop].isspace()
    return [line for line, kept in zip(lines, printed, strict=True) if kept]


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_lines_are_what_no_block_parts(html: str) -> None:
    tree = Tree(html)
    found = Markup(tree)
    assert [[one.block, one.start, one.end, one.linked, one.nodes] for one in found.lines] == plain_lines(tree)
    assert found.line_rows.rows[:, :4].tolist() == [line[:4] for line in plain_lines(tree)]
