"""Where a word stands in bytes, as an expression finds it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.places import place_of


@given(st.binary(max_size=200).map(lambda some: some.replace(b"a", b"_date")), st.integers(1, 5),
       st.none() | st.integers(0, 300), st.sampled_from([b"_date", b"at", b"ee"]))
def test_a_word_stands_there_for_so_many_times(data: bytes, times: int, end: int | None, word: bytes) -> None:
    places = [found.start() for found in re.finditer(b"(?=" + word + b")", data[:end])]
    assert place_of(data, word, times, end) == dict(enumerate(places, 1)).get(times, -1)


@pytest.mark.parametrize("before", range(70))
@pytest.mark.parametrize("word", [b"aa", b"aab", b"wm-ipp"])
def test_wherever_it_stands(before: int, word: bytes) -> None:
    for behind in (0, 1, 40):
        data = before * b"x" + word + behind * b"y"
        assert place_of(data, word) == before
        assert place_of(data, word, end=before + len(word) - 1) == place_of(data[1:], word, 2) == -1
