"""Words that a person gives, found in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import NotFound, UsageError
from dateline.pipeline.words import pieces_of, place_of

TEXT = "She said no. He said\n\nyes, she said, and he said no."


@pytest.mark.parametrize("words, near, found", [
    ("He said yes", None, ["He said\n\nyes"]), ("said no", 0, ["said no"]), ("no. … and he", 0, ["no.", "and he"]),
    ("yes … said no", 0, ["yes", "said no"]), ("She said … said", 0, ["She said", "said"])])
def test_are_found_white_space_aside_and_piece_by_piece(words: str, near: int | None, found: list[str]) -> None:
    places = pieces_of(TEXT, words, near=near)
    assert [TEXT[start:end] for start, end in places] == found
    assert places == sorted(places)


def test_of_equal_ones_the_nearest_is_meant() -> None:
    assert place_of(TEXT, "said", near=len(TEXT)) == (TEXT.rindex("said"), TEXT.rindex("said") + 4)
    assert pieces_of(TEXT, "yes … said no") == [(22, 25), (TEXT.rindex("said no"), TEXT.rindex("said no") + 7)]
    with pytest.raises(UsageError, match="4 times"):
        place_of(TEXT, "said")


@pytest.mark.parametrize("words", ["maybe", "no. … maybe", " ", "said.*", " … "])
def test_what_is_not_there_is_not_found(words: str) -> None:
    with pytest.raises(NotFound):
        pieces_of(TEXT, words, near=0)


@given(st.text("ab …\n", min_size=1), st.data())
def test_any_words_of_a_text_are_found_where_they_are(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    if words == words.strip() and words:
        assert place_of(text, words, near=start) == (start, end)
