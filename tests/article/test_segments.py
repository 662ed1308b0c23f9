"""Lines of a page, and boxes that are set into one."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dateline.article.body import Decision, body_of
from dateline.article.segments import INLINE, UNSEEN, segments_of
from dateline.article.tree import Tree

POP_UP = ('<p>The mayor, <span class="person"><a href="/olsen">Mira Olsen</a><span class="pop-up"><img src="o.jpg">'
          '<a href="/olsen">Mira J. Olsen</a> <a href="/1">Harbour closes</a> <a href="/2">Ferry late</a></span></span>'
          ' of Lindholm, said no.</p><p>The council agreed.</p>')


class TestBoxInALine:
    def test_it_is_a_segment_of_its_own(self) -> None:
        """A picture and several links inside a span pop up over a name: the sentence goes on behind them."""
        found = [(one.text, one.glue) for one in segments_of(Tree(POP_UP))]
        assert found == [("The mayor, Mira Olsen", "\n\n"), ("Mira J. Olsen Harbour closes Ferry late", ""),
                         ("of Lindholm, said no.", ""), ("The council agreed.", "\n\n")]

    def test_the_sentence_is_whole_without_it(self) -> None:
        tree = Tree(POP_UP)
        decisions = [Decision(one, "Ferry" not in one.text, "") for one in segments_of(tree)]
        body = body_of(tree.text, tree, decisions)
        assert body.text == "The mayor, Mira Olsen of Lindholm, said no.\n\nThe council agreed."

    def test_a_picture_with_one_link_stays_in_its_line(self) -> None:
        html = '<p>See <span><img src="m.png" alt=""> <a href="/map">the map</a></span> of the basin.</p>'
        assert [one.text for one in segments_of(Tree(html))] == ["See the map of the basin."]


class TestDefinition:
    """What the native core makes of all lines at once is what a look at one text node after the other makes of them."""

    @given(st.lists(st.sampled_from([
        "<p>", "</p>", "<div>", "</div>", "<span>", "<span>", "</span>", "</span>", "<a href=x>", "</a>", "<img>",
        "<br>", "<noscript>", "</noscript>", "<svg>", "</svg>", "<select><option>", "</select>", "<x-y>", "</x-y>",
        "<video>", "</video>", "Rain ", " ", "\n", "é&nbsp;\U0001f600", "<script>1</script>",
        "<template>two</template>"])))
    def test_of_any_page(self, pieces: list[str]) -> None:
        tree = Tree("".join(pieces))
        found = [(one.start, one.end, one.block, one.glue, one.unseen, one.text, one.links)
                 for one in segments_of(tree)]
        assert found == defined(tree)


def defined(tree: Tree) -> list[tuple[int, int, int, str, str, str, int]]:
    """Return the segments of a page, text node by text node."""
    boxes, looked = set[int](), set[int]()
    for picture in tree.elements:
        for span in list(tree.ancestors(picture))[:4] if picture.tag == "img" else ():
            if span.tag != "span" or span.index in looked:
                break
            looked.add(span.index)
            if sum(one.tag == "a" for one in tree.within(span)) >= 2:
                boxes.add(span.index)
                break

    def parts(tag: str) -> int:
        return 1 if tag == "br" else 0 if tag in INLINE or "-" in tag else 2

    lines: list[list[Any]] = []  # start, block, glue, why, links
    before = 0
    texts = tree.texts
    for holder, start, end, opened, blank in zip(texts.parents, texts.starts, texts.ends, texts.before, texts.blank,
                                                 strict=True):
        if blank:
            continue
        around = [tree.elements[holder], *tree.ancestors(tree.elements[holder])] if holder >= 0 else []
        block = next((one.index for one in around if parts(one.tag) or one.index in boxes or one.parent < 0), -1)
        why = next((UNSEEN[one.tag] for one in reversed(around) if one.tag in UNSEEN), "")
        glue = min(2, sum(parts(one.tag) for one in tree.elements[before:opened])) if lines else 2
        if not lines or glue or (block, why) != (lines[-1][1], lines[-1][3]):
            if lines and block != lines[-1][1] and not (why or lines[-1][3]) and (
                    glue or not boxes & {block, lines[-1][1]}):
                glue = 2
            lines.append([int(start), block, ("", "\n", "\n\n")[glue], why, 0])
        lines[-1][4] += int(end - start) * any(one.tag == "a" for one in around)
        before = opened
    ends = [*[line[0] for line in lines], len(tree.text)][1:]
    return [(line[0] if place else 0, end, *line[1:4], " ".join(tree.text[line[0] : end].split()), line[4])
            for place, (line, end) in enumerate(zip(lines, ends, strict=True))]
