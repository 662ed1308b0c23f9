"""Lines of a page, and boxes that are set into one."""

from __future__ import annotations

from dateline.article.body import Decision, body_of
from dateline.article.segments import segments_of
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
