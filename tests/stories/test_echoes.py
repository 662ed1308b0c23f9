"""What two wordings of one quotation share, told by the wordings alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stories.echoes import clues, echo_keys, edge_keys, edges_within, resemblance, telling

SAID = "The council will sell the harbour warehouse to nobody before the flood barrier is repaired."
OTHER = "Schools stay open on Thursday although teachers announced a walkout over unpaid overtime."


def relation(asked: str, other: str) -> str | None:
    found = resemblance(asked, telling(asked), other)
    return found.relation if found else None


class TestResemblance:
    @pytest.mark.parametrize("other, how", [
        (f"„{SAID.rstrip('.')}“", "same"),
        (SAID.upper(), "same"),
        (f"She had told friends that {SAID[0].lower()}{SAID[1:-1]}, and left", "longer"),
        ("sell the harbour warehouse to nobody before the flood barrier is repaired", "shorter"),
        ("Before the flood barrier is repaired, the council will sell the harbour warehouse to nobody", "reordered"),
        ("The council would sell the harbour warehouse to nobody until the flood barrier is mended", "reworded"),
        (f"a warehouse is no shelter; {OTHER} And selling the harbour warehouse to nobody before the flood barrier "
         "stands would, as some of the neighbours would have it, be quite another matter for all of them", "passage"),
        (OTHER, None), ("the council", None), ("", None),
    ])
    def test_tells_how_a_wording_stands_to_what_was_asked(self, other: str, how: str | None) -> None:
        assert relation(SAID, other) == how

    def test_words_that_tell_nothing_are_found_in_longer_ones_only(self) -> None:
        assert relation("we will", "and that we will, in the end") == "longer"
        assert relation("we will", "that they will, and we are") is None


class TestKeys:
    @pytest.mark.parametrize("other", [SAID.upper(), f"„{SAID}“", f"{OTHER[:-1]}, and {SAID}"])
    def test_echoes_share_one(self, other: str) -> None:
        assert set(echo_keys(SAID)) & set(echo_keys(other))

    def test_other_statements_share_none(self) -> None:
        assert not set(echo_keys(SAID)) & set(echo_keys(OTHER))

    def test_a_name_is_no_quotation(self) -> None:
        """Two statements about one person with long titles are no echoes of each other."""
        name = "Secretary of State Hillary Rodham Clinton"
        assert not set(echo_keys(f"it snows on {name}")) & set(echo_keys(f"the harbour warehouse bores {name}"))

    def test_little_is_nobodys_echo(self) -> None:
        assert echo_keys("a fact") == ()

    @given(st.text(max_size=200))
    def test_any_text_has_small_keys(self, text: str) -> None:
        assert all(0 <= key < 2**48 for key in echo_keys(text))

    @given(st.text(max_size=80), st.text(max_size=80))
    def test_any_text_resembles_itself_where_it_has_words(self, a: str, b: str) -> None:
        resemblance(a, telling(a), b)
        if telling(a).printed:
            assert relation(a, a) == "same"


class TestClues:
    def test_a_trimmed_wording_holds_one_of_them(self) -> None:
        part = {"sell", "the", "harbour", "warehouse", "to", "nobody"}
        assert any(set(group) <= part for group in clues(SAID, telling(SAID)))

    def test_where_little_tells_the_words_are_looked_for_as_a_phrase(self) -> None:
        assert clues("yes we can", telling("yes we can")) == [("yes we can",)]


class TestEdges:
    """What was cut out of a longer wording is found by how it begins or ends, though no word of it tells anything."""

    ASKED = "I have said what I want to do and even before it is all over we will do it"

    @pytest.mark.parametrize("cut", ["what I want to do and even", "even before it is all over we will do it"])
    def test_a_cut_of_frequent_words(self, cut: str) -> None:
        edges = frozenset(edges_within(self.ASKED))
        assert not edges.isdisjoint(edge_keys(cut))
        found = resemblance(self.ASKED, telling(self.ASKED), cut, edges)
        assert found is not None
        assert found.relation == "shorter"

    @pytest.mark.parametrize("other", ["want to do it", "I want what you have said and it is all over now"])
    def test_less_than_an_edge_is_none(self, other: str) -> None:
        assert frozenset(edges_within(self.ASKED)).isdisjoint(edge_keys(other))

    def test_they_are_below_zero(self) -> None:
        assert max(edge_keys(self.ASKED)) < 0
        assert len(edge_keys(self.ASKED)) == 2
