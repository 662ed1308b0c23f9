"""The text of lines, folded at once, is what Python folds of one after the other; what stands so needs no mending."""

from __future__ import annotations

import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.folding import folded
from dateline.article.letters import codes_of
from dateline.article.wording import wording

SPACES = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
PIECES = st.sampled_from([*SPACES, " ", " ", " ", "a", "Ã", "©", "Â", "â", "€", "™", "&amp;", "&", "\u00ad", "\u200b",
                          "\u200d", "\u0130", "\ud800", "\U0001f600", "\U00020000", "\U000e0020", "ß", "語"])
LINES = st.lists(st.lists(PIECES | st.characters(), max_size=12).map("".join), min_size=1)


@given(LINES)
def test_of_any_lines(lines: list[str]) -> None:
    """A line break parts the code points of two lines."""
    starts = np.cumsum([0, *map(len, lines)])[:-1]
    found, _, _, codes = folded(codes_of("".join(lines)), starts)
    assert found == [" ".join(line.split()) for line in lines]
    assert codes.tolist() == codes_of("\n".join(found)).tolist()


@given(LINES)
def test_what_stands_needs_no_mending(lines: list[str]) -> None:
    page = "".join(lines)
    starts = np.cumsum([0, *map(len, lines)])[:-1]
    found = folded(codes_of(page), starts)
    for start, line, text, place, runs in zip(starts.tolist(), lines, *found[:3], strict=True):
        words = wording(line, [(0, len(line))])
        if place >= 0:
            assert not runs
            runs = [(0, place, len(text))]
        if runs:
            assert (words.text, words.edits) == (text, ())
            assert [(one.text_start, one.page_start + start, one.length) for one in words.runs] == runs
        elif text.isascii() and text.replace(" ", "").isalnum():
            assert sum(map(len, found.runs)) + len(words.runs) > 4 * len(lines)


def test_lines_of_many_runs_wait_for_mending() -> None:
    """There is room for four a line, and four more."""
    found = folded(codes_of("a\nb " + "c  d\u00a0e  f g\t" + "h  i  j\nk  l  m  n"), np.array([0, 4, 15]))
    assert [len(one) for one in found.runs] == [2, 4, 7]
    found = folded(codes_of("a  " * 9 + "b  " * 12 + "c  c"), np.array([0, 27, 63]))
    assert [len(one) for one in found.runs] == [9, 0, 2]
    assert found.stands == [-1, -1, -1]
