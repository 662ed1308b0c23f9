"""What the block classifier knows of the elements around lines, against the plain way to find it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.paths import Paths
from dateline.article.segments import segments_of
from dateline.article.tree import Tree

_WORDS = st.sampled_from(["one", "two", "three"])
_HTML = st.recursive(_WORDS, lambda inner: st.builds(
    lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>", st.sampled_from(["div", "section", "ul", "li", "b"]),
    st.lists(inner, min_size=1, max_size=4)), max_leaves=25)


def _paths(html: str) -> Paths:
    tree = Tree(f"<body>{html}</body>")
    return Paths(tree, segments_of(tree))


def _way(paths: Paths, row: int) -> list[int]:
    way = [row]
    while way[-1]:
        way.append(int(paths.parents[way[-1]]))
    return way


@settings(deadline=None)
@given(_HTML)
def test_shared_depths_are_those_of_the_innermost_common_element(html: str) -> None:
    paths = _paths(html)
    for at, depth in enumerate(paths.shared_depths()):
        before = _way(paths, int(paths.blocks[at]))
        assert depth == next(paths.depths[row] for row in _way(paths, int(paths.blocks[at + 1])) if row in before)


@settings(deadline=None)
@given(_HTML)
def test_sums_meeting_and_branches_follow_the_parents(html: str) -> None:
    paths = _paths(html)
    ways = [_way(paths, row) for row in range(len(paths.parents))]
    ones = np.ones(len(paths.blocks))
    counts = paths.sums([ones])[0]
    assert counts.tolist() == [sum(row in ways[block] for block in paths.blocks) for row in range(len(ways))]
    best = paths.likely(counts, counts)
    assert paths.meeting(best).tolist() == [next(up for up in way if up in ways[best]) for way in ways]
    branches = [next((up for up in ways[block] if up and paths.parents[up] == best), 0) for block in paths.blocks]
    assert paths.branches(best).tolist() == [0 if branch == best else branch for branch in branches]
