"""How two wordings differ, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stories.wording import compare, side_by_side

SAID = "We heard campaign rhetoric, and now we would like to see what she means by it."


def changed(a: str, b: str) -> list[tuple[str, str]]:
    """Return the words of each change."""
    return [(a[change.a[0] : change.a[1]], b[change.b[0] : change.b[1]]) for change in compare(a, b).changes]


class TestKind:
    """Same, trimmed, reworded or different."""

    @pytest.mark.parametrize("other", [
        "we heard campaign rhetoric and now we would like to see what she means by it",
        "“We heard campaign rhetoric — and now we would like to see what she means by it.”",
        SAID.upper(),
    ])
    def test_case_and_marks_are_no_difference(self, other: str) -> None:
        assert compare(SAID, other).kind == "same"
        assert compare(SAID, other).changes == ()

    @pytest.mark.parametrize("other", [
        "We heard campaign rhetoric",
        "rhetoric",
        "now we would like to see what she means",
        "We heard campaign rhetoric ... what she means by it",
    ])
    def test_words_left_out_are_a_trim(self, other: str) -> None:
        assert compare(SAID, other).kind == "trimmed"
        assert compare(other, SAID).kind == "trimmed"

    def test_what_stands_in_one_piece_is_a_trim_wherever_its_first_words_stand_too(self) -> None:
        assert compare("we will win", "we said we knew that we will win").kind == "trimmed"

    def test_other_words_are_a_rewording(self) -> None:
        assert compare(SAID, "We have heard campaign rhetoric, and now we want to see what she means by it."
                       ).kind == "reworded"

    @pytest.mark.parametrize("a, b", [
        (SAID, "And now we would like to see what she means by it. We heard campaign rhetoric."),
        ("lower taxes and better schools", "better schools and lower taxes"),
    ])
    def test_the_same_words_in_another_order_are_reordered(self, a: str, b: str) -> None:
        assert compare(a, b).kind == "reordered"
        assert compare(b, a).kind == "reordered"

    @pytest.mark.parametrize("other", ["Nobody came into politics to drain a pool.", "", "we to it"])
    def test_little_in_common_is_different(self, other: str) -> None:
        assert compare(SAID, other).kind == "different"

    def test_nothing_is_the_same_as_nothing(self) -> None:
        assert compare("", "…").kind == "same"


class TestChanges:
    """Each change carries the words of both wordings, as code points."""

    def test_one_word(self) -> None:
        assert changed("We close two pools.", "We close three pools.") == [("two", "three")]

    def test_neighbouring_words_are_one_change(self) -> None:
        assert changed("We close two old pools.", "We close a pool.") == [("two old pools", "a pool")]

    def test_added_words_stand_between(self) -> None:
        comparison = compare("We close pools.", "We never close pools.")
        assert [(change.a, change.b) for change in comparison.changes] == [((2, 2), (3, 8))]

    def test_likeness_is_the_share_of_words_in_common(self) -> None:
        assert compare("one two three four", "one two three five").likeness == 0.75


class TestExactly:
    """For editions: every letter and sign counts, only white space does not."""

    @pytest.mark.parametrize("b, change", [
        ("We close pools?", (".", "?")), ("We Close pools.", ("close", "Close")), ("We “close” pools.", ("", "“")),
    ])
    def test_signs_and_case_are_differences(self, b: str, change: tuple[str, str]) -> None:
        a = "We close pools."
        first = compare(a, b, exact=True).changes[0]
        assert (a[slice(*first.a)], b[slice(*first.b)]) == change

    def test_white_space_is_none(self) -> None:
        assert compare("We close\n\npools.", "We close pools.", exact=True).kind == "same"


class TestSideBySide:
    def test_what_went_stands_before_what_came_in_its_place(self) -> None:
        a, b = "We close two pools.", "We close three pools."
        pieces = side_by_side(a, b, compare(a, b).changes)
        assert [(piece.kind, piece.text) for piece in pieces] == [
            ("same", "We close "), ("gone", "two"), ("new", "three"), ("same", " pools.")]


words = st.lists(st.sampled_from(["we", "heard", "it", "is", "a", "Émile's", "1,5"]), max_size=12).map(" ".join)


class TestAnyWordings:
    @given(words, words)
    def test_it_is_symmetric(self, a: str, b: str) -> None:
        there, back = compare(a, b), compare(b, a)
        assert (there.kind, there.likeness) == (back.kind, back.likeness)

    @given(st.text(max_size=50), st.text(max_size=50))
    def test_changes_lie_in_the_wordings_in_order(self, a: str, b: str) -> None:
        changes = compare(a, b).changes
        assert all(0 <= start <= end <= len(a) for start, end in (change.a for change in changes))
        assert all(0 <= start <= end <= len(b) for start, end in (change.b for change in changes))
        assert [change.a for change in changes] == sorted(change.a for change in changes)

    @given(words, words)
    def test_what_is_not_gone_is_the_second_wording_side_by_side(self, a: str, b: str) -> None:
        pieces = side_by_side(a, b, compare(a, b).changes)
        assert "".join(piece.text for piece in pieces if piece.kind != "gone") == b

    def test_long_wordings_are_cut(self) -> None:
        assert compare("word " * 100_000, "word " * 100_000).kind == "same"
