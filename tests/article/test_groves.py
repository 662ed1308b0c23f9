"""Trees of features, asked all together, against one tree asked after the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.article.ranking import Grove, sums, trees

_KNOWN = sorted(trees("bylines").columns)
_SETS = st.lists(st.sets(st.sampled_from([*_KNOWN[:60], "unheard of"])), max_size=6)


def _plain(features: set[str], grove: Grove) -> float:
    names = list(grove.columns)
    total = 0
    for asked, leaves in zip(grove.asked.tolist(), grove.leaves.tolist(), strict=True):
        place = 0
        while place < len(asked):
            place = 2 * place + (1 if names[asked[place]] in features else 2)
        total += leaves[place - len(asked)]
    return total / 10_000


@given(_SETS)
def test_sums_are_those_of_each_tree_alone(candidates: list[set[str]]) -> None:
    grove = trees("bylines")
    assert sums(candidates, grove) == [_plain(one, grove) for one in candidates]
