"""One look tells which of some signs a text holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.signs import Signs

_ALPHABET = 'ab(:{<é中"\ud800\U0001f600'


@given(st.lists(st.text("ab(:{<é中\"", min_size=1, max_size=3), max_size=20, unique=True),
       st.lists(st.text(_ALPHABET, max_size=5), max_size=30).map("".join))
def test_it_is_what_each_look_tells(signs: list[str], text: str) -> None:
    assert Signs(signs).within(text) == {sign for sign in signs if sign in text}


@given(st.integers(0, 140), st.sampled_from(["a", "(x)", "on line", ".js:"]))
def test_wherever_it_stands(place: int, sign: str) -> None:
    signs = Signs([sign, "zz", "é", *(f"{letter}{letter}" for letter in "bcdfghk")])
    for behind in (0, 1, 40):
        assert signs.within("-" * place + sign + "-" * behind) == {sign}
        assert signs.within("-" * place + sign[:-1]) == set()


def test_as_many_as_can_be() -> None:
    signs = [f"<{number:02}>" for number in range(63)]
    assert Signs(signs).within("".join(signs[::2])) == set(signs[::2])
    with pytest.raises(ValueError, match="64 signs"):
        Signs([*signs, "x"])
    with pytest.raises(ValueError, match="empty"):
        Signs([""])
