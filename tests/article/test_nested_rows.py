"""What lies around elements, worked out for all of them at once, is what climbing from each finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.tags import among, number_of, table
from dateline.article.tree import Tree

_PIECES = st.sampled_from(["<div>", "</div>", "<p>x", "<a>", "</a>", "<b>", "</b>", "<br>", "<ul><li>", "</ul>", "y"])


def way(tree: Tree, index: int) -> list[int]:
    """Return an element and those around it, the innermost first."""
    return [index, *(one.index for one in tree.ancestors(tree.elements[index]))]


@given(st.lists(_PIECES, max_size=40).map("".join), st.sampled_from(["a", "b", "div", "html", "svg"]))
def test_the_innermost_and_the_outermost_of_some_elements_are_found(html: str, tag: str) -> None:
    tree = Tree(html)
    those = among([tag])[tree.rows.tags]
    nearest, outermost, inside = tree.rows.nearest(those), tree.rows.outermost(those), tree.rows.inside(those)
    for index in range(len(tree.elements)):
        around = way(tree, index)
        among_those = [one for one in around if those[one]]
        assert nearest[index] == (among_those or around[-1:])[0]
        assert outermost[index] == (among_those or [-1])[-1]
        assert inside[index] == bool(among_those)
    assert (nearest[-1], outermost[-1], inside[-1]) == (-1, -1, False)  # what no element holds


class TestTags:
    def test_names_are_told_apart_and_others_are_not(self) -> None:
        told = table({"p": 1, "br": 2}, 7, custom=5)
        names = ("p", "br", "div", "blink-182", "amp-img", "nonsense")
        assert told[[number_of(name) for name in names]].tolist() == [1, 2, 7, 5, 5, 7]

    def test_nothing_can_be_told_of_a_name_without_a_number(self) -> None:
        with pytest.raises(KeyError):
            among(["nonsense"])

    def test_elements_are_found_by_their_numbers(self) -> None:
        tree = Tree("<p>a<x-y>b</x-y><p>c")
        assert [one.tag for one in tree.those(among(["p", "body"]))] == ["body", "p", "p"]
        assert np.count_nonzero(tree.rows.tags == number_of("x-y")) == 1
